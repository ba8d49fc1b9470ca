"""What a counsellor does every day, by keyboard alone: each from Today, with the case to be found.

Counted is every key, the words of a search or a note apart: those are as long as somebody likes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.conftest import Brink, settle
from tests.journeys.desks import Desk
from tests.journeys.keyboard import Keyboard
from tests.journeys.reporters import Reporter

STORY = "Sinds het nieuwe rooster sta ik er alleen voor."


@pytest.fixture(scope="module")
def company(
    instance: Instance, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Brink:
    """Somebody wrote, two others phoned; the counsellor said when people are met."""
    made = settle(instance, chromium, tmp_path_factory.mktemp("keyboard"), "toetsenberg")
    with Reporter.of(made.reporters, instance) as reporter:
        reporter.begin(made.roster, made.COUNSELLOR, about="", story=STORY)
    with Desk.at(chromium, instance, state=made.roos.state) as desk:
        desk.unlock(made.roos.words)
        open_cases(desk)
        say_when(desk)
    return made


def open_cases(desk: Desk) -> None:
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    desk.page.locator("details.menu summary").click()
    desk.press("De bijnaam veranderen")
    desk.page.get_by_role("dialog").get_by_label("Hoe noem je deze persoon?").fill("Groene kano")
    desk.press("Bewaren")
    for nickname in ("Blauwe fiets", "Witte slee"):
        desk.go("Nieuwe zaak")
        desk.fill("Hoe noem je deze persoon?", nickname)
        desk.press("De zaak openen")
        desk.on("talk")


def say_when(desk: Desk) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Bereikbaarheid en afwezigheid").first.click()
    desk.on("settings-availability")
    for _ in range(7):
        desk.press("Uren toevoegen")
    desk.press("Deze uren bewaren")
    expect(desk.page.get_by_text("Bewaard").first).to_be_visible()


@pytest.fixture
def desk(chromium: Browser, company: Brink) -> Iterator[Desk]:
    with Desk.at(chromium, company.instance, state=company.roos.state) as desk:
        desk.unlock(company.roos.words)
        expect(desk.page.locator(".told .spinner__ring")).to_have_count(0)
        yield desk


@pytest.fixture
def keys(desk: Desk) -> Iterator[Keyboard]:
    """From Today on, with nothing focused yet."""
    keyboard = Keyboard(desk.page)
    yield keyboard
    keyboard.spent()


def find_case(desk: Desk, keys: Keyboard, nickname: str) -> None:
    keys.press("/")
    expect(desk.page.get_by_role("searchbox")).to_be_focused()
    keys.write(nickname)
    expect(desk.page.locator("[data-row]")).to_have_count(1)
    keys.press("Escape", "Enter")
    expect(desk.page.get_by_role("heading", name=nickname, level=1)).to_be_focused()


@pytest.mark.mission("M14")
@pytest.mark.parametrize("nickname", ["Groene kano", "Blauwe fiets"])
def test_a_contact_is_logged(desk: Desk, keys: Keyboard, nickname: str) -> None:
    keys.press("c")
    desk.on("contact-which")
    keys.press("/")
    keys.write(nickname)
    expect(desk.page.locator("[data-row]")).to_have_count(1)
    keys.press("Escape", "Enter")
    desk.on("contact")
    page = desk.page
    keys.go_to(page.get_by_label("30 min", exact=True))
    keys.press("ArrowRight", "Tab", "ArrowRight")
    keys.go_to(page.get_by_label("Notitie", exact=True))
    keys.write("Belt morgen weer.")
    keys.go_to(desk.button("Dit contact noteren"))
    keys.press("Enter")
    expect(page.get_by_text("Contact genoteerd").first).to_be_visible()


@pytest.mark.mission("M06")
@pytest.mark.parametrize("nickname", ["Groene kano", "Witte slee"])
def test_a_meeting_is_proposed(desk: Desk, keys: Keyboard, nickname: str) -> None:
    find_case(desk, keys, nickname)
    keys.press("m")
    desk.on("guide-meetings")
    keys.go_to(desk.page.locator(".times input"))
    keys.press("Space", "Tab", "Space", "Enter")
    expect(desk.page.get_by_role("heading", name="Voorgesteld, nog geen antwoord")).to_be_visible()


@pytest.mark.mission("M10")
@pytest.mark.parametrize("nickname", ["Groene kano", "Witte slee"])
def test_a_choice_of_the_reporter_is_recorded(desk: Desk, keys: Keyboard, nickname: str) -> None:
    find_case(desk, keys, nickname)
    keys.press("w")
    desk.on("guide-routes")
    keys.go_to(desk.button("Lees: Zelf met de ander praten"), "j")
    keys.press("Enter")
    looked = desk.page.get_by_label("Samen bekeken", exact=True)
    keys.go_to(looked)
    keys.press("ArrowRight")
    expect(desk.page.get_by_label("De melder koos dit", exact=True)).to_be_focused()
    keys.go_to(desk.page.get_by_label("In een paar woorden"))
    keys.write("Wil het zelf zeggen.")
    keys.go_to(desk.button("Noteer dit"))
    keys.press("Enter")
    expect(desk.page.get_by_text("Gekozen: Zelf met de ander praten")).to_be_visible()


@pytest.mark.mission("M14")
def test_keys_do_nothing_for_a_case_that_is_not_there(desk: Desk) -> None:
    for key in ("m", "w"):
        desk.page.keyboard.press(key)
    desk.on("today")


@pytest.mark.mission("M14")
def test_the_keys_are_listed(desk: Desk) -> None:
    desk.page.keyboard.press("?")
    for told in ("Afspraken van deze zaak", "Wegen en keuzes van deze zaak"):
        expect(desk.page.get_by_role("dialog").get_by_text(told)).to_be_visible()
    desk.examine()
