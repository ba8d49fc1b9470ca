"""Sets everything up from a fresh clone, then does what `make` was asked for.

    python3 tools/bootstrap.py run|test|check|bench|mission|shots|messages|lock

Standard library only. A step is skipped when its inputs are what they were last time.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this runs before any environment is there
    NEWER = ("python3.13", "python3.12", "python3.11")
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for name in NEWER:
            if (Path(folder) / name).exists():
                os.execv(str(Path(folder) / name), [name, *sys.argv])
    sys.exit("Luwte needs Python 3.11 or newer.")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import setup, tasks

TARGETS: dict[str, Callable[[setup.House, list[str]], int]] = {
    "run": tasks.run,
    "test": tasks.test,
    "check": tasks.check,
    "bench": tasks.bench,
    "mission": tasks.mission,
    "shots": tasks.shots,
    "messages": tasks.messages,
    "lock": tasks.lock,
}


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(TARGETS)}")
    root = Path(__file__).resolve().parent.parent
    os.chdir(root)
    try:
        return TARGETS[sys.argv[1]](setup.House(root), sys.argv[2:])
    except setup.SetupError as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
