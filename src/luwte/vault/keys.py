"""Primary keys that remember no order, and keep together what belongs together.

A conversation has a random key with its lowest bits zero. Its items, and the places in it, have
the keys that follow: the conversation's key plus the item's `seq`, or the place's number. So the
rows of one conversation lie side by side, wherever in the table chance put it, and one range of
keys is all of it. That makes a write touch a third of the pages that random keys would.
"""

import secrets
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def random_key() -> int:
    """63 random bits."""
    return secrets.randbits(63)


SPAN_BITS = 18
SPAN = 1 << SPAN_BITS


def conversation_key() -> int:
    """A random key with room for what belongs to the conversation."""
    return secrets.randbits(63 - SPAN_BITS) << SPAN_BITS


class RandomKey(models.BigIntegerField):  # type: ignore[type-arg]
    """A random primary key that is also the order in which the table is kept.

    SQLite keeps a table in the order of its `rowid`. A key declared `bigint` would leave a
    hidden, ascending `rowid` beside it, which tells what was written together with what. A key
    declared `integer` *is* the `rowid`, so that nothing but the random number is left.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", random_key)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else "bigint"
