"""Who begins what, and which lines of the table of grants each purpose knows (protocol 5.3)."""

from __future__ import annotations

import pytest

from tests.vault.conftest import Team
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, new_id, reporter

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M02")]


@pytest.mark.parametrize("purpose", ["file", "own"])
def test_a_reporter_begins_conversations_only(team: Team, purpose: str) -> None:
    who = reporter()
    log = Log(purpose)
    roster = None if purpose == "own" else team.roster.at()
    log.create(who, roster=roster, counsellor=team.counsellors[0]).epoch(who)
    assert Line().create(log.take()).json()["code"] == "not-allowed"


def test_a_counsellor_begins_a_conversation_for_a_caller_only(team: Team) -> None:
    vp = team.counsellors[0]
    log = Log().create(vp, roster=team.roster.at()).epoch(vp)
    assert team.line().create(log.take(), work=False).json()["code"] == "not-allowed"


def test_own_logs_know_no_join_and_no_leave(team: Team) -> None:
    vp, desk = team.counsellors[0], team.line()
    log = Log("own").create(vp).epoch(vp)
    desk.create(log.take(), work=False)
    log.leave(vp)
    assert desk.append(log).json()["code"] == "not-allowed"


@pytest.mark.parametrize("kind", ["withdraw", "rejoin"])
def test_files_know_no_withdrawing_and_no_rejoining(team: Team, kind: str) -> None:
    vp, desk = team.counsellors[0], team.line()
    log = Log("file").create(vp, roster=team.roster.at()).epoch(vp)
    desk.create(log.take(), work=False)
    if kind == "rejoin":
        log.rejoin(vp, new_id(), Keys())
    else:
        log.event(kind, vp)
    assert desk.append(log).json()["code"] == "not-allowed"
