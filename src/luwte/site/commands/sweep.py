"""`luwte sweep`: destroys what is due, now instead of at the worker's next turn."""

import argparse
import datetime

from luwte.site.clock import ClockAhead, check_clock, keep
from luwte.vault import retention
from luwte.vault.days import today

HELP = "Destroy what was withdrawn, what lapsed, and what nobody named, if its day has come."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today",
        type=datetime.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day that it is, when the instance stood still for more than a week",
    )


def run(options: argparse.Namespace) -> int:
    day = today()
    if options.today is not None and options.today != day:
        print(f"The clock says {day}, not {options.today}. Nothing was destroyed.")
        return 1
    try:
        keep(day) if options.today else check_clock(day)
    except ClockAhead as ahead:
        print(ahead)
        return 1
    retention.sweep()
    return 0
