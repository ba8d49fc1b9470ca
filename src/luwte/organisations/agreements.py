"""Trust agreements: the text that counsellor and reporter may sign, version by version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from luwte.organisations.models import AgreementTemplate, Organisation

# What the desk fills in when an agreement is offered.
PLACEHOLDERS = frozenset({"organisation", "counsellor", "months", "exceptions", "day"})
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def current_agreement(organisation: Organisation) -> AgreementTemplate | None:
    """The newest version; None where the text that comes with Luwte is used."""
    return organisation.agreement_templates.order_by("-version").first()


def unknown_placeholders(text: str) -> list[str]:
    """What stands between braces in a text and can't be filled in."""
    return sorted(set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS)


@transaction.atomic
def new_version(
    organisation: Organisation, words: Mapping[str, str], on: date
) -> AgreementTemplate:
    """The next version, with `title_nl`, `text_nl`, `title_en` and `text_en` of `words`."""
    newest = organisation.agreement_templates.select_for_update().order_by("-version").first()
    made = AgreementTemplate(
        organisation=organisation,
        version=newest.version + 1 if newest else 1,
        day=on,
        title_nl=words["title_nl"],
        text_nl=words["text_nl"],
        title_en=words["title_en"],
        text_en=words["text_en"],
    )
    made.save()
    return made
