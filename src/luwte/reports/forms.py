"""The forms of a report that is being made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation
from luwte.registry.models import today
from luwte.reports.annual import Recommendation, Report
from luwte.reports.catalogue import possible_tables
from luwte.reports.content import Language, Words
from luwte.reports.own_words_field import (
    OwnWordsField,
    OwnWordsInput,
    small_units,
    watch_own_words,
)
from luwte.reports.periods import QUARTERS_FROM, dates
from luwte.reports.rules import PublishingRules
from luwte.reports.sections import ReviewQuestion, SectionKind, review_questions, section_kinds

FIRST_YEAR = 2000
MOST_YEARS = 10
MOST_TREND = 9
LONGEST = 4000
LANGUAGE_NAMES: Mapping[str, Any] = {"nl": _("Dutch"), "en": _("English")}
PARTS: Mapping[str, Any] = {
    "observation": _("What you see"),
    "ground": _("What you base that on"),
    "improvement": _("What could be better"),
}
WHY = _("Why it is corrected")
Texts = dict[str, dict[str, str]]

if TYPE_CHECKING:
    RecommendationModelForm = forms.ModelForm[Recommendation]
    RulesModelForm = forms.ModelForm[PublishingRules]
else:
    RecommendationModelForm = RulesModelForm = forms.ModelForm


def here(words: Words) -> str:
    """In the language of the page."""
    language: Language = "nl" if get_language() == "nl" else "en"
    return words.get(language)


class PeriodForm(forms.Form):
    """Which period a new report is about."""

    kind = forms.ChoiceField(label=_("Which period"), choices=Report.Kind.choices)
    year = forms.IntegerField(
        label=_("The year it begins in"), min_value=FIRST_YEAR, max_value=9998
    )
    years = forms.IntegerField(
        label=_("How many years"),
        required=False,
        min_value=2,
        max_value=MOST_YEARS,
        help_text=_("For several years together only."),
    )
    trend = forms.IntegerField(
        label=_("Earlier years beside it"),
        required=False,
        initial=4,
        min_value=0,
        max_value=MOST_TREND,
        help_text=_("For a calendar year. Only years in which was counted."),
    )

    def __init__(self, data: Any, organisation: Organisation) -> None:
        super().__init__(data, initial={"year": today().year - 1})
        self.organisation = organisation
        if organisation.headcount < QUARTERS_FROM:
            whole = (Report.Kind.YEAR, Report.Kind.YEARS)
            kinds = [one for one in Report.Kind.choices if one[0] in whole]
            self.fields["kind"] = forms.ChoiceField(label=_("Which period"), choices=kinds)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "kind" in cleaned and "year" in cleaned:
            self.check_period(cleaned)
        return cleaned

    def check_period(self, cleaned: dict[str, Any]) -> None:
        kind = cleaned["kind"]
        if kind == Report.Kind.YEARS and not cleaned.get("years"):
            self.add_error("years", _("Say how many years."))
            return
        # Asked before anything is reckoned: the calendar has an end.
        if cleaned["year"] >= today().year + 1:
            self.add_error("year", _("This period isn't over yet."))
            return
        start, end = dates(kind, cleaned["year"], cleaned.get("years") or 1)
        if end >= today():
            self.add_error("year", _("This period isn't over yet."))
        same = Report.objects.filter(organisation=self.organisation, start=start, end=end)
        if same.exists():
            self.add_error("year", _("There is a report of this period already."))
        cleaned |= {"start": start, "end": end}

    def period(self) -> tuple[datetime.date, datetime.date]:
        return self.cleaned_data["start"], self.cleaned_data["end"]


class TablesForm(forms.Form):
    """Which tables of the fixed catalogue."""

    def __init__(self, data: Any, report: Report) -> None:
        super().__init__(data, initial={"tables": report.tables})
        self.fields["tables"] = forms.MultipleChoiceField(
            label=_("Tables in this report"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(one.id, here(one.title)) for one in possible_tables(report.organisation)],
        )


class TextsForm(forms.Form):
    """What is written in each section, in the languages of the organisation."""

    def __init__(self, data: Any, report: Report) -> None:
        super().__init__(data)
        self.sections = section_kinds()
        self.languages = report.organisation.languages or ["nl"]
        for kind in self.sections:
            for language in self.languages:
                name = f"{kind.code}-{language}"
                self.fields[name] = words_field(
                    f"{here(kind.title)} ({LANGUAGE_NAMES[language]})", here(kind.hint)
                )
                self.initial[name] = report.texts.get(kind.code, {}).get(language, "")
        watch_own_words(self, small_units(report.organisation))

    def texts(self) -> Texts:
        return {
            kind.code: {one: self.cleaned_data[f"{kind.code}-{one}"] for one in self.languages}
            for kind in self.sections
            if any(self.cleaned_data[f"{kind.code}-{one}"] for one in self.languages)
        }

    def by_section(self) -> Iterator[tuple[SectionKind, list[forms.BoundField]]]:
        for kind in self.sections:
            yield kind, [self[f"{kind.code}-{language}"] for language in self.languages]


class ReviewForm(forms.Form):
    """The fixed questions, for the external counsellor."""

    def __init__(self, data: Any, report: Report) -> None:
        super().__init__(data)
        self.questions = review_questions()
        self.languages = report.organisation.languages or ["nl"]
        for one in self.questions:
            for part, label in PARTS.items():
                for language in self.languages:
                    name = f"{one.code}-{part}-{language}"
                    self.fields[name] = words_field(f"{label} ({LANGUAGE_NAMES[language]})")
                    self.initial[name] = (
                        report.review.get(one.code, {}).get(part, {}).get(language, "")
                    )
        watch_own_words(self, small_units(report.organisation))

    def review(self) -> dict[str, Texts]:
        return {
            one.code: {
                part: {
                    lang: self.cleaned_data[f"{one.code}-{part}-{lang}"] for lang in self.languages
                }
                for part in PARTS
            }
            for one in self.questions
        }

    def by_question(self) -> Iterator[tuple[ReviewQuestion, list[forms.BoundField]]]:
        for one in self.questions:
            names = [f"{one.code}-{part}-{lang}" for part in PARTS for lang in self.languages]
            yield one, [self[name] for name in names]


def words_field(label: str, help_text: str = "") -> OwnWordsField:
    return OwnWordsField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=OwnWordsInput(attrs={"rows": 4}),
    )


class RecommendationForm(RecommendationModelForm):
    """One thing that is asked, of whom and by when."""

    text_nl = OwnWordsField(
        label=_("What is asked, Dutch"), required=False, max_length=600,
        widget=OwnWordsInput(attrs={"rows": 3}),
    )  # fmt: skip
    text_en = OwnWordsField(
        label=_("What is asked, English"), required=False, max_length=600,
        widget=OwnWordsInput(attrs={"rows": 3}),
    )  # fmt: skip

    class Meta:
        model = Recommendation
        fields = ("text_nl", "text_en", "owner", "due")
        widgets = {"due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in {"nl", "en"} - set(organisation.languages or ["nl"]):
            del self.fields[f"text_{language}"]
        watch_own_words(self, small_units(organisation))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        texts = [name for name in self.fields if name.startswith("text_")]
        if self.has_changed() and not self.errors and not any(cleaned.get(name) for name in texts):
            self.add_error(texts[0], _("Say what is asked."))
        if "due" in self.changed_data and (due := cleaned.get("due")) and due < today():
            self.add_error("due", _("This day is over. Choose one to come."))
        return cleaned


class FollowUpForm(RecommendationModelForm):
    """What came of something that was asked before."""

    came_of_it_nl = OwnWordsField(
        label=_("In words, Dutch"), required=False, max_length=600,
        widget=OwnWordsInput(attrs={"rows": 2}),
    )  # fmt: skip
    came_of_it_en = OwnWordsField(
        label=_("In words, English"), required=False, max_length=600,
        widget=OwnWordsInput(attrs={"rows": 2}),
    )  # fmt: skip

    class Meta:
        model = Recommendation
        fields = ("state", "came_of_it_nl", "came_of_it_en")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in {"nl", "en"} - set(organisation.languages or ["nl"]):
            del self.fields[f"came_of_it_{language}"]
        watch_own_words(self, small_units(organisation))

    def save(self, commit: bool = True) -> Recommendation:
        one: Recommendation = super().save(commit=False)
        if commit:
            one.save(update_fields=[name for name in self.Meta.fields if name in self.fields])
        return one


class CorrectionForm(forms.Form):
    """Why a published report needs a new version."""

    def __init__(self, data: Any, organisation: Organisation) -> None:
        super().__init__(data)
        self.languages: Sequence[str] = organisation.languages or ["nl"]
        for language in self.languages:
            name = f"reason_{language}"
            self.fields[name] = words_field(f"{WHY} ({LANGUAGE_NAMES[language]})")
        watch_own_words(self, small_units(organisation))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        names = [f"reason_{language}" for language in self.languages]
        if not self.errors and not any(cleaned.get(name) for name in names):
            self.add_error(names[0], _("Say why."))
        return cleaned


class RulesForm(RulesModelForm):
    """How figures are protected here: as everywhere, or more strictly."""

    class Meta:
        model = PublishingRules
        fields = ("base", "pool_below", "unit_workers")
