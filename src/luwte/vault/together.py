"""Who waits for a turn to write to SQLite at the same moment shares one transaction.

A commit is a write to disk that has to arrive, and only one can be under way. So whoever gets the
turn writes what all others of this process wait to write as well, commits once, and only then are
all of them answered. When something of it is refused, each is written by itself after all.
PostgreSQL gathers commits by itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from luwte.vault.rows import database, turn

Write = Callable[[], None]


@dataclass(slots=True, eq=False)
class Waiting:
    """What one thread wants written. It may be tried twice."""

    write: Write
    done: bool = False
    error: BaseException | None = None


class Together:
    """The queue of one process. Whoever leads writes for all who wait."""

    def __init__(self) -> None:
        self.leading = threading.Lock()
        self.queue: deque[Waiting] = deque()

    def write(self, write: Write) -> None:
        """Returns once it is written and committed; raises what hindered just this write."""
        mine = Waiting(write)
        self.queue.append(mine)
        with self.leading:
            if not mine.done:
                self.lead()
        if mine.error is not None:
            raise mine.error

    def lead(self) -> None:
        """Write all that waits once the turn is ours, whoever came to wait meanwhile included."""
        group: list[Waiting] = []
        try:
            with turn():
                group = self.take()
                write_all(group)
        except BaseException as error:  # noqa: BLE001
            # Whatever it is, an interruption too: who isn't told of it would think it is written.
            for one in group or self.take():
                if not one.done:
                    one.error, one.done = error, True

    def take(self) -> list[Waiting]:
        return [self.queue.popleft() for _ in range(len(self.queue))]


def write_all(group: Sequence[Waiting]) -> None:
    """In one transaction; if that fails, in one each, so that nobody is hindered by another."""
    try:
        with transaction.atomic():
            for one in group:
                one.write()
    except Exception:
        if len(group) == 1:
            raise
        for one in group:
            write_alone(one)
    for one in group:
        one.done = True


def write_alone(one: Waiting) -> None:
    try:
        with transaction.atomic():
            one.write()
    except Exception as error:  # noqa: BLE001
        # Raised in the thread that waits for it, and hindering none of the others.
        one.error = error
    one.done = True


TOGETHER = Together()


def write_soon(write: Write, *, one_statement: bool) -> None:
    """Write this in a transaction. `write` may be called twice; it leaves nothing but rows."""
    here = database()
    if here.in_atomic_block:
        with transaction.atomic():
            write()
    elif here.vendor == "sqlite":
        TOGETHER.write(write)
    elif one_statement:
        write()  # which is a transaction by itself
    else:
        with transaction.atomic():
            write()
