"""Forms of advice: writing it, answering it, and saying what is done."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from luwte.registry.models import today
from luwte.reports.advice import ActionMark, Advice, AdviceAction, AdviceAnswer
from luwte.reports.annual import Report
from luwte.reports.content import Language, Words
from luwte.reports.own_words_field import (
    OwnWordsField,
    OwnWordsInput,
    small_units,
    watch_own_words,
)

#: Advice rests on what was published lately; older reports are history.
REPORTS = 3
YEARS_AHEAD = 3

if TYPE_CHECKING:
    AdviceModelForm = forms.ModelForm[Advice]
    AnswerModelForm = forms.ModelForm[AdviceAnswer]
    ActionModelForm = forms.ModelForm[AdviceAction]
    MarkModelForm = forms.ModelForm[ActionMark]
else:
    AdviceModelForm = AnswerModelForm = ActionModelForm = MarkModelForm = forms.ModelForm


def language_now() -> str:
    """The language that somebody most likely writes in: that of the page."""
    return "en" if get_language() == "en" else "nl"


def own_words(label: Any, help_text: Any = "", rows: int = 8, most: int = 4_000) -> OwnWordsField:
    """A field for words that go out: checked for what may give somebody away."""
    return OwnWordsField(
        label=label, help_text=help_text, max_length=most, widget=OwnWordsInput({"rows": rows})
    )


class AdviceForm(AdviceModelForm):
    """What a counsellor advises, to whom, and on what ground."""

    asked = forms.ChoiceField(
        label=_("Were you asked for it?"),
        choices=[("", _("No, of our own accord")), ("1", _("Yes, we were asked"))],
        required=False,
    )
    ground = forms.ChoiceField(label=_("What it rests on"), required=False)
    subject = own_words(_("About what"), rows=2, most=120)
    text = own_words(
        _("The advice"),
        _("What you see happen, what stands in the way, and what would help."),
        rows=12,
    )

    class Meta:
        model = Advice
        fields = ("addressee", "asked", "ground", "language", "subject", "text", "works_council")
        labels = {
            "addressee": _("For whom"),
            "language": _("In which language you write"),
            "works_council": _("A copy goes to the works council"),
        }

    def __init__(self, *args: Any, may_pass_by: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = grounds_in(self.instance.organisation)
        if not may_pass_by or self.instance.corrects_id:
            del self.fields["addressee"]
        cast(forms.ChoiceField, self.fields["ground"]).choices = self.ground_choices()
        if self.instance.ground_report is not None:
            self.initial["ground"] = (
                f"{self.instance.ground_report.public_id}:{self.instance.ground_table}"
            )
        if self.instance._state.adding:
            self.initial["language"] = language_now()
        self.initial["asked"] = "1" if self.initial.get("asked") else ""
        watch_own_words(self, small_units(self.instance.organisation))

    def ground_choices(self) -> list[tuple[str, str]]:
        language: Language = "en" if language_now() == "en" else "nl"
        printed = [(code, said.get(language)) for code, (_report, said) in self.grounds.items()]
        return [("", str(_("What we observe, not a figure"))), *printed]

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean_asked(self) -> bool:
        return bool(self.cleaned_data["asked"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        addressee = self.cleaned_data.get("addressee", self.instance.addressee)
        if addressee != Advice.Addressee.SECOND_ADDRESS:
            return cleaned
        if self.cleaned_data.get("works_council"):
            message = _("What is about the management itself goes to the second address only.")
            self.add_error("works_council", message)
        if not has_second_address(self.instance.organisation):
            message = _("Nobody is the second address here yet. The administrator invites them.")
            self.add_error("addressee" if "addressee" in self.fields else None, message)
        return cleaned

    def save(self, commit: bool = True) -> Advice:
        chosen = self.cleaned_data["ground"]
        report, said = self.grounds.get(chosen, (None, Words()))
        self.instance.ground_report = report
        self.instance.ground_table = chosen.partition(":")[2]
        self.instance.ground_nl, self.instance.ground_en = said.nl, said.en
        return super().save(commit)


def grounds_in(organisation: Organisation) -> dict[str, tuple[Report, Words]]:
    """The printed tables that an advice can rest on, by a code of the form's own."""
    published = Report.objects.published().newest_versions().filter(organisation=organisation)
    found: dict[str, tuple[Report, Words]] = {}
    for report in published[:REPORTS]:
        content = report.read()
        for section in content.sections:
            for table in section.tables:
                said = Words(
                    nl=f"{content.title.get('nl')}, {content.period.get('nl')}: "
                    f"{table.title.get('nl')}"[:300],
                    en=f"{content.title.get('en')}, {content.period.get('en')}: "
                    f"{table.title.get('en')}"[:300],
                )
                found[f"{report.public_id}:{table.id}"] = (report, said)
    return found


def has_second_address(organisation: Organisation) -> bool:
    """Whether there is an account that advice about the management can go to."""
    return (
        Appointment.objects.not_ended()
        .filter(organisation=organisation, role=Appointment.Role.SECOND_ADDRESS)
        .exists()
    )


class AnswerForm(AnswerModelForm):
    """What management says to an advice."""

    text = own_words(
        _("Your answer"),
        _("What you will do with it, and why. You can add to it later, not change it."),
    )

    class Meta:
        model = AdviceAnswer
        fields = ("text",)


class ActionForm(ActionModelForm):
    """What is going to be done."""

    text = own_words(_("What will be done"), rows=3, most=600)
    owner = forms.CharField(
        label=_("Who sees to it"),
        help_text=_("A function is enough."),
        max_length=120,
    )
    due = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = AdviceAction
        fields = ("text", "owner", "due")

    def clean_due(self) -> datetime.date:
        due: datetime.date = self.cleaned_data["due"]
        if not today() <= due <= today() + datetime.timedelta(days=366 * YEARS_AHEAD):
            raise forms.ValidationError(_("Choose a day from today on, within three years."))
        return due


class MarkForm(MarkModelForm):
    """How far an action is."""

    state = forms.ChoiceField(
        label=_("How far is it?"), choices=[("", _("Choose")), *ActionMark.State.choices]
    )
    came_of_it = own_words(
        _("What came of it"), _("What is different now? Or why was it not done?"), 4, 1_000
    )

    class Meta:
        model = ActionMark
        fields = ("state", "came_of_it")


def in_language(row: AdviceAnswer | AdviceAction | ActionMark, author: Person | None) -> None:
    """What a new row needs besides what was typed."""
    row.language, row.day, row.author = language_now(), today(), author
