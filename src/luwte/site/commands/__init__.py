"""The `luwte` command: one module per subcommand, each with `HELP`, `configure` and `run`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# A subcommand `one-word` lives in the module `one_word` of this folder.
SUBCOMMANDS = (
    "serve",
    "worker",
    "migrate",
    "backup",
    "restore",
    "sweep",
    "doctor",
    "organisation",
    "counsellor",
    "administrator",
    "smoke",
    "demo",
    "verify-archive",
    "disclosure",
)


class Subcommand(Protocol):
    """What each module in this folder offers."""

    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add this subcommand's arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; returns the exit status."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `luwte` with these arguments, by default those of the process."""
    # Whatever we write is for the server's own account alone.
    os.umask(0o077)
    words = list(sys.argv[1:] if arguments is None else arguments)
    # Who verifies an archive, or checks figures, has no instance of their own.
    alone = words[:1] in ([], ["verify-archive"], ["disclosure"])
    set_up_django(only_help=alone or "-h" in words or "--help" in words)
    options = build_parser().parse_args(words)
    sys.exit(options.run(options))


def build_parser() -> argparse.ArgumentParser:
    """The parser of all subcommands; Django must have been set up."""
    parser = argparse.ArgumentParser(
        prog="luwte", description="Run and look after a Luwte instance."
    )
    choices = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for name in SUBCOMMANDS:
        module = import_module(f"luwte.site.commands.{name.replace('-', '_')}")
        subcommand = cast(Subcommand, module)
        own = choices.add_parser(name, help=subcommand.HELP, description=subcommand.HELP)
        subcommand.configure(own)
        own.set_defaults(run=subcommand.run)
    return parser


def set_up_django(*, only_help: bool) -> None:
    """Load settings and rooms. Help must be readable before anything is configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luwte.site.settings")
    if only_help:
        os.environ.setdefault("LUWTE_DATA", tempfile.mkdtemp(prefix="luwte-help-"))
        os.environ.setdefault("LUWTE_DEMO", "1")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"luwte: {error}")
    tighten_database()


def tighten_database() -> None:
    """Close to others what an earlier version left readable: SQLite's files."""
    for path in settings.LUWTE.data.glob("luwte.sqlite3*"):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
