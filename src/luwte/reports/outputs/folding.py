"""Tables of which a sentence says as much: all of them "fewer than", or most of them nought."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from luwte.reports.content import Language, ReportTable, TableRow
from luwte.reports.outputs import saying

#: In a longer table rows of 0 are told below it.
FEW_ROWS = 8


def says_one_thing(table: ReportTable) -> bool:
    """Whether every figure in it is "fewer than" the same number."""
    shown = {(one.kind, one.low, one.high) for row in table.rows for one in row.figures}
    return len(shown) == 1 and all(kind == "band" and low == 0 for kind, low, _high in shown)


def few_in_all(tables: Sequence[ReportTable], language: Language) -> tuple[str, ...]:
    """Once and for all what these tables would say in each of their cells."""
    if not tables:
        return ()
    below = saying.figure(tables[0].rows[0].figures[0], language)
    said = []
    for one in tables:
        if is_total(one):
            said.append(
                _("There were %(below)s cases. That can be none at all.") % {"below": below}
            )
            before = ", ".join(column.get(language) for column in one.columns[:-1])
            if before:
                said.append(_("It was the same in %(years)s.") % {"years": before})
    named = "; ".join(one.title.get(language) for one in tables if not is_total(one))
    if named and said:
        said.append(_("So nothing is divided further. Left out: %(tables)s.") % {"tables": named})
    elif named:
        told = {"below": below, "tables": named}
        said.append(_("All in all %(below)s, so not divided further: %(tables)s.") % told)
    return (" ".join(said),)


def is_total(table: ReportTable) -> bool:
    """Whether it has the total of cases only, of one year or of several."""
    return len(table.rows) == 1 and not table.rows[0].code


def noughts(table: ReportTable) -> list[TableRow]:
    """Rows of a long table that only say 0."""
    rows = [row for row in table.rows if row.code]
    if len(rows) <= FEW_ROWS or len(table.columns) != 1:
        return []
    return [row for row in rows if row.figures[0].value == 0]


def in_order(table: ReportTable) -> list[TableRow]:
    """The rows to show: of a long table without those of 0, the highest first, the total last."""
    left_out = noughts(table)
    if not left_out:
        return list(table.rows)
    rows = [row for row in table.rows if row.code and row not in left_out]
    rows.sort(key=lambda row: -(row.figures[0].value or 0))
    return rows + [row for row in table.rows if not row.code]
