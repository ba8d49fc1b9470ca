"""The judgement of the help: sent without signing in, once, and joined to no conversation.

Three fixed questions with answers in codes. It is shown from five answers up, years put together
where one has fewer.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from luwte.organisations.models import Organisation
from luwte.registry.models import Judged, UsedToken, WaitingJudgement, today
from luwte.registry.refusals import refusal
from luwte.tokens.blind import Issue, is_ours

QUESTIONS: Mapping[str, Sequence[str]] = {
    "helped": ("yes", "partly", "no", "unsaid"),
    "safe": ("yes", "partly", "no", "unsaid"),
    "harmed": ("no", "perhaps", "yes", "unsaid"),
}
SHOWN_FROM = 5
A_NIGHT = datetime.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Token:
    """What a reporter's client has after taking the blinding off."""

    year: int
    number: bytes
    output: bytes


def judged_organisation(public_id: str) -> Organisation:
    """The organisation that the judgement is of."""
    found = Organisation.objects.filter(public_id=public_id).first()
    if found is None:
        raise refusal("unknown-organisation")
    return found


def judge(organisation: str, token: Token, answers: Mapping[str, str]) -> None:
    """Let the judgement wait for the night, and count its token as used, both or neither."""
    found = judged_organisation(organisation)
    fits = token.year <= today().year and not is_over(token.year, today())
    if not fits or not is_ours(Issue(organisation, token.year), token.number, token.output):
        raise refusal("token-refused")
    try:
        with transaction.atomic():
            UsedToken.objects.create(hash=hash_of(token.number), year=token.year)
            WaitingJudgement.objects.create(organisation=found, year=token.year, **answers)
    except IntegrityError as error:
        raise refusal("token-used") from error


def hash_of(number: bytes) -> str:
    """What is kept of a used token."""
    return hashlib.sha256(b"luwte/v1/used:" + number).hexdigest()[:32]


# --- Showing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """The answers of one year, or of several together: how often each code was given."""

    first_year: int
    last_year: int
    answers: int
    counts: Mapping[str, Mapping[str, int]]


def is_over(year: int, day: datetime.date) -> bool:
    """Whether tokens of that year count no more: from February on. A night later all have moved."""
    return day >= datetime.date(year + 1, 2, 1)


def shown(judgements: Iterable[Judged], day: datetime.date) -> list[Shown]:
    """The years that are over, put together from the oldest on until there are five answers.

    What was shown once never changes. Years at the end with fewer than five wait for the next.
    """
    by_year: dict[int, list[Judged]] = {}
    for one in judgements:
        if is_over(one.year, day - A_NIGHT):
            by_year.setdefault(one.year, []).append(one)
    groups: list[Shown] = []
    held: list[Judged] = []
    for year in sorted(by_year):
        held += by_year[year]
        if len(held) >= SHOWN_FROM:
            groups.append(group(held))
            held = []
    return groups


def group(judgements: Sequence[Judged]) -> Shown:
    years = [one.year for one in judgements]
    counts = {}
    for question, codes in QUESTIONS.items():
        given = Counter(getattr(one, question) for one in judgements)
        counts[question] = {code: given[code] for code in codes}
    return Shown(min(years), max(years), len(judgements), counts)
