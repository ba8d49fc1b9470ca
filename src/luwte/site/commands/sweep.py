"""`luwte sweep`: destroys what is due, now instead of at the worker's next turn."""

import argparse

from luwte.vault import retention

HELP = "Destroy what was withdrawn, what lapsed, and what nobody named, if its day has come."


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no arguments: what is due follows from the day."""


def run(options: argparse.Namespace) -> int:
    retention.sweep()
    return 0
