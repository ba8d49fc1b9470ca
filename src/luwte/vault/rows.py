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
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Field

Row = Sequence[Any]


class Insert:
    """INSERT of any number of rows into these columns of a table."""

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        meta = model._meta
        named = (meta.get_field(name) for name in fields)
        columns = ", ".join(f'"{field.column}"' for field in named if isinstance(field, Field))
        # Names of our own models, never anything that was sent.
        self.start = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES '  # noqa: S608
        self.row = f"({', '.join(['%s'] * len(fields))})"

    def of(self, rows: Sequence[Row]) -> Piece:
        """The rows to write, for `insert_all`."""
        return Piece(self, rows)

    def sql(self, rows: Sequence[Row]) -> str:
        """The statement for so many rows."""
        return self.start + ", ".join([self.row] * len(rows))

    def once(self, row: Row) -> bool:
        """Write one row unless it is there; returns whether it wasn't."""
        return change(self.sql([row]) + " ON CONFLICT DO NOTHING", row) == 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows for one table."""

    insert: Insert
    rows: Sequence[Row]

    @property
    def values(self) -> list[Any]:
        """All values, row by row."""
        return [value for row in self.rows for value in row]


def insert_all(pieces: Sequence[Piece]) -> None:
    """Write rows into several tables: one statement on PostgreSQL, where each is a round trip.

    Rows may refer to one another there, since references are checked at the end.
    """
    full = [piece for piece in pieces if piece.rows]
    if connection.vendor != "postgresql":
        for piece in full:
            change(piece.insert.sql(piece.rows), piece.values)
        return
    if full:
        named = [f"t{number} AS ({one.insert.sql(one.rows)})" for number, one in enumerate(full)]
        *before, last = full
        together = f"WITH {', '.join(named[:-1])} " if before else ""
        values = [value for piece in full for value in piece.values]
        change(together + last.insert.sql(last.rows), values)


def select(sql: str, values: Row) -> list[tuple[Any, ...]]:
    """All rows that this gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def change(sql: str, values: Row) -> int:
    """How many rows this changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def as_day(value: datetime.date | str | None) -> datetime.date | None:
    """A day as a column gives it: SQLite keeps text."""
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


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
