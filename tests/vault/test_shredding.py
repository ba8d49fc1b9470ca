"""What a counsellor's own log has summed up can be destroyed, by its owner's key alone."""

from __future__ import annotations

from typing import Any

import pytest

from luwte.vault.models import Header
from luwte.vault.wire import to_bin
from tests.vault.conftest import Talk, Team
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, Member, common

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M24")]


@pytest.fixture
def own(team: Team) -> Log:
    """`create`, `epoch`, and four statements."""
    owner = team.counsellors[0]
    log = Log("own").create(owner).epoch(owner)
    for _ in range(4):
        log.statement(owner, kind="setting")
    assert team.line().create(log.take(), work=False).status_code == 201
    return log


def shred(line: Line, log: Log, owner: Member, before: int, keys: Keys | None = None) -> Any:
    fields = {"conversation": log.conversation, "before": before}
    signed = common("shred") | fields | {"person": owner.person}
    signature = (keys or owner.keys).signature("shred", signed)
    return line.send("conversations/shred", fields | {"signature": to_bin(signature)})


def headers(line: Line, log: Log) -> list[bool]:
    meta, _ = line.read(log.conversation)
    return [one["header"] for one in meta["items"]]


def test_everything_before_goes_and_the_chain_stays(team: Team, own: Log) -> None:
    line, owner = team.line(), team.counsellors[0]
    before, _ = line.read(own.conversation)
    assert shred(line, own, owner, 5).status_code == 200
    assert headers(line, own) == [False] * 5 + [True]
    after, _ = line.read(own.conversation)
    assert (after["head"], after["length"]) == (before["head"], before["length"])
    assert Header.objects.count() == 1
    # From a second device, or because the answer was lost.
    assert shred(line, own, owner, 5).status_code == 200
    assert shred(line, own, owner, 3).status_code == 200
    assert headers(line, own) == [False] * 5 + [True]
    # And it goes on.
    own.statement(owner, kind="setting")
    assert line.append(own).status_code == 200


def test_the_last_one_stays(team: Team, own: Log) -> None:
    for before in (6, 7, 2**40):
        answer = shred(team.line(), own, team.counsellors[0], before)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert Header.objects.count() == 4


def test_a_session_alone_destroys_nothing(team: Team, own: Log) -> None:
    owner = team.counsellors[0]
    answer = shred(team.line(), own, owner, 5, Keys())
    assert (answer.status_code, answer.json()["code"]) == (403, "bad-signature")
    told = {"conversation": own.conversation, "before": 4}
    signed = owner.keys.signature("shred", common("shred") | told | {"person": owner.person})
    replayed = told | {"before": 5, "signature": to_bin(signed)}
    assert team.line().send("conversations/shred", replayed).status_code == 403
    assert Header.objects.count() == 4


def test_nobody_else_destroys_it(team: Team, own: Log) -> None:
    colleague = team.counsellors[1]
    assert shred(team.line(1), own, colleague, 5).status_code == 404
    assert shred(Line(), own, team.counsellors[0], 5).status_code == 401
    assert Header.objects.count() == 4


def test_of_a_conversation_nothing_is_destroyed_one_by_one(talk: Talk) -> None:
    answer = shred(talk.team.line(), talk.log, talk.counsellor, 4)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert Header.objects.count() == 4
