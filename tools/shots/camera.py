"""A browser that photographs what it shows: two widths, two themes, and what axe says of each."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page

from tools.shots.texts import ROOT, on_screen

WIDTHS = {390: 844, 1280: 800}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
WAIT_MS = 30_000
RUN_AXE = """axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
  JSON.stringify(violations.map(({id, impact, help, nodes}) =>
    ({id, impact, help, where: nodes.map((node) => node.target.join(' '))}))))"""
# A colour on its way from one theme to the other has no contrast worth measuring.
END_TRANSITIONS = """new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const one of document.getAnimations()) one.finish();
  requestAnimationFrame(() => done(true));
})))"""


@dataclass(frozen=True)
class Shot:
    """One picture that was taken."""

    screen: str
    width: int
    theme: str
    language: str
    violations: list[dict[str, Any]]

    @property
    def file(self) -> str:
        return f"{self.screen}-{self.width}-{self.theme}-{self.language}.png"


@dataclass
class Film:
    """Everything that one walk saw, and what kept it from going on."""

    folder: Path
    only: str
    shots: list[Shot] = field(default_factory=list)
    stumbled: list[str] = field(default_factory=list)

    def wants(self, screen: str) -> bool:
        return fnmatch(screen, self.only)


class Visitor:
    """One person at one browser. Screens are named by their English texts."""

    def __init__(self, context: BrowserContext, language: str, film: Film) -> None:
        self.context, self.language, self.film = context, language, film
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)

    # --- Walking ------------------------------------------------------------------------------

    def words(self, english: str, **values: str) -> str:
        return on_screen(self.language, english, **values)

    def go(self, address: str) -> None:
        self.page.goto(address)

    def on(self, screen: str) -> None:
        """Waits for a screen of an application; the start of its name is enough."""
        self.page.locator(f"[data-screen^='{screen}']").first.wait_for()

    def button(self, english: str, *, exact: bool = False, **values: str) -> Locator:
        name = self.words(english, **values)
        return self.page.get_by_role("button", name=name, exact=exact).first

    def tap(self, english: str, *, exact: bool = False, **values: str) -> None:
        self.button(english, exact=exact, **values).click()

    def write(self, english: str, text: str, **values: str) -> None:
        self.page.get_by_label(self.words(english, **values)).first.fill(text)

    def chip(self, text: str) -> None:
        """An answer among a few, by the words on it."""
        self.page.locator("label", has_text=text).first.click()

    # --- Looking ------------------------------------------------------------------------------

    def shoot(self, screen: str) -> None:
        """Photographs what is on screen now, all of its length, if it is wanted."""
        if not self.film.wants(screen):
            return
        client = self.context.new_cdp_session(self.page)
        # The devtools' own evaluation: neither the policy of the page nor its absence gets in.
        client.send("Runtime.evaluate", {"expression": axe_source()})
        for width in WIDTHS:
            self.unroll(client, width)
            for theme in THEMES:
                self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                evaluate(client, END_TRANSITIONS)
                violations = json.loads(evaluate(client, RUN_AXE))
                shot = Shot(screen, width, theme, self.language, violations)
                self.page.screenshot(
                    path=self.film.folder / shot.file, animations="disabled", caret="initial"
                )
                self.film.shots.append(shot)
        self.page.set_viewport_size({"width": 390, "height": WIDTHS[390]})
        client.detach()

    def unroll(self, client: CDPSession, width: int) -> None:
        """A window as long as its page, so that what is fixed at an edge stays at that edge."""
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        length = evaluate(client, "document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": width, "height": max(WIDTHS[width], int(length))})


def axe_source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def evaluate(client: CDPSession, expression: str) -> Any:
    answer = client.send(
        "Runtime.evaluate",
        {"expression": expression, "awaitPromise": True, "returnByValue": True},
    )
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"])
    return answer["result"]["value"]


@contextmanager
def visit(browser: Browser, language: str, film: Film) -> Iterator[Visitor]:
    """Somebody with a browser of their own. What they stumble over ends their walk only."""
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": 390, "height": WIDTHS[390]}
    )
    visitor = Visitor(context, language, film)
    try:
        yield visitor
    except Exception as error:  # noqa: BLE001 - the other walks go on, and this is told at the end
        told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        picture = f"stumbled-{len(film.stumbled)}-{language}-{time.monotonic_ns()}.png"
        visitor.page.screenshot(path=film.folder / picture, full_page=True)
        film.stumbled.append(f"{language}: {told} ({where(error)}; {picture})")
    finally:
        context.close()


def where(error: BaseException) -> str:
    """The line of the walk that was under way."""
    walked = []
    trace = error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent == Path(__file__).parent and path.name != "camera.py":
            walked.append(f"{path.name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return walked[-1] if walked else "before the first screen"
