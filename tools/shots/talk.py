"""The screens of the reporter's application, from the poster to the conversation and back."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from PIL import Image
from playwright.sync_api import Browser, FilePayload

from tools.shots import guidance
from tools.shots.camera import Film, Visitor, visit
from tools.shots.demo import Demo
from tools.shots.texts import dated, label

STORIES = {
    "nl": "Sinds maart word ik elke week buiten het overleg gehouden. Ik weet niet goed waarom.",
    "en": "Since March I have been kept out of the weekly meeting. I don't really know why.",
}
CHOSEN = "Nadia Tazarine"
# Everybody's own conversation, so that two walks at a time never use the same phrase.
OWN = {"nl": "overleg", "en": "corridor"}
PAST = {"nl": "schaft", "en": "ladder"}


def write(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """Writing: every question, every extra, to what is shown after sending."""
    with visit(browser, language, film) as visitor:
        visitor.go(demo.talk("veldermeer"))
        to_the_counsellors(visitor)
        to_the_story(visitor)
        extras(visitor)
        send(visitor)


def to_the_counsellors(visitor: Visitor) -> None:
    visitor.on("start")
    visitor.shoot("talk-start")
    visitor.tap("Write")
    visitor.on("subject")
    visitor.chip(label(visitor.language, "choices/topics", "pesten"))
    visitor.shoot("talk-subject")
    visitor.tap("Go on")
    visitor.on("role")
    visitor.shoot("talk-role")
    visitor.tap("Skip this")
    visitor.on("whom")
    visitor.page.locator(".talk-card img").first.wait_for()
    visitor.shoot("talk-whom")
    visitor.page.locator("summary", has_text=visitor.words("Help me choose")).click()
    visitor.page.locator(".talk-filter label").first.click()
    visitor.page.locator(".talk-card summary").first.click()
    visitor.shoot("talk-whom-filtered")
    visitor.page.locator(".talk-filter label").first.click()
    visitor.tap("None of these")
    visitor.on("elsewhere")
    visitor.shoot("talk-elsewhere")
    visitor.tap("Back")
    visitor.on("whom")


def to_the_story(visitor: Visitor) -> None:
    agreement = dated("texts/consent-to-keep")[visitor.language]
    visitor.tap("Choose {name}", name=CHOSEN)
    visitor.on("exceptions")
    visitor.page.locator(".talk-exception").first.wait_for()
    visitor.shoot("talk-exceptions")
    visitor.chip(visitor.words("I am under 18"))
    visitor.shoot("talk-exceptions-under-18")
    visitor.chip(visitor.words("I am under 18"))
    visitor.tap("I have read this")
    visitor.on("consent")
    visitor.shoot("talk-consent")
    visitor.page.get_by_role("button", name=agreement["agree"]).click()
    visitor.on("story")
    visitor.shoot("talk-story")


def extras(visitor: Visitor) -> None:
    visitor.write("Your story for {name}", STORIES[visitor.language], name=CHOSEN)
    for screen, row in {
        "look-out": "Who or which team is it about?",
        "name": "Your name",
        "inventory": "A few questions",
    }.items():
        visitor.tap(row)
        visitor.on(screen)
        visitor.shoot(f"talk-{screen}")
        visitor.tap("Back")
        visitor.on("story")
    visitor.tap("Files and photos")
    visitor.on("files")
    photo: FilePayload = {"name": "rooster.png", "mimeType": "image/png", "buffer": a_picture()}
    visitor.page.locator("input[type=file]").set_input_files([photo])
    visitor.page.get_by_text(visitor.words("Hidden details are taken out.")).wait_for()
    visitor.shoot("talk-files")
    visitor.tap("Done")
    visitor.on("story")
    visitor.tap("May your counsellor reach you?")
    visitor.on("reachable")
    visitor.chip(visitor.words("For example by phone or private mail."))
    visitor.shoot("talk-reachable")
    visitor.tap("Back")
    visitor.on("story")
    visitor.shoot("talk-story-filled")


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "#d8d2c4").save(out, "PNG")
    return out.getvalue()


def send(visitor: Visitor) -> None:
    visitor.tap("Go on", exact=True)
    visitor.on("phrase")
    words = read_words(visitor)
    visitor.shoot("talk-phrase")
    visitor.tap("I have kept the words")
    visitor.on("send")
    fields = visitor.page.locator(".talk-typed input")
    fields.first.fill("zee")
    visitor.tap("Send", exact=True)
    visitor.page.locator(".talk-typed [role=alert]").first.wait_for()
    visitor.shoot("talk-confirm-wrong-word")
    type_back(visitor, words)
    visitor.shoot("talk-confirm")
    visitor.tap("Send", exact=True)
    visitor.on("sent")
    visitor.shoot("talk-sent")
    visitor.tap("Open the conversation")
    visitor.on("conversation")
    visitor.shoot("talk-conversation-new")


def read_words(visitor: Visitor) -> list[str]:
    visitor.page.locator(".talk-words li").nth(7).wait_for()
    return visitor.page.locator(".talk-words li").all_inner_texts()


def type_back(visitor: Visitor, words: list[str]) -> None:
    fields = visitor.page.locator(".talk-typed input")
    for position, text in enumerate(visitor.page.locator(".talk-typed label").all_inner_texts()):
        fields.nth(position).fill(words[int(text.split()[-1]) - 1])


def otherwise(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """The other ways in, refusing, and the screens of another organisation."""
    agreement = dated("texts/consent-to-keep")[language]
    with visit(browser, language, film) as visitor:
        visitor.go(demo.talk("veldermeer"))
        for screen, way in {"phone": "I call myself", "walk-in": "I walk in"}.items():
            visitor.on("start")
            visitor.tap(way)
            visitor.on(screen)
            visitor.shoot(f"talk-{screen}")
            visitor.tap("Back")
        visitor.on("start")
        visitor.tap("Let me be called")
        visitor.tap("Choose {name}", name=CHOSEN)
        visitor.on("exceptions")
        visitor.page.get_by_role("button", name=agreement["agree"]).click()
        visitor.on("call")
        visitor.write("Your phone number", "06 0000 0012")
        visitor.shoot("talk-call")
        visitor.tap("Send", exact=True)
        visitor.on("sent")
        visitor.shoot("talk-call-sent")
    with visit(browser, language, film) as visitor:
        club(visitor, demo)


def club(visitor: Visitor, demo: Demo) -> None:
    """A club: its contact person passes signals to the board; then refusing."""
    agreement = dated("texts/consent-to-keep")[visitor.language]
    visitor.go(demo.talk("zandloper"))
    visitor.on("start")
    visitor.shoot("talk-club-start")
    visitor.tap("Write")
    visitor.tap("Skip this")
    visitor.on("role")
    visitor.tap("Skip this")
    visitor.on("whom")
    visitor.shoot("talk-club-whom")
    visitor.tap("Choose {name}", name="Yara Winterdal")
    visitor.on("exceptions")
    visitor.page.locator(".talk-exception").first.wait_for()
    visitor.shoot("talk-club-exceptions")
    visitor.tap("I have read this")
    visitor.on("consent")
    visitor.page.get_by_role("button", name=agreement["refuse"]).click()
    visitor.on("refused")
    visitor.shoot("talk-refused")
    visitor.go("about:blank")
    visitor.go(demo.talk("zandloper")[:-4] + "aaaa")
    visitor.page.locator("h1").wait_for()
    visitor.shoot("talk-unknown-address")


def back(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """Coming back: wrong and right words, the thread, one's rights, a phrase that was given."""
    address = f"{demo.app_origin}/talk/"
    with visit(browser, language, film) as visitor:
        visitor.go(address)
        visitor.on("return")
        visitor.shoot("talk-return")
        visitor.write("Your eight words", wrong_phrase(demo.phrase(OWN[language])))
        visitor.tap("Open", exact=True)
        visitor.page.get_by_role("alert").first.wait_for()
        visitor.shoot("talk-return-wrong")
        visitor.tap("I lost my phrase")
        visitor.on("lost")
        visitor.shoot("talk-lost")
        visitor.tap("Back")
        come_back(visitor, demo.phrase(OWN[language]))
        visitor.shoot("talk-conversation")
        guidance.reporter(visitor)
        rights(visitor)
    with visit(browser, language, film) as visitor:
        later = datetime.now(UTC) + timedelta(days=14)
        visitor.page.clock.set_fixed_time(later)
        visitor.go(address)
        come_back(visitor, demo.phrase(PAST[language]))
        visitor.page.locator(".notice").first.wait_for()
        visitor.shoot("talk-conversation-past-promise")
    with visit(browser, language, film) as visitor:
        visitor.go(address)
        visitor.on("return")
        visitor.write("Your eight words", demo.phrase("groendienst"))
        visitor.tap("Open", exact=True)
        visitor.on("replace")
        visitor.shoot("talk-one-time")
        visitor.tap("Make my own phrase")
        read_words(visitor)
        visitor.shoot("talk-new-phrase")


def wrong_phrase(phrase: str) -> str:
    first, *rest = phrase.split()
    return " ".join([*rest[:-1], first, f"{rest[-1]}x"])


def come_back(visitor: Visitor, phrase: str) -> None:
    visitor.on("return")
    visitor.write("Your eight words", phrase)
    visitor.tap("Open", exact=True)
    visitor.on("conversation")


def rights(visitor: Visitor) -> None:
    visitor.tap("Your phrase and your rights")
    visitor.on("manage")
    visitor.shoot("talk-manage")
    visitor.tap("Choose somebody else")
    visitor.on("other-counsellor")
    visitor.shoot("talk-other-counsellor")
    visitor.tap("Back")
    visitor.on("manage")
    visitor.tap("Withdraw everything")
    visitor.page.get_by_role("dialog").wait_for()
    visitor.shoot("talk-withdraw")
    visitor.tap("Yes, withdraw")
    visitor.on("conversation")
    visitor.tap("Undo it")
    visitor.page.get_by_label(visitor.words("Your message")).wait_for()


def withdrawn(browser: Browser, language: str, film: Film, demo: Demo) -> None:
    """A conversation that its reporter took back, and one that is closed."""
    address = f"{demo.app_origin}/talk/"
    stories = {"withdrawn": "ingetrokken", "closed": "kantine" if language == "nl" else "visitor"}
    for screen, story in stories.items():
        with visit(browser, language, film) as visitor:
            visitor.go(address)
            come_back(visitor, demo.phrase(story))
            visitor.page.locator(".notice").first.wait_for()
            visitor.shoot(f"talk-{screen}")
            if screen == "closed":
                visitor.tap("What did the help do for you?")
                visitor.on("judgement")
                visitor.shoot("talk-judgement")
