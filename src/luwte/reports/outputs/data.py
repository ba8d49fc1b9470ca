"""The protected tables as data: a tidy CSV, and JSON (docs/report.schema.json)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.reports.content import Language, ReportContent
from luwte.reports.outputs import saying

# What a spreadsheet would take for a formula.
RECKONED = ("=", "+", "-", "@", "\t", "\r")


PARTED_BY: Mapping[Language, str] = {"nl": ";", "en": ","}


def as_csv(content: ReportContent, language: Language) -> bytes:
    """A line for each figure: what it is, the figure, and between what the count behind it lies.

    A band has no figure; what isn't shown or wasn't filled in has no end either. In Dutch columns
    are parted by semicolons: spreadsheets there expect it, since the comma is in their numbers.
    """
    made = io.StringIO()
    lines = csv.writer(made, delimiter=PARTED_BY[language], lineterminator="\r\n")
    with override(language):
        lines.writerow(
            [_("table"), _("row"), _("column"), _("counted"), _("figure"), _("from"), _("to")]
        )
    for table in (one for section in content.sections for one in section.tables):
        for row in table.rows:
            for column, figure in zip(table.columns, row.figures, strict=True):
                known = figure.kind != "hidden" and not saying.is_empty(figure)
                words = (table.title, row.label, column, table.of)
                lines.writerow(
                    [
                        *(harmless(one.get(language)) for one in words),
                        "" if figure.value is None else figure.value,
                        figure.low if known else "",
                        figure.high if known and figure.high is not None else "",
                    ]
                )
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def harmless(cell: str) -> str:
    """As text, also where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(RECKONED) else cell


def as_json(content: ReportContent) -> bytes:
    """The same tables for programs, with the labels in both languages."""
    whole = content.model_dump(mode="json", include={"organisation", "period", "start", "end",
        "published", "version", "base", "below"})  # fmt: skip
    tables = [
        table.model_dump(mode="json", exclude={"chart", "note"})
        for section in content.sections
        for table in section.tables
    ]
    made = {"format": "luwte-report-1", **whole, "tables": tables}
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
