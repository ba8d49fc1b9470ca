"""How the figures came about, and why they are rounded: said in every report."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.reports.content import Language, PrintedFigure, ReportContent
from luwte.reports.outputs import saying


def how_counted(content: ReportContent, language: Language) -> tuple[str, ...]:
    """A sentence or two each, as far as they hold for this report."""
    with override(language):
        said = [
            _(
                "Counsellors count their cases without names or days. "
                "A case counts in the year it began."
            ),
            _("Counsellors don't judge who is right. A case means that somebody turned to one."),
        ]
        if content.below is not None:
            return (*said, few(content, language))
        said.append(
            _(
                "One case can be about several things, and can take several routes. "
                "So not every table adds up to the same number."
            )
        )
        example = rounded_figure(content)
        if example is not None and content.base > 1:
            apart = _("Tables are rounded apart: what is %(base)s in one can be 0 in another.")
            said.append(apart % {"base": content.base})
            said.append(rounded(content, example, language))
        return (*said, guarded())


def few(content: ReportContent, language: Language) -> str:
    below = saying.number(content.below or 0, language)
    return _(
        "There were so few cases that the report only says “fewer than %(below)s”. That can be "
        "none at all. It looks the same in all those years, so that it gives nobody away."
    ) % {"below": below}


def rounded(content: ReportContent, example: PrintedFigure, language: Language) -> str:
    return _(
        "Figures are rounded to a multiple of %(base)s, up or down. So %(figure)s stands for "
        "%(range)s. A change of %(base)s from one year to the next can be rounding only."
    ) % {
        "base": content.base,
        "figure": saying.figure(example, language),
        "range": saying.between(example.low, example.high, language),
    }


def guarded() -> str:
    return _(
        "This is done so that nobody can work out who turned to a counsellor: not from one "
        "figure, and not by laying this report beside earlier ones. It was checked before "
        "publishing."
    )


def rounded_figure(content: ReportContent) -> PrintedFigure | None:
    """One to explain rounding with: the first that is more than nought."""
    return next(
        (
            one
            for section in content.sections
            for table in section.tables
            for row in table.rows
            for one in row.figures
            if one.kind == "rounded" and one.value
        ),
        None,
    )
