"""`luwte demo`: fills an empty database with invented people and conversations."""

import argparse
import sys

from django.conf import settings

from luwte.site.demo.making import DemoRefused, make_demo
from luwte.site.node_programs import ProgramMissing

HELP = "Fill an empty database with invented organisations, people and conversations."


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(options: argparse.Namespace) -> int:
    if not settings.LUWTE.demo:
        print("This is no demo instance: set LUWTE_DEMO=1.", file=sys.stderr)
        return 2
    try:
        path = make_demo(lambda line: print(f"  Demo: {line}", flush=True))
    except (DemoRefused, ProgramMissing) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"  Demo: people, passwords and phrases are in {path}")
    return 0
