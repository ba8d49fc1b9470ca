"""How words and figures of a report stand on a page."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luwte.reports.content import PrintedFigure, Words

register = template.Library()


@register.filter
def here(words: Words) -> str:
    """In the language of the page, else in the other one."""
    return words.get("nl" if get_language() == "nl" else "en")


@register.filter
def in_print(figure: PrintedFigure) -> str:
    """As a reader sees it."""
    if figure.value is not None:
        return str(figure.value)
    if figure.kind == "band" and figure.high is not None:
        return _("fewer than %(number)d") % {"number": figure.high + 1}
    return _("not shown")
