"""What earlier years left in the demo: proof of what was destroyed, and how the help was judged."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from typing import Any

from luwte.organisations.models import Organisation
from luwte.registry.models import ShownJudgements
from luwte.site.demo.people import ago
from luwte.vault.days import today

# By counsellor: how many days ago about, where, and why it was kept until then.
DESTROYED: Mapping[str, list[tuple[int, str, str]]] = {
    "nadia": [(20, "veldermeer", "case"), (80, "veldermeer", "once"), (150, "veldermeer", "")],
    "mirjam": [(20, "kompasroos", "case"), (110, "veldermeer", "aftercare")],
}
# By organisation, so many years ago: whether it is of several together, and the answers in the
# order of the questions. A provider's small clients stand together under its name.
JUDGED: Mapping[str, list[tuple[int, bool, dict[str, dict[str, int]]]]] = {
    "veldermeer": [
        (
            1,
            False,
            {
                "helped": {"yes": 6, "partly": 2, "no": 1, "unsaid": 0},
                "safe": {"yes": 7, "partly": 1, "no": 0, "unsaid": 1},
                "harmed": {"no": 7, "perhaps": 1, "yes": 0, "unsaid": 1},
            },
        ),
        (
            2,
            False,
            {
                "helped": {"yes": 3, "partly": 2, "no": 0, "unsaid": 0},
                "safe": {"yes": 4, "partly": 1, "no": 0, "unsaid": 0},
                "harmed": {"no": 4, "perhaps": 0, "yes": 0, "unsaid": 1},
            },
        ),
    ],
    "windschut": [
        (
            1,
            True,
            {
                "helped": {"yes": 5, "partly": 2, "no": 0, "unsaid": 0},
                "safe": {"yes": 6, "partly": 0, "no": 0, "unsaid": 1},
                "harmed": {"no": 5, "perhaps": 1, "yes": 0, "unsaid": 1},
            },
        ),
    ],
}


def destroyed_of(key: str, organisations: Mapping[str, Organisation]) -> list[dict[str, Any]]:
    """The lines in this counsellor's own log about logs that are gone, the oldest first."""
    lines = [
        destroyed(f"{key} {days}", ago(days), organisations[slug].public_id, why)
        for days, slug, why in DESTROYED.get(key, [])
    ]
    return sorted(lines, key=lambda line: str(line["day"]))


def destroyed(name: str, about: datetime.date, organisation: str, why: str) -> dict[str, Any]:
    """Without a reason it was withdrawn: then no day had been promised."""
    gone = about if why == "" else about.replace(day=1)
    digest = hashlib.sha256(name.encode()).hexdigest()
    content = {
        "conversation": digest[:32],
        "organisation": organisation,
        "year": str((gone - datetime.timedelta(days=150)).year),
        "until": gone.isoformat() if why else "",
        "why": why,
        "head": hashlib.sha256(digest.encode()).hexdigest(),
        "gone": gone.isoformat(),
    }
    return {"day": gone.isoformat(), "kind": "ends", "content": content}


def make_judgements(organisations: Mapping[str, Organisation]) -> None:
    """Sums of years that are over: the answers themselves are gone by then."""
    for slug, sums in JUDGED.items():
        for years_ago, together, counts in sums:
            year = today().year - years_ago
            ShownJudgements.objects.create(
                organisation=organisations[slug],
                together=together,
                first_year=year,
                last_year=year,
                answers=sum(counts["helped"].values()),
                counts=counts,
            )
