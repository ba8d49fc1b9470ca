"""How much each operation asks of the database, so that it can't grow unnoticed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luwte.organisations.models import Organisation
from luwte.vault.keys import conversation_key
from luwte.vault.models import Conversation, Desk, Participation
from tests.vault.conftest import Talk, Team, begin_talk
from tests.vault.wire_client import Line
from tests.vault.writer import Member, Phrase, new_id

pytestmark = pytest.mark.django_db

# Points to come back to count too: in a test every transaction is inside another one.
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def statements(captured: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in captured if not one["sql"].startswith(SAVEPOINTS)]


def test_beginning_a_conversation(team: Team, who: Member, line: Line) -> None:
    phrase = Phrase()
    log = team.conversation(who)
    request = log.take()
    request.locator, request.index = phrase.registration(), phrase.index(log)
    request.extra["work"] = line.work()
    begin_talk(team)
    with CaptureQueriesContext(connection) as captured:
        assert line.create(request, work=False).status_code == 201
    # Whose key? Then the counter, the work and seven tables.
    assert len(statements(captured)) == 1 + (1 if connection.vendor == "postgresql" else 1 + 8)


def test_writing_and_reading(talk: Talk) -> None:
    talk.log.statement(talk.who)
    with CaptureQueriesContext(connection) as captured:
        assert talk.by_reporter().status_code == 200
    # One's place, all places; the head, the item with its header; the counter and the place.
    tables = 1 if connection.vendor == "postgresql" else 2
    assert len(statements(captured)) == 2 + 1 + tables + 2
    with CaptureQueriesContext(connection) as captured:
        talk.line.read(talk.log.conversation, talk.token)
    # One's place with the envelope, sizes, items.
    assert len(statements(captured)) == 3


def test_a_roster_however_long(team: Team, line: Line) -> None:
    with CaptureQueriesContext(connection) as captured:
        line.send("roster", {"fingerprint": team.roster.fingerprint})
    assert len(statements(captured)) == 7


def many(person: str, count: int, organisation: Organisation) -> None:
    """Conversations of which one counsellor has one in ten."""
    conversations = [
        Conversation(
            key=conversation_key(),
            public_id=new_id(),
            purpose="conversation",
            organisation=organisation,
            head="a" * 64,
            length=6,
        )
        for _ in range(count)
    ]
    Conversation.objects.bulk_create(conversations, batch_size=500)
    places = [
        Participation(
            key=one.key,
            conversation=one,
            person=person if number % 10 == 0 else new_id(),
            role="counsellor",
            sign="A" * 43,
            change=number + 1,
        )
        for number, one in enumerate(conversations)
    ]
    Participation.objects.bulk_create(places, batch_size=500)
    Desk.objects.create(person=person, changes=count)


def plan(captured: CaptureQueriesContext) -> str:
    """How the database goes about the last query."""
    sql = captured[-1]["sql"]
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql)
        return str(cursor.fetchall())


def test_a_list_is_found_by_an_index_whatever_else_there_is(team: Team) -> None:
    many(team.counsellors[0].person, 3_000, team.organisation)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE vault_participation")
    desk = team.line()
    with CaptureQueriesContext(connection) as captured:
        listed = desk.list(after=1_500, limit=50)
    assert [one["change"] for one in listed] == list(range(1_501, 2_001, 10))
    assert "desk_list" in plan(captured)
    assert "SCAN vault_participation" not in plan(captured)


# Of people and of the registry: they document their own answers, which Schemathesis tries.
OTHER_ROOMS = tuple(
    f"/api/v1/{room}"
    for room in ("invitation", "me/", "registrations/", "judgements", "agreement", "signals")
)


def test_the_api_documents_every_answer_it_gives(line: Line) -> None:
    schema: dict[str, Any] = line.client.get("/api/v1/openapi.json").json()
    ours = {
        path.removeprefix("/api/v1/"): operations
        for path, operations in schema["paths"].items()
        if not path.startswith(OTHER_ROOMS)
    }
    assert {"conversations/create", "conversations/append", "phrase/replace"} <= set(ours)
    for path, operations in ours.items():
        for operation in operations.values():
            answers = operation["responses"]
            assert {"400", "413", "415", "422", "429", "503", "507"} <= set(answers), path
            for status, answer in answers.items():
                media = set(answer["content"])
                if int(status) >= 400:
                    assert media == {"application/problem+json"}, path
                else:
                    assert media <= {"application/json", "application/octet-stream"}, path
    body = ours["conversations/create"]["post"]["requestBody"]
    assert set(body["content"]) == {"application/octet-stream"}
    assert "u32 length" in body["description"]
