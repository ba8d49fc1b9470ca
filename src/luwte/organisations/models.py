"""Organisations that use Luwte: the tenants, their telephone lines and their parts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.guide import ReferralEntry, RouteText
from luwte.organisations.ids import new_id
from luwte.organisations.tenancy import TenantQuerySet

__all__ = ["Organisation", "PhoneLine", "ReferralEntry", "RouteText", "Unit"]

CODE_FORM = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$", _("Use small letters, digits and dashes.")
)


class OrganisationQuerySet(TenantQuerySet["Organisation"]):
    """Organisations; `for_user` gives those somebody belongs to."""

    tenant_path: ClassVar[str] = "pk"

    def active(self) -> OrganisationQuerySet:
        """Those that the outside world may see."""
        return self.filter(active=True)


class UnitQuerySet(TenantQuerySet["Unit"]):
    """Units, within one's own organisations."""


class PhoneLineQuerySet(TenantQuerySet["PhoneLine"]):
    """Telephone lines, within one's own organisations."""


class Organisation(models.Model):
    """One tenant: an employer, a club, or a provider whose counsellors work elsewhere."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("Employer")
        PROVIDER = "provider", _("Provider of counsellors")
        CLUB = "club", _("Club")

    class Sector(models.TextChoices):
        PRIVATE = "private", _("Private sector")
        GOVERNMENT = "government", _("Government")
        EDUCATION = "education", _("Education")
        CARE = "care", _("Care")
        SPORT = "sport", _("Sport")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    slug = models.SlugField(_("short name in the address"), max_length=40, unique=True)
    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[CODE_FORM],
        help_text=_("People type this on the start page. There is no list to look it up in."),
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EMPLOYER)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, default=Sector.PRIVATE)
    speaks_dutch = models.BooleanField(_("Dutch"), default=True)
    speaks_english = models.BooleanField(_("English"), default=True)
    headcount = models.PositiveIntegerField(_("number of people"), default=0)
    provider = models.ForeignKey(
        "self",
        verbose_name=_("provider of counsellors"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="clients",
        limit_choices_to={"kind": Kind.PROVIDER},
    )
    second_address = models.TextField(
        _("second address"),
        blank=True,
        max_length=600,
        help_text=_("For what is about the board or a counsellor. Everybody may read this."),
    )
    walk_in_nl = models.TextField(_("walk-in hours, Dutch"), blank=True, max_length=400)
    walk_in_en = models.TextField(_("walk-in hours, English"), blank=True, max_length=400)
    retention_months = models.PositiveSmallIntegerField(
        _("months that a closed case is kept"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    retention_once = models.PositiveSmallIntegerField(
        _("months that a case of one talk is kept"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    retention_formal = models.PositiveSmallIntegerField(
        _("months that a case with a formal step is kept"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    quiet_weeks = models.PositiveSmallIntegerField(
        _("weeks of silence before closing"),
        default=6,
        validators=[MinValueValidator(2), MaxValueValidator(52)],
    )
    promise_days = models.PositiveSmallIntegerField(
        _("working days until an answer"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    mail_domains = models.CharField(
        _("own mail domains"),
        max_length=300,
        blank=True,
        help_text=_("Separated by spaces. Mail to these can be seen by the organisation."),
    )
    accent = models.CharField(_("colour"), max_length=7, default="#1d5c63")
    logo = models.BinaryField(null=True, blank=True, editable=False)
    logo_type = models.CharField(max_length=20, blank=True, editable=False)
    active = models.BooleanField(_("active"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """Language codes in which the organisation has its own texts, Dutch first."""
        return ["nl"] * self.speaks_dutch + ["en"] * self.speaks_english

    def walk_in(self, language: str) -> str:
        """Walk-in hours in the language asked for, else in the other one."""
        first, second = self.walk_in_nl, self.walk_in_en
        return (first or second) if language == "nl" else (second or first)

    def own_mail_domains(self) -> frozenset[str]:
        """Domains whose mail the organisation runs, in lower case."""
        return frozenset(self.mail_domains.lower().split())


class PhoneLine(models.Model):
    """A number people can ring instead of writing, and when it is answered."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="phone_lines"
    )
    name = models.CharField(_("who answers"), max_length=120)
    number = models.CharField(
        _("number"),
        max_length=20,
        validators=[RegexValidator(r"^\+?[0-9][0-9 ()-]{5,18}$", _("This is not a number."))],
    )
    hours_nl = models.CharField(_("when, in Dutch"), max_length=160, blank=True)
    hours_en = models.CharField(_("when, in English"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PhoneLineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("telephone line")
        verbose_name_plural = _("telephone lines")

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    def hours(self, language: str) -> str:
        """When it is answered, in the language asked for, else in the other one."""
        first, second = self.hours_nl, self.hours_en
        return (first or second) if language == "nl" else (second or first)


class Unit(models.Model):
    """A part of an organisation, with the number of people in it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    headcount = models.PositiveIntegerField(_("number of people"), default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_unit_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class AgreementTemplateQuerySet(TenantQuerySet["AgreementTemplate"]):
    """Versions of trust agreements, within one's own organisations."""


class AgreementTemplate(models.Model):
    """One version of an organisation's trust agreement. What people signed never changes."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="agreement_templates"
    )
    version = models.PositiveIntegerField()
    day = models.DateField()
    title_nl = models.CharField(_("title, Dutch"), max_length=120)
    text_nl = models.TextField(_("text, Dutch"), max_length=12_000)
    title_en = models.CharField(_("title, English"), max_length=120)
    text_en = models.TextField(_("text, English"), max_length=12_000)

    objects = AgreementTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("trust agreement")
        verbose_name_plural = _("trust agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="one_agreement_of_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever a new row: ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("a version of an agreement never changes")
        super().save(*args, **kwargs)
