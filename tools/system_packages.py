"""The two programs that tests need from the system: Chromium and PostgreSQL."""

import os
import shutil
import subprocess

from tools.postgres import server_programs
from tools.setup import SetupError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """Where Chromium is."""
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


def missing() -> list[str]:
    return [
        name
        for name, found in (("chromium", browser()), ("postgresql", server_programs()))
        if found is None
    ]


def ensure() -> None:
    """Install what is missing when we may; else say in one line what to install."""
    wanted = missing()
    if not wanted:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupError(
            f"The tests need {' and '.join(wanted)}: apt-get install {' '.join(wanted)}"
        )
    print(f"  Installing {' and '.join(wanted)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *wanted],
    ):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
