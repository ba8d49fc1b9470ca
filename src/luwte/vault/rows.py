"""The vault's own SQL where it is hot: statements that are made once, for both databases.

A conversation begins with some twenty rows in seven tables. Through model instances that takes
three times as long as everything else together.
"""

from __future__ import annotations

import datetime
import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from select import POLLIN, poll
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

Row = Sequence[Any]


class Counted:
    """Stands in a row for the number that `Counter` gives in the same write."""


COUNTED = Counted()


@dataclass(frozen=True, slots=True)
class Counter:
    """A statement that counts one further and returns the number.

    `given`: what stands for that number in a statement that has this one as its part `counted`.
    """

    sql: str
    values: Row
    given: str


class Insert:
    """INSERT of any number of rows into these columns of a table."""

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        meta = model._meta
        named = (meta.get_field(name) for name in fields)
        columns = ", ".join(f'"{field.column}"' for field in named if isinstance(field, Field))
        # Names of our own models, never anything that was sent.
        self.start = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES '  # noqa: S608
        self.row = f"({', '.join(['%s'] * len(fields))})"
        self.made: dict[int, str] = {}

    def of(self, rows: Sequence[Row]) -> Piece:
        """The rows to write, for `insert_all`."""
        return Piece(self, rows)

    def sql(self, count: int) -> str:
        """The statement for so many rows."""
        sql = self.made.get(count)
        if sql is None:
            sql = self.made[count] = self.start + ", ".join([self.row] * count)
        return sql

    def once(self, row: Row) -> bool:
        """Write one row unless it is there; returns whether it wasn't."""
        return change(self.sql(1) + " ON CONFLICT DO NOTHING", row) == 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows for one table."""

    insert: Insert
    rows: Sequence[Row]

    @property
    def values(self) -> list[Any]:
        """All values, row by row."""
        return list(chain.from_iterable(self.rows))


def insert_all(pieces: Sequence[Piece], counter: Counter | None = None) -> None:
    """Write rows into several tables: one statement on PostgreSQL, where each is a round trip.

    Rows may refer to one another there, since references are checked at the end.
    """
    full = [piece for piece in pieces if piece.rows]
    here = database()
    if here.vendor == "postgresql":
        if full:
            insert_together(full, counter)
        return
    with here.wrap_database_errors:
        number = execute(here, counter.sql, counter.values).fetchone()[0] if counter else 0
        for piece in full:
            values = piece.values
            if COUNTED in values:
                values = [number if value is COUNTED else value for value in values]
            execute(here, piece.insert.sql(len(piece.rows)), values)


def insert_together(pieces: Sequence[Piece], counter: Counter | None) -> None:
    """All of it as parts of one statement, which is a transaction of its own."""
    before = [] if counter is None else [f"counted AS ({counter.sql})"]
    values = [] if counter is None else list(counter.values)
    number = "" if counter is None else counter.given
    *others, last = [(piece, placed(piece, number)) for piece in pieces]
    before += [f"t{at} AS ({sql})" for at, (_, sql) in enumerate(others)]
    values += [value for piece in pieces for value in piece.values if value is not COUNTED]
    change((f"WITH {', '.join(before)} " if before else "") + last[1], values)


def placed(piece: Piece, number: str) -> str:
    """The piece's statement, with the counter's number where it belongs."""
    if not number or all(value is not COUNTED for value in piece.values):
        return piece.insert.sql(len(piece.rows))
    rows = (", ".join(number if value is COUNTED else "%s" for value in row) for row in piece.rows)
    return piece.insert.start + ", ".join(f"({row})" for row in rows)


# --- Statements ---------------------------------------------------------------------------------


def database() -> BaseDatabaseWrapper:
    """This thread's connection. Django's `connection` looks for it at each attribute."""
    return connections[DEFAULT_DB_ALIAS]


def select(sql: str, values: Row) -> list[tuple[Any, ...]]:
    """All rows that this gives."""
    here = database()
    with here.wrap_database_errors:
        return list(execute(here, sql, values).fetchall())


def change(sql: str, values: Row) -> int:
    """How many rows this changed."""
    here = database()
    with here.wrap_database_errors:
        return int(execute(here, sql, values).rowcount)


def execute(here: BaseDatabaseWrapper, sql: str, values: Row) -> Any:
    """Run a statement by the driver itself: Django's cursors take longer than the statements."""
    if here.force_debug_cursor or here.execute_wrappers:
        cursor = here.cursor()
        cursor.execute(sql, values)
        return cursor
    driver: Any = here
    check_connection(driver)
    if driver.vendor == "sqlite":
        return driver.connection.execute(in_sqlite(sql), values)
    # Values apart from the statement, which is then planned once per connection.
    return driver.Database.Cursor(driver.connection).execute(sql, values)


def check_connection(here: Any) -> None:
    """Connect where needed. A server that went away says so: only then is it asked."""
    if here.connection is None:
        here.ensure_connection()
    elif here.in_atomic_block:
        here.validate_no_broken_transaction()
    elif here.vendor == "postgresql":
        listening = poll()
        listening.register(here.connection.fileno(), POLLIN)
        if listening.poll(0):
            here.close_if_health_check_failed()
            here.ensure_connection()


@lru_cache(maxsize=256)
def in_sqlite(sql: str) -> str:
    """The same with SQLite's placeholders."""
    return sql.replace("%s", "?")


def as_day(value: datetime.date | str | None) -> datetime.date | None:
    """A day as a column gives it: SQLite keeps text."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


# --- Transactions -------------------------------------------------------------------------------


@contextmanager
def turn() -> Iterator[None]:
    """Our turn to write to SQLite; several turns of one thread are one.

    SQLite itself lets a second writer sleep and look again, longer each time. A lock on a file
    wakes whoever waits the moment it is free, in this process and in others.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    descriptor = os.open(turn_file(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that writes. Only one at a time can on SQLite, so there we queue up for it."""
    with turn(), transaction.atomic():
        yield


def turn_file() -> Path:
    """Where writers to SQLite queue up."""
    return Path(settings.LUWTE.data) / "writing.lock"
