"""Once a quarter: which subjects or parts of an organisation came up more often than usual.

Counsellors see it, nobody else. What they see is fixed then, and rounded to five by chance: who
knows their own cases doesn't learn those of a colleague from it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from secrets import SystemRandom

from django.db import transaction

from luwte.organisations.models import Organisation
from luwte.registry.codes import UNIT
from luwte.registry.models import Registration, today
from luwte.reports.models import Signal, WatchedQuarter
from luwte.reports.signals.looks import NotEnoughYet, Series, TooRare, WorthALook

#: From so many people on the quarter is collected (codes.toml).
SMALLEST = 50
#: The newest registrations come in some days after the quarter's end.
DAYS_AFTER = 14
#: Older years say nothing of what is usual now.
YEARS_BACK = 8
BASE = 5
EVERYTHING = "all"
QUESTIONS = ("domain", "category", UNIT)

#: Quarters counted through: the year times four, and the quarter from nought.
Quarter = int


def notice(day: datetime.date | None = None) -> None:
    """Look at the newest quarter wherever that hasn't been done. Harmless when run twice."""
    newest = newest_over(day or today())
    year, quarter = divmod(newest, 4)
    done = WatchedQuarter.objects.filter(year=year, quarter=quarter + 1)
    large = Organisation.objects.active().filter(headcount__gte=SMALLEST)
    for organisation in large.exclude(pk__in=done.values("organisation")):
        look_at(organisation, newest)


def newest_over(day: datetime.date) -> Quarter:
    """The newest quarter that was over long enough ago."""
    then = day - datetime.timedelta(days=DAYS_AFTER)
    return then.year * 4 + (then.month - 1) // 3 - 1


def look_at(organisation: Organisation, newest: Quarter) -> None:
    """Keep what this quarter shows, signals and all, or nothing."""
    # Four times a year: no process should wait for numpy and scipy when it starts.
    from luwte.reports.signals.watching import watch  # noqa: PLC0415

    looks = watch(series_of(organisation, newest))
    year, quarter = divmod(newest, 4)
    when = {"organisation": organisation, "year": year, "quarter": quarter + 1}
    with transaction.atomic():
        outcome = outcome_of(looks.get(EVERYTHING, NotEnoughYet(0)))
        _, is_new = WatchedQuarter.objects.get_or_create(**when, defaults={"outcome": outcome})
        if not is_new:
            return
        Signal.objects.bulk_create(
            Signal(
                **when,
                series=name,
                quarters=look.window.periods,
                about=rounded(look.window.cases),
                usual=max(1, round(look.expected)),
            )
            for name, look in looks.items()
            if isinstance(look, WorthALook)
        )


def outcome_of(whole: object) -> WatchedQuarter.Outcome:
    """What there is to say of the organisation as a whole. Of parts that are rare nothing is."""
    if isinstance(whole, NotEnoughYet):
        return WatchedQuarter.Outcome.TOO_SHORT
    if isinstance(whole, TooRare):
        return WatchedQuarter.Outcome.TOO_RARE
    return WatchedQuarter.Outcome.WATCHED


def rounded(cases: int) -> int:
    """To a multiple of five next to it, the nearer the likelier; never below five."""
    down, rest = divmod(cases, BASE)
    up = SystemRandom().randrange(BASE) < rest
    return max(BASE, BASE * (down + up))


# --- What was counted ---------------------------------------------------------------------------


def series_of(organisation: Organisation, newest: Quarter) -> Mapping[str, Series]:
    """Cases in each quarter up to the newest: of all, of each subject, of each part."""
    counted: dict[str, Counter[Quarter]] = {}
    rows = Registration.objects.filter(
        organisation=organisation, kind=Registration.Kind.CASE, year__gte=newest // 4 - YEARS_BACK
    ).values_list("year", "codes")
    for year, codes in rows.iterator():
        if "quarter" in codes:
            when = year * 4 + int(codes["quarter"]) - 1
            for name in names_of(codes):
                counted.setdefault(name, Counter())[when] += 1
    first = first_whole(counted.get(EVERYTHING, {}))
    return {
        name: Series([counts[when] for when in range(first, newest + 1)], months=3)
        for name, counts in counted.items()
    }


def names_of(codes: Mapping[str, str]) -> Iterator[str]:
    """The series that a case counts in."""
    yield EVERYTHING
    for question in QUESTIONS:
        if codes.get(question):
            yield f"{question}:{codes[question]}"


def first_whole(quarters: Iterable[Quarter]) -> Quarter:
    """The one after the first in which somebody counted: that one was perhaps not whole."""
    return min(quarters, default=-1) + 1
