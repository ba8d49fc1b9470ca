"""The screens of guidance on both sides: one for each subject that is listed."""

from __future__ import annotations

from playwright.sync_api import Locator

from tools.shots.camera import Visitor


def reporter(visitor: Visitor) -> None:
    """From the open conversation, every subject and back; then what lies behind some of them."""
    every_subject(visitor, ".talk-together li button", "talk", "conversation")
    visitor.tap("What can you do?")
    visitor.on("routes")
    visitor.page.locator("summary", has_text=visitor.words("Put the ways in another order")).click()
    more = visitor.page.locator(".guide-routes ~ button")
    more.click()
    for route in ("own-talk", "second-address", "medical-help"):
        visitor.page.locator(f"[data-route={route}] button").first.click()
        visitor.page.locator(".guide-part").first.wait_for()
        visitor.shoot(f"talk-route-{route}")
        visitor.tap("All the ways")
        visitor.page.locator(".guide-routes").wait_for()
        if more.count():
            more.click()
    visitor.tap("Back")
    visitor.on("conversation")
    an_archive(visitor)


def an_archive(visitor: Visitor) -> None:
    """Everything in one file: before it is made, and once it is there."""
    visitor.tap("What is kept about me")
    visitor.on("kept")
    visitor.tap("Everything in one file")
    visitor.on("archive")
    visitor.tap("Make eight words")
    visitor.page.locator(".talk-words li").nth(7).wait_for()
    visitor.shoot("talk-archive")
    visitor.tap("Make the file")
    visitor.page.get_by_text(visitor.words("The file is ready.")).first.wait_for()
    visitor.shoot("talk-archive-made")
    visitor.tap("Back")
    visitor.on("kept")
    visitor.tap("Back")
    visitor.on("conversation")


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
