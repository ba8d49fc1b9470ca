"""Statements that go to the driver itself are as safe as Django's own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, connections

from luwte.vault.models import UsedChallenge
from luwte.vault.rows import change, select
from luwte.vault.work import SPENT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M08")]

DAY = "2026-01-01"
BACKEND = "SELECT pg_backend_pid()"
END = "SELECT pg_terminate_backend(%s, 5000)"


def test_what_is_there_twice_is_refused_as_django_would() -> None:
    change(SPENT.sql(1), (1, DAY))
    with pytest.raises(IntegrityError):
        change(SPENT.sql(1), (1, DAY))
    assert UsedChallenge.objects.count() == 1


def test_a_server_that_was_started_anew_costs_nobody_a_message() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    before = select(BACKEND, [])[0][0]
    connection.close_if_unusable_or_obsolete()  # as between two requests
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute(END, [before])
    finally:
        other.close()
    change(SPENT.sql(1), (1, DAY))
    assert select(BACKEND, [])[0][0] != before
    assert UsedChallenge.objects.count() == 1
