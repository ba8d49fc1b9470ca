"""A desk with many cases says what waits before they are opened."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Route, expect

from luwte.site.node_programs import node
from tests.conftest import Instance
from tests.journeys.desks import Desk, invite

ROOT = Path(__file__).resolve().parents[2]
CASES = 24
LOGS = "**/api/v1/conversations/read"
#: Two in three were written, and of every eighth of these the last wasn't read.
UNREAD = 2


@pytest.fixture(scope="module")
def practice(instance: Instance, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A counsellor in the middle of the work, as `make bench` makes one."""
    folder = tmp_path_factory.mktemp("practice")
    programs = ("--out", str(folder), "--program", "people=client/bench/people.ts")
    subprocess.run([node(), "client/programs.mjs", *programs], cwd=ROOT, check=True)
    instance.luwte("organisation", "add", "--name", "Veelwerk", "veelwerk")
    invitation = invite(instance, "veelwerk", "Anna").rpartition("/")[2]
    place = {"origin": instance.app_origin, "organisation": "veelwerk", "invitation": invitation}
    done = subprocess.run(
        [node(), str(folder / "people.mjs")],
        input=json.dumps({"do": "practice", "cases": CASES, **place}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture
def desk(chromium: Browser, instance: Instance, practice: dict[str, Any]) -> Iterator[Desk]:
    with Desk.at(chromium, instance) as desk:
        desk.context.add_cookies(
            [
                {"name": name, "value": value, "url": instance.app_origin}
                for name, value in practice["cookies"].items()
            ]
        )
        yield desk


class Gate:
    """Lets the first log through, which is the own one, and holds the others."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.held: list[Route] = []
        self.own = False
        desk.context.route(LOGS, self.arrive)

    def arrive(self, route: Route) -> None:
        if self.own:
            self.held.append(route)
        else:
            self.own = True
            route.continue_()

    def open(self) -> None:
        assert self.held
        self.desk.context.unroute(LOGS)
        for route in self.held:
            # What waited too long was given up, and is asked for again.
            with suppress(Error):
                route.continue_()


@pytest.mark.mission("M14")
def test_what_came_in_stands_on_today_before_any_case_is_opened(
    desk: Desk, practice: dict[str, Any]
) -> None:
    assert practice["unread"] == UNREAD
    gate = Gate(desk)
    desk.unlock(practice["passphrase"])
    new = desk.page.locator("[data-row]").filter(has_text="Er kwam iets nieuws")
    expect(new).to_have_count(UNREAD)
    expect(desk.page.locator("[data-row]")).to_have_count(UNREAD)
    gate.open()
    expect(new).to_have_count(0)
    expect(desk.page.locator(".told .spinner__ring")).to_have_count(0)
    # What was agreed for a day gone by, in every fourth of each sort.
    expect(desk.page.get_by_text("Vragen hoe het ging.", exact=False)).to_have_count(6)
