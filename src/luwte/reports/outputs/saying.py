"""Figures, days and rates as a person reads them, in Dutch or in English."""

from __future__ import annotations

import datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.reports.content import Language, PrintedFigure, Rate, ReportContent, ReportTable


def number(value: float, language: Language) -> str:
    """With the language's own separators."""
    return str(format_decimal(value, locale=language))


def day(value: datetime.date, language: Language) -> str:
    """In full: 1 March 2026."""
    return str(format_date(value, "d MMMM y", locale=language))


def days(content: ReportContent, language: Language) -> str:
    """From which day to which the report is about: 1 January to 31 December 2026."""
    same = content.start.year == content.end.year
    first = format_date(content.start, "d MMMM" if same else "d MMMM y", locale=language)
    with override(language):
        ends = {"first": str(first), "last": day(content.end, language)}
        return _("%(first)s to %(last)s") % ends


def figure(shown: PrintedFigure, language: Language) -> str:
    """What stands in a cell: the figure, the band in words, or that it isn't shown."""
    if shown.value is not None:
        return number(shown.value, language)
    if is_empty(shown):
        return "–"
    with override(language):
        if shown.kind == "hidden":
            return _("not shown")
        if shown.high is None:
            return _("%(low)s or more") % {"low": number(shown.low, language)}
        if shown.low == 0:
            return _("fewer than %(number)s") % {"number": number(shown.high + 1, language)}
        return between(shown.low, shown.high, language)


def is_empty(shown: PrintedFigure) -> bool:
    """Whether nobody filled it in: nothing was counted, so nothing is hidden."""
    return shown.kind == "exact" and shown.value is None


def between(low: float, high: float | None, language: Language) -> str:
    """A range in words."""
    with override(language):
        if high is None:
            return _("%(low)s or more") % {"low": number(low, language)}
        numbers = {"low": number(low, language), "high": number(high, language)}
        return _("%(low)s to %(high)s") % numbers


def counted(content: ReportContent, table: ReportTable, language: Language) -> str:
    """What a table counts, and whether it is rounded: "cases, rounded to 5"."""
    what = table.of.get(language)
    kinds = {one.kind for row in table.rows for one in row.figures}
    if "rounded" not in kinds:
        return what
    with override(language):
        return _("%(what)s, rounded to %(base)s") % {"what": what, "base": content.base}


def rate(shown: Rate, language: Language) -> str:
    """Cases per 1,000 workers, with the range it may lie in."""
    with override(language):
        return _("%(rate)s cases per %(thousand)s workers (between %(low)s and %(high)s)") % {
            "rate": number(round(shown.per_thousand, 1), language),
            "thousand": number(1000, language),
            "low": number(round(shown.low, 1), language),
            "high": number(round(shown.high, 1), language),
        }
