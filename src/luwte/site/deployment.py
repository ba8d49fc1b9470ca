"""Checks on a deployment, used by `luwte doctor` and by Django's own check command."""

import hashlib
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError, connection

from luwte.organisations.models import Organisation

# In a smaller organisation that somebody came is nearly a name.
LARGE_ENOUGH_TO_HOST = 250
APPLICATIONS = ("talk", "desk")


def manifest(application: str) -> dict[str, str]:
    """SHA-256 (hex) by file name of one built application; empty when it isn't built."""
    path = Path(settings.APPS_ROOT) / application / "manifest.json"
    if not path.exists():
        return {}
    files: dict[str, str] = json.loads(path.read_text("utf-8"))["files"]
    return files


@register(Tags.files, deploy=True)
def applications_are_built(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Files on disk are the ones that the build listed."""
    problems: list[CheckMessage] = []
    for application in APPLICATIONS:
        files = manifest(application)
        if not files:
            problems.append(Error(f"/{application}/ is not built.", id="luwte.E001"))
        for name, expected in files.items():
            path = Path(settings.APPS_ROOT) / application / name
            actual = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
            if actual != expected:
                problems.append(Error(f"/{application}/{name} was changed.", id="luwte.E002"))
    return problems


@register(Tags.security, deploy=True)
def data_is_private(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Only the server's own account reads the data folder."""
    mode = stat.S_IMODE(settings.LUWTE.data.stat().st_mode)
    if mode & 0o077:
        return [
            Caution(
                "The data folder can be read by other accounts of this machine.",
                hint="chmod 700 on the folder in LUWTE_DATA.",
                id="luwte.W001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def is_no_demo(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.LUWTE.demo:
        return [Caution("This is a demo: its keys and passwords are known.", id="luwte.W002")]
    return []


@register(Tags.security, deploy=True)
def the_proxy_says_https(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Without its word every form looks as if another site sent it."""
    if settings.LUWTE.secure and not settings.LUWTE.behind_proxy:
        return [
            Error(
                "LUWTE_BEHIND_PROXY isn't set: every form and every sign-in is refused.",
                hint="Let the proxy set X-Forwarded-Proto, and set LUWTE_BEHIND_PROXY=1.",
                id="luwte.E004",
            )
        ]
    return []


@register(Tags.database, deploy=True)
def sqlite_forgets(
    app_configs: Sequence[AppConfig] | None, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """What is deleted from SQLite is overwritten, and what is acknowledged is on disk."""
    if connection.vendor != "sqlite":
        return []
    wanted = {"secure_delete": 1, "synchronous": 2, "foreign_keys": 1, "journal_mode": "wal"}
    problems: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}")
            row = cursor.fetchone()
            if row is None or row[0] != value:
                problems.append(Error(f"SQLite runs without {name}={value}.", id="luwte.E003"))
    return problems


@register(Tags.security, deploy=True)
def host_is_no_small_employer(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """An instance with one employer on it is most likely that employer's own."""
    try:
        employers = list(Organisation.objects.active().filter(kind=Organisation.Kind.EMPLOYER)[:2])
        hosts_others = Organisation.objects.filter(kind=Organisation.Kind.PROVIDER).exists()
    except DatabaseError:
        return []
    if len(employers) != 1 or hosts_others or employers[0].headcount >= LARGE_ENOUGH_TO_HOST:
        return []
    return [
        Caution(
            f"{employers[0].name} has fewer than {LARGE_ENOUGH_TO_HOST} people.",
            hint="Whoever runs the server sees that somebody came: let somebody else run it.",
            id="luwte.W003",
        )
    ]


def compare_assets(url: str) -> list[str]:
    """Differences between what an instance serves and what this build holds, as sentences."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return [f"{url} is no address of an instance."]
    differences = []
    for application in APPLICATIONS:
        for name, expected in manifest(application).items():
            address = urljoin(url.rstrip("/") + "/", f"{application}/{name}")
            if fetched_hash(address) != expected:
                differences.append(f"{address} differs from this build.")
    return differences


def fetched_hash(address: str) -> str:
    try:
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - the scheme was checked
            return hashlib.sha256(answer.read()).hexdigest()
    except (URLError, OSError):
        return ""
