"""Advice by counsellors on patterns and bottlenecks, and what was answered and done.

Advice is never about a case. What was given never changes: a correction is a new advice that
refers to it. Answers, actions and what came of them are only ever added.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet
from luwte.people.models import Person
from luwte.reports.annual import Report
from luwte.reports.content import Words


class AdviceQuerySet(TenantQuerySet["Advice"]):
    """Advice, within one's own organisations."""

    def given(self) -> AdviceQuerySet:
        """What was handed over, the newest first."""
        return self.filter(given_on__isnull=False).order_by("-given_on", "-pk")

    def to(self, addressees: Collection[str]) -> AdviceQuerySet:
        """What is for one of these."""
        return self.filter(addressee__in=addressees)

    def not_corrected(self) -> AdviceQuerySet:
        """Without those that a newer one took the place of."""
        newer = Advice.objects.given().filter(corrects__isnull=False)
        return self.exclude(pk__in=newer.order_by().values("corrects"))

    def seen_by(self, person: Person | None, *, is_management: bool) -> AdviceQuerySet:
        """One's own, drafts too, and what colleagues gave to management.

        What is about the management itself is its author's only; not of one who is management.
        """
        theirs = Q(given_on__isnull=False, addressee=Advice.Addressee.MANAGEMENT)
        found = self.filter(Q(author=person, author__isnull=False) | theirs)
        return found.to([Advice.Addressee.MANAGEMENT]) if is_management else found

    def unanswered(self) -> AdviceQuerySet:
        """What was given and waits."""
        return self.given().not_corrected().filter(answers__isnull=True)


class Advice(models.Model):
    """One advice. Written in one language; grounded in a published table, or an observation."""

    class Addressee(models.TextChoices):
        MANAGEMENT = "management", _("The management")
        SECOND_ADDRESS = "second", _("The second address only: it is about the management itself")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="advice")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked = models.BooleanField(default=False)
    addressee = models.CharField(max_length=10, choices=Addressee, default=Addressee.MANAGEMENT)
    language = models.CharField(max_length=2, choices=Person.Language, default="nl")
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=4_000)
    ground_report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ground_table = models.CharField(max_length=80, blank=True)
    ground_nl = models.CharField(max_length=300, blank=True)
    ground_en = models.CharField(max_length=300, blank=True)
    works_council = models.BooleanField(default=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    given_on = models.DateField(null=True, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "addressee", "-given_on"], name="advice_to")
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """ValueError for one that was given."""
        if self.is_given and not self._state.adding:
            raise ValueError("what was given never changes: correct it by a new one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """ValueError for one that was given."""
        if self.is_given:
            raise ValueError("what was given stays")
        return super().delete(*args, **kwargs)

    def give(self, day: datetime.date) -> None:
        """Hand it over; from now on nothing of it changes. Again changes nothing."""
        if not self.is_given:
            self.given_on = day
            super().save(update_fields=["given_on"])

    @property
    def is_given(self) -> bool:
        return self.given_on is not None

    @property
    def is_for_second_address(self) -> bool:
        return self.addressee == self.Addressee.SECOND_ADDRESS

    @property
    def ground(self) -> Words:
        """In which printed table it is grounded; empty for an observation."""
        return Words(nl=self.ground_nl, en=self.ground_en)

    def in_words(self, text: str) -> Words:
        """Words of this advice in the language that it was written in."""
        return Words(en=text) if self.language == "en" else Words(nl=text)

    def correction(self) -> Advice | None:
        """The newer one that was given in its place."""
        newer: Advice | None = getattr(self, "corrected_by", None)
        return newer if newer is not None and newer.is_given else None


class Added(models.Model):
    """A row that is written once. `public_id` comes with the form: sent twice it is there once."""

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["day", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row: ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("this is added to, never changed")
        super().save(*args, **kwargs)


class AdviceAnswer(Added):
    """What whoever the advice is for says to it. There may be several, one after the other."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="answers")
    language = models.CharField(max_length=2, choices=Person.Language, default="nl")
    text = models.TextField(max_length=4_000)

    def __str__(self) -> str:
        return f"{self.day}"


class ActionQuerySet(models.QuerySet["AdviceAction"]):
    """Actions."""

    def with_state(self) -> ActionQuerySet:
        """With `state`: that of the newest mark, None as long as there is none."""
        newest = ActionMark.objects.filter(action=OuterRef("pk")).order_by("-pk").values("state")
        return self.annotate(state=Subquery(newest[:1]))

    def open(self) -> ActionQuerySet:
        """Those that something must still be done about."""
        unfinished = Q(state__isnull=True) | Q(state=ActionMark.State.PARTLY)
        return self.with_state().filter(unfinished).order_by("due", "pk")


class AdviceAction(Added):
    """What will be done, by whom, and by when."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="actions")
    language = models.CharField(max_length=2, choices=Person.Language, default="nl")
    text = models.TextField(max_length=600)
    owner = models.CharField(max_length=120)
    due = models.DateField()

    objects = ActionQuerySet.as_manager()

    class Meta(Added.Meta):
        ordering: ClassVar = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.owner}, {self.due}"


class ActionMark(Added):
    """How far an action is, and what came of it. The newest one counts."""

    class State(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly done")
        NOT_DONE = "not-done", _("Not done")

    action = models.ForeignKey(AdviceAction, on_delete=models.PROTECT, related_name="marks")
    state = models.CharField(max_length=8, choices=State)
    language = models.CharField(max_length=2, choices=Person.Language, default="nl")
    came_of_it = models.TextField(max_length=1_000)

    def __str__(self) -> str:
        return self.state
