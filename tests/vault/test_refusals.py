"""What comes in wrong: each with its own answer, kind and in the person's language."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import translation

from luwte.vault import beginning, faults, gates, refusals
from luwte.vault.models import Conversation, Item, UsedChallenge
from luwte.vault.rows import insert_all
from luwte.vault.wire import join_parts
from tests.vault.conftest import Talk, Team
from tests.vault.wire_client import OCTETS, Line
from tests.vault.writer import Member, Request, new_id

pytestmark = pytest.mark.django_db


def test_a_problem_says_what_it_is_in_dutch_and_in_english(line: Line) -> None:
    body = {"fingerprint": "a" * 32}
    dutch = line.send("roster", body, **{"accept-language": "nl"})
    english = line.send("roster", body, **{"accept-language": "en"})
    assert dutch["Content-Type"] == english["Content-Type"] == "application/problem+json"
    assert dutch.json()["detail"].startswith("Deze lijst met vertrouwenspersonen kennen we niet")
    assert english.json()["detail"].startswith("We do not know this list")
    assert english.json()["type"] == "urn:luwte:problem:unknown-roster"
    assert english.json()["status"] == 404


@pytest.mark.parametrize("code", refusals.TEXTS)
def test_every_refusal_has_a_short_sentence_in_both_languages(code: str) -> None:
    told = []
    for language in ("nl", "en"):
        with translation.override(language):
            told.append(refusals.refusal(code).body()["detail"])
    assert told[0] != told[1]
    for sentence in ". ".join(told).split(". "):
        assert len(sentence.split()) < 15


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 422),
        ("{}", "application/json", 422),
        ('{"fingerprint": 5}', "application/json", 422),
        ('{"fingerprint": "' + "a" * 33 + '"}', "application/json", 422),
        ("[" * 60_000, "application/json", 400),
        ('{"fingerprint": "' + "a" * 70_000 + '"}', "application/json", 413),
        ("fingerprint=a", "application/x-www-form-urlencoded", 415),
        ("{}", "text/plain", 415),
    ],
)
def test_json_bodies(line: Line, body: str, media: str, status: int) -> None:
    answer = line.client.post("/api/v1/roster", body, content_type=media)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def broken(request: Request, **change: Any) -> bytes:
    return join_parts([json.dumps({**request.meta(), **change}).encode(), *request.parts()])


def test_bodies_of_parts(team: Team, who: Member, line: Line) -> None:
    request = team.conversation(who).take()
    request.extra["work"] = line.work()
    whole = request.body()
    for body, status in (
        (b"\0\0", 400),
        (b"\0\0\0\5{}", 400),
        (b"\xff\xff\xff\xff", 400),
        (join_parts([b""] * 600), 400),
        (join_parts([b"{"]), 422),
        (join_parts([b"{}"]), 422),
        (join_parts([b"[" * 10_000]), 422),
        (whole[:-1], 400),
        (whole + join_parts([b"more"]), 422),
        (broken(request, items=[]), 422),
        (broken(request, items=[False] * 65), 422),
        (broken(request, items=[1, 0]), 422),
        (broken(request, unknown=1), 422),
        (broken(request, envelopes=[]), 422),
        (broken(request, envelopes=[new_id(), new_id()]), 422),
        (broken(request, blobs="x"), 422),
        (broken(request, locator={"hash": "x"}), 422),
    ):
        answer = line.send("conversations/create", body)
        assert answer.status_code == status, (body[:80], answer.content)
    assert line.send("conversations/create", whole).status_code == 201


def test_bodies_are_bounded_before_they_are_read(line: Line, db: None) -> None:
    body = b"x" * (gates.SEALED + 1)
    assert line.send("conversations/create", body).status_code == 413
    no_length = line.client.generic(
        "POST", "/api/v1/conversations/create", b"x", content_type=OCTETS, CONTENT_LENGTH=""
    )
    assert no_length.status_code == 411


def test_other_methods_are_not_allowed(line: Line, db: None) -> None:
    assert line.client.get("/api/v1/roster").status_code == 405
    assert line.client.post("/api/v1/instance", {}).status_code == 405


def test_too_many_at_once_are_asked_to_wait(
    line: Line, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates.Bucket, "take", lambda _self: False)
    answer = line.send("challenge", {})
    assert (answer.status_code, answer.json()["code"]) == (429, "too-busy")
    assert int(answer["Retry-After"]) > 0


def test_a_bucket_lets_so_many_a_second_through() -> None:
    bucket = gates.Bucket(per_second=5)
    assert [bucket.take() for _ in range(11)] == [True] * 10 + [False]
    bucket.at -= 1
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database or disk is full"), 507),
        (OSError(28, "No space left on device"), 507),
        (OperationalError("database is locked"), 503),
    ],
)
def test_a_full_disk_and_a_busy_database_lose_nothing(
    team: Team,
    who: Member,
    line: Line,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    request = team.conversation(who).take()
    work = line.work()
    request.extra["work"] = work

    def fail(*rows: Any) -> None:
        insert_all(*rows)
        raise error

    with monkeypatch.context() as during:
        during.setattr(beginning, "insert_all", fail)
        answer = line.send("conversations/create", request.body())
        assert answer.status_code == status
        assert answer.json()["detail"]
        assert ("Retry-After" in answer) == (status == 503)
    assert not Conversation.objects.exists()
    assert not Item.objects.exists()
    assert not UsedChallenge.objects.exists()
    assert line.create(request, work=False).status_code == 201


def test_a_fault_of_ours_is_not_called_a_full_disk() -> None:
    assert faults.fault(OSError(2, "No such file")) is None
    assert faults.fault(OperationalError("no such table")) is None


def test_what_was_refused_left_nothing(talk: Talk) -> None:
    before = Item.objects.count()
    talk.log.statement(talk.who).statement(talk.who, size=1_025)
    assert talk.by_reporter().status_code == 422
    assert Item.objects.count() == before
