"""The field for one's own words in a report or an advice.

It shows the passages that may give somebody away. A form holds only when each of them is written
anew, or ticked: "This gives nobody away". Works without script; with it, the same while typing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation
from luwte.registry.codes import UNIT_HEADCOUNT
from luwte.reports.own_words import Reason, Trace, traces

#: Why a passage may give somebody away, and what to write instead.
EXPLAINED: dict[Reason, tuple[str | Promise, str | Promise]] = {
    "count": (
        _("A small number can show who it was."),
        _("Leave the number out, or point to the table."),
    ),
    "none": (
        _("That nobody came is a number too."),
        _("Leave it out. The table says what may be said."),
    ),
    "single": (
        _("This is about one case."),
        _("Write what holds for more cases, or leave it out."),
    ),
    "share": (
        _("From a share, people can count back to the cases."),
        _("Write “often” or “less often”."),
    ),
    "same": (
        _("This ties cases to each other, to a place or to a person."),
        _("Leave out what they have in common."),
    ),
    "person": (
        _("Colleagues may see who this is."),
        _("Write about people in general."),
    ),
    "title": (
        _("Only a few people have this job."),
        _("Write “managers” or “colleagues”."),
    ),
    "unit": (
        _("This part may be so small that people know who it is."),
        _("Write about the organisation as a whole."),
    ),
    "time": (
        _("The moment can show who came."),
        _("Name nothing finer than the year."),
    ),
    "event": (
        _("Who was there may know who this is."),
        _("Leave the occasion out."),
    ),
    "quote": (
        _("People can be known by their own words."),
        _("Say it in words of your own."),
    ),
}
#: Where the build wrote this room's modules for pages; see client/build.mjs.
MODULES = Path(__file__).parent / "static/reports/modules.json"
CONFIRMED = "-gives-nobody-away"


class Written(str):
    """What was typed, and the keys of the passages that were ticked."""

    ticked: frozenset[str]

    def __new__(cls, text: str, ticked: Iterable[str] = ()) -> Written:
        written = super().__new__(cls, text)
        written.ticked = frozenset(ticked)
        return written


class OwnWordsInput(forms.Textarea):
    """A text area with what was seen in it below."""

    template_name = "reports/own_words.html"
    units: tuple[str, ...] = ()
    checked_before: str = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Written | None:
        text = data.get(name)
        if text is None:
            return None
        ticks = data.getlist if hasattr(data, "getlist") else data.get
        return Written(text, ticks(name + CONFIRMED) or ())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-own-words"] = ""
        seen = traces(value, self.units) if isinstance(value, Written) else []
        ticked = self.confirmed(value)
        context["seen"] = [(one, *EXPLAINED[one.reason], one.key in ticked) for one in seen]
        context["tick"] = name + CONFIRMED
        context["known"] = json.dumps(sorted(self.confirmed(None)))
        context["units"] = json.dumps(self.units)
        context["texts"] = json.dumps(spoken_texts(), ensure_ascii=False)
        context["module"] = module()
        return context

    def confirmed(self, value: object) -> frozenset[str]:
        """Keys of what somebody has said to give nobody away: now, or when it was saved before."""
        before = frozenset(one.key for one in traces(self.checked_before, self.units))
        return before | value.ticked if isinstance(value, Written) else before

    def open(self, value: object) -> list[Trace]:
        """Passages of the text that nobody has confirmed yet."""
        ticked = self.confirmed(value)
        return [one for one in traces(str(value or ""), self.units) if one.key not in ticked]


@cache
def module() -> dict[str, str] | None:
    """Path and hash of the script that checks while typing; None where nothing was built."""
    if not MODULES.exists():
        return None
    built: dict[str, str] = json.loads(MODULES.read_text("utf-8"))["own-words"]
    return built


def spoken_texts() -> dict[str, Any]:
    """What the script says, in the language of the page."""
    return {
        "reasons": {reason: [str(text) for text in texts] for reason, texts in EXPLAINED.items()},
        "one": gettext("One passage needs another look."),
        "more": gettext("%s passages need another look."),
        "none": gettext("You have looked at every passage."),
    }


class OwnWordsField(forms.CharField):
    """Words of one's own, checked. Cleaned to a plain text."""

    widget = OwnWordsInput
    default_error_messages = {
        "traces": _("Write the passages below anew, or tick that they give nobody away."),
    }

    @property
    def input(self) -> OwnWordsInput:
        return cast(OwnWordsInput, self.widget)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if self.input.open(value):
            raise ValidationError(self.error_messages["traces"], code="traces")
        return text


def small_units(organisation: Organisation) -> list[str]:
    """Names of the parts that have too few people to be named."""
    small = organisation.units.filter(headcount__lt=UNIT_HEADCOUNT)
    return list(small.values_list("name", flat=True))


def watch_own_words(form: forms.BaseForm, units: Sequence[str]) -> None:
    """Tells the fields of a form which parts are too small to be named, and what they held before.

    Passages that were saved before are taken as confirmed as long as their sentence is the same.
    """
    for name, field in form.fields.items():
        if isinstance(field, OwnWordsField):
            field.input.units = tuple(units)
            field.input.checked_before = str(form.get_initial_for_field(field, name) or "")


def was_confirmed(form: forms.BaseForm) -> bool:
    """Whether somebody ticked a passage of this form: all that may be kept about it."""
    for name, field in form.fields.items():
        if isinstance(field, OwnWordsField):
            value = form[name].data
            ticked = field.input.confirmed(value)
            if any(one.key in ticked for one in traces(str(value or ""), field.input.units)):
                return True
    return False
