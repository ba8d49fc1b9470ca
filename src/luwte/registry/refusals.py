"""Every way in which the registry refuses: a code, a status and a sentence for the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from luwte.people.problems import Problem

TEXTS = {
    "token-refused": (403, _("This can't be counted: the token is not ours.")),
    "not-appointed": (404, _("You have no role in this organisation.")),
    "unknown-organisation": (404, _("We do not know this organisation.")),
    "token-used": (409, _("This was counted already.")),
    "counted-elsewhere": (409, _("This was counted for another organisation.")),
    "lists-changed": (409, _("The questions have changed. Look at them once more.")),
    "not-coded": (422, _("One of the answers does not belong to these questions.")),
}


def refusal(code: str, **extra: Any) -> Problem:
    """The problem with this code; `extra` are further members for the client."""
    status, detail = TEXTS[code]
    return Problem(status, code, detail, **extra)
