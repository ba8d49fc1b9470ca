"""`make bench`: measures what docs/performance.md records.

make bench                          everything, several runs each
make bench ARGS=--quick             once and small: shows that it all still runs
make bench ARGS="pages load"        some of it
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.bench import desk, disclosure, lists, load, pages, signals
from tools.bench.figures import Table

PARTS = ("pages", "desk", "load", "lists", "signals", "disclosure")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"out of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="once and small")
    options = parser.parse_args()
    wanted = options.parts or PARTS
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine(), flush=True)
    missed = 0
    for part in wanted:
        for table in measured(part, quick=options.quick):
            print(f"\n{table.text()}", flush=True)
            missed += sum(not figure.is_met for figure in table.figures)
    print(f"Goals missed: {missed}.")
    return 0


def measured(part: str, *, quick: bool) -> Iterable[Table]:
    match part:
        case "pages":
            return pages.measure(1 if quick else 5)
        case "desk":
            return desk.measure(1 if quick else 3)
        case "load":
            amount = load.Amount(1, 60, 20) if quick else load.Amount(6, 300, 250)
            return load.measure(amount)
        case "signals":
            return signals.measure(30 if quick else 400)
        case "disclosure":
            return disclosure.measure(*((24, 2, 1, 4) if quick else (1_000, 10, 12, 60)))
        case _:
            return lists.measure((1_000, 5_000) if quick else (1_000, 100_000), 1 if quick else 5)


def machine() -> str:
    """On what, and how busy it was with other things."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load_now = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d %H:%M} UTC. {os.cpu_count()} cores "
        f"({model}), {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}. Load before: {load_now}."
    )


if __name__ == "__main__":
    sys.exit(main())
