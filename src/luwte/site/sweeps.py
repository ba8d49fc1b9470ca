"""Periodic work. No task is ever queued by a reporter's act: a queue remembers when.

Each room's sweeps stand in one explicit list here. `luwte worker` runs those that are due; with
any number of workers each sweep is claimed by one of them.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from luwte.registry import nightly
from luwte.reports import noticing
from luwte.site import notifications
from luwte.site.clock import check_clock
from luwte.site.models import SweepRun
from luwte.vault import retention

log = logging.getLogger("luwte.sweeps")


@dataclass(frozen=True)
class Sweep:
    """One piece of periodic work. `run` must be harmless when run twice."""

    name: str
    every: timedelta
    run: Callable[[], object]


def all_sweeps() -> Sequence[Sweep]:
    """The sweeps of all rooms, in the order in which they run."""
    return (
        Sweep("vault", timedelta(hours=6), retention.sweep),
        Sweep("vault-order", timedelta(days=1), retention.rewrite_locators),
        Sweep("registry", timedelta(days=1), nightly.move),
        Sweep("signals", timedelta(days=1), noticing.notice),
        Sweep("notifications", timedelta(minutes=5), notifications.send_due),
    )


def run_due(sweeps: Sequence[Sweep], now: datetime | None = None) -> list[str]:
    """Run what is due and unclaimed; returns the names. A failure never stops the others.

    Raises ClockAhead, before any turn is taken, when the clock can't be trusted.
    """
    now = now or timezone.now()
    check_clock(now.astimezone(UTC).date())
    ran = []
    for sweep in sweeps:
        if claim(sweep, now):
            ran.append(sweep.name)
            attempt(sweep)
    return ran


def claim(sweep: Sweep, now: datetime) -> bool:
    """Take this turn for ourselves: the row changes for exactly one of the workers."""
    _, created = SweepRun.objects.get_or_create(name=sweep.name, defaults={"ran_at": now})
    if created:
        return True
    due = SweepRun.objects.filter(name=sweep.name, ran_at__lte=now - sweep.every)
    return due.update(ran_at=now) == 1


def attempt(sweep: Sweep) -> None:
    try:
        sweep.run()
    except Exception as error:  # noqa: BLE001 - the other sweeps must still run
        log.error("sweep %s failed: %s", sweep.name, type(error).__name__)  # noqa: TRY400
