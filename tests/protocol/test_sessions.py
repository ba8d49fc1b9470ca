"""Whole sessions, by the browsers' own protocol code in Node, against a running server.

The scenarios are in client/smoke/scenarios/; nothing of the server is imitated there. Only the
line between the two is made worse.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luwte.site.node_programs import node
from tests.conftest import Instance, start_instance

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow

LINES = [
    pytest.param("answerLost", marks=pytest.mark.mission("M05")),
    pytest.param("lineGone", marks=pytest.mark.mission("M05")),
    "lockEndsWaiting",
    pytest.param("twoDevicesAtOnce", marks=pytest.mark.mission("M05")),
    pytest.param("uploadResumed", marks=pytest.mark.mission("M09")),
    pytest.param("filesOutOfBounds", marks=pytest.mark.mission("M09")),
    "textTooLong",
    "tokenLapsed",
    "clockOff",
]
PHRASES = [
    pytest.param("wrongTenTimes", marks=pytest.mark.mission("M05")),
    pytest.param("twoConversations", marks=pytest.mark.mission("M05")),
    pytest.param("replaced", marks=pytest.mark.mission("M05")),
    pytest.param("replacedAfterWithdrawing", marks=pytest.mark.mission("M24")),
    pytest.param("leftForGood", marks=pytest.mark.mission("M24")),
    pytest.param("oneTime", marks=pytest.mark.mission("M02")),
    pytest.param("rejoined", marks=pytest.mark.mission("M05")),
    "draftKept",
    pytest.param("callMe", marks=pytest.mark.mission("M01")),
    pytest.param("notebookOfTwoDevices", marks=pytest.mark.mission("M10")),
    "notebookBegunOnce",
    pytest.param("notebookUnderAnotherPhrase", marks=pytest.mark.mission("M22")),
    pytest.param("noteDestroyed", marks=pytest.mark.mission("M24")),
    pytest.param("notebookLeft", marks=pytest.mark.mission("M24")),
]
DESKS = [
    pytest.param("declined", marks=pytest.mark.mission("M08")),
    "leftOnABadLine",
    pytest.param("counsellorChanged", marks=pytest.mark.mission("M04")),
    pytest.param("withdrawn", marks=pytest.mark.mission("M24")),
    pytest.param("closedAndReopened", marks=pytest.mark.mission("M24")),
    pytest.param("caseFileOnASecondDevice", marks=pytest.mark.mission("M02")),
    "unlockers",
    pytest.param("keysRenewed", marks=pytest.mark.mission("M22")),
]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of this working tree, and the scenarios."""
    folder = tmp_path_factory.mktemp("programs")
    sources = ("smoke=client/smoke/main.ts", "scenarios=client/smoke/scenarios/main.ts")
    named = [word for source in sources for word in ("--program", source)]
    build = [node(), str(ROOT / "client/programs.mjs"), "--out", str(folder), *named]
    subprocess.run(build, check=True)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A server that asks for little work, since here it isn't what is tested."""
    folder = tmp_path_factory.mktemp("sessions")
    with start_instance(folder, LUWTE_WORK_COST="50") as running:
        running.luwte("organisation", "add", "proef", "--name", "Proef")
        yield running


@pytest.fixture(scope="module")
def outcomes(programs: Path, server: Instance) -> dict[str, str]:
    """What went wrong in each scenario, "" when nothing did."""
    invitations = [invite(server, name) for name in ("anna", "bram")]
    task = {"origin": server.app_origin, "organisation": "proef", "invitations": invitations}
    program = [node(), str(programs / "scenarios.mjs")]
    done = subprocess.run(
        program, input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    return {result["name"]: result["wrong"] for result in results}


def invite(server: Instance, name: str) -> str:
    """The token of an invitation."""
    address = f"{name}@proef.example"
    printed = server.luwte(
        "counsellor", "invite", address, "--organisation", "proef", "--name", name
    )
    return printed.strip().rpartition("/")[2]


@pytest.mark.parametrize("scenario", LINES)
def test_a_bad_line_loses_nothing_and_doubles_nothing(
    outcomes: dict[str, str], scenario: str
) -> None:
    assert outcomes[scenario] == ""


@pytest.mark.parametrize("scenario", PHRASES)
def test_a_phrase_opens_what_is_its_own_and_no_more(
    outcomes: dict[str, str], scenario: str
) -> None:
    assert outcomes[scenario] == ""


@pytest.mark.parametrize("scenario", DESKS)
def test_a_counsellor_sees_what_is_theirs_as_far_as_they_wish(
    outcomes: dict[str, str], scenario: str
) -> None:
    assert outcomes[scenario] == ""


def test_every_scenario_is_in_a_test(outcomes: dict[str, str]) -> None:
    listed: list[Any] = [*LINES, *PHRASES, *DESKS]
    named = {one if isinstance(one, str) else one.values[0] for one in listed}
    assert named == set(outcomes)


def test_smoke_says_how_long_each_step_took(
    server: Instance, programs: Path, tmp_path: Path
) -> None:
    file = tmp_path / "verslag.pdf"
    file.write_bytes(b"%PDF-" + bytes(100_000))
    options = ("--organisation", "smoke", "--text", "Hallo", "--file", str(file), "--n", "2")
    printed = server.luwte("smoke", server.app_origin, *options, "--make-counsellor")
    result = json.loads(printed)
    assert result["conversations"] == 2
    assert set(result["steps"]) >= {
        "start",
        "look-out",
        "read",
        "answer",
        "file",
        "return",
        "verify",
    }
    assert "made" not in result
    assert result["steps"]["start"]["p50"] <= result["steps"]["start"]["p95"]


def test_smoke_names_the_step_that_failed(server: Instance, programs: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        server.luwte(
            *("smoke", server.app_origin, "--organisation", "proef", "--text", "Hallo"),
            *("--email", "niemand@proef.example", "--password", "x", "--totp", "AAAA"),
        )
    assert failed.value.returncode == 1
    assert "failed at counsellor: sign-in" in failed.value.stderr
