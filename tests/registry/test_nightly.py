"""Once a night all that waits moves together, and the tables keep no order of writing."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection

from luwte.registry import nightly
from luwte.registry.models import (
    KEPT_IN_ORDER,
    Judgement,
    Registration,
    UsedToken,
    WaitingJudgement,
    WaitingRegistration,
)
from luwte.site.sweeps import all_sweeps
from tests.registry.conftest import Office, make_office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M24")]

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="of SQLite's files")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL")


def test_it_runs_once_a_day() -> None:
    (sweep,) = [one for one in all_sweeps() if one.run is nightly.move]
    assert sweep.every == datetime.timedelta(days=1)


def test_what_waits_moves_and_nothing_is_left_waiting(office: Office) -> None:
    for _ in range(12):
        office.hand_over(office.registration())
    nightly.move()
    assert (Registration.objects.count(), WaitingRegistration.objects.count()) == (12, 0)
    nightly.move()
    assert Registration.objects.count() == 12


def test_a_judgement_moves_under_another_key() -> None:
    organisation = make_office().organisation
    answers = {"helped": "yes", "safe": "yes", "harmed": "no"}
    waiting = WaitingJudgement.objects.create(organisation=organisation, year=2026, **answers)
    nightly.move()
    assert not WaitingJudgement.objects.exists()
    assert Judgement.objects.get().key != waiting.key


def test_used_tokens_are_forgotten_once_their_year_counts_no_more() -> None:
    year = datetime.datetime.now(datetime.UTC).year
    for age in range(4):
        UsedToken.objects.create(hash=str(age) * 32, year=year - age)
    nightly.move()
    assert set(UsedToken.objects.values_list("year", flat=True)) == {year, year - 1}


@on_sqlite
def test_sqlite_keeps_no_hidden_number_beside_the_random_key() -> None:
    with connection.cursor() as cursor:
        for model in KEPT_IN_ORDER:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [model._meta.db_table])
            assert cursor.fetchone()[0].endswith("WITHOUT ROWID"), model


def test_rows_lie_in_the_order_of_their_random_keys(office: Office) -> None:
    written: list[str] = []
    for _ in range(30):
        office.hand_over(office.registration())
        waiting = set(WaitingRegistration.objects.values_list("handle", flat=True))
        written += waiting - set(written)
        if len(written) % 7 == 0:
            nightly.move()
    nightly.move()
    place = "handle" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT handle FROM registry_registration ORDER BY {place}")  # noqa: S608
        stored = [row[0] for row in cursor.fetchall()]
    assert stored == sorted(stored)
    assert sorted(stored) == sorted(written)
    assert stored != written


@on_postgresql
def test_all_rows_name_the_same_transaction(office: Office) -> None:
    for _ in range(4):
        office.hand_over(office.registration())
        nightly.move()
    office.hand_over(office.registration())
    nightly.move()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM registry_registration")
        assert len(cursor.fetchall()) == 1
