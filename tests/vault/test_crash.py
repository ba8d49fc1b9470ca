"""The server is killed in the middle of it: what it acknowledged is there, whole, and once."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import start_instance
from tests.vault.crashing import send_all

SENDS = 200
BEFORE_THE_END = 80


def children(pid: int) -> list[int]:
    """Processes that this one started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(folder.name))
    return found


def helper(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.vault.crashing", *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.slow
@pytest.mark.mission("M08")
def test_killed_in_the_middle_of_many_sends(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", tmp_path / "prepared"
    folder.mkdir()
    with start_instance(folder, LUWTE_WORK_COST="1", LUWTE_WORKERS="2") as server:
        helper(server.environment, "prepare", str(file), str(SENDS))
        prepared = pickle.loads(file.read_bytes())  # noqa: S301 - our own file

        def kill() -> None:
            for pid in (server.process.pid, *children(server.process.pid)):
                os.kill(pid, signal.SIGKILL)

        port = int(server.environment["PORT"])
        acknowledged = send_all(port, prepared, BEFORE_THE_END, kill)
    assert BEFORE_THE_END <= len(acknowledged) < SENDS

    there = json.loads(helper(server.environment, "check"))
    assert acknowledged <= set(there)
    assert set(there.values()) == {True}

    with start_instance(folder, LUWTE_WORK_COST="1") as again:
        everything = send_all(int(again.environment["PORT"]), prepared, -1, lambda: None)
    assert everything == {conversation for conversation, _ in prepared}
    there = json.loads(helper(again.environment, "check"))
    assert len(there) == SENDS
    assert set(there.values()) == {True}
