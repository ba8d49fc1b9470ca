"""A PostgreSQL of our own for tests and measurements, gone when they are done.

python -m tools.postgres COMMAND…      runs COMMAND with LUWTE_DATABASE pointing at it
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

# A test cluster may lose everything when the machine does; measurements ask for durability.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def server_programs() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian, or the one on the path."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parts[-3]),
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


class Cluster:
    """`with Cluster() as cluster:` gives `cluster.url`, a database to use freely."""

    def __init__(self, *, durable: bool = False) -> None:
        programs = server_programs()
        if programs is None:
            raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
        self.programs = programs
        self.durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="luwte-pg-"))
        self.port = free_port()
        self.url = f"postgresql://luwte@127.0.0.1:{self.port}/luwte"

    def __enter__(self) -> "Cluster":
        # PostgreSQL refuses to run as root; Debian's package brings an account for it.
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = str(self.folder / "data")
        self.call("initdb", "-D", data, "-A", "trust", "-U", "luwte", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        settings = () if self.durable else FAST
        options = ["-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder)]
        options += [word for setting in settings for word in ("-c", setting)]
        self.call("pg_ctl", "start", "-w", "-s", "-D", data, "-l", str(self.folder / "log"),
                  "-o", " ".join(options))  # fmt: skip
        self.call("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "luwte", "luwte")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.call("pg_ctl", "stop", "-s", "-m", "immediate", "-D", str(self.folder / "data"))
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    with Cluster() as cluster:
        environment = {**os.environ, "LUWTE_DATABASE": cluster.url}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
