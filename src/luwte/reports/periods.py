"""The periods that a report can be about."""

from __future__ import annotations

import calendar
import datetime

from luwte.reports.annual import Report
from luwte.reports.content import Words

Kind = Report.Kind

#: First and last month of each kind; a study year ends in the year after.
MONTHS = {
    Kind.YEAR: (1, 12),
    Kind.YEARS: (1, 12),
    Kind.FIRST_HALF: (1, 6),
    Kind.SECOND_HALF: (7, 12),
    Kind.STUDY_YEAR: (7, 6),
}
#: From so many people on a quarter is collected, and part of a year can be told apart.
QUARTERS_FROM = 50


def dates(kind: str, year: int, years: int = 1) -> tuple[datetime.date, datetime.date]:
    """First and last day. `year` is the one it begins in; `years` counts for several only."""
    first, last = MONTHS[Kind(kind)]
    end = year + (years - 1 if kind == Kind.YEARS else 0) + (1 if last < first else 0)
    last_day = calendar.monthrange(end, last)[1]
    return datetime.date(year, first, 1), datetime.date(end, last, last_day)


def name_of(kind: str, start: datetime.date, end: datetime.date) -> Words:
    """What people call it."""
    year = str(start.year)
    match Kind(kind):
        case Kind.FIRST_HALF:
            return Words(nl=f"eerste helft van {year}", en=f"first half of {year}")
        case Kind.SECOND_HALF:
            return Words(nl=f"tweede helft van {year}", en=f"second half of {year}")
        case Kind.STUDY_YEAR:
            return Words(nl=f"studiejaar {year}–{end.year}", en=f"study year {year}–{end.year}")
        case Kind.YEARS:
            return Words(nl=f"{year}–{end.year}", en=f"{year}–{end.year}")
        case _:
            return Words(nl=year, en=year)
