"""The screens of the desk: a new counsellor comes in, a colleague signs, cases are worked on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as NotThere

from tools.shots import desk_settings, guidance
from tools.shots.camera import Film, Visitor, visit
from tools.shots.demo import Demo, code_of

NEWCOMER_PASSWORD = "heide-molen-lantaarn-brug"  # noqa: S105 - of somebody invented


@dataclass(frozen=True)
class Cast:
    """Who is seen at the desk in one language, so that two walks never share an account."""

    counsellor: str
    organisation: str
    newcomer: str
    talked_to: str
    phoned: str
    closed: str
    looks_out: str


CASTS = {
    "nl": Cast("nadia", "veldermeer", "Femke Duinkerk", "Maandag", "Groene tas",
               "Blauwe jas", "teun"),
    "en": Cast("mirjam", "kompasroos", "Hanna Lindgren", "Broodtrommel", "Gele helm", "", "bas"),
}  # fmt: skip


#: As the questions that are counted call it.
ABOUT = {
    "nl": (("Ongewenst gedrag", "Pesten"), ("Ongewenst gedrag", "Stalking")),
    "en": (("Unwanted behaviour", "Bullying"), ("Unwanted behaviour", "Stalking")),
}


def walk(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """The newcomer waits with eight words while the colleague, at another browser, signs."""
    cast = CASTS[language]
    with visit(browser, language, film) as newcomer:
        come_in(newcomer, demo, cast)
    with visit(browser, language, film) as visitor:
        at_the_door(visitor, demo, demo.counsellor(cast.counsellor))
        choose_language(visitor)
        today_and_list(visitor)
        a_case(visitor, cast)
        guidance.counsellor(visitor)
        closing(visitor, cast)
        new_case(visitor)
        to(visitor, 4, "settings")
        desk_settings.walk(visitor)
        colleagues(visitor)
        visitor.page.locator(".rail__lock").click()
        visitor.on("unlock")
        visitor.shoot("desk-locked")
        everything_lost(visitor)
    with visit(browser, language, film) as visitor:
        enter(visitor, demo, demo.counsellor(cast.looks_out))
        choose_language(visitor)
        look_out(visitor)


# --- A newcomer ---------------------------------------------------------------------------------


def come_in(visitor: Visitor, demo: Demo, cast: Cast) -> None:
    visitor.go(f"{demo.app_origin}/desk/#/invitation/not-a-link")
    visitor.on("invitation-gone")
    visitor.shoot("desk-invitation-gone")
    visitor.go("about:blank")
    visitor.go(demo.invitation(cast.organisation, cast.newcomer, visitor.language))
    visitor.page.locator(".steps").wait_for()
    visitor.shoot("desk-invitation")
    visitor.tap("Begin", exact=True)
    visitor.on("choose-way")
    visitor.shoot("desk-choose-way")
    visitor.tap("With a password and an app")
    visitor.on("new-password")
    visitor.write("Password", NEWCOMER_PASSWORD)
    visitor.shoot("desk-new-password")
    visitor.tap("Continue", exact=True)
    visitor.on("app")
    secret = visitor.page.locator(".desk-secret").inner_text()
    visitor.shoot("desk-authenticator-app")
    visitor.page.locator("input").last.fill(code_of(secret))
    visitor.tap("Continue", exact=True)
    make_keys(visitor)
    card(visitor)


def make_keys(visitor: Visitor) -> None:
    visitor.on("keys")
    visitor.shoot("desk-keys")
    visitor.tap("Make my keys")
    visitor.on("words")
    visitor.shoot("desk-keys-words")
    visitor.tap("Rather a passphrase of my own")
    visitor.on("own-passphrase")
    visitor.shoot("desk-keys-own-passphrase")
    visitor.tap("Back")
    visitor.on("words")
    visitor.chip(visitor.words("I have kept the six words"))
    visitor.tap("Continue", exact=True)
    visitor.on("recovery")
    groups = visitor.page.locator(".desk-recovery span").all_inner_texts()
    visitor.shoot("desk-recovery-key")
    visitor.tap("I have it on paper")
    visitor.on("type-back")
    visitor.write("Recovery key", "-".join(groups))
    visitor.shoot("desk-recovery-typed-back")
    visitor.tap("Keep my keys")


def card(visitor: Visitor) -> None:
    visitor.on("device")
    visitor.chip(visitor.words("My employer"))
    visitor.shoot("desk-device")
    visitor.tap("Continue", exact=True)
    visitor.on("card")
    visitor.shoot("desk-card")
    visitor.tap("Sign and send my card")
    visitor.on("read-aloud")
    visitor.page.locator(".desk-words li").first.wait_for()
    visitor.shoot("desk-read-aloud")


# --- Signing in ---------------------------------------------------------------------------------


def at_the_door(visitor: Visitor, demo: Demo, one: dict[str, Any]) -> None:
    visitor.go(f"{demo.app_origin}/desk/")
    visitor.on("sign-in")
    visitor.shoot("desk-sign-in")
    visitor.tap("Use a password and code")
    visitor.on("password")
    visitor.shoot("desk-sign-in-password")
    visitor.tap("Forgot your password?")
    visitor.on("forgot")
    visitor.shoot("desk-forgot")
    enter(visitor, demo, one, shooting=True)


def enter(visitor: Visitor, demo: Demo, one: dict[str, Any], *, shooting: bool = False) -> None:
    visitor.go("about:blank")
    visitor.go(f"{demo.app_origin}/desk/")
    visitor.on("sign-in")
    visitor.tap("Use a password and code")
    visitor.on("password")
    visitor.write("E-mail address", one["email"])
    visitor.write("Password", one["password"])
    visitor.tap("Continue", exact=True)
    visitor.on("code")
    if shooting:
        visitor.shoot("desk-code")
    type_code(visitor, one["totp"])
    if shooting:
        visitor.shoot("desk-unlock")
    visitor.page.locator("input").last.fill(one["passphrase"])
    visitor.page.locator("button[type=submit]").click()
    visitor.on("today")
    visitor.page.locator(".told .spinner__ring").wait_for(state="detached")


def type_code(visitor: Visitor, secret: str) -> None:
    """A code counts once: who signed in just before waits for the next."""
    for _attempt in range(3):
        visitor.page.locator("input").last.fill(code_of(secret))
        visitor.page.locator("button[type=submit]").click()
        try:
            visitor.page.locator("[data-screen^=unlock]").wait_for(timeout=4000)
        except NotThere:
            time.sleep(30 - time.time() % 30)
        else:
            return
    raise NotThere("the codes of the app are refused")


def choose_language(visitor: Visitor) -> None:
    """Accounts have a language of their own: this walk's, from here on."""
    if visitor.page.locator("html").get_attribute("lang") == visitor.language:
        return
    to(visitor, 4, "settings")
    visitor.page.locator(".row").last.click()
    visitor.on("settings-language")
    visitor.page.locator(f"label:has([lang={visitor.language}])").click()
    visitor.page.locator(f"html[lang={visitor.language}]").wait_for()
    to(visitor, 0, "today")


def everything_lost(visitor: Visitor) -> None:
    """At the locked door, what is left when nothing opens the keys."""
    visitor.tap("I have lost everything that opens my keys")
    visitor.on("all-lost")
    visitor.shoot("desk-all-lost")


# --- At work ------------------------------------------------------------------------------------


def to(visitor: Visitor, destination: int, screen: str) -> None:
    """The n-th place in the rail, which is complete on a wide screen only."""
    visitor.page.set_viewport_size({"width": 1280, "height": 800})
    visitor.page.locator(".rail__to").nth(destination).click()
    visitor.on(screen)


def row(visitor: Visitor, text: str) -> None:
    visitor.page.locator(".row", has_text=text).first.click()


def today_and_list(visitor: Visitor) -> None:
    visitor.shoot("desk-today")
    to(visitor, 1, "cases")
    visitor.shoot("desk-list")
    visitor.chip(visitor.words("All"))
    visitor.page.locator("input[type=search]").fill("over")
    visitor.shoot("desk-list-search")
    visitor.page.locator("input[type=search]").fill("")
    visitor.tap("What was destroyed")
    visitor.on("destroyed")
    visitor.page.locator(".certificate__codes").first.wait_for()
    visitor.shoot("desk-destroyed")
    visitor.tap("Back")
    visitor.on("cases")
    counting(visitor)


def counting(visitor: Visitor) -> None:
    """What never was a case, then all that was counted, then one of it."""
    visitor.tap("What you counted")
    visitor.on("counted")
    for about in ABOUT[visitor.language]:
        visitor.tap("Count without a case")
        visitor.on("count-without-case")
        # Who works for several organisations says for which.
        several = visitor.page.locator("label", has_text="Kompasroos")
        if several.count():
            several.first.click()
        for answer in about:
            visitor.chip(answer)
        visitor.shoot("desk-count-without-case")
        visitor.tap("Count this")
        visitor.on("counted")
    visitor.shoot("desk-counted")
    row(visitor, ABOUT[visitor.language][-1][-1])
    visitor.on("recount")
    visitor.shoot("desk-recount")
    visitor.tap("Back")
    visitor.on("counted")
    visitor.tap("Back")
    visitor.on("cases")


def a_case(visitor: Visitor, cast: Cast) -> None:
    row(visitor, cast.talked_to)
    visitor.on("case-")
    visitor.page.locator(".composer").wait_for()
    visitor.shoot("desk-thread")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.tap("Case file")
    visitor.shoot("desk-case-file")
    visitor.page.locator("summary", has_text=visitor.words("More")).first.click()
    visitor.shoot("desk-case-menu")
    visitor.tap("Change the nickname")
    visitor.page.get_by_role("dialog").wait_for()
    visitor.shoot("desk-case-rename")
    visitor.page.keyboard.press("Escape")
    visitor.tap("Log a contact")
    visitor.on("contact")
    visitor.shoot("desk-contact")
    visitor.tap("Back")
    visitor.on("case-")


def closing(visitor: Visitor, cast: Cast) -> None:
    """What may end a case, looked at and not done; a closed one; words for a lost phrase."""
    for screen, action in {
        "one-time": "New words for a lost phrase",
        "closing": "Close together",
        "closing-after-silence": "Close after silence",
    }.items():
        if not visitor.page.locator(".menu[open]").count():
            visitor.page.locator("summary", has_text=visitor.words("More")).first.click()
        visitor.tap(action)
        visitor.on(screen if screen == "one-time" else "ending")
        visitor.shoot(f"desk-{screen}")
        visitor.tap("Back")
        visitor.on("case-")
    if cast.closed:
        to(visitor, 1, "cases")
        visitor.chip(visitor.words("All"))
        row(visitor, cast.closed)
        visitor.on("case-")
        visitor.shoot("desk-case-closed")


def new_case(visitor: Visitor) -> None:
    """Somebody phones: a nickname, what is read out, a contact, words to go on with."""
    to(visitor, 2, "open-case")
    visitor.write("What do you call this person?", CASTS[visitor.language].phoned + " 2")
    visitor.shoot("desk-new-case")
    visitor.tap("Open the case")
    visitor.on("talk")
    visitor.page.locator(".script__lines").wait_for()
    visitor.shoot("desk-new-case-talk")
    visitor.chip(visitor.words("I read this aloud, exceptions included"))
    visitor.tap("Keep, and log this talk")
    visitor.on("contact")
    visitor.tap("Log this contact")
    visitor.on("case-")
    visitor.shoot("desk-case-phoned")
    visitor.page.locator("summary", has_text=visitor.words("More")).first.click()
    visitor.tap("Give words to go on with")
    visitor.on("one-time")
    visitor.tap("Make the words")
    visitor.on("one-time-words")
    visitor.shoot("desk-one-time-words")
    visitor.tap("The caller has written them down")
    visitor.on("case-")


def colleagues(visitor: Visitor) -> None:
    to(visitor, 3, "colleagues")
    visitor.page.locator(".person img").first.wait_for()
    visitor.shoot("desk-colleagues")
    visitor.page.locator(".panel--wait button").first.click()
    visitor.page.locator(".desk-words li").first.wait_for()
    visitor.shoot("desk-counter-signing")
    visitor.page.keyboard.press("?")
    visitor.page.get_by_role("dialog").wait_for()
    visitor.shoot("desk-keys-help")
    visitor.page.keyboard.press("Escape")


def look_out(visitor: Visitor) -> None:
    row(visitor, visitor.words("Somebody chose you"))
    visitor.on("look-out")
    visitor.shoot("desk-look-out")
    visitor.tap("Decline", exact=True)
    visitor.page.get_by_role("dialog").wait_for()
    visitor.shoot("desk-decline")
