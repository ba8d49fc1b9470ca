"""The server is killed while 200 messages are on their way: nothing acknowledged is lost."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from luwte.site.node_programs import node
from tests.conftest import wait_for
from tests.guarantees.canary import family
from tests.guarantees.players import Player, Players, build_program
from tests.guarantees.serving import Served, serve
from tools.postgres import Cluster

pytestmark = [pytest.mark.mission("M08"), pytest.mark.mission("M22"), pytest.mark.slow]

REPORTERS, MESSAGES = 10, 20
KILLED_AT = (40, 120)
USUAL = {"stale-head"}


@dataclass
class Aftermath:
    """What is there when everybody has sent everything, through two kills."""

    served: Served
    anna: Player
    acknowledged: list[str]
    reporters: list[dict[str, Any]]
    kills: int


@pytest.fixture(scope="module")
def aftermath(
    cluster: Cluster | None, playing: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aftermath]:
    with serve(tmp_path_factory.mktemp("kill"), cluster) as served:
        players = Players(playing, served.instance)
        served.instance.luwte("organisation", "add", "proef", "--name", "Proef")
        anna = players.counsellor("anna", "proef")
        anna.do("sync")
        program = build_program("sends", tmp_path_factory.mktemp("sends"))
        with restartable(served) as server:
            yield live_through(server, anna, program)
        players.leave()


class restartable:  # noqa: N801 - used as a function
    """Takes over a running server, kills it as a power cut would, and starts it again."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.processes = [served.instance.process]

    def __enter__(self) -> restartable:
        return self

    def kill(self) -> None:
        """All its processes at once, without a word."""
        process = self.processes[-1]
        for one in family(process.pid):
            os.kill(one, signal.SIGKILL)
        process.wait()

    def start(self) -> None:
        """With the same data, at the same address."""
        instance = self.served.instance
        with (self.served.data / "serve.log").open("ab") as log:
            again = subprocess.Popen(
                [sys.executable, "-m", "luwte", "serve", "--no-worker"],
                env=instance.environment,
                stdout=log,
                stderr=log,
            )
        wait_for(f"http://127.0.0.1:{instance.environment['PORT']}/health", again, 60)
        self.processes.append(again)

    def __exit__(self, *_: object) -> None:
        for process in self.processes[1:]:
            process.terminate()
            process.wait(timeout=15)


def live_through(server: restartable, anna: Player, program: Path) -> Aftermath:
    """Everybody sends; the server dies twice while they do."""
    task = {
        "origin": server.served.instance.app_origin,
        "roster": anna.place("proef")["roster"],
        "counsellor": anna.do("me")["person"],
        "reporters": REPORTERS,
        "messages": MESSAGES,
    }
    sending = subprocess.Popen(
        [node(), str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert sending.stdin is not None
    assert sending.stdout is not None
    sending.stdin.write(json.dumps(task))
    sending.stdin.close()
    acknowledged: list[str] = []
    reporters: list[dict[str, Any]] = []
    for line in sending.stdout:
        told = json.loads(line)
        reporters += told.get("reporters", [])
        if "acknowledged" in told:
            acknowledged.append(told["acknowledged"])
            if len(acknowledged) in KILLED_AT:
                server.kill()
                server.start()
    assert sending.wait() == 0
    return Aftermath(server.served, anna, acknowledged, reporters, len(server.processes) - 1)


def test_it_was_killed_in_the_middle(aftermath: Aftermath) -> None:
    assert aftermath.kills == len(KILLED_AT)
    assert len(aftermath.acknowledged) == REPORTERS * MESSAGES


def test_each_reporter_finds_everything_once_and_in_order(aftermath: Aftermath) -> None:
    for reporter in aftermath.reporters:
        assert reporter["found"] == [f"{reporter['number']}.{each}" for each in range(MESSAGES)]
        assert set(reporter["refusals"]) <= USUAL


def test_the_counsellor_reads_the_same_once(aftermath: Aftermath) -> None:
    listed = [one for one in aftermath.anna.do("sync") if one["purpose"] == "conversation"]
    assert len(listed) == REPORTERS
    read = []
    for one in listed:
        view = aftermath.anna.do("open", one["conversation"])
        assert {refusal["code"] for refusal in view["refusals"]} <= USUAL
        read += [
            said["content"]["text"] for said in view["statements"] if said["kind"] == "message"
        ]
    assert sorted(read) == sorted(aftermath.acknowledged)


def test_the_chains_in_the_database_hold(aftermath: Aftermath) -> None:
    """Read straight from the tables: no gap, no double, each item names the one before it."""
    logs = defaultdict(list)
    for conversation, seq, raw in aftermath.served.query(
        "SELECT conversation_id, seq, bytes FROM vault_item ORDER BY 1, 2"
    ):
        logs[conversation].append((seq, bytes(raw)))
    heads = dict(aftermath.served.query("SELECT key, head FROM vault_conversation"))
    for conversation, items in logs.items():
        assert [seq for seq, _ in items] == list(range(len(items)))
        before = ""
        for _, raw in items:
            signed = json.loads(raw[3 : 3 + int.from_bytes(raw[1:3], "big")]
                                if raw[:1] == b"S" else raw[65:])  # fmt: skip
            assert signed["prev"] == before
            before = hashlib.sha256(raw).hexdigest()
        assert heads[conversation] == before
    (loose,) = aftermath.served.query(
        "SELECT count(*) FROM vault_header h LEFT JOIN vault_item i ON i.key = h.item_id "
        "WHERE i.key IS NULL"
    )
    assert loose == (0,)
