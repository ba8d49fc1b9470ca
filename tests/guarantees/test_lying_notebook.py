"""A server that takes somebody's own notes away, or some of them: the page says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.guarantees.forging import Page, flip
from tests.guarantees.lied_to import LiedTo, write_to
from tests.guarantees.lying_server import Call, Lie
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22"), pytest.mark.mission("M10")]

WAIT_MS = 60_000
NOT_RIGHT = "Er klopt iets niet met je notities."


@dataclass
class Kept:
    """Three notes of somebody, and the words that open them."""

    lied_to: LiedTo
    words: str
    notebook: str


@pytest.fixture(scope="module")
def kept(lied_to: LiedTo) -> Kept:
    reporter = lied_to.somebody()
    words, _, _ = write_to(reporter, lied_to.roster, lied_to.known.counsellor)
    notes = [
        {"kind": "own-note", "content": {"instead": "", "on": "", "text": text}}
        for text in ("maandag", "dinsdag", "woensdag")
    ]
    view = reporter.do("write", "", notes)
    return Kept(lied_to, " ".join(words), view["conversation"])


def destroys_one(page: Page) -> None:
    page.items[3].header = None


def leaves_out_the_last(page: Page) -> None:
    page.items.pop()


def alters_one(page: Page) -> None:
    page.items[3].raw = flip(page.items[3].raw, -1)


def told_of(kept: Kept, change: Callable[[Page], None]) -> Lie:
    def changed(call: Call) -> bytes:
        if kept.notebook.encode() not in call.body:
            return call.answer.body
        page = Page(call.answer.body)
        change(page)
        return page.body()

    return Lie(("conversations/read",), changed)


def denied(kept: Kept) -> Lie:
    """As if there were no such log."""

    def changed(call: Call) -> bytes:
        if kept.notebook.encode() in call.body:
            call.answer.status = 401
        return call.answer.body

    return Lie(("participant/sign-in",), changed)


def to_notes(phone: Phone, kept: Kept) -> None:
    phone.page.goto(f"http://localhost:{kept.lied_to.server.port}/talk/")
    phone.page.locator("[data-screen='return'] textarea").fill(kept.words)
    phone.page.locator(".actions .utrecht-button--primary-action").click()
    expect(phone.page.locator("[data-screen='conversation']")).to_be_visible(timeout=WAIT_MS)
    phone.tap("Mijn notities")
    phone.on("notebook")


@pytest.mark.parametrize(
    ("change", "said", "left"),
    [
        (destroys_one, "1 notitie is niet te lezen. Jij gooide die niet weg.", 2),
        (leaves_out_the_last, "broken-chain", 2),
        (alters_one, "broken-chain", 2),
    ],
    ids=["destroys one", "leaves out the last", "alters one"],
)
def test_the_page_says_what_is_missing(
    kept: Kept, chromium: Browser, change: Callable[[Page], None], said: str, left: int
) -> None:
    telling = kept.lied_to.server.telling(told_of(kept, change))
    with Phone.borrow(chromium, "nl-NL") as phone, telling:
        to_notes(phone, kept)
        expect(phone.page.get_by_text(NOT_RIGHT)).to_be_visible()
        expect(phone.page.get_by_text(said)).to_be_visible()
        assert phone.page.locator(".note").count() <= left
        assert telling.written == []


def test_the_page_says_that_all_of_it_is_withheld(kept: Kept, chromium: Browser) -> None:
    telling = kept.lied_to.server.telling(denied(kept))
    with Phone.borrow(chromium, "nl-NL") as phone, telling:
        to_notes(phone, kept)
        expect(phone.page.get_by_text("Je notities gaan niet open.")).to_be_visible()
        expect(phone.page.locator(".note")).to_have_count(0)


def test_told_the_truth_it_says_nothing(kept: Kept, chromium: Browser) -> None:
    with Phone.borrow(chromium, "nl-NL") as phone:
        to_notes(phone, kept)
        expect(phone.page.locator(".note")).to_have_count(3)
        expect(phone.page.locator(".notice--danger")).to_have_count(0)
        expect(phone.page.get_by_text(NOT_RIGHT)).to_have_count(0)
