"""Every screen of the reporter, examined by axe, in both languages; and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
STORY = "Sinds maart word ik elke week buiten het overleg gehouden."


def violations(page: Page) -> list[str]:
    """What axe finds on the screen as it is now."""
    page.evaluate(AXE)
    found = page.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ').slice(0, 300))"
    )
    return [str(one) for one in found]


def too_small(page: Page) -> list[str]:
    """Text under sixteen pixels."""
    found = page.evaluate(
        "() => [...document.querySelectorAll('main *, header *, footer *')].filter(one =>"
        " one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 &&"
        " node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < 16)"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    return [str(one) for one in found]


@pytest.fixture(params=["light", "dark"])
def examined(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Phone]:
    """A telephone on which axe may run: the page's own policy would refuse it."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="nl-NL",
        color_scheme=request.param,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    phone = Phone(context)
    yield phone
    context.close()


class Examination:
    """Looks at one screen after another and remembers what is wrong with each."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.page = phone, phone.page
        self.seen: dict[str, list[str]] = {}

    def look(self, screen: str) -> None:
        self.phone.on(screen)
        self.page.wait_for_timeout(150)
        found = violations(self.page) + [f"small: {one}" for one in too_small(self.page)]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > 390:
            found.append(f"{wide} pixels wide")
        if found:
            self.seen[screen] = found

    def aside(self, button: str | re.Pattern[str], screen: str) -> None:
        """A screen beside the road, and back."""
        self.page.get_by_role("button", name=button).tap()
        self.look(screen)
        self.page.go_back()


@pytest.mark.mission("M01")
def test_axe_finds_nothing_before_writing(examined: Phone, town: Town) -> None:
    phone, page = examined, examined.page
    examination = Examination(phone)
    phone.open(town.address)
    examination.look("start")
    examination.aside("Ik bel zelf", "phone")
    examination.aside("Ik loop binnen", "walk-in")
    examination.aside("Ik was hier al eerder", "return")
    examination.aside("Schrijven", "subject")
    phone.tap("Laat mij bellen")
    phone.on("whom")
    phone.tap(page.get_by_text("Help me kiezen"))
    phone.tap(page.get_by_text("Meer over Noor de Wit"))
    examination.look("whom")
    examination.aside("Geen van deze", "elsewhere")
    phone.tap("Kies Noor de Wit")
    phone.on("exceptions")
    phone.tap(page.get_by_label("Ik ben jonger dan 18"))
    examination.look("exceptions")
    phone.agree()
    examination.look("call")
    assert examination.seen == {}


@pytest.mark.mission("M01")
def test_axe_finds_nothing_while_writing(examined: Phone, town: Town) -> None:
    phone = examined
    examination = Examination(phone)
    phone.open(town.address)
    phone.tap("Schrijven")
    phone.tap("Sla dit over")
    examination.look("role")
    phone.tap("Sla dit over")
    phone.tap("Kies Noor de Wit")
    phone.tap("Ik heb dit gelezen")
    examination.look("consent")
    examination.aside("Nee, bewaar niets", "refused")
    phone.agree()
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    examination.look("story")
    for name, screen in [
        ("Over wie of welk team", "look-out"),
        ("Bestanden en foto's", "files"),
        ("Je naam", "name"),
        ("Mag je vertrouwenspersoon", "reachable"),
        ("Een paar vragen", "inventory"),
    ]:
        examination.aside(re.compile(f"^{name}"), screen)
    phone.tap("Ga verder")
    words = phone.words()
    examination.look("phrase")
    phone.tap("Ik heb de woorden bewaard")
    phone.on("send")
    phone.tap("Verstuur")
    examination.look("send")
    phone.type_back(words)
    phone.tap("Verstuur")
    examination.look("sent")
    assert examination.seen == {}


@pytest.mark.mission("M08")
def test_axe_finds_nothing_in_a_conversation(examined: Phone, town: Town) -> None:
    phone = examined
    examination = Examination(phone)
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    town.noor.answer(town.noor.newest()["conversation"], "Goed dat je schrijft.")
    phone.tap("Open het gesprek")
    examination.look("conversation")
    phone.tap("Je zin en je rechten")
    examination.look("manage")
    examination.aside("Kies iemand anders", "other-counsellor")
    phone.tap("Vervang mijn zin")
    phone.words()
    examination.look("new-phrase")
    phone.open(town.return_address)
    examination.aside("Ik ben mijn zin kwijt", "lost")
    phone.come_back(town.return_address, words)
    examination.look("conversation")
    assert examination.seen == {}


@pytest.mark.mission("M01")
def test_a_change_of_screen_is_told_to_who_cannot_see_it(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.tap("Schrijven")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    phone.tap("Sla dit over")
    phone.on("role")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.mission("M01")
def test_it_can_be_done_by_keyboard_alone(phone: Phone, town: Town) -> None:
    page = phone.page
    phone.open(town.address)
    phone.on("start")

    def press(name: str | re.Pattern[str]) -> None:
        wanted = page.get_by_role("button", name=name).first
        for _ in range(60):
            page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is out of the keyboard's reach")

    steps: list[tuple[str | re.Pattern[str], str]] = [
        ("Laat mij bellen", "whom"),
        ("Kies Noor de Wit", "exceptions"),
        (re.compile("^Ja, "), "call"),
    ]
    for name, screen in steps:
        press(name)
        phone.on(screen)
    field = page.get_by_label("Je telefoonnummer")
    while not field.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("06 00 00 00 88")
    press("Verstuur")
    phone.on("sent")


@pytest.mark.mission("M01")
def test_the_language_changes_and_nothing_typed_is_lost(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.tap("Laat mij bellen")
    phone.tap("Kies Noor de Wit")
    phone.agree()
    phone.type_into("Je telefoonnummer", "06 00 00 00 77")
    phone.tap("English")
    expect(phone.page.get_by_label("Your phone number")).to_have_value("06 00 00 00 77")
    assert phone.page.locator("html").get_attribute("lang") == "en"
