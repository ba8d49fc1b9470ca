"""The screens of guidance on both sides: one for each subject that is listed."""

from __future__ import annotations

from playwright.sync_api import Locator

from tools.shots.camera import Visitor


def reporter(visitor: Visitor) -> None:
    """From the open conversation, every subject and back."""
    every_subject(visitor, ".talk-together li button", "talk", "conversation")


def counsellor(visitor: Visitor) -> None:
    """From the open case, every subject and back."""
    every_subject(visitor, ".subjects li button", "desk", "case-")


def every_subject(visitor: Visitor, rows: str, part: str, home: str) -> None:
    at_home = visitor.page.locator(rows)
    at_home.first.wait_for()
    for number in range(at_home.count()):
        open_file(visitor, at_home)
        at_home.nth(number).click()
        elsewhere = visitor.page.locator(f"[data-screen]:not([data-screen^='{home}'])")
        elsewhere.first.wait_for()
        name = elsewhere.first.get_attribute("data-screen") or "unknown"
        visitor.page.locator("[aria-busy=true]").first.wait_for(state="detached")
        # Where everything else can be done is photographed with the other screens.
        visitor.shoot(f"{part}-{name}" if name.startswith("guide") else f"{part}-guide-{name}")
        visitor.tap("Back")
        visitor.on(home)


def open_file(visitor: Visitor, rows: Locator) -> None:
    """On a narrow screen a case shows the conversation first."""
    if not rows.first.is_visible():
        visitor.tap("Case file")
