"""What an instance keeps is readable for its own account alone, whatever the machine's umask."""

from __future__ import annotations

import stat

import pytest

from tests.conftest import Instance


@pytest.mark.mission("M22")
def test_every_file_and_folder_is_private(instance: Instance) -> None:
    database = instance.data / "luwte.sqlite3"
    database.chmod(0o644)  # as an earlier version left it
    instance.luwte("organisation", "add", "privaat", "--name", "Privaat")
    ours = [path for path in instance.data.rglob("*") if path.name != "serve.log"]
    assert database in ours
    assert {path: oct(stat.S_IMODE(path.stat().st_mode)) for path in ours} == {
        path: oct(0o700 if path.is_dir() else 0o600) for path in ours
    }
