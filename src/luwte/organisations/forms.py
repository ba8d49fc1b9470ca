"""Forms for an organisation, its telephone lines and its units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from luwte.organisations.agreements import current_agreement, unknown_placeholders
from luwte.organisations.house_style import readable_accent
from luwte.organisations.logos import LARGEST_FILE, Logo, UnfitLogo, cleaned_logo
from luwte.organisations.models import (
    AgreementTemplate,
    Organisation,
    PhoneLine,
    ReferralEntry,
    RouteText,
    Unit,
)

if TYPE_CHECKING:
    # Django's form classes take no type argument when they run.
    OrganisationModelForm = forms.ModelForm[Organisation]
    AgreementModelForm = forms.ModelForm[AgreementTemplate]
    PhoneLines = forms.BaseInlineFormSet[PhoneLine, Organisation, forms.ModelForm[PhoneLine]]
    RouteTexts = forms.BaseInlineFormSet[RouteText, Organisation, forms.ModelForm[RouteText]]
    Referrals = forms.BaseInlineFormSet[ReferralEntry, Organisation, forms.ModelForm[ReferralEntry]]
    Units = forms.BaseInlineFormSet[Unit, Organisation, forms.ModelForm[Unit]]
else:
    OrganisationModelForm = forms.ModelForm
    AgreementModelForm = forms.ModelForm


class OrganisationForm(OrganisationModelForm):
    """Everything an administrator sets. Nothing of it is confidential."""

    new_logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("SVG or PNG, at most 200 kB.")
    )
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Organisation
        fields = (
            "name",
            "slug",
            "code",
            "kind",
            "sector",
            "provider",
            "speaks_dutch",
            "speaks_english",
            "headcount",
            "mail_domains",
            "second_address",
            "walk_in_nl",
            "walk_in_en",
            "promise_days",
            "quiet_weeks",
            "retention_once",
            "retention_months",
            "retention_formal",
            "accent",
            "active",
        )
        widgets = {
            "accent": forms.TextInput(attrs={"type": "color"}),
            "second_address": forms.Textarea(attrs={"rows": 3}),
            "walk_in_nl": forms.Textarea(attrs={"rows": 2}),
            "walk_in_en": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_accent(self) -> str:
        """White text on this colour, and this colour as text, must be readable."""
        try:
            return readable_accent(self.cleaned_data["accent"])
        except ValueError:
            raise forms.ValidationError(
                _("This colour is too light for white text. Take a darker one."),
                code="contrast",
            ) from None

    def clean_new_logo(self) -> Logo | None:
        """The logo, drawn anew."""
        upload = self.cleaned_data["new_logo"]
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return cleaned_logo(upload.read(LARGEST_FILE + 1))
        except UnfitLogo:
            raise forms.ValidationError(
                _("We can't show this file. Take an SVG or PNG of at most 200 kB."), code="logo"
            ) from None

    def clean(self) -> dict[str, Any]:
        """At least one language; nobody is their own provider."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("speaks_dutch") or cleaned.get("speaks_english")):
            self.add_error("speaks_dutch", _("Choose at least one language."))
        provider = cleaned.get("provider")
        if provider is not None and provider.pk == self.instance.pk:
            self.add_error("provider", _("An organisation can't be its own provider."))
        return cleaned

    def save(self, commit: bool = True) -> Organisation:
        logo = self.cleaned_data["new_logo"]
        if isinstance(logo, Logo):
            self.instance.logo, self.instance.logo_type = logo.data, logo.media_type
        elif self.cleaned_data["remove_logo"]:
            self.instance.logo, self.instance.logo_type = None, ""
        return super().save(commit)


PhoneLineFormSet: type[PhoneLines] = forms.inlineformset_factory(
    Organisation,
    PhoneLine,
    fields=("name", "number", "hours_nl", "hours_en"),
    extra=1,
    max_num=8,
    can_delete=True,
)

UnitFormSet: type[Units] = forms.inlineformset_factory(
    Organisation, Unit, fields=("name", "headcount"), extra=3, max_num=400, can_delete=True
)

ReferralFormSet: type[Referrals] = forms.inlineformset_factory(
    Organisation,
    ReferralEntry,
    fields=("name", "need", "reach", "hours", "url", "languages", "checked_on"),
    widgets={"checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    extra=1,
    max_num=60,
    can_delete=True,
)


def route_text_rows(routes: Sequence[tuple[str, str]]) -> type[RouteTexts]:
    """Rows for own texts of these ways, given as their ids with their names."""

    def field(model_field: models.Field[Any, Any], **options: Any) -> forms.Field:
        if model_field.name == "route":
            choices = [("", ""), *routes]
            return forms.ChoiceField(label=model_field.verbose_name, choices=choices)
        return cast(forms.Field, model_field.formfield(**options))

    return forms.inlineformset_factory(
        Organisation,
        RouteText,
        fields=("route", "part", "language", "text"),
        widgets={"text": forms.Textarea(attrs={"rows": 3})},
        formfield_callback=field,
        extra=1,
        max_num=204,
        can_delete=True,
    )


class AgreementForm(AgreementModelForm):
    """The words of a new version, in both languages."""

    class Meta:
        model = AgreementTemplate
        fields = ("title_nl", "text_nl", "title_en", "text_en")
        widgets = {
            "text_nl": forms.Textarea(attrs={"rows": 24, "lang": "nl"}),
            "text_en": forms.Textarea(attrs={"rows": 24, "lang": "en"}),
        }

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = current_agreement(organisation)

    def clean(self) -> dict[str, Any]:
        """Everything in braces can be filled in, and something is new."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("text_nl", "text_en"):
            cleaned[name] = cleaned.get(name, "").replace("\r\n", "\n")
            for unknown in unknown_placeholders(cleaned[name]):
                message = _("We don't know {%(name)s}.")
                self.add_error(name, forms.ValidationError(message, params={"name": unknown}))
        newest = self.newest
        if newest and all(getattr(newest, one) == cleaned.get(one) for one in self.Meta.fields):
            raise forms.ValidationError(_("Nothing is different from the version that is there."))
        return cleaned
