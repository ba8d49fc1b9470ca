"""Annual reports while they are made and once published, and the ledger of all figures ever given.

What is published never changes: a correction is a new version that says why. The ledger only
grows, whether a report came of it or not, since somebody has seen the figures.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet
from luwte.people.models import Person
from luwte.reports.content import FollowUp, ReportContent, Words


class ReportQuerySet(TenantQuerySet["Report"]):
    """Reports, within one's own organisations."""

    def published(self) -> ReportQuerySet:
        """Those that management may read, the newest first."""
        return self.filter(published_on__isnull=False).order_by("-end", "-start", "-version")

    def drafts(self) -> ReportQuerySet:
        """Those still being made."""
        return self.filter(published_on__isnull=True)

    def newest_versions(self) -> ReportQuerySet:
        """Without those that another published one corrects."""
        corrected = Report.objects.published().filter(corrects__isnull=False)
        return self.exclude(pk__in=corrected.values("corrects"))


class Report(models.Model):
    """One report of a period: choices and words as long as it is a draft, then its content.

    `tables`: ids of the catalogue. `texts`: section to words by language. `review`: fixed question
    to observation, ground and improvement. `trend`: how many earlier years stand beside it.
    """

    class Kind(models.TextChoices):
        YEAR = "year", _("Calendar year")
        STUDY_YEAR = "study-year", _("Study year, July to June")
        FIRST_HALF = "first-half", _("January to June")
        SECOND_HALF = "second-half", _("July to December")
        YEARS = "years", _("Several years together")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("which period"), max_length=11, choices=Kind, default=Kind.YEAR)
    start = models.DateField()
    end = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason_nl = models.TextField(_("why it is corrected, Dutch"), max_length=600, blank=True)
    reason_en = models.TextField(_("why it is corrected, English"), max_length=600, blank=True)
    trend = models.PositiveSmallIntegerField(default=4)
    tables = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    review = models.JSONField(default=dict)
    reviewed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    content = models.JSONField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-end", "-start", "-version"]
        indexes: ClassVar = [models.Index(fields=["organisation", "-end"], name="reports_of")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.start}–{self.end} ({self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """ValueError for one that is published."""
        if self.is_published and not self._state.adding:
            raise ValueError("a published report never changes: make a new version")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """ValueError for one that is published."""
        if self.is_published:
            raise ValueError("a published report stays")
        return super().delete(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def replaced_by(self) -> Report | None:
        """The published version that corrects this one."""
        newer: Report | None = getattr(self, "corrected_by", None)
        return newer if newer is not None and newer.is_published else None

    def read(self) -> ReportContent:
        """What is published; ValueError for a draft."""
        if self.content is None:
            raise ValueError("a draft has no content yet")
        return ReportContent.model_validate(self.content)

    def publish(self, content: ReportContent, day: datetime.date) -> None:
        """From now on nothing of it changes."""
        self.content = content.model_dump(mode="json")
        self.published_on = day
        super().save(update_fields=["content", "published_on"])


class Recommendation(models.Model):
    """What a report asks: of whom and by when; and what came of it, told in the next one."""

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("Not known yet")
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly done")
        NOT_DONE = "not-done", _("Not done")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text_nl = models.TextField(_("what is asked, Dutch"), max_length=600, blank=True)
    text_en = models.TextField(_("what is asked, English"), max_length=600, blank=True)
    owner = models.CharField(_("of whom"), max_length=120)
    due = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        _("what came of it"), max_length=8, choices=State, default=State.UNKNOWN
    )
    came_of_it_nl = models.TextField(_("in words, Dutch"), max_length=600, blank=True)
    came_of_it_en = models.TextField(_("in words, English"), max_length=600, blank=True)

    class Meta:
        ordering = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.owner}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once it is published only what came of it may change: ValueError for the rest."""
        told = {"state", "came_of_it_nl", "came_of_it_en"}
        if self.report.is_published and not told.issuperset(kwargs.get("update_fields") or {"all"}):
            raise ValueError("what was asked in a published report never changes")
        super().save(*args, **kwargs)

    def as_follow_up(self) -> FollowUp:
        """As the next report tells it."""
        return FollowUp.model_validate(
            {
                "number": self.number,
                "text": Words(nl=self.text_nl, en=self.text_en),
                "state": self.state,
                "came_of_it": Words(nl=self.came_of_it_nl, en=self.came_of_it_en),
            }
        )


class LedgerEntry(models.Model):
    """Figures that somebody was shown: printed ones only, never a count. Written once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="taken")
    number = models.PositiveIntegerField()
    release = models.JSONField()
    taken_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_ledger")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row: ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("the ledger only grows")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """ValueError: what somebody has seen can't be taken back."""
        raise ValueError("the ledger only grows")
