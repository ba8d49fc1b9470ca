"""The trust agreement: offered, read, signed without a name or declined, spoken, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter
from tests.journeys.test_desk_phone import open_case

pytestmark = pytest.mark.mission("M07")
STORY = "Mijn werk wordt steeds afgekraakt waar iedereen bij is."


def open_story(desk: Desk, brink: Brink) -> None:
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_label("Jouw antwoord")).to_be_visible()


def to_agreement(desk: Desk) -> None:
    desk.page.get_by_role("button", name=re.compile("^Vertrouwensovereenkomst")).click()
    desk.on("guide-agreement")


def offer(desk: Desk, button: str = "Leg deze overeenkomst voor") -> None:
    to_agreement(desk)
    words = desk.page.locator("article.agreement")
    expect(words).to_contain_text("Roos Timmer is vertrouwenspersoon bij Brinkhuizen Bouw")
    expect(words).to_contain_text("tot 3 maanden na het afsluiten")
    assert "{" not in words.inner_text()
    desk.examine()
    desk.press(button)
    expect(desk.page.get_by_text("De melder heeft het niet getekend.").first).to_be_visible()


def kept_copy(page: Page, button: Locator) -> bytes:
    with page.expect_download() as saving:
        button.click()
    assert saving.value.suggested_filename == "kopie.pdf"
    return saving.value.path().read_bytes()


def test_read_and_signed_without_a_name_verified_by_both_and_kept(
    phone: Phone, desk: Desk, brink: Brink
) -> None:
    address = f"{brink.instance.app_origin}/talk/"
    phone.open(f"{address}#{brink.roster}")
    words = phone.write_to(brink.COUNSELLOR, STORY)
    open_story(desk, brink)
    offer(desk)

    phone.come_back(address, words)
    phone.on("conversation")
    expect(phone.page.get_by_text("Tekenen mag, maar hoeft niet.")).to_be_visible()
    phone.tap("Bekijk en antwoord")
    phone.on("agreement")
    expect(phone.page.get_by_text("Tekenen is nooit een voorwaarde.")).to_be_visible()
    expect(phone.page.locator("article.agreement")).to_contain_text("Jij kiest wat er gebeurt")
    phone.tap("Teken deze overeenkomst")
    expect(phone.page.get_by_text("de handtekening hoort bij precies deze tekst")).to_be_visible()
    button = phone.page.get_by_role("button", name="Bewaar een kopie (pdf)")
    assert kept_copy(phone.page, button).startswith(b"%PDF-")

    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.page.locator("[data-row]").first.click()
    to_agreement(desk)
    expect(desk.page.get_by_text("de handtekening hoort bij precies deze tekst")).to_be_visible()
    expect(desk.page.get_by_text(re.compile("met de sleutel van dit gesprek"))).to_be_visible()
    desk.examine()
    assert kept_copy(desk.page, desk.button("Bewaar een kopie (pdf)")).startswith(b"%PDF-")


def test_declined_is_fine_and_a_signature_of_another_text_does_not_count(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story=STORY)
    open_story(desk, brink)
    desk.page.locator("details.menu summary").click()
    desk.press("De bijnaam veranderen")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Hoe noem je deze persoon?").fill("Liever niet")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(desk.page.get_by_role("heading", name="Liever niet")).to_be_visible()
    offer(desk)
    item = reporter.tell("refresh", conversation)["statements"][-1]["id"]
    wrong = {"kind": "agreement-signed", "content": {"item": item, "hash": "0" * 64}}
    no = {"kind": "agreement-declined", "content": {"item": item, "text": "Liever niet."}}
    reporter.tell("write", conversation, [wrong, no])
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.page.locator("[data-row]").filter(has_text="Liever niet").click()
    to_agreement(desk)
    expect(desk.page.get_by_text(re.compile("een andere tekst getekend"))).to_be_visible()
    expect(desk.page.get_by_text(re.compile("De melder zei nee op"))).to_be_visible()
    expect(desk.page.get_by_text("Alles gaat gewoon door.")).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "told"), [("Zei ja", "De melder zei ja op"), ("Op papier getekend", "op papier op")]
)
def test_somebody_who_phones_agrees_aloud_or_on_paper(
    desk: Desk, brink: Brink, answer: str, told: str
) -> None:
    open_case(desk, f"Beller {answer}")
    desk.press("Later: naar de zaak")
    offer(desk, "Leg dit voor aan tafel of aan de telefoon")
    copy = kept_copy(desk.page, desk.button("Maak een pdf om op papier te tekenen"))
    assert copy.startswith(b"%PDF-")
    desk.page.get_by_text("Antwoord gekregen aan de telefoon").click()
    desk.choose(answer)
    desk.examine()
    desk.press("Noteer dit antwoord")
    expect(desk.page.get_by_text(re.compile(told)).first).to_be_visible()
