"""What a reporter's phone has to load and to do, in a real Chromium."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Request as Asked

from tools.bench.figures import Figure, Table
from tools.bench.serving import Serving, serving
from tools.bench.slow_line import SlowLine

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 60_000
SLOWER = 4
LONG = 200

# Written down as soon as it is there: when the first screen stands, and when the page then has a
# moment to itself. The same for the last of the statements of a long conversation.
# Written down as soon as it is there: when the first screen stands and the page then has a
# moment to itself. The same for the last of the statements of a long conversation.
WATCH = """
const told = {};
Object.defineProperty(window, "told", { value: told });
const idle = (name) => requestAnimationFrame(() => setTimeout(() => {
  told[name] ??= performance.timeOrigin + performance.now();
}, 0));
const wanted = () => {
  if (document.querySelector("[data-screen=start] .talk-way")) {
    told.shown ??= performance.timeOrigin + performance.now();
    idle("start");
  }
  const lines = document.querySelectorAll("[data-screen=conversation] .talk-bubble").length;
  if (lines >= LINES) idle("thread");
};
new MutationObserver(wanted).observe(document, {
  childList: true, subtree: true, attributes: true,
});
"""


def measure(runs: int) -> list[Table]:
    with browser() as chromium:
        with serving() as instance:
            town = instance.town(LONG)
            tables = [
                first_load(chromium, instance, town),
                long_thread(chromium, instance, town, runs),
            ]
        tables.insert(1, on_a_phone(chromium, runs))
    return tables


@contextmanager
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield started
        started.close()


@contextmanager
def phone(chromium: Browser, lines: int = 10_000) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="nl-NL"
    )
    context.add_init_script(WATCH.replace("LINES", str(lines)))
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    yield page
    context.close()


def moment(page: Page, name: str) -> float:
    """Milliseconds since the epoch at which the page was ready."""
    for _ in range(WAIT_MS // 20):
        told = page.evaluate(f"window.told && window.told.{name}")
        if told:
            return float(told)
        page.wait_for_timeout(20)
    raise RuntimeError(f"{name} was never reached")


def began(page: Page) -> float:
    return float(page.evaluate("performance.timeOrigin"))


# --- Bytes --------------------------------------------------------------------------------------


def first_load(chromium: Browser, instance: Serving, town: dict[str, Any]) -> Table:
    """Everything asked for until the first screen stands; what is fetched ahead comes later."""
    asked: list[Asked] = []
    with phone(chromium) as page:
        page.context.on("request", noting(asked))
        page.goto(f"{instance.origin}/talk/#{town['roster']}")
        shown = moment(page, "shown")
        page.wait_for_timeout(3_000)
        early = [one for one in asked if one.timing["startTime"] <= shown]
    sizes = {f"{one.method} {one.url}": gzip_size(one) for one in early}
    listed = ", ".join(
        f"{name.rsplit('/', 1)[-1].partition('-')[0] or 'talk/'} {size / 1000:.1f}"
        for name, size in sizes.items()
    )
    return Table(
        "Until /talk/ is usable",
        "From the poster's address with nothing in the browser's cache, Dutch, one organisation "
        "with one counsellor. Bytes: every answer's body as gzip (level 9 where the file lies "
        "there ready), without headers.",
        [
            Figure(
                *("bytes (gzip)", "kB", [sum(sizes.values()) / 1000]),
                most=100,
                digits=1,
                note=listed,
            ),
            Figure("requests", "", [len(early)], most=8),
        ],
    )


def gzip_size(asked: Asked) -> int:
    """The body of the same answer, asked for once more."""
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
    data = asked.post_data_buffer or (b"{}" if asked.method == "POST" else None)
    again = Request(asked.url.partition("#")[0], data, headers, method=asked.method)
    with urlopen(again) as answer:
        told = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    return len(told) if packed else len(gzip.compress(told, 9))


# --- Time ---------------------------------------------------------------------------------------


def on_a_phone(chromium: Browser, runs: int) -> Table:
    """A slow processor by Chromium's own emulation, a slow line by a real one in between."""
    times = []
    with SlowLine() as line, serving(public_port=line.port) as instance:
        line.to_port = instance.port
        roster = instance.town(0)["roster"]
        for _ in range(runs):
            with phone(chromium) as page:
                slow_down(page.context.new_cdp_session(page))
                page.goto(f"{instance.origin}/talk/#{roster}")
                times.append((moment(page, "start") - began(page)) / 1000)
    return Table(
        "Time until /talk/ answers a tap",
        f"Chromium with its processor {SLOWER}× slower (CDP), over a line of 1.6 Mbit/s with "
        "150 ms for a round trip, opening each connection included; nothing cached. Until the "
        "first screen stands, with the roster verified, and the page's thread is free.",
        [Figure("time to interactive", "s", times, most=2.5, digits=2)],
    )


def slow_down(session: CDPSession) -> None:
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def long_thread(chromium: Browser, instance: Serving, town: dict[str, Any], runs: int) -> Table:
    """From asking for the log until all of it stands on the screen."""
    opening, whole = [], []
    for _ in range(runs):
        with phone(chromium, lines=LONG - 4) as page:
            asked: list[Asked] = []
            page.context.on("request", noting(asked))
            page.goto(f"{instance.origin}/talk/")
            page.get_by_label("Je acht woorden").fill(" ".join(town["words"]))
            page.wait_for_timeout(1_500)
            tapped = float(page.evaluate("performance.timeOrigin + performance.now()"))
            page.get_by_role("button", name="Open", exact=True).tap()
            ready = moment(page, "thread")
            reading = [one for one in asked if one.url.endswith("/conversations/read")]
            opening.append((ready - reading[0].timing["startTime"]) / 1000)
            whole.append((ready - tapped) / 1000)
    return Table(
        f"Opening a conversation of {LONG} statements",
        "Chromium, processor and line as they are. From the request for the log until its last "
        "statement stands on the screen and the page's thread is free: fetched, verified, opened, "
        "shown. The whole adds stretching the phrase and proving twice who one is.",
        [
            Figure("opening", "s", opening, most=0.5, digits=2),
            Figure("whole, from the tap on Open", "s", whole, digits=2),
        ],
    )


def noting(asked: list[Asked]) -> Callable[[Asked], None]:
    """A listener of our own: the library marks what it is given."""

    def note(one: Asked) -> None:
        asked.append(one)

    return note
