"""Lets months pass for an instance: the vault's clock in a process of its own, and the sweep."""

from __future__ import annotations

import datetime
import sqlite3
import subprocess
import sys
from contextlib import closing

from tests.conftest import Instance

SWEEP = """
import datetime, sys
from luwte.site.commands import set_up_django
set_up_django(only_help=False)
from luwte.vault import retention
retention.today = lambda: datetime.date.fromisoformat(sys.argv[1])
retention.sweep()
"""


def sweep_on(instance: Instance, day: datetime.date) -> None:
    """What the sweep of that day destroys."""
    command = [sys.executable, "-c", SWEEP, day.isoformat()]
    subprocess.run(command, env=instance.environment, check=True, capture_output=True)


def rows(instance: Instance, statement: str) -> list[tuple[object, ...]]:
    """What the instance's database holds."""
    address = f"file:{instance.data / 'luwte.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as connection:
        return connection.execute(statement).fetchall()


def ends_on(instance: Instance) -> list[datetime.date]:
    """The days on which something is to be destroyed, the first one first."""
    found = rows(
        instance, "SELECT DISTINCT destroy_on FROM vault_conversation WHERE destroy_on IS NOT NULL"
    )
    return sorted(datetime.date.fromisoformat(str(day)) for (day,) in found)


def logs(instance: Instance, purpose: str) -> int:
    """How many logs of this kind still hold anything."""
    found = rows(instance, "SELECT purpose FROM vault_conversation WHERE length > 0")
    return found.count((purpose,))


def figures(instance: Instance) -> list[tuple[object, ...]]:
    """Kind and year of what is in the figures, once the night has moved it there."""
    with closing(sqlite3.connect(instance.data / "luwte.sqlite3", timeout=30)) as connection:
        connection.execute("DELETE FROM site_sweeprun")
        connection.commit()
    instance.luwte("worker", "--once")
    return rows(instance, "SELECT kind, year FROM registry_registration")
