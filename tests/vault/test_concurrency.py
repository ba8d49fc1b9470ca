"""Many at once: one of them is first, everybody hears the truth, and nothing is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import pytest
from django.db import connection, connections

from luwte.vault.models import Conversation, Item, Locator, Participation, UsedChallenge
from tests.vault.conftest import Talk, begin_talk, make_team
from tests.vault.test_phrases import rekeyed, replacing
from tests.vault.wire_client import Line
from tests.vault.writer import Log, Phrase, Request, reporter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M08")]

CLIENTS = 6
Answer = TypeVar("Answer")


def at_once(tasks: list[Callable[[], Answer]]) -> list[Answer]:
    """Run all of them at the same time, each with a connection of its own."""

    def run(task: Callable[[], Answer]) -> Answer:
        try:
            return task()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def another_writer(talk: Talk, text: str) -> Request:
    """An append to the same head, by whoever else is writing just now."""
    log = Log(conversation=talk.log.conversation)
    log.head, log.length = talk.log.head, talk.log.length
    log.epoch_number, log.seeds = talk.log.epoch_number, talk.log.seeds
    return log.statement(talk.who, text).take()


def test_of_many_who_write_to_one_head_one_is_first() -> None:
    talk = begin_talk(make_team())
    requests = [another_writer(talk, f"regel {number}") for number in range(CLIENTS)]
    answers = at_once(
        [partial(Line().append, talk.log, request, talk.token) for request in requests]
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: CLIENTS - 1}
    first = next(answer for answer in answers if answer.status_code == 200).json()
    for answer in answers:
        assert (answer.json()["head"], answer.json()["length"]) == (first["head"], 7)
    assert Item.objects.count() == 7


def test_the_same_append_sent_many_times_at_once_is_there_once() -> None:
    talk = begin_talk(make_team())
    request = another_writer(talk, "een keer")
    answers = at_once([lambda: Line().append(talk.log, request, talk.token)] * CLIENTS)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert Item.objects.count() == 7


def test_the_same_create_sent_many_times_at_once_is_there_once() -> None:
    team = make_team()
    request = team.conversation(reporter()).take()
    works = [Line().work() for _ in range(CLIENTS)]

    def send(work: str) -> Any:
        own = Request(**{**request.__dict__, "extra": {"work": work}})
        return Line().create(own, work=False)

    answers = at_once([partial(send, work) for work in works])
    assert {answer.status_code for answer in answers} == {201}
    assert len([answer for answer in answers if answer.json()["token"]]) == 1
    assert (Conversation.objects.count(), Item.objects.count()) == (1, 6)


def test_one_piece_of_work_begins_one_conversation() -> None:
    team = make_team()
    work = Line().work()
    requests = [team.conversation(reporter()).take() for _ in range(CLIENTS)]
    for request in requests:
        request.extra["work"] = work
    answers = at_once([partial(Line().create, one, work=False) for one in requests])
    assert Counter(answer.status_code for answer in answers) == {201: 1, 403: CLIENTS - 1}
    assert UsedChallenge.objects.count() == 1


def test_many_conversations_begin_at_once_and_each_change_is_told_once() -> None:
    team = make_team()
    lines = [Line() for _ in range(CLIENTS)]
    requests = [[team.conversation(reporter()).take() for _ in range(4)] for _ in lines]
    works = [[line.work() for _ in range(4)] for line in lines]

    def begin(number: int) -> list[int]:
        told = []
        for request, work in zip(requests[number], works[number], strict=True):
            request.extra["work"] = work
            told.append(lines[number].create(request, work=False).status_code)
        return told

    answers = at_once([partial(begin, number) for number in range(CLIENTS)])
    assert {status for told in answers for status in told} == {201}
    listed = team.line().list()
    assert [one["change"] for one in listed] == list(range(1, 4 * CLIENTS + 1))


def test_a_one_time_phrase_is_used_once_however_many_try() -> None:
    old = Phrase()
    talk = begin_talk(make_team(), old)
    token = Line().locator_token(old).json()["token"]
    before = (talk.log.head, talk.log.length, talk.log.epoch_number)
    bodies = []
    for _ in range(CLIENTS):
        talk.log.head, talk.log.length, talk.log.epoch_number = before
        talk.log.members[talk.who.person].keys = talk.who.keys
        rekeyed(talk)
        bodies.append(replacing(Phrase(), talk.log))
    answers = at_once([partial(Line().send, "phrase/replace", one, token) for one in bodies])
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[200] == 1
    assert set(statuses) <= {200, 401, 403, 409}
    assert Locator.objects.count() == 1
    assert Participation.objects.filter(role="reporter").count() == 1
    assert Item.objects.count() == 8


def test_reading_goes_on_while_others_write() -> None:
    talk = begin_talk(make_team())

    def write() -> list[int]:
        statuses = []
        for number in range(10):
            talk.log.statement(talk.who, f"{number}")
            statuses.append(talk.by_reporter().status_code)
        return statuses

    def read() -> list[int]:
        line = Line()
        return [line.read(talk.log.conversation, talk.token)[0]["length"] for _ in range(10)]

    tasks: list[Callable[[], list[int]]] = [write, read]
    written, seen = at_once(tasks)
    assert set(written) == {200}
    assert seen == sorted(seen)


def test_the_database_under_test_is_the_real_thing() -> None:
    """In memory SQLite would lock otherwise than it does in production."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone()[0] == "wal"
