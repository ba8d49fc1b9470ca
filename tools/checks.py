"""Everything that looks at the sources: style, types, room contracts, catalogues, unit tests."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.setup import House


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    check: Check
    status: int
    output: str
    seconds: float


def all_checks(house: House) -> list[Check]:
    """The slowest first, so that two at a time end together."""
    python, node = str(house.python), house.node()
    tool = "node_modules/{}".format
    return [
        Check("mypy", (house.program("mypy"),)),
        Check("vitest", (node, tool("vitest/vitest.mjs"), "run", "--reporter=dot")),
        Check("tsc", (node, tool("typescript/bin/tsc"), "--noEmit")),
        Check("biome", (node, tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings")),
        Check("ruff", (house.program("ruff"), "check")),
        Check("ruff format", (house.program("ruff"), "format", "--check")),
        Check("room contracts", (house.program("lint-imports"),)),
        Check("dependencies", (house.program("deptry"), "src")),
        Check("applications' texts", (node, "client/messages.mjs", "--check")),
        Check("site's texts", (python, "-m", "tools.django_messages", "check")),
    ]


def run_checks(house: House) -> int:
    """Run them two at a time; prints a line each, and the output of what failed."""
    print("Checks", flush=True)
    path = os.pathsep.join([str(house.bin), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "FORCE_COLOR": "0", "NO_COLOR": "1"}
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(lambda one: execute(one, environment), all_checks(house)):
            verdict = "ok" if outcome.status == 0 else "FAILED"
            print(f"  {outcome.check.name}: {verdict} ({outcome.seconds:.1f} s)", flush=True)
            if outcome.status != 0:
                failed.append(outcome)
    for outcome in failed:
        print(f"\n--- {outcome.check.name}\n{outcome.output}", flush=True)
    return 1 if failed else 0


def execute(check: Check, environment: dict[str, str]) -> Outcome:
    began = time.monotonic()
    result = subprocess.run(
        check.command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, result.returncode, result.stdout, time.monotonic() - began)
