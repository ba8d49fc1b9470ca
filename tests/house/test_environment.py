"""An operator's choices: safe by default, and refused with a sentence when they aren't."""

from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from luwte.site.environment import (
    Environment,
    database_settings,
    mail_server,
    read_environment,
)

ROOT = Path(__file__).resolve().parents[2]


def production(folder: Path, **changes: str) -> dict[str, str]:
    return {
        "LUWTE_DATA": str(folder / "data"),
        "LUWTE_SITE_ORIGIN": "https://luwte.example",
        "LUWTE_APP_ORIGIN": "https://gesprek.example",
        **changes,
    }


def test_two_https_hosts_are_all_that_production_asks(tmp_path: Path) -> None:
    environment = read_environment(production(tmp_path))
    assert environment.secure
    assert environment.hosts == ("luwte.example", "gesprek.example")
    assert not environment.demo


@pytest.mark.parametrize(
    "changes",
    [
        {"LUWTE_APP_ORIGIN": "https://luwte.example"},
        # Cookies ignore the port, so another port is no other host.
        {"LUWTE_APP_ORIGIN": "https://luwte.example:8443"},
        {"LUWTE_APP_ORIGIN": "http://gesprek.example"},
        {"LUWTE_APP_ORIGIN": "https://gesprek.example/talk"},
        {"LUWTE_APP_ORIGIN": "gesprek.example"},
        {"LUWTE_APP_ORIGIN": ""},
        {"LUWTE_DEMO": "perhaps"},
        {"PORT": "http"},
    ],
)
def test_an_unsafe_or_senseless_choice_is_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        read_environment(production(tmp_path, **changes))


def test_the_demo_runs_on_two_names_of_this_machine(tmp_path: Path) -> None:
    variables = {"LUWTE_DATA": str(tmp_path), "LUWTE_DEMO": "1", "PORT": "8123"}
    environment = read_environment(variables)
    assert environment.site_origin == "http://127.0.0.1:8123"
    assert environment.app_origin == "http://localhost:8123"


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = read_environment(production(tmp_path))
    assert read_environment(production(tmp_path)).secret_key == first.secret_key
    kept = tmp_path / "data" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_sqlite_is_the_default_and_forgets_what_is_deleted(tmp_path: Path) -> None:
    options = database_settings("", tmp_path)["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        assert pragma in options["init_command"]


def test_a_postgresql_address_may_hold_escaped_characters(tmp_path: Path) -> None:
    url = "postgresql://luwte:p%40ss@db.example:5433/luwte?sslmode=require"
    database = database_settings(url, tmp_path)
    assert database["PASSWORD"] == "p@ss"
    assert database["PORT"] == "5433"
    assert isinstance(database["OPTIONS"], dict)
    assert database["OPTIONS"]["sslmode"] == "require"
    with pytest.raises(ImproperlyConfigured):
        database_settings("mysql://db.example/luwte", tmp_path)


def test_mail_is_always_encrypted_on_its_way() -> None:
    assert mail_server("smtps://mail.example").implicit_tls
    assert mail_server("smtp://mail.example").port == 587
    with pytest.raises(ImproperlyConfigured):
        mail_server("mail.example")


def test_the_operators_table_names_every_variable() -> None:
    guide = (ROOT / "docs" / "operator.md").read_text("utf-8")
    source = (ROOT / "src/luwte/site/environment.py").read_text("utf-8")
    for field in fields(Environment):
        variable = "PORT" if field.name == "port" else f"LUWTE_{field.name.upper()}"
        assert variable in source
        assert f"`{variable}`" in guide
