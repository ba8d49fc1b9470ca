"""`luwte disclosure protect|audit FILE`: figures that nobody can be found out from."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "protect tables of counts before they are published, or check published ones"


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    guard = actions.add_parser("protect", help="write the last release with figures to publish")
    guard.add_argument("file", help="tables with counts as JSON; - reads the input")
    guard.add_argument("--secret-file", type=Path, help="at least 32 random bytes, kept secret")
    guard.add_argument("--with-counts", action="store_true", help="keep the counts: not to publish")
    check = actions.add_parser("audit", help="attack all releases together; status 1 on a risk")
    check.add_argument("file", help="published tables as JSON; - reads the input")


def run(options: argparse.Namespace) -> int:
    # No other command should wait for numpy and a solver.
    from luwte.site import disclosing  # noqa: PLC0415

    return disclosing.run(options)
