"""A telephone: counts taps, reads the eight words, and walks the screens as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

WAIT_MS = 15_000


class Phone:
    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.taps = 0
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda line: self.complaints.append(line.text) if "Refused" in line.text else None,
        )

    @classmethod
    @contextmanager
    def borrow(cls, chromium: Browser, locale: str) -> Iterator[Phone]:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale=locale
        )
        phone = cls(context)
        yield phone
        context.close()
        assert phone.complaints == []

    def open(self, address: str) -> None:
        self.page.goto(address)

    def on(self, screen: str) -> None:
        """Waits for a screen to be shown."""
        expect(self.page.locator(f"[data-screen='{screen}']")).to_be_visible(timeout=WAIT_MS)

    def tap(self, place: Locator | str) -> None:
        """One tap, counted. A text means the button or field of that name."""
        self.taps += 1
        (self.button(place) if isinstance(place, str) else place).tap()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def type_into(self, label: str, text: str) -> None:
        """Taps a field, which counts, and types, which doesn't."""
        field = self.page.get_by_label(label, exact=True)
        self.tap(field)
        field.fill(text)

    def agree(self) -> None:
        """The explicit consent to keep; its words are those of the dated text."""
        self.tap(self.page.locator(".actions .utrecht-button--primary-action"))

    def words(self) -> list[str]:
        listed = self.page.locator(".talk-words li")
        expect(listed).to_have_count(8)
        return listed.all_inner_texts()

    def type_back(self, words: list[str]) -> None:
        """The three words that are asked for: one tap, then the keyboard's own "next"."""
        fields = self.page.locator(".talk-typed input")
        expect(fields).to_have_count(3)
        labels = self.page.locator(".talk-typed label").all_inner_texts()
        self.tap(fields.first)
        for position, label in enumerate(labels):
            fields.nth(position).fill(words[int(label.split()[-1]) - 1])

    def write_to(self, name: str, story: str) -> list[str]:
        """From the first screen to a sent message; gives the eight words."""
        words = self.prepare(name, story)
        self.tap("Verstuur")
        self.on("sent")
        return words

    def prepare(self, name: str, story: str) -> list[str]:
        """The same, up to the button that sends it."""
        self.on("start")
        self.tap("Schrijven")
        self.tap("Sla dit over")
        self.on("role")
        self.tap("Het overkwam mij")
        self.tap(f"Kies {name}")
        self.on("exceptions")
        self.tap("Ik heb dit gelezen")
        self.on("consent")
        self.agree()
        self.on("story")
        self.type_into(f"Je verhaal voor {name}", story)
        self.tap("Ga verder")
        self.on("phrase")
        words = self.words()
        self.tap("Ik heb de woorden bewaard")
        self.on("send")
        self.type_back(words)
        return words

    def come_back(self, address: str, words: list[str]) -> None:
        self.open(address)
        self.on("return")
        self.page.get_by_label("Je acht woorden").fill(" ".join(words))
        expect(self.page.locator(".talk-understood [role=status]")).not_to_contain_text("0 van de")
        self.tap("Open")
