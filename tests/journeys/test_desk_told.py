"""What the desk tells in passing has a place of its own: nothing moves, nothing is covered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.test_desk_phone import open_case

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    # A desk of 1280 by 860 at 200 %, and one whose window is low.
    "zoomed": {"width": 640, "height": 430},
    "low": {"width": 1280, "height": 560},
    "desk": {"width": 1280, "height": 860},
}
PRESSABLE = ".desk button, .desk input, .desk textarea, .desk select, .desk summary"
#: Where they lie; and which of them, or what has the focus, lies below what is told.
BOXES = f"""() => [...document.querySelectorAll("{PRESSABLE}")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.innerText, ...Object.values(one.getBoundingClientRect().toJSON())])"""
COVERED = f"""() => {{
  const told = document.querySelector(".told").getBoundingClientRect();
  return [...document.querySelectorAll("{PRESSABLE}, :focus")]
    .filter((one) => one.checkVisibility() && !one.closest(".skip"))
    .filter((one) => {{
      const box = one.getBoundingClientRect();
      return box.left < told.right && box.right > told.left
        && box.top < told.bottom && box.bottom > told.top;
    }})
    .map((one) => one.outerHTML.slice(0, 90));
}}"""


@pytest.fixture(params=SIZES)
def desk(chromium: Browser, brink: Brink, request: pytest.FixtureRequest) -> Any:
    narrow = request.param == "phone"
    with Desk.at(chromium, brink.instance, narrow=narrow, state=brink.roos.state) as desk:
        desk.page.set_viewport_size(SIZES[request.param])
        desk.page.clock.install()
        desk.unlock(brink.roos.words)
        yield desk


def watched(desk: Desk, tell: Callable[[], None], text: str, after: Callable[[], None]) -> None:
    """Nothing lies elsewhere while this is told, and nothing below it; nor once it is gone."""
    before = desk.page.evaluate(BOXES)
    tell()
    told = desk.page.get_by_role("status").filter(has_text=text)
    expect(told).to_be_in_viewport(ratio=1)
    assert desk.page.evaluate(BOXES) == before
    assert desk.page.evaluate(COVERED) == []
    desk.examine()
    after()
    expect(told).to_have_count(0)
    assert desk.page.evaluate(BOXES) == before


@pytest.mark.mission("M14")
def test_nothing_moves_when_the_line_goes_and_comes(desk: Desk) -> None:
    open_case(desk, "Houten lepel")

    def lose() -> None:
        desk.context.route("**/api/v1/**", lambda route: route.abort())
        desk.page.clock.fast_forward("00:46")

    def find() -> None:
        desk.context.unroute("**/api/v1/**")

    for place in ("Vandaag", "Zaken"):
        desk.go(place)
        watched(desk, lose, "De verbinding is weg", find)


@pytest.mark.mission("M14")
def test_what_was_done_is_told_beside_everything(desk: Desk) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Bereikbaarheid en afwezigheid").first.click()
    desk.on("settings-availability")
    save = desk.button("Deze uren bewaren")
    save.focus()

    def keep() -> None:
        desk.page.keyboard.press("Enter")

    def wait() -> None:
        desk.page.clock.fast_forward("00:10")

    watched(desk, keep, "Bewaard", wait)
