"""Coming back to things, closing together, and asking later how somebody is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import AXE, RULES, Desk
from tests.journeys.phone import Phone
from tests.journeys.test_desk_phone import open_case, read_out

STORY = "Mijn teamleider negeert me al weken."
DUE = "Voor vandaag afgesproken"


def today() -> str:
    """Where the browsers beside this test are: in Django's time zone."""
    return timezone.localdate().isoformat()


def examine(phone: Phone) -> None:
    """No violation of any rule of axe on the screen of the telephone as it is now."""
    run = f"{AXE.read_text()};axe.run(document, {{runOnly: {RULES}}})"
    session = phone.context.new_cdp_session(phone.page)
    answer: Any = session.send(
        "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
    )
    found = answer["result"]["value"]["violations"]
    assert [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]] == []


@pytest.mark.mission("M14")
@pytest.mark.mission("M18")
@pytest.mark.mission("M19")
@pytest.mark.mission("M20")
def test_from_a_follow_up_to_aftercare_that_was_answered(
    desk: Desk, brink: Brink, phone: Phone
) -> None:
    phone.open(f"{brink.instance.app_origin}/talk/#{brink.roster}")
    phone.write_to(brink.COUNSELLOR, STORY)
    phone.tap("Open het gesprek")

    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY)).to_be_visible()
    desk.fill("Jouw antwoord", "Fijn dat je schrijft.")
    desk.press("Verstuur")

    agree_follow_up(desk, "Het gesprek met HR")
    desk.go("Vandaag")
    due = desk.page.get_by_role("region", name=DUE)
    expect(due.get_by_text("Het gesprek met HR")).to_be_visible()
    desk.examine()
    due.locator("[data-row]").first.click()
    desk.on("guide-follow-ups")
    desk.fill("Wat kwam eruit? (mag leeg)", "Volgende week opnieuw.")
    desk.press("Klaar")
    expect(desk.page.get_by_text("1 is al gedaan.")).to_be_visible()

    close_together(desk)
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd"))).to_be_visible()

    answer_aftercare(phone)

    desk.unlock_again(brink.roos.words)
    expect(desk.page.get_by_text("Schreef vandaag hoe het nu gaat.")).to_be_visible()
    desk.page.get_by_text("Schreef vandaag hoe het nu gaat.").click()
    desk.page.get_by_role("button", name="Nazorg").click()
    desk.on("guide-aftercare")
    expect(desk.page.get_by_text("Er zijn tekenen van nadeel na het vertellen.")).to_be_visible()
    desk.examine()


def agree_follow_up(desk: Desk, about: str) -> None:
    desk.page.get_by_role("button", name="Terugkomen op").click()
    desk.on("guide-follow-ups")
    desk.examine()
    desk.fill("Dag", today())
    desk.fill("Waarover? (mag leeg)", about)
    desk.press("Spreek dit af")
    expect(desk.page.locator("main").get_by_text(about)).to_be_visible()


def close_together(desk: Desk) -> None:
    for _ in ("today", "guide-follow-ups", "case"):
        desk.page.go_back()
    desk.page.get_by_role("button", name="Hoe het gaat").click()
    desk.on("guide-progress")
    desk.fill("Hoe gaat het nu?", "Er is een gesprek gepland.")
    desk.press("Bewaar dit punt")
    expect(desk.page.locator(".notes__text")).to_have_text("Er is een gesprek gepland.")
    desk.examine()
    desk.press("Samen afsluiten, met een samenvatting")
    desk.on("ending")
    desk.fill("Samenvatting (mag leeg)", "Je sprak met HR, en het is nu rustig.")
    desk.fill("Eerste keer", today())
    desk.examine()
    desk.press("De zaak afsluiten")


def answer_aftercare(phone: Phone) -> None:
    phone.tap("Kijk of er iets nieuws is")
    expect(phone.page.get_by_text("Je sprak met HR, en het is nu rustig.")).to_be_visible()
    expect(phone.page.get_by_text("Je vertrouwenspersoon wil later vragen")).to_be_visible()
    phone.tap("Bekijk en antwoord")
    phone.on("aftercare")
    examine(phone)
    phone.tap(phone.page.get_by_label("Ja, deze dagen"))
    phone.tap("Verstuur dit antwoord")
    phone.page.get_by_label("Vertel zoveel je wilt (mag leeg)").fill("Ze mijden me nu.")
    phone.page.get_by_label("Het gaat slechter met me", exact=False).check()
    phone.tap("Verstuur aan mijn vertrouwenspersoon")
    expect(phone.page.get_by_text("Slechter af sinds je het vertelde?")).to_be_visible()
    examine(phone)


@pytest.mark.mission("M20")
@pytest.mark.mission("M02")
def test_aftercare_by_phone_is_due_and_noted_while_the_case_stays_closed(desk: Desk) -> None:
    open_case(desk, "Stille trein")
    read_out(desk)
    desk.press("Later: naar de zaak")
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.page.get_by_label("Nazorg is aan de telefoon afgesproken").check()
    desk.fill("Eerste keer", today())
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text("Deze zaak is gesloten", exact=False).first).to_be_visible()
    desk.go("Vandaag")
    due = desk.page.get_by_role("region", name=DUE)
    due.get_by_role("button").filter(has_text="Stille trein").click()
    desk.on("guide-aftercare")
    desk.fill("Hoe gaat het? (mag leeg)", "Het gaat beter.")
    desk.press("Noteer hoe het gaat")
    expect(desk.page.locator("main").get_by_text("Het gaat beter.")).to_be_visible()
    desk.examine()
    desk.go("Vandaag")
    expect(due.get_by_text("Stille trein")).to_have_count(0)
    desk.go("Zaken")
    desk.page.get_by_label("Alle", exact=True).check()
    row = desk.page.locator("[data-row]").filter(has_text="Stille trein")
    expect(row.get_by_text("Gesloten")).to_be_visible()
