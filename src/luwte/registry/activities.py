"""Work that is no case: telling people who the counsellors are, advising, meeting, learning.

Nothing of it is confidential, so it has a day and a name, unlike everything else in this room.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet
from luwte.people.models import Person

MINUTES = 60


class ActivityQuerySet(TenantQuerySet["Activity"]):
    """Activities, within one's own organisations."""

    def in_year(self, year: int) -> ActivityQuerySet:
        return self.filter(day__year=year)


class Activity(models.Model):
    """One session, talk, training or other piece of work. Ahead of its day it is planned."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Session for staff")
        ADVICE = "advice", _("Advice")
        BOARD = "board", _("Meeting with the board")
        WORKS_COUNCIL = "works-council", _("Meeting with the works council")
        COMPANY_DOCTOR = "company-doctor", _("Meeting with the company doctor")
        TRAINING = "training", _("Training")
        PEER_REVIEW = "peer-review", _("Peer review")
        POLICY = "policy", _("Policy work")
        OTHER = "other", _("Something else")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="activities"
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("what it was"), max_length=14, choices=Kind)
    day = models.DateField(_("day"), help_text=_("A day to come is fine: then it is planned."))
    subject = models.CharField(
        _("about what"),
        max_length=120,
        blank=True,
        help_text=_("Nothing of a case, and nobody's name: this isn't sealed."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=120,
        blank=True,
        help_text=_("For example: new colleagues, or team leaders."),
    )
    reached = models.PositiveIntegerField(
        _("number of people"), null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    minutes = models.PositiveIntegerField(
        _("time it took"), default=0, validators=[MinValueValidator(0), MaxValueValidator(60_000)]
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "-day"], name="work_of")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"

    @property
    def is_planned(self) -> bool:
        """Whether its day is still to come."""
        return self.day > datetime.datetime.now(datetime.UTC).date()

    @property
    def hours(self) -> float:
        """The time it took, in hours."""
        return self.minutes / MINUTES


@dataclass(frozen=True, slots=True)
class Sum:
    """What was done of one kind in a year, of what isn't planned only."""

    label: str
    number: int
    reached: int
    hours: float


def summed(activities: Iterable[Activity]) -> list[Sum]:
    """By kind, in the order of the kinds; kinds without anything are left out."""
    done = [one for one in activities if not one.is_planned]
    sums = []
    for kind in Activity.Kind:
        of_kind = [one for one in done if one.kind == kind]
        if of_kind:
            reached = sum(one.reached or 0 for one in of_kind)
            minutes = sum(one.minutes for one in of_kind)
            sums.append(Sum(str(kind.label), len(of_kind), reached, minutes / MINUTES))
    return sums
