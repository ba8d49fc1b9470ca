"""Which tables get a chart, what stands in it, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.reports.content import Language, PrintedFigure, ReportContent, ReportTable, TableRow
from luwte.reports.outputs import saying
from luwte.reports.outputs.folding import in_order


@dataclass(frozen=True)
class Bar:
    """One bar: the figure in print, and between what the count behind it lies.

    `heading` stands above the first bar of a group.
    """

    label: str
    text: str
    value: int | None
    low: int
    high: int | None
    heading: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart: bars that lie, or columns that stand side by side. `alt` says the same in words."""

    bars: tuple[Bar, ...]
    upright: bool
    counted: str
    alt: str
    legend: str


def picture(content: ReportContent, table: ReportTable, language: Language) -> Picture | None:
    """How this table is drawn; None where it isn't, or where no figure in it has a value."""
    if not table.chart or not any(one.value for row in table.rows for one in row.figures):
        return None
    rows = [row for row in in_order(table) if row.code]
    total = next((row for row in table.rows if not row.code), None)
    upright = table.chart == "years" and (total is not None or len(rows) == 1)
    if upright:
        bars = across(table, total or rows[0], language)
    elif table.chart == "bars":
        bars = [bar(row.label.get(language), row.figures[0], language) for row in rows]
    else:
        bars = [one for row in rows for one in across(table, row, language, heading=True)]
    counted = saying.counted(content, table, language)
    if table.chart == "bars" and len(table.columns) > 1:
        counted = table.columns[0].get(language)
    with override(language):
        legend = ""
        if any(one.low != one.high for one in bars):
            legend = _("The thin line shows which counts a figure may stand for.")
        words = in_words(bars, counted, upright=upright)
        return Picture(tuple(bars), upright, counted, words, legend)


def across(
    table: ReportTable, row: TableRow, language: Language, *, heading: bool = False
) -> list[Bar]:
    """A bar for each column of this row."""
    label = row.label.get(language) if heading else ""
    return [
        bar(column.get(language), figure, language, "" if place else label)
        for place, (column, figure) in enumerate(zip(table.columns, row.figures, strict=True))
    ]


def bar(label: str, figure: PrintedFigure, language: Language, heading: str = "") -> Bar:
    text = saying.figure(figure, language)
    return Bar(label, text, figure.value, figure.low, figure.high, heading)


def in_words(bars: list[Bar], counted: str, *, upright: bool) -> str:
    """The chart for who can't see it."""
    figures = []
    for one in bars:
        named = f"{one.heading}, {one.label}" if one.heading else one.label
        figures.append(f"{named}: {one.text}")
    kind = _("Chart with a column for each year") if upright else _("Chart with bars")
    said = _("All of it is in the table as well.")
    return f"{kind} ({counted}). {'; '.join(figures)}. {said}"
