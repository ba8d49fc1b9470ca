"""Guards destruction against a clock that runs ahead: what is destroyed early is gone for good.

The instance keeps the last day on which its periodic work ran. When today is much later, either
it stood still for so long or the clock is wrong; a person must say which. What requests left
behind is no witness: they wrote down the day that a wrong clock told them.
"""

from __future__ import annotations

import datetime

from luwte.site.models import LastDay

MOST_DAYS = 7


class ClockAhead(Exception):
    """Too many days went by at once. The message is for the operator."""

    def __init__(self, day: datetime.date, last: datetime.date) -> None:
        self.day, self.last = day, last
        super().__init__(
            f"The clock says {day}, but periodic work last ran on {last}. Nothing was destroyed. "
            f"If {day} is right, run: luwte sweep --today {day}"
        )


def check_clock(day: datetime.date) -> None:
    """Raises ClockAhead when too many days went by; otherwise this day is the last."""
    row, _created = LastDay.objects.get_or_create(pk=1, defaults={"day": day})
    if (day - row.day).days > MOST_DAYS:
        raise ClockAhead(day, row.day)
    keep(day)


def keep(day: datetime.date) -> None:
    """This was a real day. One before the last changes nothing."""
    LastDay.objects.get_or_create(pk=1, defaults={"day": day})
    LastDay.objects.filter(pk=1, day__lt=day).update(day=day)
