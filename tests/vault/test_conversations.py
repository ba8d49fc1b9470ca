"""A conversation from the first word to the answer: create, append, read, list."""

from __future__ import annotations

import pytest

from tests.vault.conftest import Team
from tests.vault.wire_client import Line
from tests.vault.writer import Member

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M01")]


def test_a_reporter_begins_and_the_counsellor_answers(team: Team, who: Member, line: Line) -> None:
    log = team.conversation(who)
    created = line.create(log.take())
    assert created.status_code == 201, created.content
    assert created.json()["head"] == log.head
    assert created.json()["length"] == 6

    desk = team.line()
    (listed,) = desk.list()
    assert listed["conversation"] == log.conversation
    assert listed["state"] == "open"
    meta, parts = desk.read(log.conversation)
    assert meta["length"] == 6
    assert meta["envelope"]
    assert len(parts) == 1 + 6 + 4

    log.statement(team.counsellors[0], "Dank voor je bericht.")
    answered = desk.append(log)
    assert answered.json() == {"head": log.head, "length": 7}

    token = created.json()["token"]
    meta, parts = line.read(log.conversation, token, start=6)
    assert [item["header"] for item in meta["items"]] == [True]
    assert len(parts) == 3
