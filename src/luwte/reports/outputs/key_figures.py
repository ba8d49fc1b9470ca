"""What a board wants to know first: how many, how often, what was done, what is asked by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from luwte.reports.content import Language, PrintedFigure, ReportContent, ReportTable
from luwte.reports.outputs import saying


@dataclass(frozen=True)
class KeyFigure:
    """One figure that says most: what it counts, how much, and what belongs to it."""

    what: str
    figure: str
    lines: tuple[str, ...] = ()


def key_figures(content: ReportContent, language: Language) -> tuple[KeyFigure, ...]:
    """At most four, the most important first."""
    with override(language):
        return (
            *turned_to(content, language),
            *how_often(content, language),
            *what_is_asked(content, language),
            *sessions(content, language),
        )


def turned_to(content: ReportContent, language: Language) -> Iterator[KeyFigure]:
    """The total of cases, how exact it is, and whether that is more than the year before."""
    table = counted_over_years(content)
    if table is None:
        return
    now = table.rows[-1].figures[-1]
    lines = []
    if now.kind == "rounded":
        lines.append(
            _("May be %(range)s.") % {"range": saying.between(now.low, now.high, language)}
        )
    if len(table.columns) > 1:
        year = table.columns[-2].get(language)
        before = table.rows[-1].figures[-2]
        lines.append(f"{year}: {saying.figure(before, language)}. {compared(before, now)}".strip())
    what = saying.counted(content, table, language)
    yield KeyFigure(what, saying.figure(now, language), tuple(lines))


def counted_over_years(content: ReportContent) -> ReportTable | None:
    """The table of all cases: the first that ends with a total and is drawn by year, else any."""
    every = [one for section in content.sections for one in section.tables]
    whole = [one for one in every if one.rows and not one.rows[-1].code]
    return next((one for one in whole if one.chart == "years"), next(iter(whole), None))


def compared(before: PrintedFigure, now: PrintedFigure) -> str:
    """In words, only as far as figures that may stand for several counts can say it."""
    if now.value is None or before.value is None or now.high is None or before.high is None:
        return ""
    if now.low > before.high:
        return _("That is more now.")
    if now.high < before.low:
        return _("That is fewer now.")
    return _("Whether there are more or fewer now can't be said.")


def how_often(content: ReportContent, language: Language) -> Iterator[KeyFigure]:
    """The rate, and between what it lies."""
    rate = content.rate
    if rate is None:
        return
    what = _("Cases per %(thousand)s workers") % {"thousand": saying.number(1000, language)}
    ends = {
        "low": saying.number(round(rate.low, 1), language),
        "high": saying.number(round(rate.high, 1), language),
    }
    figure = saying.number(round(rate.per_thousand, 1), language)
    yield KeyFigure(what, figure, (_("Between %(low)s and %(high)s.") % ends,))


def sessions(content: ReportContent, language: Language) -> Iterator[KeyFigure]:
    """How often counsellors told people about their work, and how many heard it."""
    every = [one for section in content.sections for one in section.tables]
    row = next(
        (row for one in every if one.id == "activities" for row in one.rows
         if row.code == "session"),
        None,
    )  # fmt: skip
    if row is None or row.figures[0].value is None:
        return
    lines = []
    if len(row.figures) > 1 and row.figures[1].value:
        reached = saying.figure(row.figures[1], language)
        lines.append(_("%(people)s people reached.") % {"people": reached})
    yield KeyFigure(_("Sessions for staff"), saying.figure(row.figures[0], language), tuple(lines))


def what_is_asked(content: ReportContent, language: Language) -> Iterator[KeyFigure]:
    """How many things, and by when the first."""
    asked = content.recommendations
    if not asked:
        return
    days = sorted(one.due for one in asked if one.due)
    lines = [_("The first by %(day)s.") % {"day": saying.day(days[0], language)}] if days else []
    what = ngettext("Thing we ask of you", "Things we ask of you", len(asked))
    yield KeyFigure(what, saying.number(len(asked), language), tuple(lines))
