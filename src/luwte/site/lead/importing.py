"""Earlier years taken over from a table, in four steps; nothing is kept in between."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from luwte.people.models import Person, person_of
from luwte.registry.codes import Code, Field, fields_for
from luwte.registry.importing import YEAR, preview, take_over, texts_of
from luwte.registry.sheets import (
    LARGEST_FILE,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    Unreadable,
    read_sheet,
)
from luwte.site.lead.access import counsellors_only, organisation_led
from luwte.site.lead.work import get_or_post

#: What a year or quarter is often called.
YEAR_NAMES = ("year", "jaar")


class FileForm(forms.Form):
    """Which file."""

    file = forms.FileField(
        label=gettext_lazy("Excel or CSV"),
        help_text=gettext_lazy("At most 2 MB. The first row holds the names of the columns."),
    )

    def clean_file(self) -> Sheet:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        try:
            return read_sheet(given.name, given.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


def label_of(named: Field | Code) -> str:
    """What a question or answer is called in the language of the page."""
    return named.nl if get_language() == "nl" else named.en


class ColumnsForm(forms.Form):
    """In which column each answer stands."""

    def __init__(self, data: Any, sheet: Sheet, fields: Sequence[Field]) -> None:
        super().__init__(data, prefix="column")
        options = [("", _("Not in this table")), *((str(n), t) for n, t in enumerate(sheet.head))]
        asked: list[tuple[str, str, Sequence[str]]] = [(YEAR, _("Year"), YEAR_NAMES)]
        asked += [(one.name, label_of(one), (one.name, one.nl, one.en)) for one in fields]
        for name, label, names in asked:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=options,
                required=name in {YEAR, "domain"},
                initial=guessed(sheet.head, names),
            )

    def columns(self) -> dict[str, int]:
        return {name: int(value) for name, value in self.cleaned_data.items() if value}


class MeaningsForm(forms.Form):
    """What each text of a column means."""

    def __init__(
        self, data: Any, sheet: Sheet, fields: Sequence[Field], columns: Mapping[str, int]
    ) -> None:
        super().__init__(data, prefix="meaning")
        self.texts: dict[str, tuple[str, str]] = {}
        for field in fields:
            if field.name not in columns:
                continue
            codes = [
                (code.code, code.nl if get_language() == "nl" else code.en) for code in field.codes
            ]
            for number, text in enumerate(texts_of(sheet, field, columns[field.name])):
                name = f"{field.name}-{number}"
                self.texts[name] = (field.name, text)
                self.fields[name] = forms.ChoiceField(
                    label=f"{label_of(field)} “{text}”",
                    choices=[("", _("No answer")), *codes],
                    required=False,
                    initial=meant(text, field),
                )

    def meanings(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, (question, text) in self.texts.items():
            found.setdefault(question, {})[text] = self.cleaned_data[name]
        return found


def guessed(head: Sequence[str], names: Sequence[str]) -> str:
    """The column that is called like this."""
    wanted = {name.casefold().rstrip("?") for name in names}
    for number, title in enumerate(head):
        if title.casefold().rstrip("?") in wanted or title.casefold().rpartition(": ")[2] in wanted:
            return str(number)
    return ""


def meant(text: str, field: Field) -> str:
    """The code that is written or called like this."""
    for code in field.codes:
        if text.casefold() in {code.code.casefold(), code.nl.casefold(), code.en.casefold()}:
            return code.code
    return ""


def carried(sheet: Sheet) -> str:
    """The table as the next step brings it along."""
    return json.dumps([sheet.head, sheet.rows, sheet.left_out], ensure_ascii=False)


def brought(text: str) -> Sheet | None:
    """What `carried` wrote; None for anything else."""
    try:
        head, rows, left_out = json.loads(text)
    except ValueError:
        return None
    lines = [head, left_out, *rows] if isinstance(rows, list) else []
    fits = bool(lines) and len(rows) <= MOST_ROWS and 0 < len(head) <= MOST_COLUMNS * 2
    if not fits or not all(isinstance(line, list) for line in lines):
        return None
    if any(len(row) != len(head) for row in rows):
        return None
    if not all(isinstance(cell, str) for line in lines for cell in line):
        return None
    return Sheet(tuple(head), tuple(map(tuple, rows)), tuple(left_out))


@get_or_post
@counsellors_only
def take_over_figures(request: HttpRequest, slug: str) -> HttpResponse:
    """File, columns, meanings, and a look at it before anything is taken over."""
    found = organisation_led(request, slug)
    fields = fields_for(found)
    context: dict[str, Any] = {"organisation": found}
    sheet = brought(request.POST.get("sheet", "")) if request.method == "POST" else None
    if sheet is None:
        form = FileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            sheet = form.cleaned_data["file"]
            context |= {"step": "columns", "sheet": sheet, "carried": carried(sheet)}
            return shown(request, context | {"form": ColumnsForm(None, sheet, fields)})
        return shown(request, context | {"step": "file", "form": form})
    context |= {"sheet": sheet, "carried": carried(sheet)}
    columns = ColumnsForm(request.POST, sheet, fields)
    if not columns.is_valid():
        return shown(request, context | {"step": "columns", "form": columns})
    context["columns"] = columns
    was_asked = any(name.startswith("meaning-") for name in request.POST)
    meanings = MeaningsForm(request.POST if was_asked else None, sheet, fields, columns.columns())
    if request.POST.get("step") == "columns" or (was_asked and not meanings.is_valid()):
        return shown(request, context | {"step": "meanings", "form": meanings})
    meant_here = meanings.meanings() if was_asked else {}
    seen = preview(sheet, fields, columns.columns(), meant_here)
    if request.POST.get("step") != "take-over" or seen.faults or not seen.rows:
        return shown(request, context | {"step": "look", "meanings": meanings, "seen": seen})
    person = person_of(request.user)
    if isinstance(person, Person):
        take_over(found, person, seen.rows)
    messages.success(request, _("Taken over. Tonight it goes into the figures."))
    return redirect("lead_work", slug=found.slug)


def shown(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    return render(request, "site/lead/import.html", dict(context))
