"""Hands that never leave the keyboard, and count."""

from __future__ import annotations

import time

from playwright.sync_api import Locator, Page

MOST_PRESSES = 25
MOST_SECONDS = 60


class Keyboard:
    """Key presses are counted one by one; letters of words that somebody thinks up apart."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0
        self.typed = 0
        self.begun = time.monotonic()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.typed += len(text)

    def go_to(self, place: Locator, key: str = "Tab") -> None:
        """Presses this key until the place has the focus."""
        place.first.wait_for()
        for _ in range(MOST_PRESSES + 1):
            if place.first.evaluate("one => one === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{place} was not reached")

    def spent(self) -> None:
        """Fails when it was more than the mission allows."""
        seconds = time.monotonic() - self.begun
        told = f"{self.pressed} presses, {self.typed} letters, {seconds:.1f} s"
        assert self.pressed <= MOST_PRESSES, told
        assert seconds <= MOST_SECONDS, told
