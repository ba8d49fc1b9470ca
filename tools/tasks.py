"""What `make` can be asked for. Standard library only: it runs before anything is installed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tools.checks import run_checks
from tools.postgres import Cluster
from tools.setup import House, SetupError
from tools.system_packages import ensure

ROOMS_ON_POSTGRESQL = (
    "house", "organisations", "people", "vault", "registry", "reports", "position", "outreach",
)  # fmt: skip
SLOW_ROOMS = ("guarantees", "protocol", "journeys")
#: Three on two cores: browsers and servers wait for each other much of the time.
SIDE_BY_SIDE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
#: More than these is no accident of a busy machine.
MOST_TRIED_ALONE = 5


def run(house: House, arguments: list[str]) -> int:
    """Set up, fill with a demo, serve."""
    began = time.monotonic()
    house.for_running()
    environment = demo_environment()
    luwte = house.program("luwte")
    subprocess.run([luwte, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
    data = Path(environment["LUWTE_DATA"])
    if os.environ.get("DEMO", "1") != "0" and has_demo(house) and not demo_is_there(data):
        print("  Demo people and conversations …", flush=True)
        subprocess.run([luwte, "demo"], env=environment, check=True)
    print_welcome(environment, data, time.monotonic() - began)
    os.execve(luwte, [luwte, "serve", *arguments], environment)


def demo_environment() -> dict[str, str]:
    defaults = {"LUWTE_DEMO": "1", "LUWTE_DATA": "var", "PORT": "8000"}
    return {**defaults, **os.environ}


def has_demo(house: House) -> bool:
    return (house.root / "src/luwte/site/commands/demo.py").exists()


def demo_is_there(data: Path) -> bool:
    return (data / "demo.json").exists()


def print_welcome(environment: dict[str, str], data: Path, seconds: float) -> None:
    port = environment["PORT"]
    site = environment.get("LUWTE_SITE_ORIGIN", f"http://127.0.0.1:{port}")
    application = environment.get("LUWTE_APP_ORIGIN", f"http://localhost:{port}")
    print(f"\nLuwte is ready after {seconds:.0f} s.\n")
    print(f"  Start page        {site}/")
    print(f"  Counsellor's desk {application}/desk/")
    for line in demo_lines(data):
        print(f"  {line}")
    print("\nStop with Ctrl+C.", flush=True)


def demo_lines(data: Path) -> list[str]:
    """What the demo wrote for people to read: `welcome` in its file."""
    if not demo_is_there(data):
        return []
    demo = json.loads((data / "demo.json").read_text("utf-8"))
    lines = demo.get("welcome", [])
    return [*lines, f"People, passwords and phrases: {data / 'demo.json'}"]


def check(house: House, arguments: list[str]) -> int:
    """Everything that looks at the sources without running the product."""
    house.for_testing()
    return run_checks(house)


def test(house: House, arguments: list[str]) -> int:
    """The checks, then every test on SQLite, then the rooms on PostgreSQL."""
    ensure()
    house.for_testing()
    failed = [run_checks(house) != 0]
    print("\nTests on SQLite", flush=True)
    some = any(not one.startswith("-") for one in arguments)
    wanted = arguments if some else [*slowest_first(house), *arguments]
    failed.append(pytest(house, [*SIDE_BY_SIDE, *wanted]) != 0 and not well_alone(house))
    rooms = [f"tests/{room}" for room in ROOMS_ON_POSTGRESQL if has_tests(house, room)]
    print("\nTests on PostgreSQL", flush=True)
    with Cluster() as cluster:
        failed.append(pytest(house, [*SIDE_BY_SIDE, *rooms], LUWTE_DATABASE=cluster.url) != 0)
    return 1 if any(failed) else 0


def well_alone(house: House) -> bool:
    """Whether the few journeys that went wrong go well by themselves.

    A browser beside two others on two cores can be too late for a test's patience. What fails in
    any other room, or in many journeys, is never tried again; which were, is printed.
    """
    last = house.root / ".pytest_cache/v/cache/lastfailed"
    failed = sorted(json.loads(last.read_text("utf-8"))) if last.exists() else []
    if not 0 < len(failed) <= MOST_TRIED_ALONE:
        return False
    if not all(one.startswith("tests/journeys/") for one in failed):
        return False
    print("\nUnsteady: these went wrong beside others, and are tried once more alone", flush=True)
    print("\n".join(f"  {one}" for one in failed), flush=True)
    return pytest(house, ["-n", "0", *failed]) == 0


def slowest_first(house: House) -> list[str]:
    """All rooms with tests; those that wait for browsers and servers begin early."""
    rooms = sorted(one.parent.name for one in (house.root / "tests").glob("*/__init__.py"))
    slow = [one for one in SLOW_ROOMS if one in rooms]
    return [f"tests/{room}" for room in [*slow, *(one for one in rooms if one not in slow)]]


def has_tests(house: House, room: str) -> bool:
    return any((house.root / "tests" / room).glob("test_*.py"))


def pytest(house: House, options: list[str], **variables: str) -> int:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LUWTE_")}
    path = os.pathsep.join([str(house.bin), kept.get("PATH", "")])
    command = [str(house.python), "-m", "pytest", "-q", *options]
    return subprocess.run(command, env={**kept, "PATH": path, **variables}, check=False).returncode


def bench(house: House, arguments: list[str]) -> int:
    """Measurements: see tools/bench."""
    house.for_testing()
    return python_module(house, "tools.bench", arguments)


def shots(house: House, arguments: list[str]) -> int:
    """A screenshot of every screen: see tools/shots."""
    ensure()
    house.for_testing()
    return python_module(house, "tools.shots", arguments)


def mission(house: House, arguments: list[str]) -> int:
    """Each row of docs/mission.md with the tests that prove it."""
    return subprocess.run(
        [sys.executable, "-m", "tools.mission", *arguments], cwd=house.root, check=False
    ).returncode


def messages(house: House, arguments: list[str]) -> int:
    """Bring the catalogues up to date with the sources; `ARGS=--prune` drops what is unused."""
    house.for_testing()
    subprocess.run([house.node(), "client/messages.mjs", *arguments], check=True)
    return python_module(house, "tools.django_messages", ["extract", *arguments])


def lock(house: House, arguments: list[str]) -> int:
    """Renew requirements/*.txt: hashes for every platform and Python from 3.11, no addresses."""
    house.environment()
    house.call([str(house.python), "-m", "pip", "install", "-q", "uv"])
    for name in ("build", "node", "run", "test"):
        house.call([
            house.program("uv"), "pip", "compile", "--no-config", "--universal", "--quiet",
            "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
            "--no-header", *arguments, f"requirements/{name}.in",
            "--output-file", f"requirements/{name}.txt",
        ])  # fmt: skip
    return 0


def python_module(house: House, module: str, arguments: list[str]) -> int:
    file = house.root / Path(*module.split("."))
    if not file.is_dir() and not file.with_suffix(".py").exists():
        raise SetupError(f"{module} is not there.")
    return subprocess.run([str(house.python), "-m", module, *arguments], check=False).returncode
