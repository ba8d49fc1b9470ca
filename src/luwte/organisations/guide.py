"""An organisation's own words on the ways there are, and whom it refers to. All of it is public."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.tenancy import TenantQuerySet


class RouteTextQuerySet(TenantQuerySet["RouteText"]):
    """Own texts, within one's own organisations."""


class ReferralEntryQuerySet(TenantQuerySet["ReferralEntry"]):
    """Own referral entries, within one's own organisations."""


class RouteText(models.Model):
    """One part of one route in an organisation's own words; shown in the place of ours."""

    class Part(models.TextChoices):
        WHAT = "what", _("What is it?")
        WHO = "who", _("Who gets to know what?")
        TIME = "time", _("How long does it take?")
        RISKS = "risks", _("What can go wrong?")
        BACK = "back", _("Can I go back?")
        COUNSELLOR = "counsellor", _("What does the counsellor do?")

    class Language(models.TextChoices):
        NL = "nl", _("Dutch")
        EN = "en", _("English")

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="route_texts"
    )
    route = models.SlugField(_("way"), max_length=40)
    part = models.CharField(_("part"), max_length=10, choices=Part)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.TextField(_("your own words"), max_length=1200)

    objects = RouteTextQuerySet.as_manager()

    class Meta:
        ordering = ["route", "language", "pk"]
        verbose_name = _("own text of a way")
        verbose_name_plural = _("own texts of ways")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "route", "part", "language"], name="one_text_of_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.part} {self.language}"


class ReferralEntry(models.Model):
    """Somebody whom this organisation's counsellors refer to, such as its own company doctor."""

    class Need(models.TextChoices):
        DANGER = "danger", _("danger now")
        SUICIDE = "suicide", _("thoughts of suicide")
        MEDICAL = "medical", _("medical help")
        SUPPORT = "support", _("support and somebody to talk to")
        LEGAL = "legal", _("law and rights")
        MEDIATION = "mediation", _("a mediator")
        WORK_AND_HEALTH = "work-and-health", _("work and health")
        DISCRIMINATION = "discrimination", _("discrimination")
        INTEGRITY = "integrity", _("integrity and wrongdoing")
        COUNSELLOR = "counsellor", _("another counsellor")
        CHILDREN = "children", _("children and young people")
        SPORT = "sport", _("sport")
        SCHOOL = "school", _("school and childcare")
        PUBLIC_OFFICE = "public-office", _("politics and public office")

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="referral_entries"
    )
    name = models.CharField(_("name"), max_length=120)
    need = models.CharField(_("for what"), max_length=20, choices=Need)
    reach = models.CharField(_("how to reach them"), max_length=200)
    hours = models.CharField(_("when"), max_length=120, blank=True)
    url = models.CharField(
        _("web address"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^\S+\.\S+$", _("This is not a web address."))],
    )
    languages = models.CharField(
        _("languages"), max_length=60, blank=True, help_text=_("Codes with spaces: nl en pl.")
    )
    checked_on = models.DateField(_("checked on"))

    objects = ReferralEntryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("referral entry")
        verbose_name_plural = _("referral entries")

    def __str__(self) -> str:
        return self.name
