"""Judging the help from the reporter's client to the night's batch, with a server that may lie."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.guarantees.players import Player, Players, Refused, beginning, message
from tests.guarantees.serving import Served, serve

pytestmark = [pytest.mark.mission("M18"), pytest.mark.slow]

JUDGEMENT = {"helped": "yes", "safe": "partly", "harmed": "no"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("judging")) as running:
        running.instance.luwte("organisation", "add", "veenstad", "--name", "Veenstad")
        yield running


@pytest.fixture(scope="module")
def players(served: Served, playing: Path) -> Iterator[Players]:
    playing_now = Players(playing, served.instance)
    yield playing_now
    playing_now.leave()


@pytest.fixture(scope="module")
def counsellor(players: Players) -> Player:
    return players.counsellor("anna", "veenstad")


def closed(players: Players, counsellor: Player, name: str) -> tuple[Player, str]:
    """A conversation that its counsellor has closed, and its reporter, signed in again."""
    reporter = players.reporter(name)
    roster = counsellor.place("veenstad")["roster"]
    reporter.do("openRoster", roster)
    words = reporter.do("makePhrase", "nl")
    said: dict[str, Any] = {
        "roster": roster,
        "counsellor": counsellor.do("me")["person"],
        "statements": beginning(message("Hallo")),
        "files": [],
        "withPhrase": True,
    }
    conversation = reporter.do("create", said)["conversation"]
    counsellor.do("sync")
    counsellor.do("open", conversation)
    counsellor.do("close", conversation, [])
    again = players.reporter(f"{name}-again")
    again.do("signIn", " ".join(words))
    return again, conversation


def test_a_judgement_is_counted_once(served: Served, players: Players, counsellor: Player) -> None:
    reporter, conversation = closed(players, counsellor, "rik")
    token = reporter.do("token", conversation)
    assert reporter.do("judge", token, JUDGEMENT) == "counted"
    assert reporter.do("judge", token, JUDGEMENT | {"helped": "no"}) == "counted-before"
    rows = served.query("SELECT helped, safe, harmed FROM registry_waitingjudgement")
    assert rows == [("yes", "partly", "no")]


def test_nothing_that_was_asked_for_is_in_what_is_sent(
    served: Served, players: Players, counsellor: Player
) -> None:
    """A server that keeps every byte finds the conversation in no byte of the judgement."""
    reporter, conversation = closed(players, counsellor, "sam")
    start = marks(served)
    token = reporter.do("token", conversation)
    middle = marks(served)
    asked = between(served, start, middle)
    reporter.do("judge", token, JUDGEMENT)
    sent = between(served, middle, marks(served))
    assert b"POST /api/v1/judgements HTTP" in sent
    assert b"authorization" not in sent.lower()
    assert b"cookie" not in sent.lower()
    assert conversation.encode() in asked
    assert conversation.encode() not in sent
    known = {asked[at : at + 20] for at in range(len(asked) - 20)}
    shown = sent[sent.rindex(b'"number"') : sent.rindex(b'"helped"')]
    pieces = [shown[at : at + 20] for at in range(len(shown) - 20)]
    assert len(pieces) > 100
    assert not [one for one in pieces if one in known]


def marks(served: Served) -> list[int]:
    """How far each connection is, first in one direction, then in the other."""
    return [len(one) for one in served.tap.sent + served.tap.answered]


def between(served: Served, start: list[int], end: list[int]) -> bytes:
    """What went over the line meanwhile, in requests and answers."""
    opened = len(end) - len(start)
    half = len(start) // 2
    start = [*start[:half], *[0] * (opened // 2), *start[half:], *[0] * (opened // 2)]
    lines = served.tap.sent + served.tap.answered
    return b"\n".join(
        bytes(line[first:last]) for line, first, last in zip(lines, start, end, strict=True)
    )


def test_an_open_conversation_has_no_token(players: Players, counsellor: Player) -> None:
    reporter, conversation = closed(players, counsellor, "noor")
    counsellor.do("reopen", conversation)
    with pytest.raises(Refused, match="not-closed"):
        reporter.do("token", conversation)
