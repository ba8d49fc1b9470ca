"""A new counsellor comes in by invitation, and a colleague hears the eight words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.desks import NARROW, WIDE, Desk, invite

SPY = """
window.prfOutputs = [];
for (const name of ["create", "get"]) {
  const real = navigator.credentials[name].bind(navigator.credentials);
  navigator.credentials[name] = async (options) => {
    const made = await real(options);
    const first = made.getClientExtensionResults().prf?.results?.first;
    if (first) {
      const bytes = [...new Uint8Array(first)];
      window.prfOutputs.push({
        hex: bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(""),
        base64: btoa(String.fromCharCode(...bytes)).replace(/=+$/, ""),
      });
    }
    return made;
  };
}
"""


@pytest.fixture
def slug(instance: Instance) -> str:
    name = "hofwijk"
    listed = instance.luwte("organisation", "list")
    if name not in listed:
        instance.luwte(
            "organisation", "add", "--name", "Zorggroep Hofwijk", "--sector", "care", name
        )
    return name


@pytest.mark.mission("M22")
@pytest.mark.mission("M36")
def test_from_an_invitation_with_a_passkey_and_a_colleague_with_an_app(
    chromium: Browser, instance: Instance, slug: str
) -> None:
    with Desk.at(chromium, instance) as first, Desk.at(chromium, instance) as second:
        first.page.add_init_script(SPY)
        first.passkey_device()
        first.accept_with_passkey(invite(instance, slug, "Anouk Berkhout"))
        kept = first.make_keys()
        first.send_card()
        first.on("today")

        second.accept_with_password(invite(instance, slug, "Hamza Duran"))
        second.make_keys()
        second.send_card()
        second.on("read-aloud")
        read_aloud = second.page.locator(".desk-words li").all_inner_texts()
        assert len(read_aloud) == 8
        expect(
            second.page.get_by_role("listitem").filter(has_text="Anouk Berkhout")
        ).to_be_visible()
        second.examine()

        first.page.reload()
        first.on("unlock")
        first.press("Ontgrendelen met je passkey")
        first.on("today")
        a_card_waits_on_a_phone(first)
        first.press("Naar collega's")
        first.press("Ik hoor Hamza Duran nu")
        assert first.page.locator(".desk-words li").all_inner_texts() == read_aloud
        first.examine()
        first.press("Elk woord is hetzelfde: onderteken")
        expect(first.page.get_by_text("ondertekend door Anouk Berkhout")).to_be_visible()

        second.press("Mijn collega heeft ondertekend")
        second.on("today")
        expect(second.page.get_by_text("Je staat nu op de lijst", exact=False)).to_be_visible()
        second.examine()
        second.press("Naar beschikbaarheid")
        second.on("settings-availability")
        second.go("Vandaag")
        expect(second.page.get_by_text("Je staat nu op de lijst", exact=False)).to_have_count(0)

        outputs = first.page.evaluate("window.prfOutputs")
        assert outputs, "the passkey evaluated nothing"
        sent = "\n".join(first.bodies)
        for output in outputs:
            assert output["hex"] not in sent
            assert output["base64"].replace("+", "-").replace("/", "_") not in sent
            assert output["base64"] not in sent
        assert kept.words not in sent
        assert kept.recovery not in sent


def a_card_waits_on_a_phone(desk: Desk) -> None:
    """Colleagues stand under settings there: the number does too."""
    desk.page.set_viewport_size(NARROW)
    settings = desk.page.get_by_role("navigation").get_by_role("button", name="Instellingen")
    expect(settings).to_contain_text("1")
    settings.click()
    row = desk.page.get_by_role("button").filter(has_text="Collega's")
    expect(row.filter(has_text="1 wacht")).to_be_visible()
    desk.examine()
    desk.page.set_viewport_size(WIDE)
    expect(settings.locator(".rail__count")).to_be_hidden()
    desk.go("Vandaag")


@pytest.mark.mission("M22")
def test_one_gesture_signs_in_and_unlocks(chromium: Browser, instance: Instance, slug: str) -> None:
    with Desk.at(chromium, instance) as desk:
        desk.passkey_device()
        desk.accept_with_passkey(invite(instance, slug, "Sanne Kloos"))
        kept = desk.make_keys()
        desk.page.goto(f"{instance.app_origin}/desk/")
        desk.press("Uitloggen")
        desk.on("sign-in")
        desk.press("Inloggen met je passkey")
        desk.on("device")

        desk.page.reload()
        desk.press("Je wachtzin gebruiken")
        desk.press("De herstelsleutel gebruiken")
        desk.fill("Herstelsleutel", kept.recovery)
        desk.press("Ontgrendelen")
        desk.on("device")


@pytest.mark.mission("M36")
def test_a_link_that_was_used_explains_itself(
    chromium: Browser, instance: Instance, slug: str
) -> None:
    link = invite(instance, slug, "Joris Maat")
    with Desk.at(chromium, instance) as desk:
        desk.accept_with_password(link)
    with Desk.at(chromium, instance) as later:
        later.page.goto(link)
        later.on("invitation-gone")
        assert later.page.url == f"{instance.app_origin}/desk/"
        later.press("Naar het inloggen")
        later.on("sign-in")


@pytest.mark.mission("M22")
def test_an_own_passphrase_must_be_strong_and_unlike_the_password(
    chromium: Browser, instance: Instance, slug: str
) -> None:
    with Desk.at(chromium, instance) as desk:
        desk.accept_with_password(invite(instance, slug, "Mila Stam"))
        desk.press("Mijn sleutels maken")
        desk.press("Liever een eigen wachtzin")
        desk.on("own-passphrase")
        for weak, why in (
            ("te kort", "Minstens 16 tekens"),
            ("aaaaaaaaaaaaaaaaaaaa", "makkelijk te raden"),
            ("lantaarn boot suiker tuin!", "lijkt op je wachtwoord"),
        ):
            desk.fill("Wachtzin", weak)
            desk.fill("Nog een keer hetzelfde", weak)
            desk.press("Deze wachtzin nemen")
            expect(desk.page.get_by_text(why).first).to_be_visible()
        strong = "mosgroene trein fluit zeven oliebollen"
        desk.fill("Wachtzin", strong)
        desk.fill("Nog een keer hetzelfde", strong)
        desk.press("Deze wachtzin nemen")
        desk.on("recovery")
