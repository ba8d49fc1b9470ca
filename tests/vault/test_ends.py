"""Ends: withdrawing and undoing it, closing and the clock, and what a sweep destroys."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from luwte.vault import days, retention, stored, uploads
from luwte.vault.keeping import first_from, first_until
from luwte.vault.models import (
    Conversation,
    Envelope,
    Header,
    Item,
    Locator,
    Participation,
    Upload,
    UsedChallenge,
)
from tests.vault.conftest import Talk, Team, begin_for_caller, begin_talk
from tests.vault.wire_client import Line
from tests.vault.writer import Log, Phrase

Later = Callable[[int], datetime.date]

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M24")]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Moves the vault's clock on by so many days."""

    def move(count: int) -> datetime.date:
        day = days.today() + datetime.timedelta(days=count)
        for module in (retention, stored, uploads):
            monkeypatch.setattr(module, "today", lambda: day)
        return day

    return move


def closed(talk: Talk) -> Talk:
    talk.log.event("close", talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    return talk


def withdrawn(talk: Talk) -> Talk:
    talk.log.event("withdraw", talk.who)
    assert talk.by_reporter().status_code == 200
    return talk


# --- Withdrawing --------------------------------------------------------------------------------


def test_withdrawn_at_once_nobody_but_the_reporter_reads(talk: Talk) -> None:
    withdrawn(talk)
    desk = talk.team.line()
    assert desk.read(talk.log.conversation) == (404, [])
    (told,) = desk.list()
    assert (told["state"], told["length"], told["head"]) == ("withdrawn", 0, "")
    meta, _ = talk.line.read(talk.log.conversation, talk.token)
    assert meta["state"] == "withdrawn"
    expected = days.today() + datetime.timedelta(days=4)
    assert meta["destroy_on"] == expected.isoformat()


def test_a_counsellor_writes_nothing_into_what_was_withdrawn(talk: Talk) -> None:
    before = (talk.log.head, talk.log.length)
    withdrawn(talk)
    talk.log.head, talk.log.length = before
    talk.log.statement(talk.counsellor)
    assert talk.by_counsellor().status_code == 404


def test_for_three_whole_days_it_can_be_undone(talk: Talk, later: Later) -> None:
    withdrawn(talk)
    later(3)
    retention.sweep()
    talk.log.event("restore", talk.who)
    assert talk.by_reporter().status_code == 200
    later(30)
    retention.sweep()
    assert talk.team.line().read(talk.log.conversation)[0]["length"] == 8


def test_then_it_is_destroyed_and_only_that_is_told(talk: Talk, later: Later) -> None:
    withdrawn(talk)
    later(4)
    retention.sweep()
    assert not Envelope.objects.exists()
    assert not Header.objects.exists()
    assert not Item.objects.exists()
    row = Conversation.objects.get()
    assert (row.state, row.length, row.organisation_id) == ("destroyed", 0, None)

    (told,) = talk.team.line().list()
    assert told["state"] == "destroyed"
    meta, parts = talk.line.read(talk.log.conversation, talk.token)
    assert (meta["state"], meta["items"], parts) == ("destroyed", [], [])
    assert meta["destroy_on"] == row.day.isoformat()
    assert Line().participant_token(talk.log, talk.who).status_code == 200
    talk.log.event("restore", talk.who)
    assert talk.by_reporter().status_code == 404


def test_the_row_that_tells_goes_once_everybody_has_read_it(talk: Talk, later: Later) -> None:
    withdrawn(talk)
    later(4)
    retention.sweep()
    talk.line.read(talk.log.conversation, talk.token)
    later(5)
    retention.sweep()
    assert list(Participation.objects.values_list("role", flat=True)) == ["counsellor"]
    talk.team.line().read(talk.log.conversation)
    later(6)
    retention.sweep()
    assert not Conversation.objects.exists()


def test_and_after_a_year_in_any_case(talk: Talk, later: Later) -> None:
    withdrawn(talk)
    later(4)
    retention.sweep()
    later(4 + 366)
    retention.sweep()
    assert not Conversation.objects.exists()


# --- Closing ------------------------------------------------------------------------------------


def test_closing_starts_the_organisations_clock(talk: Talk, later: Later) -> None:
    closed(talk)
    meta, _ = talk.line.read(talk.log.conversation, talk.token)
    expected = first_from(days.months_later(days.today(), 3))
    assert meta["destroy_on"] == expected.isoformat()
    assert meta["destroy_by"] == days.months_later(days.today(), 24).replace(day=1).isoformat()
    later((expected - days.today()).days - 1)
    retention.sweep()
    assert Item.objects.exists()
    later((expected - days.today()).days)
    retention.sweep()
    assert not Item.objects.exists()


def asks(talk: Talk, day: datetime.date, *, add: bool = False) -> datetime.date:
    """Closes, or adds something to what is closed, and asks for this day; gives the day told."""
    if add:
        talk.log.event("reopen", talk.counsellor).statement(talk.counsellor, kind="summary")
    talk.log.event("close", talk.counsellor)
    request = talk.log.take()
    request.extra["keep_until"] = day.isoformat()
    assert talk.team.line().append(talk.log, request).status_code == 200
    told = talk.line.read(talk.log.conversation, talk.token)[0]["destroy_on"]
    return datetime.date.fromisoformat(told)


def test_who_closes_may_ask_for_a_day_and_gets_the_first_of_a_month(talk: Talk) -> None:
    wanted = days.months_later(days.today(), 7) + datetime.timedelta(days=3)
    assert asks(talk, wanted) == first_from(wanted)


def test_nobody_gets_more_than_the_most_nor_less_than_four_weeks(talk: Talk, later: Later) -> None:
    most = first_until(days.months_later(days.today(), 24))
    assert asks(talk, days.today()) >= days.today() + datetime.timedelta(days=28)
    assert asks(talk, datetime.date(2999, 1, 1), add=True) == most
    later(300)
    assert asks(talk, datetime.date(2999, 1, 1), add=True) == most


def test_what_is_added_moves_the_day_on_and_never_back(talk: Talk) -> None:
    first = asks(talk, days.months_later(days.today(), 6))
    assert asks(talk, days.months_later(days.today(), 2), add=True) == first
    assert asks(talk, days.months_later(days.today(), 9), add=True) > first


def test_a_reporter_who_writes_begins_it_anew(talk: Talk, later: Later) -> None:
    asks(talk, days.months_later(days.today(), 24))
    moment = later(400)
    talk.log.event("reopen", talk.who).statement(talk.who, "Er is iets nieuws")
    assert talk.by_reporter().status_code == 200
    later(2_000)
    retention.sweep()
    assert Item.objects.exists()
    later(400)
    wanted = days.months_later(moment, 20)
    assert asks(talk, wanted) == first_from(wanted)


def test_a_withdrawal_that_is_undone_leaves_the_day_as_it_was(talk: Talk) -> None:
    told = asks(talk, days.months_later(days.today(), 9))
    withdrawn(talk)
    talk.log.event("restore", talk.who)
    assert talk.by_reporter().status_code == 200
    assert Conversation.objects.get().destroy_on == told


@pytest.mark.parametrize("day", ["2027-02-30", "2027-1-1", "morgen", 20270101])
def test_a_day_that_is_none_is_refused(talk: Talk, day: object) -> None:
    talk.log.event("close", talk.counsellor)
    request = talk.log.take()
    request.extra["keep_until"] = day
    assert talk.team.line().append(talk.log, request).status_code == 422


def test_reopening_stops_it(talk: Talk, later: Later) -> None:
    closed(talk)
    talk.log.event("reopen", talk.who).statement(talk.who, "Toch nog iets")
    assert talk.by_reporter().status_code == 200
    later(1_000)
    retention.sweep()
    assert talk.line.read(talk.log.conversation, talk.token)[0]["length"] == 9


def test_any_other_item_starts_it_anew(talk: Talk, later: Later) -> None:
    closed(talk)
    moment = later(60)
    talk.log.epoch(talk.who)
    assert talk.by_reporter().status_code == 200
    assert Conversation.objects.get().destroy_on == first_from(days.months_later(moment, 3))


def test_a_case_without_a_reporter_ends_by_the_same_rules(team: Team, later: Later) -> None:
    vp, desk = team.counsellors[0], team.line()
    log = Log("file").create(vp, roster=team.roster.at()).epoch(vp).statement(vp, kind="case")
    desk.create(log.take(), work=False)
    log.event("close", vp)
    assert desk.append(log).status_code == 200
    later(100)
    retention.sweep()
    assert not Item.objects.exists()
    assert desk.list()[0]["state"] == "destroyed"


def test_what_nobody_takes_part_in_any_more_goes_in_the_next_sweep(talk: Talk) -> None:
    talk.log.leave(talk.who)
    talk.by_reporter()
    talk.log.leave(talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    retention.sweep()
    assert not Item.objects.exists()


def test_ones_own_log_is_never_swept(team: Team, later: Later) -> None:
    vp, desk = team.counsellors[0], team.line()
    own = Log("own").create(vp).epoch(vp)
    desk.create(own.take(), work=False)
    later(3_000)
    retention.sweep()
    assert desk.read(own.conversation)[0]["length"] == 2


def test_months_end_with_the_month() -> None:
    assert days.months_later(datetime.date(2026, 1, 31), 1) == datetime.date(2026, 2, 28)
    assert days.months_later(datetime.date(2026, 11, 30), 3) == datetime.date(2027, 2, 28)
    assert days.months_later(datetime.date(2026, 12, 1), 24) == datetime.date(2028, 12, 1)


# --- Other sweeps -------------------------------------------------------------------------------


def test_an_unused_one_time_phrase_goes_after_thirty_days(team: Team, later: Later) -> None:
    own = Phrase()
    begin_talk(team, own)
    begin_for_caller(team, Phrase())
    later(30)
    retention.sweep()
    assert Locator.objects.count() == 2
    later(31)
    retention.sweep()
    assert list(Locator.objects.values_list("intake", flat=True)) == [False]


def test_spent_work_is_remembered_as_long_as_it_could_be_used(talk: Talk, later: Later) -> None:
    later(1)
    retention.sweep()
    assert UsedChallenge.objects.count() == 1
    later(3)
    retention.sweep()
    assert not UsedChallenge.objects.exists()


def test_a_sweep_that_was_cut_short_is_finished_by_the_next(
    talk: Talk,
    later: Later,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    withdrawn(talk)
    later(4)

    def stop(_names: list[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(uploads, "remove", stop)
        with pytest.raises(KeyboardInterrupt):
            retention.sweep()
    assert not Envelope.objects.exists()
    assert Item.objects.exists()
    retention.sweep()
    assert not Item.objects.exists()
    assert not Upload.objects.exists()


def test_locators_are_written_anew_without_changing(team: Team) -> None:
    phrases = [Phrase() for _ in range(3)]
    for phrase in phrases:
        begin_talk(team, phrase)
    before = sorted(Locator.objects.values_list("hash", "version"))
    retention.rewrite_locators()
    assert sorted(Locator.objects.values_list("hash", "version")) == before
    assert Line().locator_token(phrases[0]).status_code == 200
