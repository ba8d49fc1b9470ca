"""Odd input of every kind: the API never fails, and never answers what it doesn't document."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guarantees.players import Players
from tests.guarantees.serving import Served, serve

pytestmark = [pytest.mark.mission("M22"), pytest.mark.slow]

OPERATIONS_AT_LEAST = 28
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("schema")) as running:
        yield running


@pytest.fixture(scope="module")
def session(served: Served, playing: Path) -> list[str]:
    """What a counsellor's browser sends along."""
    served.instance.luwte("organisation", "add", "proef", "--name", "Proef")
    players = Players(playing, served.instance)
    cookies = players.invited("anna", "proef").cookies()
    players.leave()
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return ["-H", f"Cookie: {sent}", "-H", f"X-CSRFToken: {cookies['luwte-csrf']}"]


def examine(served: Served, *options: str) -> subprocess.CompletedProcess[str]:
    address = f"{served.instance.app_origin}/api/v1/openapi.json"
    command = [str(Path(sys.executable).with_name("st")), "run", address, "--no-color"]
    command += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"]
    command += ["--seed", "1", "--max-examples", "5", "--max-time", "30", *options]
    return subprocess.run(
        command, cwd=served.data, capture_output=True, text=True, check=False, timeout=300
    )


def check(served: Served, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    told = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert told is not None, done.stdout
    assert told.group(1) == told.group(2)
    assert int(told.group(1)) >= OPERATIONS_AT_LEAST
    assert "request failed" not in (served.data / "serve.log").read_text("utf-8")


def test_whoever_asks_without_a_session(served: Served) -> None:
    check(served, examine(served))


def test_whoever_asks_as_a_counsellor(served: Served, session: list[str]) -> None:
    check(served, examine(served, *session))
