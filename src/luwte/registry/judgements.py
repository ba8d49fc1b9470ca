"""The judgement of the help: sent without signing in, once, and joined to no conversation.

Three fixed questions with answers in codes. It is shown from five answers up: of several years, or
of several organisations, where one has fewer.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from luwte.organisations.models import Organisation
from luwte.registry.models import (
    Judged,
    Judgement,
    ShownJudgements,
    UsedToken,
    WaitingJudgement,
    today,
)
from luwte.registry.refusals import refusal
from luwte.tokens.blind import Issue, is_ours

QUESTIONS: Mapping[str, Sequence[str]] = {
    "helped": ("yes", "partly", "no", "unsaid"),
    "safe": ("yes", "partly", "no", "unsaid"),
    "harmed": ("no", "perhaps", "yes", "unsaid"),
}
SHOWN_FROM = 5
AT_ONCE = 200
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
class Group:
    """Judgements that are shown as one, under this organisation. Each is in one group only."""

    organisation: int
    together: bool
    judgements: Sequence[Judged]


def is_over(year: int, day: datetime.date) -> bool:
    """Whether tokens of that year count no more: from February on. A night later all have moved."""
    return day >= datetime.date(year + 1, 2, 1)


def publish(day: datetime.date) -> None:
    """Add up what may be shown from this day on. What was shown once never changes.

    The judgements that were added up are deleted: were they to come back in another sum, the
    difference of the two would tell of few people.
    """
    waited = Judgement.objects.filter(year__lt=day.year)
    over = [one for one in waited if is_over(one.year, day - A_NIGHT)]
    served = Organisation.objects.values_list("pk", "provider")
    providers = {client: provider for client, provider in served if provider is not None}
    for group in groups(over, providers):
        added_up(group).save(force_insert=True)
        keys = [one.pk for one in group.judgements]
        for first in range(0, len(keys), AT_ONCE):
            Judgement.objects.filter(pk__in=keys[first : first + AT_ONCE]).delete()


def groups(judgements: Iterable[Judged], providers: Mapping[int, int]) -> Iterator[Group]:
    """Year by year: whoever has five stands alone; a provider's others together, if these are five.

    What is in no group waits for the year after.
    """
    by_year: dict[int, list[Judged]] = defaultdict(list)
    for one in judgements:
        by_year[one.year].append(one)
    waiting: dict[int, list[Judged]] = defaultdict(list)
    for year in sorted(by_year):
        for one in by_year[year]:
            waiting[one.organisation_id].append(one)
        yield from alone(waiting)
        yield from together(waiting, providers)


def alone(waiting: dict[int, list[Judged]]) -> Iterator[Group]:
    for organisation in [pk for pk, few in waiting.items() if len(few) >= SHOWN_FROM]:
        yield Group(organisation, together=False, judgements=waiting.pop(organisation))


def together(waiting: dict[int, list[Judged]], providers: Mapping[int, int]) -> Iterator[Group]:
    clients: dict[int, list[int]] = defaultdict(list)
    for organisation in waiting:
        if organisation in providers:
            clients[providers[organisation]].append(organisation)
    for provider, few in clients.items():
        if sum(len(waiting[one]) for one in few) >= SHOWN_FROM:
            pooled = [judgement for one in few for judgement in waiting.pop(one)]
            yield Group(provider, together=True, judgements=pooled)


def added_up(group: Group) -> ShownJudgements:
    """How often each code was given."""
    years = [one.year for one in group.judgements]
    counts = {}
    for question, codes in QUESTIONS.items():
        given = Counter(getattr(one, question) for one in group.judgements)
        counts[question] = {code: given[code] for code in codes}
    return ShownJudgements(
        organisation_id=group.organisation,
        together=group.together,
        first_year=min(years),
        last_year=max(years),
        answers=len(years),
        counts=counts,
    )


def shown_in(organisation: Organisation) -> list[ShownJudgements]:
    """The newest first."""
    rows = ShownJudgements.objects.filter(organisation=organisation)
    return list(rows.order_by("-last_year", "together"))
