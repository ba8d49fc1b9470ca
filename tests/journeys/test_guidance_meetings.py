"""Meetings, on a phone and at the desk: proposed, picked, moved, cancelled."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.keyboard import Keyboard
from tests.journeys.phone import Phone

STORY = "Ik wil graag een keer praten over mijn ploeg."


def say_when(desk: Desk) -> None:
    """Every day from nine to twelve, in a room."""
    desk.go("Instellingen")
    desk.page.get_by_text("Bereikbaarheid en afwezigheid").first.click()
    desk.on("settings-availability")
    for _ in range(7):
        desk.press("Uren toevoegen")
    desk.page.get_by_label("In een kamer op het werk").check()
    desk.fill("In een kamer op het werk: goed om te weten, in het Nederlands", "Kamer 2.14")
    desk.examine()
    desk.press("Deze uren bewaren")
    expect(desk.page.get_by_text("Bewaard").first).to_be_visible()


def to_meetings(desk: Desk) -> None:
    desk.button("Afspraken").or_(
        desk.page.get_by_role("button").filter(has_text="Afspraken")
    ).first.click()
    desk.on("guide-meetings")


def look(phone: Phone) -> None:
    phone.on("conversation")
    phone.tap("Kijk of er iets nieuws is")
    expect(phone.page.get_by_text("Je ziet alles wat er is.")).to_be_visible()


def propose_by_keyboard(desk: Desk) -> None:
    """The first two free times, with no more presses than the mission allows."""
    expect(desk.page.get_by_role("group", name="Je vrije tijden")).to_be_visible()
    desk.examine()
    keys = Keyboard(desk.page)
    keys.go_to(desk.page.get_by_role("checkbox", name="09:00"))
    keys.press("Space", "Tab", "Space", "Enter")
    expect(desk.page.get_by_text("Voorgesteld, nog geen antwoord")).to_be_visible()
    keys.spent()


def pick_second(phone: Phone) -> str:
    """With one tap; gives the time as it was shown."""
    phone.on("conversation")
    phone.tap(phone.button("Bekijk").first)
    phone.on("meetings")
    times = phone.page.locator(".talk-times button")
    expect(times).to_have_count(2)
    picked = times.nth(1).inner_text()
    times.nth(1).tap()
    expect(phone.page.get_by_role("heading", name=picked)).to_be_visible()
    expect(times).to_have_count(0)
    return picked


def propose_other(phone: Phone) -> None:
    """Another time for the meeting that stands, and somebody who comes along."""
    phone.tap("Een andere tijd voorstellen")
    other = phone.page.locator(".times input").nth(2)
    other.check()
    phone.type_into("Wie komt er mee? (mag leeg)", "Mijn zus")
    phone.tap("Deze tijden voorstellen")
    expect(phone.page.get_by_text("Jij stelde voor")).to_be_visible()


@pytest.mark.mission("M06")
def test_a_meeting_is_proposed_picked_moved_and_cancelled(
    desk: Desk, brink: Brink, phone: Phone
) -> None:
    say_when(desk)
    phone.open(f"{brink.instance.app_origin}/talk/#{brink.roster}")
    words = phone.write_to(brink.COUNSELLOR, STORY)
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY)).to_be_visible()

    to_meetings(desk)
    propose_by_keyboard(desk)

    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    picked = pick_second(phone)
    propose_other(phone)

    desk.unlock_again(brink.roos.words)
    group = desk.page.get_by_role("region", name="Afspraken deze week")
    expect(group).to_be_visible()
    desk.examine()
    group.get_by_role("button").first.click()
    desk.on("guide-meetings")
    expect(desk.page.get_by_text("Komt mee: Mijn zus").first).to_be_visible()
    desk.page.get_by_role("button", name="Ja: ").first.click()
    expect(desk.page.get_by_text("Voorgesteld door de melder")).to_have_count(0)

    phone.page.go_back()
    look(phone)
    expect(phone.page.get_by_text("Je volgende afspraak")).to_be_visible()
    expect(phone.page.locator(".talk-together")).not_to_contain_text(picked)
    phone.tap("Deze afspraak bekijken")
    phone.on("meetings")
    phone.page.locator("summary", has_text="Deze afspraak afzeggen").tap()
    phone.tap("Deze afspraak afzeggen")
    expect(phone.button("Zet het in mijn eigen agenda")).to_have_count(0)

    desk.unlock_again(brink.roos.words)
    expect(desk.page.get_by_role("region", name="Afspraken deze week")).to_have_count(0)
