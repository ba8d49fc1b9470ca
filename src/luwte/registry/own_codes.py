"""The forms with which an organisation adds codes of its own, mends their words, retires them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luwte.organisations.models import Organisation
from luwte.registry.additions import MOST, REFINED, REFINED_FROM, AddedCode
from luwte.registry.codes import Code, Field, code_lists, label_of
from luwte.registry.models import today

if TYPE_CHECKING:
    AddedCodeModelForm = forms.ModelForm[AddedCode]
else:
    AddedCodeModelForm = forms.ModelForm

#: These part several answers in one cell of a table, or make a spreadsheet reckon.
NO_LABEL = re.compile(r"[;|\t\r\n]|^[=+\-@']")
AHEAD = 1


def refined_by(organisation: Organisation) -> tuple[Field, ...]:
    """The questions to which this organisation may add codes; none when it is too small."""
    people = organisation.headcount
    if people < REFINED_FROM:
        return ()
    fields = code_lists().fields
    return tuple(one for one in fields if one.name in REFINED and one.at_least <= people)


@cache
def judging() -> re.Pattern[str]:
    """Words that say who is right."""
    read = files("luwte.registry").joinpath("data/judging_words.toml").read_text("utf-8")
    beginnings = "|".join(map(re.escape, tomllib.loads(read)["beginnings"]))
    return re.compile(rf"\b(?:{beginnings})", re.IGNORECASE)


class WordsForm(AddedCodeModelForm):
    """What an added code is called. Everybody who reads the report may read it."""

    class Meta:
        model = AddedCode
        fields: tuple[str, ...] = ("nl", "en")

    def clean_nl(self) -> str:
        return self.checked_label("nl")

    def clean_en(self) -> str:
        return self.checked_label("en")

    def checked_label(self, name: str) -> str:
        label = " ".join(str(self.cleaned_data[name]).split())
        if NO_LABEL.search(label):
            raise forms.ValidationError(_("Leave out ; and |, and begin with a letter."))
        if judging().search(label):
            raise forms.ValidationError(_("This word judges somebody. Say what was told."))
        return label

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.refuse_known_names()
        return self.cleaned_data

    def refuse_known_names(self) -> None:
        """A table of earlier years is read by these names."""
        if not self.instance.question:
            return
        (field,) = (one for one in code_lists().fields if one.name == self.instance.question)
        others = AddedCode.objects.of(self.instance.organisation, field.name)
        rows = others.exclude(pk=self.instance.pk)
        for name in ("nl", "en"):
            label = str(self.cleaned_data.get(name, "")).casefold()
            taken = {getattr(one, name).casefold() for one in (*field.codes, *rows)}
            if label and label in taken:
                self.add_error(name, _("There is a code of this name already."))


class ChangeForm(WordsForm):
    """Mends the words, or retires it."""

    class Meta(WordsForm.Meta):
        fields = ("nl", "en", "last_year")

    def clean_last_year(self) -> int | None:
        last: int | None = self.cleaned_data["last_year"]
        if last is not None and last < self.instance.first_year:
            raise forms.ValidationError(_("This is before the year in which it began."))
        return last


class AddForm(WordsForm):
    """A new one: below which answer of the core, and from which year."""

    class Meta(WordsForm.Meta):
        fields = ("nl", "en", "first_year")

    field_order = ("place", "nl", "en", "first_year")

    def __init__(self, data: Any, organisation: Organisation) -> None:
        super().__init__(data, instance=AddedCode(organisation=organisation))
        self.fields["place"] = forms.ChoiceField(
            label=_("Belongs to"),
            help_text=_("It counts as this answer wherever years or places are compared."),
            choices=[("", _("Choose")), *places(organisation)],
        )
        self.order_fields(self.field_order)
        self.initial["first_year"] = today().year

    def clean_place(self) -> str:
        place = str(self.cleaned_data["place"])
        self.instance.question, _colon, self.instance.under = place.partition(":")
        known = AddedCode.objects.of(self.instance.organisation, self.instance.question)
        if known.count() >= MOST:
            raise forms.ValidationError(_("This question has as many codes as it can have."))
        return place

    def clean_first_year(self) -> int:
        first: int = self.cleaned_data["first_year"]
        if first > today().year + AHEAD:
            raise forms.ValidationError(_("Choose this year, next year, or an earlier one."))
        return first


def places(organisation: Organisation) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every answer below which something may stand, by question."""
    language = get_language() or "nl"
    for field in refined_by(organisation):
        yield (
            label_of(field, language),
            [(f"{field.name}:{code.code}", label_of(code, language)) for code in field.codes],
        )


def listed(
    organisation: Organisation,
) -> list[tuple[Field, list[tuple[Code, list[AddedCode]]]]]:
    """All that was added here, below what it belongs to; also what is asked no more."""
    found: list[tuple[Field, list[tuple[Code, list[AddedCode]]]]] = []
    for field in code_lists().fields:
        added = list(AddedCode.objects.of(organisation, field.name))
        below = [(code, [one for one in added if one.under == code.code]) for code in field.codes]
        if added:
            found.append((field, [(code, ones) for code, ones in below if ones]))
    return found
