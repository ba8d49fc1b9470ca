"""An instance to measure: started as an operator would, in a folder that is gone afterwards."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from luwte.site.node_programs import node

ROOT = Path(__file__).resolve().parents[2]
LUWTE = [sys.executable, "-m", "luwte"]
#: The work that a reporter's device does is not what is measured here.
WORK_COST = "2"


@dataclass(frozen=True)
class Serving:
    """A running instance with one organisation, and the programs that play people."""

    folder: Path
    port: int
    #: What people use; another than `port` when something stands in between.
    public_port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.public_port}"

    def luwte(self, *arguments: str) -> str:
        done = subprocess.run(
            [*LUWTE, *arguments], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def people(self, **task: Any) -> dict[str, Any]:
        """Runs client/bench/people.ts; see there."""
        given = json.dumps({"origin": self.origin, **task})
        program = [node(), str(self.folder / "people.mjs")]
        done = subprocess.run(
            program, input=given, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT
        )
        return dict(json.loads(done.stdout))

    def town(self, statements: int) -> dict[str, Any]:
        """A counsellor who can be written to, and a conversation of so many statements."""
        return self.people(do="town", statements=statements, **self.invited())

    def practice(self, cases: int) -> dict[str, Any]:
        """A counsellor with so many open cases; in every eighth something wasn't read yet."""
        return self.people(do="practice", cases=cases, **self.invited())

    def invited(self) -> dict[str, str]:
        """An organisation, and an invitation to it."""
        self.luwte("organisation", "add", "meting", "--name", "Meting")
        printed = self.luwte(
            *("counsellor", "invite", "anna@meting.example"),
            *("--organisation", "meting", "--name", "Anna"),
        )
        link = re.search(r"[#/]([A-Za-z0-9_:.-]+)\s*$", printed.strip())
        if link is None:
            raise RuntimeError(f"no link in {printed!r}")
        return {"organisation": "meting", "invitation": link.group(1)}

    def processes(self) -> list[int]:
        """The server's process and all below it."""
        found = [self.process.pid]
        for parent in found:
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found += [int(child) for child in children.read_text().split()]
        return found

    def processor_seconds(self) -> float:
        """What all server processes used so far: hardly depends on what else the machine does."""
        ticks = 0
        for process in self.processes():
            after_name = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> dict[str, float]:
        """MiB of all server processes: `pss` counts shared pages once, `rss` in each process."""
        total = {"pss": 0, "rss": 0}
        for process in self.processes():
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name.lower() in total:
                    total[name.lower()] += int(rest.split()[0])
        return {name: kilobytes / 1024 for name, kilobytes in total.items()}


@contextmanager
def serving(
    variables: Mapping[str, str] = MappingProxyType({}), *, public_port: int = 0
) -> Iterator[Serving]:
    """Starts an instance without its worker for sweeps; stops it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="luwte-bench-"))
    port = free_port()
    public = public_port or port
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LUWTE_")},
        "LUWTE_DEMO": "1",
        "LUWTE_DATA": str(folder / "data"),
        "LUWTE_APP_ORIGIN": f"http://localhost:{public}",
        "LUWTE_SITE_ORIGIN": f"http://127.0.0.1:{public}",
        "LUWTE_WORK_COST": WORK_COST,
        "PORT": str(port),
        **variables,
    }
    programs = ("--out", str(folder), "--program", "people=client/bench/people.ts")
    subprocess.run([node(), "client/programs.mjs", *programs], cwd=ROOT, check=True)
    subprocess.run([*LUWTE, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen([*LUWTE, "serve", "--no-worker"], env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield Serving(folder, port, public, environment, process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer at {address}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
