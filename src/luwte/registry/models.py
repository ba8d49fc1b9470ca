"""Anonymous records: what is counted, and nothing by which it could be found again.

No row of them holds a time, a counsellor, or a key to anything. The primary keys are 128 random
bits and the tables are kept in their order (`nightly.py`), so that no order of writing is left.
Work that is no case (`activities.py`) lies beside them, with its day, and tells nothing of them.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.registry.activities import Activity
from luwte.registry.additions import AddedCode

__all__ = [
    "KEPT_IN_ORDER", "Activity", "AddedCode", "Counted", "Judged", "Judgement", "Registration",
    "ShownJudgements", "UsedToken", "WaitingJudgement", "WaitingRegistration", "today",
]  # fmt: skip


def today() -> datetime.date:
    """The day it is now in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


class Counted(models.Model):
    """One case in codes, or one of which only is known that it isn't counted.

    `handle` is the hash of a random number that the counsellor's sealed file holds. Whoever knows
    that number may correct the row. `codes` are answers to the questions of `codes.py`.
    """

    class Kind(models.TextChoices):
        CASE = "case"
        NOT_COUNTED = "not-counted"
        REMOVED = "removed"

    handle = models.CharField(max_length=32, primary_key=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=11, choices=Kind)
    version = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    codes = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class WaitingRegistration(Counted):
    """Handed over, and not yet moved with the others of the night."""


class Registration(Counted):
    """What figures are made of."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "year"], name="counted_in")]


class Judged(models.Model):
    """What somebody thought of the help: three answers in codes."""

    key = models.CharField(max_length=32, primary_key=True, default=new_id)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    year = models.PositiveSmallIntegerField()
    helped = models.CharField(max_length=10)
    safe = models.CharField(max_length=10)
    harmed = models.CharField(max_length=10)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.year)


class WaitingJudgement(Judged):
    """Sent, and not yet moved with the others of the night."""


class Judgement(Judged):
    """One judgement of the help."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "year"], name="judged_in")]


class ShownJudgements(models.Model):
    """Five judgements or more, added up for good. The judgements themselves are gone.

    `together`: those of several organisations of this provider, each of which had too few.
    """

    key = models.CharField(max_length=32, primary_key=True, default=new_id)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    together = models.BooleanField(default=False)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    answers = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year}"


class UsedToken(models.Model):
    """A token that was handed in: by the hash of its number, so that it counts once."""

    hash = models.CharField(max_length=32, primary_key=True)
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.year)


KEPT_IN_ORDER: tuple[type[models.Model], ...] = (
    WaitingRegistration,
    Registration,
    WaitingJudgement,
    Judgement,
    ShownJudgements,
    UsedToken,
)
