"""What a full disk or a busy database looks like to who was sending: a kind word, nothing lost."""

from __future__ import annotations

import errno

from django.db import OperationalError
from django.http import UnreadablePostError

from luwte.people.problems import Problem
from luwte.vault.refusals import refusal

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
POSTGRES_FULL = ("53100", "58030")
SQLITE_FULL = ("disk is full", "disk I/O error", "unable to open database file")
SQLITE_BUSY = ("database is locked", "database table is locked")
POSTGRES_BUSY = ("40001", "40P01", "53300", "55P03", "57P03")


def fault(error: Exception) -> Problem | None:
    """The problem that this failure amounts to; None when it is a fault of ours."""
    if isinstance(error, UnreadablePostError):
        return refusal("unreadable")
    if isinstance(error, OSError):
        return refusal("disk-full") if error.errno in FULL else None
    if isinstance(error, OperationalError):
        state = getattr(error.__cause__, "sqlstate", None) or ""
        said = str(error)
        if state in POSTGRES_FULL or said.endswith(SQLITE_FULL):
            return refusal("disk-full")
        if state in POSTGRES_BUSY or said.endswith(SQLITE_BUSY):
            return refusal("busy")
    return None
