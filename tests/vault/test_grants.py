"""Every line of the table of grants (docs/protocol.md 5.3), allowed and refused."""

from __future__ import annotations

import pytest

from luwte.vault.days import today
from luwte.vault.models import Conversation, Participation
from tests.vault.conftest import Scene
from tests.vault.writer import Keys, Member

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M16")]


# --- epoch --------------------------------------------------------------------------------------


def test_any_participant_makes_the_next_epoch(scene: Scene) -> None:
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == ""
    scene.log.epoch(scene.vp)
    assert scene.as_counsellor() == ""


@pytest.mark.parametrize("number", [1, 3])
def test_an_epoch_has_the_next_number(scene: Scene, number: int) -> None:
    scene.log.epoch(scene.who, epoch=number)
    assert scene.as_reporter() == "wrong-epoch"


def test_an_epoch_lists_everybody(scene: Scene) -> None:
    scene.log.members.pop(scene.vp.person)
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == "wrong-participants"


def test_an_epoch_lists_nobody_else(scene: Scene) -> None:
    scene.log.members[scene.other.person] = scene.other
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == "wrong-participants"


def test_an_epoch_lists_current_keys(scene: Scene) -> None:
    scene.log.members[scene.vp.person].keys = Keys()
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == "wrong-participants"


def test_nobody_loses_seeds_in_an_epoch(scene: Scene) -> None:
    scene.log.epoch_number = 1
    scene.log.members[scene.vp.person].seeds_from = 2
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == "wrong-seeds"


def test_nobody_grants_seeds_that_they_lack(scene: Scene) -> None:
    scene.log.join(scene.who, scene.other, scene.roster(), "reporter")
    scene.log.epoch(scene.who, history=False)
    assert scene.as_reporter() == ""
    scene.log.epoch(scene.other)
    assert scene.as_counsellor(1) == "wrong-seeds"


def test_a_newcomer_may_get_the_history_or_not(scene: Scene) -> None:
    scene.log.join(scene.who, scene.other, scene.roster(), "reporter")
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == ""
    places = dict(Participation.objects.values_list("person", "seeds_from"))
    assert places[scene.other.person] == 1


# --- join ---------------------------------------------------------------------------------------


def test_the_reporter_brings_in_a_counsellor(scene: Scene) -> None:
    scene.log.join(scene.who, scene.other, scene.roster(), "reporter").epoch(scene.who)
    assert scene.as_reporter() == ""
    assert scene.talk.team.line(1).read(scene.log.conversation)[0]["length"] == 8


def test_a_counsellor_cannot_bring_in_a_colleague_over_the_reporters_head(scene: Scene) -> None:
    for ground in ("spoken", "reporter"):
        log = scene.log
        before = (log.head, log.length)
        log.join(scene.vp, scene.other, scene.roster(), ground).epoch(scene.vp)
        assert scene.as_counsellor() == "not-allowed"
        log.head, log.length = before
        log.members.pop(scene.other.person)
        log.epoch_number -= 1


def test_a_counsellor_may_when_told_so_while_no_reporter_has_a_key_of_their_own(
    caller: Scene,
) -> None:
    caller.log.join(caller.vp, caller.other, caller.roster(), "spoken").epoch(caller.vp)
    assert caller.as_counsellor() == ""


def test_one_time_keys_bring_nobody_in(caller: Scene) -> None:
    caller.log.join(caller.who, caller.other, caller.roster(), "reporter").epoch(caller.who)
    assert caller.as_reporter() == "not-allowed"


def test_whoever_takes_part_cannot_join_again(scene: Scene) -> None:
    newcomer = Member(scene.vp.person, "counsellor", scene.vp.keys)
    scene.log.join(scene.who, newcomer, scene.roster(), "reporter")
    assert scene.as_reporter() == "not-allowed"


def test_the_key_that_joins_is_the_current_one_of_the_roster(scene: Scene) -> None:
    newcomer = Member(scene.other.person, "counsellor", Keys())
    scene.log.join(scene.who, newcomer, scene.roster(), "reporter")
    assert scene.as_reporter() == "key-not-current"


def test_whoever_left_may_join_again(scene: Scene) -> None:
    scene.log.leave(scene.who, scene.vp).epoch(scene.who)
    assert scene.as_reporter() == ""
    scene.log.join(scene.who, scene.vp, scene.roster(), "reporter").epoch(scene.who)
    assert scene.as_reporter() == ""
    assert scene.talk.team.line().read(scene.log.conversation)[0]["length"] == 10


# --- leave --------------------------------------------------------------------------------------


def test_anybody_leaves_by_themselves(scene: Scene) -> None:
    scene.log.leave(scene.vp)
    assert scene.as_counsellor() == ""
    scene.log.epoch(scene.who)
    assert scene.as_reporter() == ""


def test_the_reporter_sends_a_counsellor_away(scene: Scene) -> None:
    scene.log.leave(scene.who, scene.vp).epoch(scene.who)
    assert scene.as_reporter() == ""
    assert scene.talk.team.line().read(scene.log.conversation) == (404, [])


def test_a_counsellor_sends_nobody_away(scene: Scene) -> None:
    scene.log.leave(scene.vp, scene.who)
    assert scene.as_counsellor() == "not-allowed"


def test_one_time_keys_send_nobody_away(caller: Scene) -> None:
    caller.log.leave(caller.who, caller.vp)
    assert caller.as_reporter() == "not-allowed"


@pytest.mark.mission("M24")
def test_a_caller_who_never_used_the_words_is_let_go_and_all_of_it_ends(caller: Scene) -> None:
    caller.log.leave(caller.vp, caller.who).leave(caller.vp)
    assert caller.as_counsellor() == ""
    found = Conversation.objects.get(public_id=caller.log.conversation)
    assert found.destroy_on is not None
    assert found.destroy_on <= today()
    assert caller.talk.team.line().read(caller.log.conversation) == (404, [])


@pytest.mark.mission("M24")
def test_whoever_used_the_words_is_never_let_go(caller: Scene) -> None:
    caller.log.replace_key(caller.who, Keys()).epoch(caller.log.members[caller.who.person])
    assert caller.as_reporter() == ""
    caller.log.leave(caller.vp, caller.who)
    assert caller.as_counsellor() == "not-allowed"


@pytest.mark.mission("M24")
def test_new_words_for_whoever_used_the_first_make_no_difference(caller: Scene) -> None:
    caller.log.replace_key(caller.who, Keys()).epoch(caller.log.members[caller.who.person])
    assert caller.as_reporter() == ""
    caller.log.rejoin(caller.vp, caller.who.person, Keys()).epoch(caller.vp)
    assert caller.as_counsellor() == ""
    caller.log.leave(caller.vp, caller.who)
    assert caller.as_counsellor() == "not-allowed"


def test_nobody_leaves_who_takes_no_part(scene: Scene) -> None:
    scene.log.event("leave", scene.who, person=scene.other.person)
    assert scene.as_reporter() == "not-allowed"


def test_after_leaving_nothing_can_be_written(scene: Scene) -> None:
    scene.log.leave(scene.vp)
    scene.log.event("close", scene.vp)
    assert scene.as_counsellor() == "not-allowed"


# --- replace-key, rejoin ------------------------------------------------------------------------


def test_everybody_replaces_their_own_key_with_proof_of_the_new_one(scene: Scene) -> None:
    scene.log.replace_key(scene.who, Keys()).epoch(scene.log.members[scene.who.person])
    assert scene.as_reporter() == ""


def test_a_new_key_without_proof_is_refused(scene: Scene) -> None:
    scene.log.replace_key(scene.who, Keys(), proof=bytes(64))
    assert scene.as_reporter() == "bad-signature"


def test_nobody_replaces_anothers_key(scene: Scene) -> None:
    new = Keys()
    further = {"person": scene.vp.person, "sign": new.sign, "seal": new.seal, "proof": "A" * 86}
    scene.log.event("replace-key", scene.who, **further)
    assert scene.as_reporter() == "not-allowed"


def test_no_key_stands_for_two(scene: Scene) -> None:
    scene.log.replace_key(scene.who, scene.vp.keys)
    assert scene.as_reporter() == "not-allowed"


def test_a_counsellor_lets_the_reporter_back_in_with_a_one_time_key(scene: Scene) -> None:
    scene.log.rejoin(scene.vp, scene.who.person, Keys()).epoch(scene.vp)
    assert scene.as_counsellor() == ""
    assert Participation.objects.get(person=scene.who.person).one_time


def test_nobody_rejoins_for_a_counsellor(scene: Scene) -> None:
    scene.log.rejoin(scene.vp, scene.vp.person, Keys())
    assert scene.as_counsellor() == "not-allowed"


def test_a_reporter_rejoins_nobody(scene: Scene) -> None:
    scene.log.rejoin(scene.who, scene.who.person, Keys())
    assert scene.as_reporter() == "not-allowed"


def test_a_rejoined_reporter_gets_no_less_and_no_more_than_was_granted(scene: Scene) -> None:
    scene.log.rejoin(scene.vp, scene.who.person, Keys()).epoch(scene.vp, history=False)
    assert scene.as_counsellor() == ""
    assert Participation.objects.get(person=scene.who.person).seeds_from == 2


# --- close, reopen, withdraw, restore -----------------------------------------------------------


def test_either_side_closes_and_reopens(scene: Scene) -> None:
    scene.log.event("close", scene.vp)
    assert scene.as_counsellor() == ""
    scene.log.event("reopen", scene.who)
    assert scene.as_reporter() == ""


def test_what_is_open_cannot_be_reopened_or_restored(scene: Scene) -> None:
    scene.log.event("reopen", scene.who)
    assert scene.as_reporter() == "is-open"


def test_what_is_closed_cannot_be_closed(scene: Scene) -> None:
    scene.log.event("close", scene.vp).event("close", scene.vp)
    assert scene.as_counsellor() == "is-closed"


@pytest.mark.parametrize("closed_first", [False, True])
def test_only_the_reporter_withdraws_and_restores_to_what_it_was(
    scene: Scene, closed_first: bool
) -> None:
    if closed_first:
        scene.log.event("close", scene.who)
    scene.log.event("withdraw", scene.who)
    assert scene.as_reporter() == ""
    scene.log.event("restore", scene.who)
    assert scene.as_reporter() == ""
    assert Conversation.objects.get().state == ("closed" if closed_first else "open")


@pytest.mark.parametrize("kind", ["withdraw", "restore"])
def test_a_counsellor_withdraws_and_restores_nothing(scene: Scene, kind: str) -> None:
    scene.log.event(kind, scene.vp)
    assert scene.as_counsellor() in {"not-allowed", "is-open"}


def test_one_time_keys_withdraw_nothing(caller: Scene) -> None:
    caller.log.event("withdraw", caller.who)
    assert caller.as_reporter() == "not-allowed"
