"""Going on to another address, and then somebody else's "back"."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import CHROMIUM_OPTIONS
from tests.journeys.conftest import Brink, Town
from tests.journeys.desks import Desk
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.mission("M08", "M22")]

STORY = "Op de zolder van het magazijn is het weer gebeurd."


@pytest.fixture(scope="module")
def keeping(chromium: Browser) -> Iterator[Browser]:
    """A browser as people have it: it keeps pages that were left, which Playwright turns off."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    browser = chromium.browser_type.launch(
        executable_path=path,
        args=CHROMIUM_OPTIONS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def away_and_back(page: Page, elsewhere: str) -> None:
    here = page.url
    page.goto(elsewhere)
    # `go_back` waits for a page to load, which a page that was kept doesn't do.
    page.evaluate("() => { setTimeout(() => history.back(), 50) }")
    page.wait_for_url(here, wait_until="commit")


@pytest.mark.parametrize("sent", [True, False])
def test_a_story_that_was_read_or_written_is_gone(keeping: Browser, town: Town, sent: bool) -> None:
    with Phone.borrow(keeping, "nl-NL") as phone:
        phone.open(town.address)
        words = phone.prepare("Noor de Wit", STORY)
        if sent:
            phone.tap("Verstuur")
            phone.on("sent")
            phone.come_back(town.return_address, words)
            phone.on("conversation")
            expect(phone.page.get_by_text(STORY)).to_be_visible()
        away_and_back(phone.page, town.instance.site_origin)
        phone.on("return")
        assert STORY not in phone.page.content()
        assert phone.page.get_by_label("Je acht woorden").input_value() == ""


def test_the_desk_is_locked(keeping: Browser, brink: Brink) -> None:
    with Desk.at(keeping, brink.instance, state=brink.roos.state) as desk:
        desk.unlock(brink.roos.words)
        away_and_back(desk.page, brink.instance.site_origin)
        desk.on("unlock-phrase")
