"""Whoever takes no part learns nothing: the same answer, the same queries, no line in a list."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luwte.people.models import Appointment, User
from tests.vault.conftest import Talk, Team, begin_talk, make_person, make_team
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, Member, new_id

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22"), pytest.mark.mission("M04")]

MISSING = 404


def outcome(line: Line, operation: str, body: Any, token: str = "") -> tuple[int, bytes, int]:
    """Status, body, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = line.send(operation, body, token)
    return answer.status_code, answer.content, len(queries)


def reading(conversation: str) -> dict[str, Any]:
    return {"conversation": conversation, "from": 0}


def blob(conversation: str) -> dict[str, Any]:
    return {"conversation": conversation, "upload": new_id()}


def appending(log: Log) -> bytes:
    request = log.take()
    request.extra["conversation"] = log.conversation
    return request.body()


@pytest.mark.parametrize("operation", ["conversations/read", "blobs/read"])
def test_a_colleague_cannot_tell_a_conversation_from_none(talk: Talk, operation: str) -> None:
    desk = talk.team.line(1)
    desk.list()
    make = reading if operation.startswith("conv") else blob
    theirs = outcome(desk, operation, make(talk.log.conversation))
    nothing = outcome(desk, operation, make(new_id()))
    assert theirs == nothing
    assert theirs[0] == MISSING


def test_a_colleague_who_writes_cannot_tell_either(talk: Talk) -> None:
    desk, colleague = talk.team.line(1), talk.team.counsellors[1]
    desk.list()
    real = appending(talk.log.event("close", colleague))
    elsewhere = Log()
    elsewhere.head, elsewhere.length = "a" * 64, 6
    none = appending(elsewhere.event("close", colleague))
    theirs = outcome(desk, "conversations/append", real)
    assert theirs == outcome(desk, "conversations/append", none)
    assert theirs[0] == MISSING


def test_a_reporters_token_opens_their_own_conversation_only(talk: Talk) -> None:
    other = begin_talk(talk.team)
    theirs = outcome(talk.line, "conversations/read", reading(other.log.conversation), talk.token)
    nothing = outcome(talk.line, "conversations/read", reading(new_id()), talk.token)
    assert theirs == nothing
    assert theirs[0] == MISSING


def test_a_list_holds_ones_own_only(talk: Talk) -> None:
    elsewhere = make_team("visser")
    begin_talk(elsewhere)
    assert [one["conversation"] for one in talk.team.line(0).list()] == [talk.log.conversation]
    assert talk.team.line(1).list() == []


def test_management_and_administrators_have_no_list(team: Team) -> None:
    begin_talk(team)
    person = make_person("Els", team.organisation)
    Appointment.objects.filter(person__public_id=person.person).update(role="management")
    user = User.objects.get(person__public_id=person.person)
    user.is_administrator = True
    user.save()
    assert Line().sign_in(user).list() == []


def test_a_counsellor_isnt_taken_for_a_reporter_of_the_same_id(team: Team) -> None:
    colleague = team.counsellors[1]
    posing = Member(colleague.person, "reporter", Keys())
    log = team.conversation(posing)
    assert Line().create(log.take()).status_code == 201
    assert team.line(1).read(log.conversation) == (MISSING, [])
    assert team.line(1).list() == []


def test_whoever_left_reads_no_more_and_is_told_once(talk: Talk) -> None:
    desk = talk.team.line()
    seen = desk.list()[-1]["change"]
    talk.log.leave(talk.who, talk.counsellor).epoch(talk.who)
    talk.by_reporter()
    talk.log.statement(talk.who, "Nu alleen")
    talk.by_reporter()
    (told,) = desk.list(after=seen)
    assert (told["state"], told["length"], told["head"]) == ("left", 0, "")
    assert desk.list(after=told["change"]) == []
    assert desk.read(talk.log.conversation) == (MISSING, [])


def test_ending_an_appointment_neither_stops_nor_shows_a_conversation(talk: Talk) -> None:
    Appointment.objects.all().delete()
    talk.log.statement(talk.counsellor, "Ik ben er nog")
    assert talk.by_counsellor().status_code == 200


def test_without_second_factor_nothing_sealed_is_reached(talk: Talk) -> None:
    user = User.objects.get(person__public_id=talk.counsellor.person)
    half = Line().sign_in(user, second_factor=False)
    for operation, body in (
        ("conversations/read", reading(talk.log.conversation)),
        ("conversations/list", {}),
        ("me", {}),
        ("roster/pending", {"organisation": talk.team.organisation.public_id}),
    ):
        answer = half.send(operation, body)
        assert (answer.status_code, answer.json()["code"]) == (403, "second-factor-needed")


def test_a_session_without_its_csrf_token_writes_nothing(talk: Talk) -> None:
    desk = talk.team.line()
    desk.csrf = {}
    talk.log.statement(talk.counsellor)
    answer = desk.append(talk.log)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_a_reporters_requests_touch_no_session_and_set_no_cookie(team: Team) -> None:
    with CaptureQueriesContext(connection) as queries:
        talk = begin_talk(team)
        talk.line.read(talk.log.conversation, talk.token)
    assert not any("session" in query["sql"] for query in queries)
    assert not talk.line.client.cookies


def test_nothing_personal_is_kept_on_the_way(talk: Talk) -> None:
    body = reading(talk.log.conversation)
    answer = talk.line.send("conversations/read", body, talk.token)
    assert answer["Cache-Control"] == "no-store"
