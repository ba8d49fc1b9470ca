"""`luwte backup`: writes two archives, of which one alone opens nothing."""

import argparse
from pathlib import Path

from luwte.vault import backup

HELP = "Write a back-up: an archive of the keys, to keep for 14 days at most, and one of the rest."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the archives go")


def run(options: argparse.Namespace) -> int:
    archives = backup.backup(options.folder)
    print(f"{archives.keys}  (keep it apart, for 14 days at most)")
    print(archives.rest)
    return 0
