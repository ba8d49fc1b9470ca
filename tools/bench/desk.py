"""What a counsellor with many conversations waits for, in a real Chromium."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser

from tools.bench.figures import Figure, Table
from tools.bench.pages import SLOWER, browser, slow_down
from tools.bench.serving import Serving, serving

MANY = 300
WAIT_MS = 300_000

# Written down as it happens: the desk is open, Today shows so many rows, nothing is left to open.
WATCH = """
const told = { opened: 0, rows: [], done: 0 };
Object.defineProperty(window, "told", { value: told });
new MutationObserver(() => {
  const now = performance.now();
  if (document.querySelector(".rail")) told.opened ||= now;
  const rows = document.querySelectorAll("[data-screen=today] [data-row]").length;
  if (rows !== (told.rows.at(-1) ?? [0, 0])[1]) told.rows.push([now, rows]);
  if (document.querySelector(".told .spinner__ring")) told.begun = true;
  else if (told.begun) told.done ||= now;
}).observe(document, { childList: true, subtree: true });
"""


def measure(runs: int) -> list[Table]:
    with browser() as chromium, serving() as instance:
        place = instance.practice(MANY)
        slow = [unlocking(chromium, instance, place, slower=True) for _ in range(runs)]
        plain = [unlocking(chromium, instance, place, slower=False) for _ in range(runs)]
    return [
        table(f"Today with {MANY} open cases, processor {SLOWER}× slower", slow, most=2),
        table(f"Today with {MANY} open cases, processor as it is", plain),
    ]


def table(title: str, times: list[tuple[float, float]], most: float | None = None) -> Table:
    first, whole = zip(*times, strict=True)
    return Table(
        title,
        "Chromium, line as it is, from the moment the keys are open. Today shows what is new and "
        "what came in since it was last read; what was agreed for a day is added as the cases are "
        "opened. Chromium's own slowing down (CDP) reaches the page and not its Worker.",
        [
            Figure("until Today shows what waits", "s", list(first), most=most, digits=2),
            Figure("until all are opened and verified", "s", list(whole), digits=2),
        ],
    )


def unlocking(
    chromium: Browser, instance: Serving, place: dict[str, Any], *, slower: bool
) -> tuple[float, float]:
    """Seconds from the open desk until Today shows what waits, and until every case is open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="nl-NL")
    cookies = place["cookies"].items()
    context.add_cookies(
        [{"name": name, "value": value, "url": instance.origin} for name, value in cookies]
    )
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    if slower:
        slow_down(context.new_cdp_session(page))
    page.goto(f"{instance.origin}/desk/")
    page.get_by_label("Jouw zes woorden").fill(place["passphrase"])
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Ontgrendelen", exact=True).click()
    page.locator(".told .spinner__ring").wait_for()
    page.locator(".told .spinner__ring").wait_for(state="detached")
    told = page.evaluate("told")
    context.close()
    waiting = place["unread"]
    shown = next(at for at, rows in told["rows"] if rows >= waiting)
    return (shown - told["opened"]) / 1000, (told["done"] - told["opened"]) / 1000
