"""The demo that is photographed: made fresh, or a copy of one that was made before."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.conftest import Instance


@dataclass(frozen=True)
class Demo:
    """A running demo, and what demo.json tells of its people. Travels between processes."""

    site_origin: str
    app_origin: str
    environment: dict[str, str]
    told: dict[str, Any]

    def organisation(self, slug: str) -> dict[str, Any]:
        return next(one for one in self.told["organisations"] if one["slug"] == slug)

    def talk(self, slug: str) -> str:
        """What the poster's code leads to."""
        return f"{self.app_origin}/talk/#{self.organisation(slug)['fingerprint']}"

    def counsellor(self, key: str) -> dict[str, Any]:
        return next(one for one in self.told["counsellors"] if one["key"] == key)

    def other(self, key: str) -> dict[str, Any]:
        return next(one for one in self.told["others"] if one["key"] == key)

    def phrase(self, story: str) -> str:
        return str(next(one["phrase"] for one in self.told["phrases"] if one["story"] == story))

    def invitation(self, slug: str, name: str, language: str, role: str = "counsellor") -> str:
        """The link in the mail of somebody new."""
        address = f"{re.sub(r'[^a-z]', '', name.lower())}@{slug}.example"
        command = [
            *(sys.executable, "-m", "luwte", "counsellor", "invite", address),
            *("--organisation", slug, "--name", name, "--language", language),
            *("--role", role),
        ]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip().split()[-1]


def people_of(instance: Instance, made_before: Path | None) -> Demo:
    """Fills the instance unless its folder came filled."""
    if made_before is None:
        instance.luwte("demo")
    told = json.loads((instance.data / "demo.json").read_text("utf-8"))
    return Demo(instance.site_origin, instance.app_origin, instance.environment, told)


def copy_of(made_before: Path, folder: Path) -> None:
    """The data of another demo, into an empty folder."""
    shutil.copytree(made_before, folder, dirs_exist_ok=True)


def code_of(secret: str) -> str:
    """What an authenticator app shows for this secret now."""
    key = base64.b32decode(secret.replace(" ", ""))
    # The algorithm that authenticator apps know.
    totp = TOTP(key, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303
    return totp.generate(int(time.time())).decode()
