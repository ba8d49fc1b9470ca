"""Reads the `LUWTE_…` environment variables: the only place where an operator's choices enter.

docs/operator.md explains each of them; a test compares that table with `Environment`.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True)
class Environment:
    """What the operator chose. `read_environment` refuses unsafe combinations."""

    data: Path
    database: str
    site_origin: str
    app_origin: str
    secret_key: str
    demo: bool
    port: int
    bind: str
    workers: int
    embedded_worker: bool
    mail_url: str
    mail_from: str
    behind_proxy: bool
    work_cost: int
    fresh_sign_in: int

    @property
    def secure(self) -> bool:
        """Whether people reach this instance over https."""
        return self.site_origin.startswith("https://")

    @cached_property
    def hosts(self) -> tuple[str, str]:
        """Names of the site host and of the application host, without ports."""
        return hostname(self.site_origin), hostname(self.app_origin)


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the variables; ImproperlyConfigured says in a sentence what to change."""
    demo = flag(variables, "LUWTE_DEMO", default=False)
    port = number(variables, "PORT", default=8000)
    database = variables.get("LUWTE_DATABASE", "")
    data = Path(variables.get("LUWTE_DATA", "var")).absolute()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = Environment(
        data=data,
        database=database,
        site_origin=origin(variables, "LUWTE_SITE_ORIGIN", f"http://127.0.0.1:{port}", demo=demo),
        app_origin=origin(variables, "LUWTE_APP_ORIGIN", f"http://localhost:{port}", demo=demo),
        secret_key=variables.get("LUWTE_SECRET_KEY") or kept_secret(data / "secret_key"),
        demo=demo,
        port=port,
        bind=variables.get("LUWTE_BIND", "127.0.0.1"),
        workers=number(variables, "LUWTE_WORKERS", default=2 if database else 1),
        embedded_worker=flag(variables, "LUWTE_EMBEDDED_WORKER", default=not database),
        mail_url=variables.get("LUWTE_MAIL_URL", ""),
        mail_from=variables.get("LUWTE_MAIL_FROM", "luwte@localhost"),
        behind_proxy=flag(variables, "LUWTE_BEHIND_PROXY", default=False),
        work_cost=number(variables, "LUWTE_WORK_COST", default=20_000),
        fresh_sign_in=number(variables, "LUWTE_FRESH_SIGN_IN", default=300),
    )
    refuse_shared_host(environment)
    return environment


def refuse_shared_host(environment: Environment) -> None:
    """Two hosts, since cookies ignore the port: one host would share its cookies with both."""
    site, application = environment.hosts
    if site == application:
        raise ImproperlyConfigured(
            "LUWTE_SITE_ORIGIN and LUWTE_APP_ORIGIN must be on two different hosts, "
            "so that no page of the site can reach the applications."
        )


def hostname(address: str) -> str:
    return urlsplit(address).hostname or ""


def origin(variables: Mapping[str, str], name: str, demo_default: str, *, demo: bool) -> str:
    """An origin such as https://luwte.example; outside the demo it is required, and https."""
    value = variables.get(name) or (demo_default if demo else "")
    parts = urlsplit(value)
    if not value:
        raise ImproperlyConfigured(f"Set {name}, or LUWTE_DEMO=1 for a demo on this machine.")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must look like https://host, not {value!r}.")
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} is an origin: no path, query or fragment.")
    if parts.scheme == "http" and not demo:
        raise ImproperlyConfigured(f"{name} must be https; only the demo may use http.")
    return f"{parts.scheme}://{parts.netloc}"


def flag(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    if name not in variables:
        return default
    word = variables[name].strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}.")
    return word in TRUE_WORDS


def number(variables: Mapping[str, str], name: str, *, default: int) -> int:
    value = variables.get(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def kept_secret(path: Path) -> str:
    """The secret in this file, made with tight permissions when it isn't there yet."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text("ascii").strip()


# A write transaction takes its lock at once, so that two writers wait instead of failing;
# FULL makes what was acknowledged survive a power cut; what is deleted is overwritten.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA foreign_keys=ON;"
    ),
}


def database_settings(url: str, data: Path) -> dict[str, object]:
    """Django's settings for the database: a file in `data`, or the PostgreSQL of `url`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "luwte.sqlite3",
            # Closing the last connection would write back and remove the log, at each request.
            "CONN_MAX_AGE": None,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "LUWTE_DATABASE must look like postgresql://user:password@host:port/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # What the vault asks often is planned once per connection.
        "OPTIONS": {"prepare_threshold": 3, **dict(parse_qsl(parts.query))},
    }


@dataclass(frozen=True)
class MailServer:
    """Where outgoing mail goes."""

    host: str
    port: int
    user: str
    password: str
    implicit_tls: bool


def mail_server(url: str) -> MailServer:
    """The mail server of smtps://user:password@host:port, or of smtp://… with STARTTLS."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("LUWTE_MAIL_URL must look like smtps://user:password@host:port.")
    implicit = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if implicit else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        implicit_tls=implicit,
    )
