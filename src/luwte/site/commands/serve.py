"""`luwte serve`: the web server, with a worker beside it unless told otherwise."""

import argparse
import os
import resource
import subprocess
import sys

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

HELP = "Serve the site and the applications."

# Open connections of one process. Idle and slow ones count too, so these are many.
CONNECTIONS = 1_000
OPEN_FILES = 4 * CONNECTIONS


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-worker", action="store_true", help="start no worker for the periodic sweeps"
    )


def run(options: argparse.Namespace) -> int:
    worker = None if options.no_worker or not settings.LUWTE.embedded_worker else start_worker()
    try:
        serve()
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait()
    return 0


def start_worker() -> subprocess.Popen[bytes]:
    """A process of its own, so that a long sweep never delays an answer."""
    return subprocess.Popen([sys.executable, "-m", "luwte", "worker", "--parent", str(os.getpid())])


def serve() -> None:
    """Blocks until the server is told to stop. Its access log stays off: it would name paths."""
    allow_connections()
    Granian(
        "luwte.site.rsgi:server",
        address=settings.LUWTE.bind,
        port=settings.LUWTE.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.LUWTE.workers,
        backpressure=CONNECTIONS,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


def allow_connections() -> None:
    """Each connection is an open file, and many systems allow few unless asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
