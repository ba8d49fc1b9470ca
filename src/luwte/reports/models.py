"""What is noticed and reported, in figures that give nobody away.

Signals are below; reports and the ledger of their figures in annual.py; advice in advice.py.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.reports.advice import ActionMark, Advice, AdviceAction, AdviceAnswer
from luwte.reports.annual import LedgerEntry, Recommendation, Report
from luwte.reports.reading_links import ReadingLink
from luwte.reports.rules import PublishingRules

__all__ = [
    "ActionMark",
    "Advice",
    "AdviceAction",
    "AdviceAnswer",
    "LedgerEntry",
    "PublishingRules",
    "ReadingLink",
    "Recommendation",
    "Report",
    "Signal",
    "WatchedQuarter",
]


class WatchedQuarter(models.Model):
    """That a quarter was looked at. Each is looked at once: what was said of it never changes.

    Were it looked at again after another case was counted, the change would tell of that case.
    `outcome` says why there was nothing to look at, or that there was.
    """

    class Outcome(models.TextChoices):
        WATCHED = "watched"
        TOO_SHORT = "too-short"
        TOO_RARE = "too-rare"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "year", "quarter"], name="watched_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.quarter} {self.outcome}"


class Signal(models.Model):
    """One series that was worth a look at the end of a quarter.

    `series` is "all", or the name of a question and a code of it with a colon between. `about` is
    how many cases came in the last `quarters`, rounded to five; `usual` is what was to be expected.
    """

    class Decision(models.TextChoices):
        OPEN = ""
        WATCH = "watch"
        TALK = "talk"
        ADVISE = "advise"
        NOTHING = "nothing"

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=64)
    quarters = models.PositiveSmallIntegerField()
    about = models.PositiveIntegerField()
    usual = models.PositiveIntegerField()
    decision = models.CharField(max_length=7, choices=Decision, blank=True, default=Decision.OPEN)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-year", "-quarter"], name="signals_of")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}-{self.quarter}"
