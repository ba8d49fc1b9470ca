"""From anonymous registrations to tables of counts. Counts never leave this room as they are."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from luwte.disclosure import Dimension, Period, Release, Table
from luwte.organisations.models import Organisation
from luwte.registry.codes import UNIT, Field
from luwte.registry.models import Registration
from luwte.reports.catalogue import TRAITS, UNANSWERED, CatalogueTable, questions_of
from luwte.reports.rules import policy_of

Codes = Mapping[str, str]

#: Of what isn't cases: the questions whose answers are counted, each answer of a case once.
COUNTED_FROM: Mapping[str, tuple[str, ...]] = {
    "behaviours": ("category", "further"),
    "help": ("help",),
}


class QuarterMissing(Exception):
    """A case of this period has its year only: no part of the year can be told apart."""


def months(start: datetime.date, end: datetime.date) -> Period:
    """The period from the first to the last day, in months."""
    return Period(start.year * 12 + start.month - 1, end.year * 12 + end.month)


def cases_in(organisation: Organisation, start: datetime.date, end: datetime.date) -> list[Codes]:
    """The answers of every case that began in this period; whole quarters only.

    Raises QuarterMissing, but not where so few cases are in these years that all of it will say
    "fewer than": a refusal there would tell that somebody came.
    """
    rows = Registration.objects.filter(
        organisation=organisation,
        kind=Registration.Kind.CASE,
        year__gte=start.year,
        year__lte=end.year,
    ).values_list("year", "codes")
    if (start.month, end.month) == (1, 12):
        return [codes for _, codes in rows.iterator()]
    found, every = [], list(rows)
    for year, codes in every:
        if "quarter" not in codes:
            if len(every) < policy_of(organisation).pool_below:
                continue
            raise QuarterMissing
        began = datetime.date(year, int(codes["quarter"]) * 3 - 2, 1)
        if start <= began <= end:
            found.append(codes)
    return found


def release_of(
    organisation: Organisation,
    name: str,
    period: Period,
    tables: Sequence[CatalogueTable],
    cases: Sequence[Codes],
) -> Release:
    """These tables, filled, as one release of this organisation."""
    asked = questions_of(organisation)
    filled = tuple(table_of(organisation, table, asked, cases) for table in tables)
    return Release(name, filled, period, organisation.headcount or None)


def table_of(
    organisation: Organisation,
    table: CatalogueTable,
    asked: Mapping[str, Field],
    cases: Iterable[Codes],
) -> Table:
    dimensions = tuple(dimension_of(organisation, asked[name]) for name in table.questions)
    counts: Counter[tuple[str, ...]] = Counter()
    for codes in cases:
        counts.update(places_of(codes, table, dimensions))
    return Table(table.id, dimensions, dict(counts), of=table.of)


def dimension_of(organisation: Organisation, question: Field) -> Dimension:
    """Its answers, and that there was none. Parts too small to be named count as no answer."""
    codes = [one.code for one in question.codes]
    workers: dict[str, int] = {}
    if question.name == UNIT:
        least = policy_of(organisation).unit_workers
        large = organisation.units.filter(public_id__in=codes, headcount__gte=least)
        workers = dict(large.values_list("public_id", "headcount"))
        codes = [code for code in codes if code in workers]
    return Dimension(
        question.name, (*codes, UNANSWERED), workers=workers, trait=question.name in TRAITS
    )


def places_of(
    codes: Codes, table: CatalogueTable, dimensions: Sequence[Dimension]
) -> Iterator[tuple[str, ...]]:
    """Where in a table a case counts: once, or with each of several answers."""
    if table.of != "cases":
        named = {
            answer for name in COUNTED_FROM[table.of] for answer in codes.get(name, "").split()
        }
        for code in dimensions[0].categories:
            if code in named:
                yield (code,)
        return
    yield tuple(
        code if (code := codes.get(dimension.name, "")) in dimension.categories else UNANSWERED
        for dimension in dimensions
    )
