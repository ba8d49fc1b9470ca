"""How words and figures of a report stand on a page."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luwte.reports.content import PrintedFigure, ReportTable, Words
from luwte.reports.outputs import folding, saying
from luwte.reports.outputs.charts import LOOKS, size_of
from luwte.reports.outputs.picturing import Picture

register = template.Library()

# Beside its table on a wide page, above it on a page in between and on a phone.
BETWEEN = "(min-width: 48rem) and (max-width: 64rem)"
DARK = "(prefers-color-scheme: dark)"
WHERE = (
    (f"{DARK} and {BETWEEN}", "wide-dark"),
    (DARK, "narrow-dark"),
    (BETWEEN, "wide"),
    ("", "narrow"),
)


# A browser that prints stays with the drawing it has loaded, so paper has one of its own.
ON_PAPER = "narrow"


@dataclass(frozen=True)
class Shape:
    """One drawing of a chart: on which screens, and its size, so that no text moves for it."""

    media: str
    look: str
    width: int
    height: int


@register.filter
def says_one_thing(table: ReportTable) -> bool:
    """Whether a sentence says as much as all of its cells."""
    return folding.says_one_thing(table)


@register.filter
def on_paper(picture: Picture) -> Shape:
    """The drawing that is printed, on whatever screen."""
    return Shape("print", ON_PAPER, *size_of(picture, LOOKS[ON_PAPER]))


@register.filter
def shapes(picture: Picture) -> list[Shape]:
    """Where which drawing of this chart is shown; the last one where none of the others is."""
    return [Shape(media, look, *size_of(picture, LOOKS[look])) for media, look in WHERE]


@register.filter
def here(words: Words) -> str:
    """In the language of the page, else in the other one."""
    return words.get("nl" if get_language() == "nl" else "en")


@register.filter
def in_print(figure: PrintedFigure) -> str:
    """As a reader sees it."""
    if figure.value is not None:
        return str(figure.value)
    if saying.is_empty(figure):
        return "–"
    if figure.kind == "band" and figure.high is not None:
        return _("fewer than %(number)d") % {"number": figure.high + 1}
    return _("not shown")
