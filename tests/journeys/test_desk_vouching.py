"""A list begun anew: the provider vouches for it, and an older conversation chooses from it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.beside import sign_onto_the_list
from tests.journeys.conftest import roster_of
from tests.journeys.desks import Desk, invite
from tests.journeys.phone import Phone

PROVIDER, SLUG = "lijnbaan", "weidehof"
INSIDE, OUTSIDE = "Mirre Blom", "Pien Kuiper"
STORY = "Dit schreef ik onder de oude lijst."


def to_the_list(desk: Desk, name: str) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Lijst van vertrouwenspersonen", exact=True).click()
    desk.on("settings-organisation")
    chips = desk.page.get_by_label(name, exact=True)
    if chips.count() > 0:
        chips.first.check()


def begin_anew(desk: Desk) -> None:
    to_the_list(desk, "Weidehof Zorg")
    desk.page.get_by_text("Alle sleutels zijn kwijt").click()
    desk.page.get_by_label("Ik vroeg het elke collega.").check()
    desk.press("Begin de lijst opnieuw")
    expect(desk.page.get_by_text("Deze lijst is opnieuw begonnen.")).to_be_visible()
    desk.page.get_by_label("Ik hoorde alle acht woorden, en ze zijn hetzelfde.").check()
    desk.press("Bevestig dit bureau")
    expect(desk.page.get_by_text("Het bureau staat er nog niet voor in.")).to_be_visible()


def invite_again(instance: Instance) -> str:
    """At the address that she signs in with: the role comes beside the one she has."""
    told = instance.luwte(
        "counsellor",
        "invite",
        "--organisation",
        SLUG,
        "--name",
        OUTSIDE,
        "--position",
        "external",
        f"pien@{PROVIDER}.example",
    )
    return told.split()[-1]


def accept_a_second_role(desk: Desk, link: str) -> None:
    desk.page.goto(link)
    desk.press("Aannemen")
    expect(desk.page.get_by_text("Schrijf je kaart", exact=False)).to_be_visible()


def vouch(desk: Desk) -> None:
    to_the_list(desk, "Weidehof Zorg")
    panel = desk.page.get_by_role("heading", name="Sta in voor deze lijst")
    expect(panel).to_be_visible()
    expect(desk.page.get_by_text(INSIDE).first).to_be_visible()
    desk.page.get_by_label("Ik hoorde elke vingerafdruk, en ze zijn allemaal gelijk.").check()
    desk.examine()
    desk.press("Sta in voor deze lijst")
    expect(desk.page.get_by_text("Het bureau staat ervoor in.")).to_be_visible()
    expect(panel).to_have_count(0)


def send_a_second_card(desk: Desk) -> list[str]:
    desk.go("Instellingen")
    desk.page.get_by_text("Jouw kaart", exact=True).click()
    desk.choose("Weidehof Zorg")
    desk.press("Mijn kaart ondertekenen en sturen")
    words = desk.page.locator(".desk-words li")
    expect(words).to_have_count(8)
    return words.all_inner_texts()


def choose_from_the_newest_list(phone: Phone, words: list[str], address: str) -> None:
    phone.come_back(address, words)
    phone.on("conversation")
    phone.tap("Je zin en je rechten")
    phone.tap("Kies iemand anders")
    expect(phone.page.get_by_role("heading", name="Bel voordat je kiest")).to_be_visible()
    phone.tap(phone.page.get_by_label("Ik heb gebeld, en het klopt."))
    phone.tap("Ga verder met de nieuwe lijst")
    phone.tap(phone.page.get_by_label(OUTSIDE))
    phone.tap("Wissel nu")
    phone.on("conversation")
    expect(phone.page.get_by_role("heading", name=f"Je gesprek met {OUTSIDE}")).to_be_visible()


@pytest.mark.mission("M36")
@pytest.mark.mission("M16")
def test_a_provider_vouches_and_an_older_conversation_chooses_from_the_newest_list(
    chromium: Browser, phone: Phone, instance: Instance
) -> None:
    add = ("organisation", "add", "--name")
    instance.luwte(*add, "Bureau Lijnbaan", "--kind", "provider", PROVIDER)
    instance.luwte(*add, "Weidehof Zorg", "--sector", "care", "--provider", PROVIDER, SLUG)
    with Desk.at(chromium, instance) as mirre, Desk.at(chromium, instance) as pien:
        piens = pien.arrive(invite(instance, PROVIDER, OUTSIDE)).words
        mirres = mirre.arrive(invite(instance, SLUG, INSIDE)).words
        phone.open(f"{instance.app_origin}/talk/#{roster_of(instance, SLUG)}")
        words = phone.write_to(INSIDE, STORY)
        begin_anew(mirre)

        accept_a_second_role(pien, invite_again(instance))
        vouch(pien)
        heard = send_a_second_card(pien)
        mirre.unlock_again(mirres)
        sign_onto_the_list(mirre, INSIDE, OUTSIDE, heard)

        choose_from_the_newest_list(phone, words, f"{instance.app_origin}/talk/")
        pien.unlock_again(piens)
        pien.page.get_by_text("Iemand koos jou").first.click()
        pien.press("Ik ben vrij: open het verhaal")
        expect(pien.page.get_by_text(STORY)).to_be_visible()
