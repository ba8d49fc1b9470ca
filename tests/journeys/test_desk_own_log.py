"""The counsellor's own log: few words about reading, and summed up before it grows long."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.conftest import Brink, settle
from tests.journeys.counsellors import Counsellor, build_program
from tests.journeys.desks import Desk
from tests.journeys.reporters import Reporter

pytestmark = pytest.mark.mission("M24")

MANY = 240
TOGETHER = 60


@pytest.fixture(scope="module")
def brink(instance: Instance, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Brink:
    """A counsellor of these journeys' own, whose log nobody else writes to."""
    return settle(instance, chromium, tmp_path_factory.mktemp("reporters"), "brink-own-log")


class Devices:
    """Further devices of the counsellor, without a screen."""

    def __init__(self, brink: Brink, folder: Path) -> None:
        self.brink, self.program = brink, build_program(folder)
        self.all: list[Counsellor] = []
        self.sits = {
            "origin": brink.instance.app_origin,
            "cookies": brink.roos.state["cookies"],
            "words": brink.roos.words,
        }

    def another(self, *, days: int = 0) -> Counsellor:
        """Whose clock is so far ahead."""
        device = Counsellor(self.program, self.brink.instance, self.brink.slug, Brink.COUNSELLOR)
        device.tell("sit-down", **self.sits, days=days)
        self.all.append(device)
        return device

    def own(self) -> list[dict[str, Any]]:
        """As a device that was never here before opens it."""
        told = self.all[0].tell("own-of", **self.sits)
        assert told["refusals"] == []
        return list(told["statements"])


@pytest.fixture
def devices(brink: Brink, tmp_path: Path) -> Iterator[Devices]:
    devices = Devices(brink, tmp_path)
    yield devices
    for one in devices.all:
        one.leave()


def still_openable(brink: Brink) -> int:
    """Of all own logs on this server: only Roos has written more than a few statements."""
    with sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=20) as database:
        [(count,)] = database.execute(
            "SELECT COUNT(*) FROM vault_header h JOIN vault_item i ON i.key = h.item_id"
            " JOIN vault_conversation c ON c.key = i.conversation_id WHERE c.public_id ="
            " (SELECT c.public_id FROM vault_conversation c WHERE purpose = 'own'"
            "  ORDER BY length DESC LIMIT 1)"
        )
    return int(count)


def setting(value: str) -> dict[str, Any]:
    return {"kind": "setting", "content": {"name": "quiet-weeks", "value": value}}


def waiting(token: str) -> dict[str, Any]:
    content = {"token": token, "organisation": "o" * 32, "counted": "not-counted", "version": 1}
    return {"kind": "registration", "content": content | {"year": 2026, "codes": {}}}


def newest_setting(statements: list[dict[str, Any]]) -> str:
    said = [one["content"] for one in statements if one["kind"] == "setting"]
    return next(str(one["value"]) for one in reversed(said) if one["name"] == "quiet-weeks")


def test_two_devices_sum_it_up_at_once_and_nothing_that_waits_is_lost(
    brink: Brink, devices: Devices
) -> None:
    phone, laptop = devices.another(), devices.another()
    phone.tell("write-own", statements=[waiting("A" * 43), setting("3")])
    for at in range(0, MANY, TOGETHER):
        read = [{"conversation": f"{n % 7:032x}", "seq": n} for n in range(at, at + TOGETHER)]
        said = [{"kind": "read", "content": content} for content in read]
        phone.tell("write-own", statements=said)
    assert still_openable(brink) > MANY
    # The laptop has seen everything; the phone goes on before the laptop sums up what it saw.
    laptop.tell("write-own", statements=[setting("4")])
    phone.tell("write-own", statements=[waiting("B" * 43), setting("5")])
    laptop.tell("tidy-own")
    phone.tell("tidy-own")
    phone.tell("write-own", statements=[setting("6")])

    # Keys of this moment stay in back-ups for two weeks; until then nothing goes.
    assert still_openable(brink) > MANY
    devices.another(days=15).tell("tidy-own")
    statements = devices.own()
    assert still_openable(brink) < TOGETHER
    registered = [one["content"]["token"] for one in statements if one["kind"] == "registration"]
    assert registered == ["A" * 43, "B" * 43]
    assert newest_setting(statements) == "6"
    [reads] = [one["content"]["positions"] for one in statements if one["kind"] == "reads"]
    assert reads == {f"{n % 7:032x}": n for n in range(MANY - 7, MANY)}
    # Who was there before, and opened all of it, goes on as well.
    laptop.tell("write-own", statements=[setting("7")])
    laptop.tell("tidy-own")
    assert newest_setting(devices.own()) == "7"


def test_looking_at_many_cases_is_hardly_a_statement(
    chromium: Browser, brink: Brink, reporter: Reporter, devices: Devices
) -> None:
    for number in range(3):
        reporter.begin(brink.roster, Brink.COUNSELLOR, about="", story=f"Verhaal {number}.")
    devices.another()
    before = [one["kind"] for one in devices.own()].count("reads")
    with Desk.at(chromium, brink.instance, state=brink.roos.state) as desk:
        desk.page.clock.install()
        desk.unlock(brink.roos.words)
        for _ in range(3):
            desk.go("Vandaag")
            desk.page.get_by_text("Iemand koos jou").first.click()
            desk.press("Ik ben vrij: open het verhaal")
            expect(desk.page.get_by_text(re.compile(r"Verhaal \d\."))).to_be_visible()
        with desk.page.expect_response("**/api/v1/conversations/append"):
            desk.page.clock.fast_forward("00:46")
        desk.unlock_again(brink.roos.words)
        expect(desk.page.get_by_text("Er kwam iets nieuws")).to_have_count(0)
    kinds = [one["kind"] for one in devices.own()]
    # One; or two, where a look for news fell between the three stories.
    assert kinds.count("reads") - before in {1, 2}
    assert kinds.count("read") == 0
