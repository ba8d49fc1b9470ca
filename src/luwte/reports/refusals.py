"""Every way in which the reports room refuses: a code, a status and a sentence for the person."""

from django.utils.translation import gettext_lazy as _

from luwte.people.problems import Problem

TEXTS = {
    "unknown-signal": (404, _("This signal is not there.")),
}


def refusal(code: str) -> Problem:
    """The problem with this code."""
    return Problem(TEXTS[code][0], code, TEXTS[code][1])
