"""`luwte worker`: runs the periodic sweeps."""

import argparse
import logging
import os
import signal
import threading

from django.db import close_old_connections

from luwte.site.clock import ClockAhead
from luwte.site.sweeps import all_sweeps, run_due

log = logging.getLogger("luwte.sweeps")

HELP = "Run the periodic sweeps: retention, notifications, cleaning up."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="run what is due now, then stop")
    parser.add_argument(
        "--pause", type=float, default=20.0, metavar="SECONDS", help="between looks (default 20)"
    )
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    if options.once:
        return run_once()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    said = ""
    while not stop.is_set() and not is_orphan(options.parent):
        try:
            run_due(all_sweeps())
        except ClockAhead as ahead:
            if said != str(ahead):
                said = str(ahead)
                log.error("%s", said)  # noqa: TRY400
        close_old_connections()
        stop.wait(options.pause)
    return 0


def run_once() -> int:
    """Say what was run."""
    try:
        ran = run_due(all_sweeps())
    except ClockAhead as ahead:
        print(ahead)
        return 1
    for name in ran:
        print(name)
    return 0


def is_orphan(parent: int | None) -> bool:
    """Whether the server that started us is gone, even by kill -9."""
    return parent is not None and os.getppid() != parent
