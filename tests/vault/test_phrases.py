"""Return phrases: coming back, keeping an index, forgetting, replacing, one-time phrases."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest

from luwte.vault import days, locators, phrase_rows, tokens
from luwte.vault.models import Envelope, Locator, LocatorUse, Participation
from luwte.vault.wire import from_bin, join_parts, to_bin
from tests.vault.conftest import Talk, Team, begin_for_caller, begin_talk
from tests.vault.wire_client import Line, locator_answer, participant_answer
from tests.vault.writer import Keys, Log, Member, Phrase, new_id, reporter

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M08")]


def replacing(new: Phrase, *logs: Log, **wrong: Any) -> bytes:
    """The body of `phrase/replace` for what was written last in these logs."""
    requests = [log.take() for log in logs]
    metas = [
        {**request.meta(), "conversation": log.conversation}
        for request, log in zip(requests, logs, strict=True)
    ]
    meta = {"locator": new.registration(), "conversations": metas, **wrong}
    parts = [part for request in requests for part in request.parts()]
    return join_parts([json.dumps(meta).encode(), new.index(*logs), *parts])


def rekeyed(talk: Talk) -> Keys:
    """Write `replace-key` and `epoch` into a talk."""
    keys = Keys()
    talk.log.replace_key(talk.who, keys).epoch(talk.log.members[talk.who.person])
    return keys


def test_a_phrase_opens_its_index_anywhere(team: Team) -> None:
    phrase = Phrase()
    talk = begin_talk(team, phrase)
    answer = Line().locator_token(phrase)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert found["version"] == 1
    assert found["intake"] is False
    assert found["days"] == [days.today().isoformat()]
    assert len(from_bin(found["index"])) == 1_205
    assert Line().participant_token(talk.log, talk.who).status_code == 200


def test_days_of_use_are_shown_newest_first_and_kept_once(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrase = Phrase()
    begin_talk(team, phrase)
    tomorrow = days.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(locators, "today", lambda: tomorrow)
    for _ in range(2):
        found = Line().locator_token(phrase).json()
    assert found["days"] == [tomorrow.isoformat(), days.today().isoformat()]
    assert LocatorUse.objects.count() == 2


def test_the_server_keeps_only_a_hash_of_the_locator_and_no_way_to_a_conversation(
    team: Team,
) -> None:
    phrase = Phrase()
    talk = begin_talk(team, phrase)
    row = Locator.objects.values().get()
    assert to_bin(phrase.locator) not in str(row)
    assert talk.log.conversation not in str(row)
    names = {field.name for field in Locator._meta.get_fields()}
    assert names == {"key", "hash", "sign", "index", "version", "intake", "expires_on", "uses"}


# --- What doesn't open --------------------------------------------------------------------------


def refused(body: dict[str, str], operation: str) -> tuple[int, bytes]:
    answer = Line().send(operation, body)
    return answer.status_code, answer.content


def test_unknown_wrong_and_lapsed_are_answered_alike(team: Team) -> None:
    known, unknown, lapsed = Phrase(), Phrase(), Phrase()
    begin_talk(team, known)
    begin_for_caller(team, lapsed)
    Locator.objects.filter(intake=True).update(expires_on=datetime.date(2026, 1, 1))
    challenge = Line().challenge()
    wrong = {**locator_answer(challenge, known), "signature": "A" * 86}
    other_key = {**locator_answer(challenge, unknown), "locator": to_bin(known.locator)}
    stale = locator_answer("nothing.of.ours", known)
    bodies = [wrong, other_key, stale]
    bodies += [locator_answer(challenge, phrase) for phrase in (unknown, lapsed)]
    answers = {refused(body, "locator/sign-in") for body in bodies}
    assert len(answers) == 1
    assert answers.pop()[0] == 401


def test_unknown_and_wrong_cost_the_same_queries(
    team: Team, django_assert_num_queries: Any
) -> None:
    known = Phrase()
    begin_talk(team, known)
    line = Line()
    challenge = line.challenge()
    for body in (
        {**locator_answer(challenge, known), "signature": "A" * 86},
        locator_answer(challenge, Phrase()),
    ):
        with django_assert_num_queries(1):
            assert line.send("locator/sign-in", body).status_code == 401


def test_a_wrong_participant_is_answered_like_an_unknown_conversation(talk: Talk) -> None:
    line = Line()
    challenge = line.challenge()
    stranger = reporter()
    nowhere = Log()
    other_key = Member(talk.who.person, "reporter", Keys())
    bodies = [
        participant_answer(challenge, talk.log, stranger),
        participant_answer(challenge, nowhere, talk.who),
        participant_answer(challenge, talk.log, other_key),
        participant_answer(challenge, talk.log, talk.counsellor),
        participant_answer("gone", talk.log, talk.who),
    ]
    answers = {refused(body, "participant/sign-in") for body in bodies}
    assert len(answers) == 1
    assert answers.pop()[0] == 401


def test_a_signature_is_for_this_host_only(talk: Talk, settings: Any) -> None:
    body = participant_answer(Line().challenge(), talk.log, talk.who)
    settings.LUWTE = replace(settings.LUWTE, app_origin="https://elsewhere.example")
    assert locators.is_answered("participant", talk.who.keys.sign, new_id(), body) is False


def test_challenges_and_tokens_lapse(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "CHALLENGE_SECONDS", -1)
    assert Line().participant_token(talk.log, talk.who).status_code == 401
    monkeypatch.setattr(tokens, "TOKEN_SECONDS", -1)
    assert talk.line.read(talk.log.conversation, talk.token) == (401, [])


# --- The index ----------------------------------------------------------------------------------


def updating(version: int, index: bytes) -> bytes:
    return join_parts([json.dumps({"version": version}).encode(), index])


def test_an_index_is_replaced_by_who_saw_the_latest(team: Team) -> None:
    phrase, line = Phrase(), Line()
    talk = begin_talk(team, phrase)
    token = line.locator_token(phrase).json()["token"]
    first, second = phrase.index(talk.log), phrase.index(talk.log, size=4_096)
    assert line.send("locator/update", updating(1, first), token).json() == {"version": 2}
    assert line.send("locator/update", updating(1, first), token).json() == {"version": 2}
    late = line.send("locator/update", updating(1, second), token)
    assert (late.status_code, late.json()["code"]) == (409, "version-differs")
    assert late.json()["version"] == 2
    assert line.send("locator/update", updating(2, second), token).json() == {"version": 3}


def test_an_index_has_one_of_two_sizes(team: Team) -> None:
    phrase, line = Phrase(), Line()
    begin_talk(team, phrase)
    token = line.locator_token(phrase).json()["token"]
    for index in (b"", phrase.index(size=1_025), b"x" * 1_205):
        assert line.send("locator/update", updating(1, index), token).status_code == 422


def test_a_forgotten_phrase_leaves_nothing(team: Team) -> None:
    phrase, line = Phrase(), Line()
    begin_talk(team, phrase)
    token = line.locator_token(phrase).json()["token"]
    assert line.send("locator/forget", {}, token).json() == {}
    assert not Locator.objects.exists()
    assert not LocatorUse.objects.exists()
    assert line.send("locator/forget", {}, token).status_code == 401
    assert line.locator_token(phrase).status_code == 401


# --- Replacing ----------------------------------------------------------------------------------


def test_replacing_a_phrase_renews_every_conversation_at_once(team: Team) -> None:
    old, new, line = Phrase(), Phrase(), Line()
    talks = [begin_talk(team, old), begin_talk(team)]
    token = line.locator_token(old).json()["token"]
    keys = [rekeyed(talk) for talk in talks]
    body = replacing(new, *(talk.log for talk in talks))
    answer = line.send("phrase/replace", body, token)
    assert answer.status_code == 200, answer.content
    assert answer.json()["version"] == 1

    assert line.locator_token(old).status_code == 401
    assert line.locator_token(new).status_code == 200
    for talk, key in zip(talks, keys, strict=True):
        assert talk.line.read(talk.log.conversation, talk.token) == (401, [])
        assert Line().participant_token(talk.log, talk.who).status_code == 401
        talk.rekey(key)
        talk.sign_in()
        assert talk.line.read(talk.log.conversation, talk.token)[0]["length"] == 8


def test_the_answer_got_lost_so_it_is_sent_again(team: Team) -> None:
    old, new, line = Phrase(), Phrase(), Line()
    talk = begin_talk(team, old)
    token = line.locator_token(old).json()["token"]
    rekeyed(talk)
    body = replacing(new, talk.log)
    assert line.send("phrase/replace", body, token).status_code == 200
    assert line.send("phrase/replace", body, token).status_code == 200
    assert Locator.objects.count() == 1


def test_one_conversation_refused_and_nothing_changes(team: Team) -> None:
    old, new, line = Phrase(), Phrase(), Line()
    talks = [begin_talk(team, old), begin_talk(team)]
    token = line.locator_token(old).json()["token"]
    for talk in talks:
        rekeyed(talk)
    body = replacing(new, *(talk.log for talk in talks))
    late = Log(conversation=talks[1].log.conversation)
    late.__dict__ |= {**talks[1].log.__dict__, "head": "", "length": 0}
    desk = team.line()
    meta, _ = desk.read(talks[1].log.conversation)
    late.head, late.length, late.epoch_number = meta["head"], meta["length"], 1
    late.statement(team.counsellors[0], "Net ervoor")
    assert desk.append(late).status_code == 200

    answer = line.send("phrase/replace", body, token)
    assert answer.status_code == 409, answer.content
    assert line.locator_token(old).status_code == 200
    assert line.locator_token(new).status_code == 401
    assert talks[0].line.read(talks[0].log.conversation, talks[0].token)[0]["length"] == 6


def test_a_phrase_gives_no_right_in_anothers_conversation(team: Team) -> None:
    mine, line = Phrase(), Line()
    begin_talk(team, mine)
    theirs = begin_talk(team)
    token = line.locator_token(mine).json()["token"]
    thief = Member(theirs.who.person, "reporter", Keys())
    theirs.log.replace_key(thief, Keys()).epoch(theirs.log.members[thief.person])
    answer = line.send("phrase/replace", replacing(Phrase(), theirs.log), token)
    assert (answer.status_code, answer.json()["code"]) == (403, "bad-signature")
    assert line.locator_token(mine).status_code == 200


def test_replacing_renews_keys_and_nothing_else(team: Team) -> None:
    mine, line = Phrase(), Line()
    talk = begin_talk(team, mine)
    token = line.locator_token(mine).json()["token"]
    talk.log.statement(talk.who)
    assert line.send("phrase/replace", replacing(Phrase(), talk.log), token).status_code == 422


def test_a_phrase_without_conversations_can_be_replaced(team: Team) -> None:
    old, new, line = Phrase(), Phrase(), Line()
    begin_talk(team, old)
    token = line.locator_token(old).json()["token"]
    assert line.send("phrase/replace", replacing(new), token).status_code == 200
    assert line.locator_token(new).status_code == 200


# --- One-time phrases ---------------------------------------------------------------------------


@pytest.mark.mission("M02")
def test_a_one_time_phrase_is_replaced_and_works_no_second_time(team: Team) -> None:
    handed_over, own, line = Phrase(), Phrase(), Line()
    talk = begin_for_caller(team, handed_over)
    found = line.locator_token(handed_over).json()
    assert found["intake"] is True
    assert found["days"] == [days.today().isoformat()]
    old_envelopes = {bytes(one) for one in Envelope.objects.values_list("bytes", flat=True)}
    keys = rekeyed(talk)
    answer = line.send("phrase/replace", replacing(own, talk.log), found["token"])
    assert answer.status_code == 200, answer.content

    again = line.locator_token(handed_over)
    assert again.json() == line.locator_token(Phrase()).json()
    place = Participation.objects.get(person=talk.who.person)
    assert (place.one_time, place.sign) == (False, keys.sign)
    now = {bytes(one) for one in Envelope.objects.values_list("bytes", flat=True)}
    assert not old_envelopes & now
    assert Locator.objects.get().intake is False


def test_a_one_time_phrase_lapses_after_thirty_days(team: Team) -> None:
    begin_for_caller(team, Phrase())
    expected = days.today() + datetime.timedelta(days=phrase_rows.INTAKE_DAYS)
    assert Locator.objects.get().expires_on == expected


@pytest.mark.parametrize("intake", [True, False])
def test_a_locator_says_rightly_whether_it_is_one_time(team: Team, intake: bool) -> None:
    phrase = Phrase()
    if intake:
        who, line = reporter(), Line()
        log = team.conversation(who)
        request = log.take()
    else:
        vp, line = team.counsellors[0], team.line()
        log = Log().create(vp, roster=team.roster.at(), intake=reporter()).epoch(vp)
        request = log.take()
    request.locator, request.index = phrase.registration(intake=intake), phrase.index(log)
    assert line.create(request, work=intake).json()["code"] == "not-allowed"


def test_rejoining_brings_a_one_time_phrase_and_ends_the_old_key(team: Team) -> None:
    lost, handed_over = Phrase(), Phrase()
    talk = begin_talk(team, lost)
    one_time = Keys()
    vp = team.counsellors[0]
    talk.log.rejoin(vp, talk.who.person, one_time).epoch(vp)
    request = talk.log.take()
    request.locator = handed_over.registration(intake=True)
    request.index = handed_over.index(talk.log)
    assert team.line().append(talk.log, request).status_code == 200

    assert talk.line.read(talk.log.conversation, talk.token) == (401, [])
    assert Line().locator_token(lost).status_code == 200
    assert Line().locator_token(handed_over).json()["intake"] is True
    talk.rekey(one_time)
    talk.sign_in()
    assert talk.line.read(talk.log.conversation, talk.token)[0]["length"] == 8


def test_a_locator_comes_with_rejoin_only(talk: Talk) -> None:
    phrase = Phrase()
    request = talk.log.statement(talk.counsellor).take()
    request.locator, request.index = phrase.registration(intake=True), phrase.index()
    assert talk.team.line().append(talk.log, request).json()["code"] == "not-allowed"


def test_a_rejoined_reporter_has_no_envelope_until_the_new_epoch(talk: Talk) -> None:
    talk.log.rejoin(talk.counsellor, talk.who.person, Keys())
    assert talk.by_counsellor().status_code == 200
    assert Envelope.objects.count() == 1
