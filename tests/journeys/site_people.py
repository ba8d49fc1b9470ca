"""People who come to the site: each in a browser of their own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.conftest import Instance
from tests.people.api_client import totp_code

SLUG = "raadveen"
PASSWORD = "lantaarn boot suiker tuin"


@dataclass(frozen=True)
class Place:
    """An organisation with an instance of its own, and what its counsellor signs in with."""

    instance: Instance
    counsellor: dict[str, str]


@dataclass(frozen=True)
class Reads:
    """The language that somebody reads."""

    language: str

    def __call__(self, english: str, **values: str) -> str:
        """What their page says where an English one says this."""
        with override(self.language):
            return gettext(english) % values if values else gettext(english)


@contextmanager
def screen(chromium: Browser, *, phone: bool, language: str = "nl") -> Iterator[Page]:
    """A browser of one person; nothing may go wrong in it."""
    size: ViewportSize = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
    locale = {"nl": "nl-NL", "en": "en-GB"}[language]
    context = chromium.new_context(viewport=size, has_touch=phone, is_mobile=phone, locale=locale)
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def take_up(
    page: Page, instance: Instance, name: str, role: str, reads: Reads = Reads("nl")
) -> None:
    """From the link in the mail to one's own page, with a password and an app."""
    link = instance.luwte(
        *("counsellor", "invite", f"{name.lower()}@{SLUG}.example"),
        *("--organisation", SLUG, "--name", name, "--role", role),
    ).strip()
    page.goto(link)
    page.get_by_label(reads("Password")).fill(PASSWORD)
    press(page, reads("Continue"))
    secret = page.locator(".signs").inner_text().strip()
    page.locator("input[name=code]").fill(totp_code(secret))
    press(page, reads("Save"))
    page.wait_for_url("**/second-step/codes/")
    page.goto(f"{instance.site_origin}/board/")
    expect(page.get_by_role("heading", name="Raadveen")).to_be_visible()


def sign_in(
    page: Page, instance: Instance, account: dict[str, str], reads: Reads = Reads("nl")
) -> None:
    page.goto(f"{instance.site_origin}/account/login/")
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("main form button").click()
    # A code counts once, and the one of this half minute was used for setting up the app.
    for _ in range(2):
        page.locator("input[name=code]").fill(totp_code(account["totp"]))
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        if not page.locator("input[name=code]").count():
            break
        time.sleep(30 - time.time() % 30)
    expect(page.get_by_role("link", name=reads("Work that is no case"))).to_be_visible()
