"""An organisation's own rules for figures: the default's, or stricter ones."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.disclosure import Policy
from luwte.organisations.models import Organisation

DEFAULT = Policy()


class PublishingRules(models.Model):
    """Numbers that may only be raised: the higher, the less anybody can tell."""

    class Base(models.IntegerChoices):
        FIVE = 5, _("To five")
        TEN = 10, _("To ten")

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="publishing_rules"
    )
    base = models.PositiveSmallIntegerField(
        _("how figures are rounded"), choices=Base, default=Base.FIVE
    )
    pool_below = models.PositiveSmallIntegerField(
        _("with fewer cases than this, figures say only “fewer than”"),
        default=DEFAULT.pool_below,
        validators=[MinValueValidator(DEFAULT.pool_below), MaxValueValidator(100)],
    )
    unit_workers = models.PositiveIntegerField(
        _("people a part needs to be named"),
        default=DEFAULT.unit_workers,
        validators=[MinValueValidator(DEFAULT.unit_workers), MaxValueValidator(10_000)],
    )

    def __str__(self) -> str:
        return str(self.organisation)

    def policy(self) -> Policy:
        """What figures there are protected by, and attacked with."""
        return DEFAULT.stricter(
            base=self.base, pool_below=self.pool_below, unit_workers=self.unit_workers
        )


def policy_of(organisation: Organisation) -> Policy:
    """The rules of this organisation; the default where nobody chose."""
    chosen = PublishingRules.objects.filter(organisation=organisation).first()
    return chosen.policy() if chosen else DEFAULT
