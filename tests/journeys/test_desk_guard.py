"""Locking loses nothing, keys act, and every screen passes an accessibility check."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.reporters import Reporter
from tests.journeys.test_desk_phone import open_case


@pytest.mark.mission("M22")
def test_locking_takes_every_text_away_and_loses_nothing_typed(desk: Desk, brink: Brink) -> None:
    open_case(desk, "Zilveren ring")
    desk.press("Later: naar de zaak")
    desk.fill("Nieuwe notitie", "Half af: belt morgen")
    desk.press("Op slot")
    desk.on("unlock-phrase")
    assert "Zilveren ring" not in desk.page.content()
    assert "Half af" not in desk.page.content()
    expect(desk.page.get_by_text("Wat je hebt getypt, staat er nog.")).to_be_visible()
    desk.fill("Jouw zes woorden", brink.roos.words)
    desk.press("Ontgrendelen")
    expect(desk.page.get_by_label("Nieuwe notitie")).to_have_value("Half af: belt morgen")


@pytest.mark.mission("M22")
def test_locked_while_it_was_loading_the_desk_shows_all_that_waits_after(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Niemand groet me meer.")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    desk.page.route("**/api/v1/roster", hold_the_first)
    desk.unlock(brink.roos.words)
    while not held:
        desk.page.wait_for_timeout(50)
    desk.press("Op slot")
    desk.on("unlock-phrase")
    # What was under way ends, and what would have come after it has its chance.
    desk.page.wait_for_timeout(1_000)
    desk.fill("Jouw zes woorden", brink.roos.words)
    desk.press("Ontgrendelen")
    expect(desk.page.get_by_text("Iemand koos jou").first).to_be_visible()


@pytest.mark.mission("M22")
def test_ten_idle_minutes_lock_the_desk(chromium: Browser, brink: Brink) -> None:
    with Desk.at(chromium, brink.instance, state=brink.roos.state) as desk:
        desk.page.clock.install()
        desk.unlock(brink.roos.words)
        desk.page.clock.fast_forward("09:00")
        desk.page.mouse.move(5, 5)
        desk.on("today")
        desk.page.clock.fast_forward("10:20")
        desk.on("unlock-phrase")
        expect(desk.page.get_by_text("tien minuten niets gebeurde")).to_be_visible()


@pytest.mark.mission("M02")
def test_everything_by_keyboard(desk: Desk) -> None:
    press = desk.page.keyboard.press
    press("n")
    desk.on("open-case")
    desk.page.keyboard.type("Oude klok")
    press("Enter")
    desk.on("talk")
    press("Escape")
    press("g")
    desk.on("cases")
    press("/")
    expect(desk.page.get_by_role("searchbox")).to_be_focused()
    desk.page.keyboard.type("oude kl")
    expect(desk.page.locator("[data-row]")).to_have_count(1)
    press("Escape")
    press("Enter")
    expect(desk.page.get_by_role("heading", name="Oude klok")).to_be_visible()
    press("c")
    desk.on("contact")
    press("?")
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    press("Escape")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    press("Shift+L")
    desk.on("unlock-phrase")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_screen_passes_axe(
    chromium: Browser, brink: Brink, narrow: bool, scheme: str
) -> None:
    with Desk.at(
        chromium, brink.instance, narrow=narrow, scheme=scheme, state=brink.roos.state
    ) as desk:
        desk.page.goto(f"{brink.instance.app_origin}/desk/")
        desk.on("unlock-phrase")
        desk.examine()
        desk.unlock(brink.roos.words)
        desk.examine()
        open_case(desk, "Stille week")
        for fold in desk.page.locator("details.fold > summary").all():
            fold.click()
        desk.examine()
        desk.press("Later: naar de zaak")
        desk.examine()
        desk.page.locator("details.menu summary").click()
        desk.examine()
        desk.press("Samen afsluiten")
        desk.examine()
        desk.page.go_back()
        desk.press("Contact noteren")
        desk.on("contact")
        desk.examine()
        desk.go("Zaken")
        desk.on("cases")
        desk.examine()
        desk.page.keyboard.press("?")
        desk.examine()
        desk.page.keyboard.press("Escape")
        desk.go("Instellingen")
        desk.on("settings")
        desk.examine()
        titles = desk.page.locator("ul.rows > li:not(.only-narrow) .row__name").all_inner_texts()
        # This one opens the site, beside the desk: test_desk_ways.
        titles.remove("Verslagen, advies en ander werk")
        for title in titles:
            name = desk.page.locator(".row__name").get_by_text(title, exact=True)
            desk.page.get_by_role("button").filter(has=name).click()
            expect(
                desk.page.get_by_role("heading", level=1, name=title, exact=True)
            ).to_be_visible()
            desk.examine()
            desk.page.go_back()
            desk.on("settings")


def test_the_screens_at_the_door_pass_axe(chromium: Browser, brink: Brink) -> None:
    with Desk.at(chromium, brink.instance) as desk:
        desk.page.goto(f"{brink.instance.app_origin}/desk/")
        desk.on("sign-in")
        desk.examine()
        desk.press("Wachtwoord en code gebruiken")
        desk.examine()
        desk.press("Wachtwoord vergeten?")
        desk.examine()


def test_the_shell_says_what_to_do_without_script(chromium: Browser, brink: Brink) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{brink.instance.app_origin}/desk/")
    assert "De werkplek heeft JavaScript nodig" in page.content()
    context.close()


@pytest.mark.mission("M22")
def test_whoever_came_in_with_the_recovery_key_is_led_to_new_words(
    desk: Desk, brink: Brink
) -> None:
    desk.press("Op slot")
    desk.on("unlock-phrase")
    desk.press("De herstelsleutel gebruiken")
    desk.fill("Herstelsleutel", brink.roos.recovery)
    desk.press("Ontgrendelen")
    desk.on("today")
    desk.press("Naar nieuwe woorden")
    desk.on("settings-unlocking")
    expect(desk.button("Zes nieuwe woorden maken")).to_be_visible()
    desk.go("Vandaag")
    desk.press("Ik heb ze nog")
    expect(desk.button("Naar nieuwe woorden")).to_have_count(0)
