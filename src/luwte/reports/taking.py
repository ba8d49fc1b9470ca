"""Taking the figures of a report: counted once, protected, attacked, and kept in the ledger.

A period is counted once in four weeks: were it counted anew with every look, a look before and one
after a case came in would tell of that case. So figures of every table that somebody may still
choose are made at once, and no count is kept. What is refused leaves no trace, and the refusal
names tables and places, never a count.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.crypto import salted_hmac

from luwte.disclosure import (
    Contradiction,
    Ledger,
    NotPublishable,
    Period,
    Release,
    read_file,
    write_file,
)
from luwte.organisations.models import Organisation
from luwte.registry.models import today
from luwte.reports.annual import LedgerEntry, Report
from luwte.reports.catalogue import BY_ID, chosen_tables, possible_tables
from luwte.reports.counting import Codes, cases_in, months, release_of
from luwte.reports.rules import policy_of

#: The newest registrations come in some days after the period's end.
DAYS_AFTER = 14
#: The figures of a period stay as they are for so long.
FROZEN_DAYS = 28
#: A table of more questions is taken only when somebody chose it.
AT_MOST_CROSSED = 2
#: What earlier years are shown by, beside the year of the report.
TREND = ("domain",)


class NotOverYet(Exception):
    """The period isn't over, or so recently that some cases of it haven't come in."""


class CountedLately(Exception):
    """Other tables would need a new count, and the last one is too recent: `day` it is possible."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(day.isoformat())
        self.day = day


@dataclass(frozen=True)
class Trouble:
    """Why a table can't be published. `places`: answers by question, "" for all."""

    table: str
    why: str
    places: tuple[str, ...] = ()


class Refused(Exception):
    """Figures that would give somebody away, or can't be made: which, and why."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        super().__init__(f"{len(troubles)} figures at risk")
        self.troubles = tuple(troubles)


def secret_of(organisation: Organisation) -> bytes:
    """Follows from the instance's secret, so that no database holds it."""
    return salted_hmac("luwte/v1/disclosure", organisation.public_id, algorithm="sha256").digest()


def may_be_taken(report: Report, day: datetime.date) -> bool:
    """Whether the period has been over for long enough."""
    return day > report.end + datetime.timedelta(days=DAYS_AFTER)


def may_count_anew(report: Report, day: datetime.date) -> bool:
    """Whether the figures of this period have been as they are for long enough."""
    due = day_to_count_anew(report)
    return due is not None and day >= due


def day_to_count_anew(report: Report) -> datetime.date | None:
    """From when this period may be counted again; None when it never was."""
    newest = newest_entry(report.organisation, period_of(report))
    return newest.taken_on + datetime.timedelta(days=FROZEN_DAYS) if newest else None


def take_figures(report: Report, *, anew: bool = False) -> Release:
    """The figures of this draft's tables, and of the earlier years that stand beside them.

    Raises NotOverYet, CountedLately, QuarterMissing, Refused. All of it is in the ledger
    afterwards, or nothing.
    """
    if not may_be_taken(report, today()):
        raise NotOverYet
    refuse_what_is_never_shown(report)
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=report.organisation_id)
        known = newest_release(report)
        due = day_to_count_anew(report)
        is_early = due is not None and today() < due
        if known is not None and has_figures(report) and (is_early or not anew):
            return known
        if due is not None and is_early:
            raise CountedLately(due)
        for start, end in earlier_years(report):
            if exact_release(organisation, months(start, end)) is None:
                cases = cases_in(organisation, start, end)
                take(organisation, None, fresh(organisation, start, end, TREND, cases))
        cases = cases_in(organisation, report.start, report.end)
        release = fresh(organisation, report.start, report.end, all_worth_taking(report), cases)
        # Counts may have changed since: only one that corrects may contradict what was shown.
        if known is not None:
            release = replace(release, corrects=known.id)
        return take(organisation, report, release)


def refuse_what_is_never_shown(report: Report) -> None:
    """Raises Refused for tables that the rules forbid whatever was counted."""
    chosen = empty(report, report.tables)
    if refusals := policy_of(report.organisation).refusals(chosen):
        raise Refused([Trouble(one.table, one.why) for one in refusals])


def all_worth_taking(report: Report) -> list[str]:
    """The tables chosen, and those of one or two questions that may be chosen later."""
    possible = possible_tables(report.organisation)
    ids = [one.id for one in possible if len(one.questions) <= AT_MOST_CROSSED]
    refused = {one.table for one in policy_of(report.organisation).refusals(empty(report, ids))}
    return [one for one in ids if one not in refused] + [
        one for one in report.tables if one not in ids
    ]


def empty(report: Report, tables: Sequence[str]) -> Release:
    """These tables without a single case: what rules look at."""
    return fresh(report.organisation, report.start, report.end, tables, [])


def has_figures(report: Report) -> bool:
    """Whether the newest figures of this period hold all tables that are chosen now."""
    release = newest_release(report)
    return release is not None and set(report.tables) <= {one.id for one in release.tables}


def fresh(
    organisation: Organisation,
    start: datetime.date,
    end: datetime.date,
    tables: Sequence[str],
    cases: Sequence[Codes],
) -> Release:
    """Counted, and not protected yet, under a name that nothing in the ledger has."""
    number = LedgerEntry.objects.filter(organisation=organisation).count() + 1
    name = f"{start.isoformat()}/{end.isoformat()}#{number}"
    chosen = chosen_tables(organisation, tables)
    return release_of(organisation, name, months(start, end), chosen, cases)


def take(organisation: Organisation, report: Report | None, release: Release) -> Release:
    """Protect and attack a release with all before it, and write it into the ledger."""
    # A few times a year: no process should wait for a solver when it starts.
    from luwte.disclosure import protect  # noqa: PLC0415

    policy = policy_of(organisation)
    ledger = Ledger(tuple(touching(organisation, release.period)))
    try:
        done = protect(release, ledger, policy, secret_of(organisation)).release.without_counts()
    except NotPublishable as error:
        raise Refused(list(troubles(error))) from error
    except Contradiction as error:
        raise Refused([Trouble("", "contradiction")]) from error
    LedgerEntry.objects.create(
        organisation=organisation,
        report=report,
        number=LedgerEntry.objects.filter(organisation=organisation).count() + 1,
        release=write_file(policy, (done,)),
        taken_on=today(),
    )
    return done


def troubles(error: NotPublishable) -> Iterator[Trouble]:
    """Each table once for what it is, and the places that could be found out."""
    for refusal in error.refusals:
        yield Trouble(refusal.table, refusal.why)
    seen = set()
    for risk in error.risks:
        _, table, places = risk.where
        if table in BY_ID and (table, places) not in seen:
            seen.add((table, places))
            yield Trouble(table, "risk", places)
    if not error.refusals and not seen:
        yield Trouble("", "risk")


# --- The ledger ---------------------------------------------------------------------------------


def releases(organisation: Organisation) -> Iterator[Release]:
    """All that was ever taken, in order."""
    for content in LedgerEntry.objects.filter(organisation=organisation).values_list(
        "release", flat=True
    ):
        yield from read_file(content)[1]


def touching(organisation: Organisation, period: Period | None) -> list[Release]:
    """Those that count cases of this period too, directly or through others of them."""
    every = list(releases(organisation))
    reached = [period]
    found: set[str] = set()
    while reached:
        wide = reached.pop()
        new = [one for one in every if one.id not in found and overlap(one.period, wide)]
        found.update(one.id for one in new)
        reached.extend(one.period for one in new)
    return [one for one in every if one.id in found]


def overlap(one: Period | None, other: Period | None) -> bool:
    """Whether they may count the same cases; what has no period may count any."""
    return one is None or other is None or (one.start < other.end and other.start < one.end)


def newest_entry(organisation: Organisation, period: Period) -> LedgerEntry | None:
    """What was taken last of exactly this period."""
    entries = LedgerEntry.objects.filter(organisation=organisation).order_by("-number")
    same = (one for one in entries if read_file(one.release)[1][0].period == period)
    return next(same, None)


def exact_release(organisation: Organisation, period: Period) -> Release | None:
    """The newest figures of exactly this period."""
    entry = newest_entry(organisation, period)
    return read_file(entry.release)[1][0] if entry else None


def period_of(report: Report) -> Period:
    return months(report.start, report.end)


def newest_release(report: Report) -> Release | None:
    """The newest figures of the period of this report."""
    return exact_release(report.organisation, period_of(report))


def earlier_years(report: Report) -> Iterator[tuple[datetime.date, datetime.date]]:
    """First and last day of each year that stands beside a report of one year."""
    if report.kind != Report.Kind.YEAR:
        return
    for year in range(report.start.year - report.trend, report.start.year):
        yield datetime.date(year, 1, 1), datetime.date(year, 12, 31)
