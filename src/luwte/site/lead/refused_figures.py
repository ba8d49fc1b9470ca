"""Why figures can't be published, in words: which ones, and what would help. Never a count."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from luwte.organisations.models import Organisation
from luwte.reports.catalogue import BY_ID, readable_questions
from luwte.reports.forms import here
from luwte.reports.publishing import answer_of
from luwte.reports.taking import Trouble

MOST_TOLD = 8


def explained(organisation: Organisation, troubles: Sequence[Trouble]) -> list[str]:
    """A sentence for each figure, not more than anybody reads."""
    told = [sentence(organisation, one) for one in troubles]
    return list(dict.fromkeys(told))[:MOST_TOLD]


def sentence(organisation: Organisation, trouble: Trouble) -> str:
    if trouble.why == "contradiction":
        return _(
            "These figures contradict what was published before: cases were counted since. "
            "Make a correction of that report first."
        )
    if trouble.table not in BY_ID:
        return _(
            "Together with what was published before, these figures would give somebody away. "
            "Choose fewer tables, or a longer period."
        )
    name = named(organisation, trouble)
    match trouble.why:
        case "fine":
            return _(
                "%(table)s is too fine for an organisation of this size. What helps: leave it out, "
                "take a table with one question, or several years together."
            ) % {"table": name}
        case "unit":
            return _("%(table)s names a part with fewer than 50 people. Leave it out.") % {
                "table": name
            }
        case "traits":
            return _(
                "%(table)s says two things about a person. That is possible from 1,000 people."
            ) % {"table": name}
        case _:
            return _(
                "%(table)s would give somebody away, perhaps together with an earlier report. "
                "What helps: leave the table out, a longer period, or words instead."
            ) % {"table": name}


def named(organisation: Organisation, trouble: Trouble) -> str:
    """The table, and the place in it."""
    table = BY_ID[trouble.table]
    asked = readable_questions(organisation)
    answers = [
        here(answer_of(code, question, "Total", asked))
        for code, question in zip(trouble.places, table.questions, strict=False)
        if code != "Total"
    ]
    title = f"“{here(table.title)}”"
    return f"{title} ({', '.join(answers)})" if answers else title
