"""Who waits together is committed together, is refused alone, and hears nothing too early."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from luwte.people.problems import Problem
from luwte.vault import together
from luwte.vault.models import Conversation, UsedChallenge
from luwte.vault.refusals import refusal
from luwte.vault.rows import change, turn
from luwte.vault.together import write_soon
from luwte.vault.work import SPENT
from tests.vault.conftest import make_team
from tests.vault.test_concurrency import CLIENTS, at_once
from tests.vault.wire_client import Line
from tests.vault.writer import reporter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M08")]

DAY = "2026-01-01"


def row(key: int) -> None:
    change(SPENT.sql(1), (key, DAY))


def refuse() -> None:
    row(99)
    raise refusal("unknown-upload")


def written(write: Callable[[], None]) -> str:
    """What whoever wrote this was told."""
    try:
        write_soon(write, one_statement=True)
    except Problem as error:
        return error.code
    finally:
        connections.close_all()
    return "written"


def while_the_turn_is_anothers(writes: list[Callable[[], None]]) -> list[str]:
    """Let them wait for the turn at the same moment, and see that nobody is told before."""
    with ThreadPoolExecutor(len(writes)) as pool:
        with turn():
            told: list[Future[str]] = [pool.submit(written, write) for write in writes]
            time.sleep(0.3)
            assert not any(one.done() for one in told)
            assert UsedChallenge.objects.count() == 0
        return [one.result() for one in told]


def sqlite_only() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL gathers commits by itself")


def test_all_who_wait_are_written() -> None:
    sqlite_only()
    answers = while_the_turn_is_anothers([partial(row, key) for key in range(CLIENTS)])
    assert answers == ["written"] * CLIENTS
    assert UsedChallenge.objects.count() == CLIENTS


def test_who_is_refused_hinders_nobody_else_and_leaves_nothing() -> None:
    sqlite_only()
    answers = while_the_turn_is_anothers([partial(row, 1), refuse, partial(row, 2)])
    assert answers == ["written", "unknown-upload", "written"]
    assert set(UsedChallenge.objects.values_list("key", flat=True)) == {1, 2}


def test_who_comes_after_a_refusal_is_written() -> None:
    sqlite_only()
    assert written(refuse) == "unknown-upload"
    assert written(partial(row, 1)) == "written"
    assert not together.TOGETHER.queue


def test_inside_another_transaction_it_is_a_part_of_that() -> None:
    with transaction.atomic():
        write_soon(partial(row, 1), one_statement=True)
        transaction.set_rollback(True)
    assert not UsedChallenge.objects.exists()


def test_the_very_same_request_many_times_at_once_is_a_repetition_for_all_but_one() -> None:
    team = make_team()
    request = team.conversation(reporter()).take()
    request.extra["work"] = Line().work()
    answers = at_once([lambda: Line().create(request, work=False)] * CLIENTS)
    assert Counter(answer.status_code for answer in answers) == {201: CLIENTS}
    assert len([answer for answer in answers if answer.json()["token"]]) == 1
    assert Conversation.objects.count() == 1


def test_a_watched_statement_is_the_same_statement() -> None:
    """Tests that count statements watch them; nobody does so in production."""
    with CaptureQueriesContext(connection) as captured:
        row(1)
    assert len(captured) == 1
    row(2)
    assert set(UsedChallenge.objects.values_list("key", flat=True)) == {1, 2}
