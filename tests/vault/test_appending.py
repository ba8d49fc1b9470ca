"""Order and repetition: the head decides, and sending twice is the same as sending once."""

from __future__ import annotations

import pytest

from luwte.vault import stored
from luwte.vault.models import Envelope, Header, Item
from tests.vault.conftest import Talk, Team
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, Member, Phrase, new_id, reporter

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M08")]


def test_the_same_create_again_gives_the_same_answer_and_changes_nothing(
    team: Team, who: Member, line: Line
) -> None:
    request = team.conversation(who).take()
    first, again = line.create(request), line.create(request)
    assert first.status_code == again.status_code == 201
    assert {**first.json(), "token": ""} == again.json()
    assert Item.objects.count() == 6


def test_a_repeated_create_needs_no_second_proof_of_work(
    team: Team, who: Member, line: Line
) -> None:
    request = team.conversation(who).take()
    line.create(request)
    assert line.create(request, work=False).status_code == 201


def test_a_repeated_create_gives_no_token_since_the_counsellor_knows_its_bytes_too(
    talk: Talk,
) -> None:
    log = talk.team.conversation(talk.who)
    request = log.take()
    talk.line.create(request)
    assert talk.team.line().create(request).json()["token"] == ""


def test_another_conversation_under_the_same_id_is_refused(
    team: Team, who: Member, line: Line
) -> None:
    first = team.conversation(who)
    line.create(first.take())
    other = Log(conversation=first.conversation)
    other.create(who, roster=team.roster.at(), counsellor=team.counsellors[0]).epoch(who)
    answer = line.create(other.take())
    assert (answer.status_code, answer.json()["code"]) == (409, "already-there")


def test_the_same_append_again_gives_the_same_answer_even_when_more_came_after(talk: Talk) -> None:
    request = talk.log.statement(talk.who, "Nog iets").take()
    first = talk.line.append(talk.log, request, talk.token)
    talk.log.statement(talk.counsellor, "Ik lees het")
    talk.by_counsellor()
    again = talk.line.append(talk.log, request, talk.token)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert Item.objects.count() == 8


def test_whoever_was_second_hears_where_the_log_stands(talk: Talk) -> None:
    before = (talk.log.head, talk.log.length)
    talk.log.statement(talk.who, "Eerst")
    assert talk.by_reporter().status_code == 200
    first = (talk.log.head, talk.log.length)
    talk.log.head, talk.log.length = before
    talk.log.statement(talk.counsellor, "Te laat")
    answer = talk.by_counsellor()
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert (answer.json()["head"], answer.json()["length"]) == first


def test_a_gap_is_refused(talk: Talk) -> None:
    talk.log.length += 1
    talk.log.statement(talk.who)
    assert talk.by_reporter().status_code == 409


def test_part_of_it_there_already_is_a_conflict_and_writes_nothing(talk: Talk) -> None:
    one = talk.log.statement(talk.who, "een").take()
    talk.line.append(talk.log, one, talk.token)
    both = talk.log.statement(talk.who, "twee").take()
    both.items = one.items + both.items
    both.headers = one.headers + both.headers
    assert talk.line.append(talk.log, both, talk.token).status_code == 409
    assert Item.objects.count() == 7


def test_an_id_occurs_once_in_a_log(talk: Talk) -> None:
    fields = talk.log.fields("close", talk.who.person)
    talk.log._add(talk.who.keys.signed(b"E", "event", fields))
    assert talk.by_reporter().status_code == 200
    again = {**talk.log.fields("reopen", talk.who.person), "id": fields["id"]}
    talk.log._add(talk.who.keys.signed(b"E", "event", again))
    answer = talk.by_reporter()
    assert (answer.status_code, answer.json()["code"]) == (409, "already-there")
    meta, _ = talk.line.read(talk.log.conversation, talk.token)
    assert (meta["length"], meta["state"]) == (7, "closed")


def test_only_the_latest_epochs_envelopes_are_kept(talk: Talk) -> None:
    before = set(Envelope.objects.values_list("bytes", flat=True))
    talk.log.epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    after = set(Envelope.objects.values_list("bytes", flat=True))
    assert len(after) == 2
    assert not {bytes(one) for one in before} & {bytes(one) for one in after}


def test_each_participant_reads_their_own_envelope(talk: Talk) -> None:
    _, mine = talk.line.read(talk.log.conversation, talk.token)
    _, theirs = talk.team.line().read(talk.log.conversation)
    assert b'"seeds"' in talk.who.keys.identity.open(mine[0])
    assert talk.who.person.encode() in talk.who.keys.identity.open(mine[0])
    assert talk.counsellor.person.encode() in talk.counsellor.keys.identity.open(theirs[0])


def test_a_destroyed_header_is_shown_as_absent(talk: Talk) -> None:
    Header.objects.filter(item__seq=3).delete()
    meta, parts = talk.line.read(talk.log.conversation, talk.token)
    assert [item["header"] for item in meta["items"]] == [False, False, True, False, True, True]
    assert len(parts) == 1 + 6 + 3


def test_a_long_log_comes_in_pages(talk: Talk) -> None:
    for _ in range(5):
        for _ in range(60):
            talk.log.statement(talk.who)
        assert talk.by_reporter().status_code == 200
    seen: list[bytes] = []
    pages = 0
    while len(seen) < talk.log.length:
        meta, parts = talk.line.read(talk.log.conversation, talk.token, start=len(seen))
        assert meta["from"] == len(seen)
        rest = iter(parts[1:])
        for item in meta["items"]:
            seen.append(next(rest))
            assert next(rest) if item["header"] else True
        assert len(meta["items"]) <= 200
        pages += 1
    assert pages == 2
    assert len(seen) == 306
    assert talk.line.read(talk.log.conversation, talk.token, start=306)[0]["items"] == []


def test_a_page_holds_a_mebibyte_at_most_but_always_an_item(talk: Talk) -> None:
    for _ in range(6):
        talk.log.statement(talk.who, size=262_144)
        assert talk.by_reporter().status_code == 200
    meta, _ = talk.line.read(talk.log.conversation, talk.token, start=6)
    assert len(meta["items"]) == 3
    assert len(talk.line.read(talk.log.conversation, talk.token, start=11)[0]["items"]) == 1


def test_a_phrase_that_exists_is_not_taken_over(team: Team, line: Line) -> None:
    phrase, first, second = Phrase(), reporter(), reporter()
    for who, expected in ((first, 201), (second, 409)):
        log = team.conversation(who)
        request = log.take()
        request.locator, request.index = phrase.registration(), phrase.index(log)
        assert line.create(request).status_code == expected
    assert Item.objects.count() == 6


def test_a_counsellor_keeps_files_and_an_own_log(team: Team) -> None:
    desk, counsellor = team.line(), team.counsellors[0]
    file = Log("file").create(counsellor, roster=team.roster.at()).epoch(counsellor)
    assert desk.create(file.take(), work=False).status_code == 201
    own = Log("own").create(counsellor).epoch(counsellor)
    assert desk.create(own.take(), work=False).status_code == 201
    assert desk.send("me", {}).json()["own"] == own.conversation
    listed = {one["purpose"]: one["organisation"] for one in desk.list()}
    assert listed == {"file": team.organisation.public_id, "own": ""}


def test_a_reporter_cannot_be_given_a_counsellor_with_another_key(
    team: Team, who: Member, line: Line
) -> None:
    impostor = Member(team.counsellors[0].person, "counsellor", Keys())
    log = Log().create(who, roster=team.roster.at(), counsellor=impostor).epoch(who)
    answer = line.create(log.take())
    assert (answer.status_code, answer.json()["code"]) == (403, "key-not-current")


def test_a_roster_is_named_as_it_was_seen(team: Team, who: Member, line: Line) -> None:
    earlier, never = team.roster.at(1), {**team.roster.at(), "head": "0" * 64}
    for roster, expected in ((earlier, 201), (never, 403)):
        log = Log().create(who, roster=roster, counsellor=team.counsellors[0]).epoch(who)
        assert line.create(log.take()).status_code == expected


def test_a_log_begins_with_an_epoch(team: Team, who: Member, line: Line) -> None:
    log = Log().create(who, roster=team.roster.at(), counsellor=team.counsellors[0])
    answer = line.create(log.take())
    assert (answer.status_code, answer.json()["code"]) == (403, "needs-epoch")


def test_work_is_asked_of_reporters_once_each(team: Team, line: Line) -> None:
    work = line.work()
    for expected in (201, 403):
        request = team.conversation(reporter()).take()
        request.extra["work"] = work
        assert line.create(request, work=False).status_code == expected
    request = team.conversation(reporter()).take()
    assert line.create(request, work=False).json()["code"] == "work-refused"


def test_nobody_creates_in_a_counsellors_name(team: Team, line: Line) -> None:
    counsellor = team.counsellors[0]
    file = Log("file").create(counsellor, roster=team.roster.at()).epoch(counsellor).take()
    assert line.create(file).status_code == 401
    assert team.line(1).create(file, work=False).status_code == 403
    assert new_id() not in {one["conversation"] for one in team.line().list()}


def test_one_conversation_does_not_fill_the_disk(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A participant writes without work: what one conversation may hold has an end."""
    monkeypatch.setattr(stored, "WRITTEN_MOST", 200_000)
    long = "x" * 60_000
    for _ in range(2):
        talk.log.statement(talk.who, long)
        assert talk.by_reporter().status_code == 200
    before = (talk.log.head, talk.log.length)
    talk.log.statement(talk.who, long)
    answer = talk.by_reporter()
    assert (answer.status_code, answer.json()["code"]) == (413, "conversation-full")
    talk.log.head, talk.log.length = before
    talk.log.statement(talk.counsellor, long).event("close", talk.counsellor)
    assert talk.by_counsellor().status_code == 200


def test_many_small_statements_are_counted_too(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "WRITTEN_MOST", 10_000)
    monkeypatch.setattr(stored, "COUNT_EVERY", 16)
    codes: list[int] = []
    while len(codes) < 16 and 413 not in codes:
        talk.log.statement(talk.who)
        codes.append(talk.by_reporter().status_code)
    assert codes[-1] == 413
