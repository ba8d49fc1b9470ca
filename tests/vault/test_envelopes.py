"""An envelope is destroyed once its holder has opened a newer one, or may open none any more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from luwte.vault import retention
from luwte.vault.models import Conversation, Envelope
from tests.vault.conftest import Talk, Team, begin_for_caller
from tests.vault.sealing import to_recipient
from tests.vault.writer import Keys, Member, Phrase

pytestmark = pytest.mark.mission("M22")


def given(talk: Talk, number: int | None = None) -> list[bytes]:
    """The reporter's envelopes, newest first; or those of one of the counsellors."""
    if number is None:
        meta, parts = talk.line.read(talk.log.conversation, talk.token)
    else:
        meta, parts = talk.team.line(number).read(talk.log.conversation)
    return parts[: meta["envelope"] + meta["former"]]


def epochs_in(talk: Talk, envelope: bytes) -> list[int]:
    inside: dict[str, Any] = json.loads(talk.who.keys.identity.open(envelope))
    return [one["epoch"] for one in inside["seeds"]]


def shut_out(talk: Talk) -> bytes:
    """An epoch by the counsellor, with an envelope for the reporter that opens nothing."""
    useless = to_recipient(talk.who.keys.identity.recipient, b"nothing")
    honest = talk.log.envelope

    def ill_willed(member: Member) -> bytes:
        return useless if member.person == talk.who.person else honest(member)

    talk.log.envelope = ill_willed  # type: ignore[method-assign]
    talk.log.epoch(talk.counsellor)
    talk.log.envelope = honest  # type: ignore[method-assign]
    assert talk.by_counsellor().status_code == 200
    return useless


def test_a_counsellor_locks_nobody_out_of_what_was_there(talk: Talk) -> None:
    (before,) = given(talk)
    useless = shut_out(talk)
    assert given(talk) == [useless, before]
    assert epochs_in(talk, before) == [1]


def test_another_such_epoch_destroys_nothing_more(talk: Talk) -> None:
    (before,) = given(talk)
    for _ in range(3):
        useless = shut_out(talk)
    assert given(talk) == [useless, before]
    assert Envelope.objects.count() == 2


def test_whoever_writes_has_opened_the_newer_one(talk: Talk) -> None:
    talk.log.epoch(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    newest, _former = given(talk)
    talk.log.statement(talk.who)
    assert talk.by_reporter().status_code == 200
    assert given(talk) == [newest]


def test_what_somebody_else_writes_shows_nothing(talk: Talk) -> None:
    talk.log.epoch(talk.counsellor).statement(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    talk.log.statement(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    assert len(given(talk)) == 2
    assert len(given(talk, 0)) == 1


def test_what_is_written_without_a_seed_shows_nothing(talk: Talk) -> None:
    """Closing, withdrawing and restoring need no key of the conversation."""
    shut_out(talk)
    for kind in ("close", "reopen", "withdraw", "restore"):
        talk.log.event(kind, talk.who)
        assert talk.by_reporter().status_code == 200
    assert len(given(talk)) == 2


def test_whoever_makes_an_epoch_has_opened_the_one_before(talk: Talk) -> None:
    talk.log.epoch(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    talk.log.epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    assert len(given(talk)) == 1
    assert epochs_in(talk, given(talk)[0]) == [1, 2, 3]


def test_a_counsellor_keeps_a_former_one_as_well(talk: Talk) -> None:
    (before,) = given(talk, 0)
    talk.log.epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    assert given(talk, 0)[1:] == [before]


def joined(talk: Talk) -> Member:
    """A second counsellor, with the history."""
    second = talk.team.counsellors[1]
    talk.log.join(talk.who, second, talk.team.roster.at(), "reporter").epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    return second


def test_of_who_leaves_both_go_at_once(talk: Talk) -> None:
    second = joined(talk)
    talk.log.epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    assert len(given(talk, 1)) == 2
    talk.log.leave(talk.who, second)
    assert talk.by_reporter().status_code == 200
    assert Envelope.objects.filter(place__person=second.person).count() == 0


def test_of_who_is_replaced_in_one_request_both_go(talk: Talk) -> None:
    second = joined(talk)
    talk.log.leave(talk.who, second).epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    assert Envelope.objects.filter(place__person=second.person).count() == 0


def test_whoever_comes_back_gets_nothing_of_before(talk: Talk) -> None:
    """Also when they leave and join in one request."""
    second = joined(talk)
    talk.log.leave(talk.who, second)
    talk.log.join(talk.who, second, talk.team.roster.at(), "reporter")
    talk.log.epoch(talk.who, history=False)
    assert talk.by_reporter().status_code == 200
    assert len(given(talk, 1)) == 1


def test_an_old_key_opens_nothing_once_it_is_replaced(talk: Talk) -> None:
    talk.log.epoch(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    assert len(given(talk)) == 2
    keys = Keys()
    talk.log.replace_key(talk.who, keys)
    assert talk.by_reporter().status_code == 200
    mine = Envelope.objects.filter(place__person=talk.who.person)
    assert mine.count() == 0
    talk.rekey(keys)
    talk.sign_in()
    talk.log.epoch(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    (only,) = given(talk)
    assert epochs_in(talk, only) == [1, 2, 3]


def test_a_key_replaced_right_after_an_epoch_leaves_no_envelope_to_the_old_one(talk: Talk) -> None:
    keys = Keys()
    talk.log.epoch(talk.who).replace_key(talk.who, keys)
    assert talk.by_reporter().status_code == 200
    assert Envelope.objects.filter(place__person=talk.who.person).count() == 0


def test_a_lost_phrase_opens_nothing_once_its_owner_rejoined(talk: Talk) -> None:
    shut_out(talk)
    talk.log.rejoin(talk.counsellor, talk.who.person, Keys()).epoch(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    mine = Envelope.objects.get(place__person=talk.who.person)
    assert mine.former is None


@pytest.mark.mission("M02")
def test_a_caller_keeps_the_first_envelope_until_they_came(team: Team) -> None:
    called = begin_for_caller(team, Phrase())
    (before,) = given(called)
    shut_out(called)
    assert given(called)[1:] == [before]


def test_destroying_takes_former_ones_too(talk: Talk) -> None:
    shut_out(talk)
    Conversation.objects.update(destroy_on="2026-01-01")
    retention.sweep()
    assert not Envelope.objects.exists()
