"""What a counsellor with many conversations waits for, in a real Chromium."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser

from tools.bench.figures import Figure, Table
from tools.bench.load import fire
from tools.bench.pages import browser
from tools.bench.serving import Serving, serving

MANY = 300
WAIT_MS = 120_000


def measure(runs: int) -> list[Table]:
    with browser() as chromium, serving() as instance:
        town = instance.town(0)
        # The town holds one conversation already.
        file = instance.folder / "starts"
        task = {"roster": town["roster"], "counsellor": town["person"], "count": MANY - 1}
        instance.people(do="starts", file=str(file), **task)
        fire(instance, file, 0, MANY - 1)
        times = [unlocking(chromium, instance, town) for _ in range(runs)]
    first, whole = zip(*times, strict=True)
    return [
        Table(
            f"Unlocking a desk with {MANY} conversations",
            "Chromium, processor and line as they are, from the tap on unlocking: stretching the "
            "six words included. The list is there while the rest is still being opened.",
            [
                Figure("until the first rows stand", "s", list(first), digits=2),
                Figure("until all are opened and verified", "s", list(whole), digits=2),
            ],
        )
    ]


def unlocking(chromium: Browser, instance: Serving, town: dict[str, Any]) -> tuple[float, float]:
    """Seconds until the first row, and until every conversation is open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="nl-NL")
    cookies = town["cookies"].items()
    context.add_cookies(
        [{"name": name, "value": value, "url": instance.origin} for name, value in cookies]
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{instance.origin}/desk/")
    page.get_by_label("Jouw zes woorden").fill(town["passphrase"])
    page.wait_for_timeout(1_000)
    tapped = time.monotonic()
    page.get_by_role("button", name="Ontgrendelen", exact=True).click()
    page.locator("[data-row]").first.wait_for()
    first = time.monotonic() - tapped
    page.get_by_role("navigation").get_by_role("button", name="Zaken").first.click()
    # While there is more to open, the line says so after the number.
    page.get_by_text(f"{MANY} zaken", exact=True).wait_for()
    whole = time.monotonic() - tapped
    context.close()
    return first, whole
