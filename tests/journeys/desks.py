"""A counsellor at the desk, in a real browser: arrives, unlocks, and walks the screens."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.conftest import Instance

# A passphrase is stretched on purpose; on a busy machine that takes its time.
WAIT_MS = 60_000
PASSWORD = "lantaarn boot suiker tuin"
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_SMALL = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 16)
  .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((one) => one.outerHTML.slice(0, 90))"""
WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 844}


def invite(instance: Instance, organisation: str, name: str) -> str:
    """Invites somebody; returns the link that the mail holds."""
    told = instance.luwte(
        "counsellor",
        "invite",
        "--organisation",
        organisation,
        "--name",
        name,
        f"{name.split(maxsplit=1)[0].lower()}@{organisation}.example",
    )
    link = re.search(r"https?://\S+/desk/#\S+", told)
    assert link is not None, told
    return link.group(0)


#: Of one code of an authenticator app, and what of it a person needs, in seconds.
PERIOD, TIME_TO_TYPE = 30, 10


def code_of(secret: str) -> str:
    """What an authenticator app shows, once there is time left to type it on a busy machine."""
    left = PERIOD - time.time() % PERIOD
    if left < TIME_TO_TYPE:
        time.sleep(left)
    key = base64.b32decode(secret)
    app = TOTP(key, 6, hashes.SHA1(), PERIOD, enforce_key_length=False)  # noqa: S303 - RFC 6238
    return app.generate(int(time.time())).decode()


@dataclass
class Kept:
    """What a counsellor keeps: words and recovery key on paper, the browser its session."""

    words: str
    recovery: str
    state: Any


class Desk:
    def __init__(self, context: BrowserContext, instance: Instance) -> None:
        self.context, self.instance = context, instance
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        # One session for all: closing any of them would take the passkeys away.
        self.browser = context.new_cdp_session(self.page)
        self.taps = 0
        self.secret = ""
        self.bodies: list[str] = []
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        context.on("request", lambda request: self.bodies.append(request.post_data or ""))

    def _listen(self, line: Any) -> None:
        if "Content Security Policy" in line.text or "Refused" in line.text:
            self.complaints.append(line.text)

    @classmethod
    @contextmanager
    def at(
        cls,
        chromium: Browser,
        instance: Instance,
        *,
        narrow: bool = False,
        locale: str = "nl-NL",
        state: Any = None,
        scheme: Any = "light",
    ) -> Iterator[Desk]:
        context = chromium.new_context(
            viewport=NARROW if narrow else WIDE,
            has_touch=narrow,
            is_mobile=narrow,
            locale=locale,
            storage_state=state,
            color_scheme=scheme,
        )
        desk = cls(context, instance)
        yield desk
        context.close()
        assert desk.complaints == []

    # --- Screens -----------------------------------------------------------------------------

    def on(self, screen: str) -> None:
        """Waits for a screen to be shown."""
        expect(self.page.locator(f"[data-screen='{screen}']")).to_be_visible(timeout=WAIT_MS)

    def examine(self) -> None:
        """No violation of any rule of axe on the screen as it is now, and no text under 16 px."""
        run = f"{AXE.read_text()};axe.run(document, {{runOnly: {RULES}}})"
        answer: Any = self.browser.send(
            "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
        )
        found = answer["result"]["value"]["violations"]
        told = [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
        assert told == [], told
        assert self.page.evaluate(TOO_SMALL) == []

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).first.click()

    def tap(self, place: Locator | str) -> None:
        """One tap, counted. A text means the button of that name."""
        self.taps += 1
        (self.button(place).first if isinstance(place, str) else place).tap()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str) -> None:
        """A chip: its input lies over the words."""
        self.page.get_by_label(label, exact=True).first.check()

    def go(self, name: str) -> None:
        self.page.get_by_role("navigation").get_by_role("button", name=name).first.click()

    # --- Arriving ----------------------------------------------------------------------------

    def passkey_device(self) -> None:
        """A phone or computer that makes passkeys which can open keys too."""
        self.browser.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            "hasPrf": True,
        }
        self.browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def accept_with_passkey(self, link: str) -> None:
        self.page.goto(link)
        self.on("invitation")
        self.press("Beginnen")
        self.on("choose-way")
        self.press("Met een passkey")
        self.on("keys")

    def accept_with_password(self, link: str) -> None:
        self.page.goto(link)
        self.on("invitation")
        self.examine()
        self.press("Beginnen")
        self.on("choose-way")
        self.examine()
        self.press("Met een wachtwoord en een app")
        self.on("new-password")
        self.examine()
        self.fill("Wachtwoord", PASSWORD)
        self.press("Verder")
        self.on("app")
        self.page.locator(".desk-qr").wait_for()
        self.examine()
        self.secret = self.page.locator(".desk-secret").inner_text().replace(" ", "")
        self.fill("Zes cijfers die de app laat zien", code_of(self.secret))
        self.press("Verder")
        self.on("keys")

    def make_keys(self) -> Kept:
        """From "your keys" to keys that are kept; gives what a person writes down."""
        self.press("Mijn sleutels maken")
        self.on("words")
        self.examine()
        words = " ".join(self.page.locator(".desk-words li").all_inner_texts())
        self.page.get_by_label("Ik heb de zes woorden bewaard").check()
        self.press("Verder")
        self.on("recovery")
        self.examine()
        recovery = "-".join(self.page.locator(".desk-recovery span").all_inner_texts())
        self.press("Ik heb hem op papier")
        self.on("type-back")
        self.examine()
        self.fill("Herstelsleutel", recovery.lower().replace("-", " "))
        self.press("Mijn sleutels bewaren")
        self.on("device")
        return Kept(words, recovery, None)

    def send_card(self) -> None:
        self.page.get_by_text("Ikzelf").click()
        self.examine()
        self.press("Verder")
        self.on("card")
        self.examine()
        self.press("Mijn kaart ondertekenen en sturen")

    def arrive(self, link: str) -> Kept:
        """The whole way of the first counsellor of an organisation, with a password and an app."""
        self.accept_with_password(link)
        kept = self.make_keys()
        self.send_card()
        self.on("today")
        kept.state = self.context.storage_state()
        return kept

    def arrive_with_passkey(self, link: str) -> None:
        """The same with a passkey and nothing else to sign in with."""
        self.passkey_device()
        self.accept_with_passkey(link)
        self.make_keys()
        self.send_card()
        self.on("today")

    def unlock(self, words: str) -> None:
        self.page.goto(f"{self.instance.app_origin}/desk/")
        self.on("unlock-phrase")
        self.fill("Jouw zes woorden", words)
        self.press("Ontgrendelen")
        self.on("today")

    def unlock_again(self, words: str) -> None:
        """Locks and unlocks: so the desk asks for everything anew, without waiting for its turn."""
        self.press("Op slot")
        self.on("unlock-phrase")
        self.fill("Jouw zes woorden", words)
        self.press("Ontgrendelen")
        self.page.locator(".rail").wait_for()
        self.go("Vandaag")
        self.on("today")
