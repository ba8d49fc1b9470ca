"""An organisation's own codes: finer answers, each below one of the fixed core.

What is counted holds the core code and the finer one beside it. So a year, and a comparison with
others, never needs to know of them. Nothing is deleted: what was counted stays readable.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet

#: Questions that may have finer answers.
REFINED = ("category", "relation", "route", "help", "known", "channel")
#: From so many people on: what is finer than the core can't be published in a smaller place.
REFINED_FROM = 250
#: Of one question, those that are retired included.
MOST = 24
LONGEST = 60
OWN = "_own"
FIRST, LAST = 2000, 9998


class AddedCodeQuerySet(TenantQuerySet["AddedCode"]):
    """Added codes, within one's own organisations."""

    def of(self, organisation: Organisation, question: str) -> AddedCodeQuerySet:
        return self.filter(organisation=organisation, question=question)


class AddedCode(models.Model):
    """One finer answer. Its words may be mended; what it belongs to stays."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="added_codes"
    )
    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    question = models.CharField(max_length=20, editable=False)
    under = models.CharField(max_length=32, editable=False)
    nl = models.CharField(_("in Dutch"), max_length=LONGEST)
    en = models.CharField(_("in English"), max_length=LONGEST)
    first_year = models.PositiveSmallIntegerField(
        _("asked from"), validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )
    last_year = models.PositiveSmallIntegerField(
        _("last year in which it is asked"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        help_text=_("Then it is retired. What was counted stays, and stays readable."),
    )

    objects = AddedCodeQuerySet.as_manager()

    class Meta:
        ordering = ["question", "under", "nl"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "question", "nl"], name="one_added_code_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.nl
