"""What the database remembers besides its rows: order, times, deleted bytes."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from luwte.vault import days, retention
from luwte.vault.keys import SPAN
from luwte.vault.models import (
    Conversation,
    Envelope,
    Header,
    Item,
    Locator,
    Participation,
)
from tests.vault.conftest import begin_talk, make_team
from tests.vault.writer import Phrase

pytestmark = pytest.mark.mission("M22")

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="of SQLite's files")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL")


def test_no_table_of_the_vault_holds_a_time() -> None:
    for model in apps.get_app_config("vault").get_models():
        for field in model._meta.get_fields():
            assert not isinstance(field, models.DateTimeField | models.TimeField), field


@on_sqlite
@pytest.mark.django_db
def test_rows_lie_in_the_order_of_their_random_keys() -> None:
    for model in (Conversation, Participation, Item, Locator):
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [model._meta.db_table])
            assert '"key" integer NOT NULL PRIMARY KEY' in cursor.fetchone()[0]
    team = make_team()
    written = [begin_talk(team, Phrase()).log.conversation for _ in range(12)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id FROM vault_conversation ORDER BY rowid")
        stored = [row[0] for row in cursor.fetchall()]
    assert sorted(stored) == sorted(written)
    assert stored != written


@pytest.mark.django_db
def test_what_belongs_to_a_conversation_lies_beside_it() -> None:
    begin_talk(make_team())
    key = Conversation.objects.get().key
    assert key % SPAN == 0
    assert [item.key - key for item in Item.objects.order_by("seq")] == [0, 1, 2, 3, 4, 5]
    assert {place.key - key for place in Participation.objects.all()} == {0, 1}


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_locator_shares_no_transaction_with_its_conversation() -> None:
    team = make_team()
    for _ in range(5):
        begin_talk(team, Phrase())

    def transactions(table: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT xmin::text FROM {table} ORDER BY ctid")  # noqa: S608
            return [row[0] for row in cursor.fetchall()]

    assert set(transactions("vault_locator")) & set(transactions("vault_conversation"))
    retention.rewrite_locators()
    retention.forget_on_disk()
    assert len(set(transactions("vault_locator"))) == 1
    assert not set(transactions("vault_locator")) & set(transactions("vault_conversation"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM vault_locator ORDER BY ctid")
        keys = [row[0] for row in cursor.fetchall()]
    assert keys == sorted(keys)


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_what_was_destroyed_is_in_no_file_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    team = make_team()
    for _ in range(20):
        talk = begin_talk(team, Phrase())
        talk.log.event("withdraw", talk.who)
        assert talk.by_reporter().status_code == 200
    canaries = [bytes(row)[-200:] for row in Item.objects.values_list("bytes", flat=True)]
    canaries += [bytes(row)[40:] for row in Header.objects.values_list("bytes", flat=True)]
    canaries += [bytes(row)[-60:] for row in Envelope.objects.values_list("bytes", flat=True)]
    assert any(one in on_disk() for one in canaries)
    day = days.today() + datetime.timedelta(days=4)
    monkeypatch.setattr(retention, "today", lambda: day)
    retention.sweep()
    left = on_disk()
    assert len(left) > 10_000
    assert [one for one in canaries if one in left] == []
    assert Path(f"{name()}-wal").stat().st_size == 0


def name() -> str:
    return str(connection.settings_dict["NAME"])


def on_disk() -> bytes:
    """The database and its log, as a thief finds them."""
    files = [Path(name() + suffix) for suffix in ("", "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())
