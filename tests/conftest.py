"""What all tests share: a browser on either host, a running instance, a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

# A browser that stays open keeps an event loop running in this thread, and Django then refuses
# its database to every later test. Nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def host(origin: str) -> str:
    return origin.partition("//")[2]


@pytest.fixture
def site() -> Client:
    """A visitor of the public site."""
    return Client(headers={"host": host(settings.LUWTE.site_origin)})


@pytest.fixture
def application() -> Client:
    """A browser on the application host."""
    return Client(headers={"host": host(settings.LUWTE.app_origin)})


@dataclass(frozen=True)
class Instance:
    """A server of its own, with its own data: what an operator would start."""

    site_origin: str
    app_origin: str
    data: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def luwte(self, *arguments: str) -> str:
        """Run the luwte command on this instance; returns what it printed."""
        return subprocess.run(
            [sys.executable, "-m", "luwte", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A running instance on SQLite, shared by a test process; empty at first."""
    with start_instance(tmp_path_factory.mktemp("instance")) as running:
        yield running


class start_instance:  # noqa: N801 - used as a function: `with start_instance(folder) as instance`
    """Starts `luwte serve` with its data in this folder; stops it at the end."""

    def __init__(self, folder: Path, **variables: str) -> None:
        port = free_port()
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("LUWTE_", "DJANGO_"))
            },
            "LUWTE_DEMO": "1",
            "LUWTE_DATA": str(folder),
            "PORT": str(port),
            **variables,
        }
        self.folder, self.port = folder, port

    def __enter__(self) -> Instance:
        luwte = [sys.executable, "-m", "luwte"]
        subprocess.run([*luwte, "migrate"], env=self.environment, check=True, capture_output=True)
        log = (self.folder / "serve.log").open("wb")
        self.process = subprocess.Popen(
            [*luwte, "serve", "--no-worker"], env=self.environment, stdout=log, stderr=log
        )
        site, application = f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"
        wait_for(f"{site}/health", self.process)
        return Instance(site, application, self.folder, self.process, self.environment)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer at {address}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Make a context of your own in it: `chromium.new_context()`."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()
