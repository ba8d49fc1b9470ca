"""Until when a closed log is kept, in days. Pure: what was told goes in, what holds comes out.

A day is always the first of a month, so that days of many cases are the same one. Why somebody
chose it, the server doesn't know.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from luwte.vault.days import months_later

MONTHS_MOST = 24
DAYS_LEAST = 28


@dataclass(frozen=True, slots=True)
class Term:
    """The day of destruction, and the last one that it can ever become while this stays closed."""

    until: datetime.date
    most: datetime.date


def term(
    before: Term | None, day: datetime.date, months: int, asked: datetime.date | None = None
) -> Term:
    """What holds after something was written on this day in a log that is closed then.

    `before`: what was told while it was closed already. `months`: of the organisation, where
    nobody asked for a day. Never earlier than was told, and never later than the most.
    """
    most = before.most if before else first_until(months_later(day, MONTHS_MOST))
    wanted = [
        first_from(asked or months_later(day, months)),
        first_from(day + datetime.timedelta(days=DAYS_LEAST)),
    ]
    if before:
        wanted.append(before.until)
    return Term(min(max(wanted), most), most)


def term_of(until: datetime.date | None, most: datetime.date | None) -> Term | None:
    """As two columns hold it."""
    return None if until is None or most is None else Term(until, most)


def columns_of(term: Term | None) -> tuple[datetime.date | None, datetime.date | None]:
    """For those two columns."""
    return (None, None) if term is None else (term.until, term.most)


def first_from(day: datetime.date) -> datetime.date:
    """The first first of a month that isn't before this day."""
    return day if day.day == 1 else months_later(day.replace(day=1), 1)


def first_until(day: datetime.date) -> datetime.date:
    """The last first of a month that isn't after this day."""
    return day.replace(day=1)
