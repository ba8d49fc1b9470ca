"""`luwte restore`: puts a back-up into an empty database."""

import argparse
import sys
from pathlib import Path

from luwte.vault import backup

HELP = "Put the archives of a back-up into an empty, migrated database."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", type=Path, metavar="REST", help="the archive of the rest")
    parser.add_argument(
        "keys",
        type=Path,
        nargs="?",
        metavar="KEYS",
        help="the archive of the keys; without it no conversation can be opened",
    )


def run(options: argparse.Namespace) -> int:
    archives = [path for path in (options.rest, options.keys) if path is not None]
    try:
        backup.restore(archives)
    except backup.NotRestored as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0
