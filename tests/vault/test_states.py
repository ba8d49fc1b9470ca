"""What may be written when, and by whose hand: the states of docs/conversations.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.vault.conftest import Scene
from tests.vault.writer import Keys, Member

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M16")]


# --- When ---------------------------------------------------------------------------------------

Write = Callable[[Scene], object]
WHILE_CLOSED: dict[str, tuple[Write, str]] = {
    "statement": (lambda s: s.log.statement(s.who), "is-closed"),
    "join": (lambda s: s.log.join(s.who, s.other, s.roster(), "reporter"), "is-closed"),
    "reopen": (lambda s: s.log.event("reopen", s.who), ""),
    "withdraw": (lambda s: s.log.event("withdraw", s.who), ""),
    "leave": (lambda s: s.log.leave(s.who, s.vp), ""),
    "replace-key": (lambda s: s.log.replace_key(s.who, Keys()), ""),
    "epoch": (lambda s: s.log.epoch(s.who), ""),
}


@pytest.mark.parametrize("kind", WHILE_CLOSED)
def test_while_closed_only_this_may_be_written(scene: Scene, kind: str) -> None:
    write, expected = WHILE_CLOSED[kind]
    scene.log.event("close", scene.who)
    write(scene)
    assert scene.as_reporter() == expected


@pytest.mark.parametrize("kind", ["statement", "epoch", "leave", "close", "withdraw"])
def test_while_withdrawn_only_restore_may_be_written(scene: Scene, kind: str) -> None:
    scene.log.event("withdraw", scene.who)
    assert scene.as_reporter() == ""
    if kind == "statement":
        scene.log.statement(scene.who)
    elif kind == "epoch":
        scene.log.epoch(scene.who)
    elif kind == "leave":
        scene.log.leave(scene.who, scene.vp)
    else:
        scene.log.event(kind, scene.who)
    assert scene.as_reporter() == "is-withdrawn"


@pytest.mark.parametrize("kind", ["statement", "close", "withdraw"])
def test_after_a_change_of_participants_an_epoch_comes_first(scene: Scene, kind: str) -> None:
    scene.log.leave(scene.who, scene.vp)
    if kind == "statement":
        scene.log.statement(scene.who)
    else:
        scene.log.event(kind, scene.who)
    assert scene.as_reporter() == "needs-epoch"


def test_further_changes_may_come_before_the_epoch(scene: Scene) -> None:
    scene.log.leave(scene.who, scene.vp)
    scene.log.join(scene.who, scene.other, scene.roster(), "reporter")
    scene.log.replace_key(scene.who, Keys()).epoch(scene.log.members[scene.who.person])
    assert scene.as_reporter() == ""


def test_a_statement_is_of_the_current_epoch(scene: Scene) -> None:
    scene.log.epoch(scene.who)
    scene.log.epoch_number = 1
    scene.log.statement(scene.who)
    assert scene.as_reporter() == "wrong-epoch"


# --- Signatures and authors ---------------------------------------------------------------------


def test_an_event_is_signed_by_its_authors_key(scene: Scene) -> None:
    scene.log.event("close", Member(scene.who.person, "reporter", Keys()))
    assert scene.as_reporter() == "bad-signature"


def test_nobody_hands_in_anothers_event(scene: Scene) -> None:
    scene.log.event("close", scene.vp)
    assert scene.as_reporter() == "not-allowed"


def test_an_old_key_signs_nothing_any_more(scene: Scene) -> None:
    scene.log.replace_key(scene.who, Keys()).epoch(scene.log.members[scene.who.person])
    scene.log.event("close", scene.who)
    assert scene.as_reporter() == "bad-signature"


def test_create_comes_once(scene: Scene) -> None:
    scene.log.create(scene.who, roster=scene.roster(), counsellor=scene.vp)
    assert scene.as_reporter() in {"not-allowed", "malformed"}
