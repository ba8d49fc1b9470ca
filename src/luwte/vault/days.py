"""The only clock of the vault: days, in UTC. Times of reporters' acts are nowhere stored."""

import calendar
import datetime


def today() -> datetime.date:
    """The day it is now in UTC."""
    return datetime.datetime.now(datetime.UTC).date()


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def at_midnight(day: datetime.date) -> float:
    """That day as a modification time for files, which then tells nothing but the day."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()
