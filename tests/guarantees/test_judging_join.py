"""With the whole database, judgements are tied to conversations no better than by chance."""

from __future__ import annotations

import itertools
import secrets
import statistics
from typing import Any

import pytest
from django.db import connection
from voprf import ristretto

from luwte.registry import nightly
from luwte.registry.judgements import QUESTIONS, hash_of
from luwte.tokens import blind
from luwte.vault.wire import from_bin, to_bin
from tests.vault.conftest import Talk, Team, begin_talk, make_team
from tests.vault.wire_client import Line

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M18"), pytest.mark.slow]

PEOPLE = 40
Answers = tuple[str, ...]
# Each person answers in another way, so that we know whose row is whose. The thief doesn't.
ANSWERS = list(itertools.product(*QUESTIONS.values()))[:PEOPLE]


@pytest.fixture
def team() -> Team:
    return make_team()


def close(talk: Talk) -> None:
    talk.log.event("close", talk.counsellor)
    assert talk.by_counsellor().status_code == 200


def judge(talk: Talk, answers: Answers) -> str:
    """From asking for the token to the judgement; gives the hash of the number that was used."""
    number = secrets.token_bytes(32)
    client, element = ristretto.Client.blind(number)
    body = {"conversation": talk.log.conversation, "blinded": to_bin(bytes(element.serialize()))}
    given = talk.line.send("conversations/token", body, talk.token).json()
    issue = blind.Issue(given["organisation"], given["year"])
    key = ristretto.PublicKey.deserialize(blind.public_key(issue))
    told = ristretto.VerifiableOutput.deserialize(
        from_bin(given["proof"]) + from_bin(given["element"])
    )
    sent = {
        "organisation": issue.organisation,
        "year": issue.year,
        "number": to_bin(number),
        "output": to_bin(bytes(client.finalize(told, key))),
        **dict(zip(QUESTIONS, answers, strict=True)),
    }
    assert Line().send("judgements", sent).status_code == 200
    return hash_of(number)


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def conversations() -> list[list[str]]:
    """In every order that the tables give: as begun, as closed, by key, as tokens were given."""
    named = "SELECT c.public_id FROM vault_conversation c"
    tokens = f"{named} JOIN vault_giventoken g ON g.conversation_id = c.key"
    orders = ("c.key", "c.public_id", "c.head", "c.day, c.key")
    return [
        *([row[0] for row in rows(f"{named} ORDER BY {order}")] for order in orders),
        [row[0] for row in rows(tokens)],
        [row[0] for row in rows(f"{tokens} ORDER BY g.blinded")],
    ]


def judgements() -> list[list[Answers]]:
    """In the order of their keys, and as they lie."""
    read = "SELECT helped, safe, harmed FROM registry_judgement"
    lying = "ctid" if connection.vendor == "postgresql" else "key"
    return [rows(f"{read} ORDER BY {order}") for order in ("key", lying)] + [rows(read)]


def used() -> list[list[str]]:
    read = "SELECT hash FROM registry_usedtoken"
    return [[row[0] for row in rows(sql)] for sql in (read, f"{read} ORDER BY hash")]


def right(lefts: list[Any], rights: list[Any], truth: dict[Any, Any]) -> list[int]:
    """How many each way of putting the two in order matches, forwards and backwards."""
    return [
        sum(truth[a] == b for a, b in zip(left, way, strict=True))
        for left in lefts
        for other in rights
        for way in (other, other[::-1])
    ]


def test_judgements_are_matched_to_conversations_no_better_than_by_chance(team: Team) -> None:
    """By chance one in all is right. Everybody judges in the order in which they were closed."""
    talks = [begin_talk(team) for _ in range(PEOPLE)]
    for talk in talks:
        close(talk)
    names = [talk.log.conversation for talk in talks]
    numbers = [judge(talk, answers) for talk, answers in zip(talks, ANSWERS, strict=True)]
    whose, spent = dict(zip(names, ANSWERS, strict=True)), dict(zip(names, numbers, strict=True))

    nightly.move()
    found = right(conversations(), judgements(), whose)
    found += right(conversations(), used(), spent)
    assert statistics.mean(found) <= 2
    assert max(found) <= 7

    # The attack itself works: on rows in the order of writing it finds everybody.
    assert max(right([names], [ANSWERS], whose)) == PEOPLE


def test_what_is_kept_of_a_token_that_was_given_is_in_nothing_else(team: Team) -> None:
    """No byte of a blinded number comes back in what was judged, also before the night."""
    talk = begin_talk(team)
    close(talk)
    number = judge(talk, ANSWERS[0])
    (blinded,) = rows("SELECT blinded FROM vault_giventoken")
    shown = bytes(blinded[0]).hex()
    kept = [
        rows("SELECT * FROM registry_waitingjudgement"),
        rows("SELECT * FROM registry_usedtoken"),
    ]
    assert number in str(kept)
    for at in range(len(shown) - 8):
        assert shown[at : at + 8] not in str(kept)
    assert talk.log.conversation not in str(kept)
