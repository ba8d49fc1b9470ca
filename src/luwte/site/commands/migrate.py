"""`luwte migrate`: brings the database up to date."""

import argparse

from django.core.management import call_command

HELP = "Bring the database up to date with this version."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")


def run(options: argparse.Namespace) -> int:
    if options.check:
        call_command("migrate", check_unapplied=True, interactive=False, verbosity=1)
    else:
        call_command("migrate", interactive=False, verbosity=0)
        print("The database is up to date.")
    return 0
