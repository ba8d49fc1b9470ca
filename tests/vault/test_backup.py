"""Back-ups: two archives; the rest alone opens nothing, and both give everything back."""

from __future__ import annotations

import base64
import gzip
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from pytest_django.fixtures import Settings

from luwte.people.models import User
from luwte.vault import backup, instance, uploads
from luwte.vault.models import Envelope, Header, Item, Locator, Roster
from tests.vault.conftest import Talk, begin_talk, make_team
from tests.vault.test_files import named, sealed, send
from tests.vault.wire_client import Line
from tests.vault.writer import Phrase

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M22")]


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Talk, Phrase, str, backup.Archives]:
    """A conversation with a file in it, and both archives of it; then the server is lost."""
    phrase = Phrase()
    talk = begin_talk(make_team(), phrase)
    upload = send(talk.line, sealed(100_000))
    assert named(talk, upload).status_code == 200
    archives = backup.backup(tmp_path / "archives")
    call_command("flush", interactive=False, verbosity=0)
    instance.instance_id.cache_clear()
    uploads.remove([upload])
    return talk, phrase, upload, archives


Kept = tuple[Talk, Phrase, str, backup.Archives]


def test_both_archives_give_everything_back(kept: Kept) -> None:
    talk, phrase, upload, archives = kept
    backup.restore([archives.rest, archives.keys])
    meta, parts = talk.line.read(talk.log.conversation, talk.token)
    assert (meta["length"], meta["envelope"]) == (7, True)
    assert len(parts) == 1 + 7 + 5
    assert talk.team.line().read(talk.log.conversation)[0]["length"] == 7
    assert Line().locator_token(phrase).status_code == 200
    assert uploads.path_of(upload).stat().st_size == len(sealed(100_000))
    roster = Roster.objects.get()
    assert roster.entries.count() == 2
    assert User.objects.create_user("later@hoekstra.example").pk

    talk.log.statement(talk.who, "En verder")
    assert talk.by_reporter().status_code == 200


def test_the_rest_alone_opens_nothing(kept: Kept) -> None:
    talk, _, _, archives = kept
    backup.restore([archives.rest])
    assert Item.objects.count() == 7
    assert not Envelope.objects.exists()
    assert not Header.objects.exists()
    meta, _ = talk.line.read(talk.log.conversation, talk.token)
    assert meta["envelope"] is False
    assert not any(item["header"] for item in meta["items"])


def test_no_header_envelope_or_bundle_is_in_the_rest(tmp_path: Path) -> None:
    begin_talk(make_team(), Phrase())
    headers = [bytes(row) for row in Header.objects.values_list("bytes", flat=True)]
    archives = backup.backup(tmp_path)
    assert headers
    with tarfile.open(archives.rest) as tar:
        names = tar.getnames()
    assert {"tables/vault.item.jsonl", "tables/people.user.jsonl"} <= set(names)
    assert not {f"tables/{model._meta.label_lower}.jsonl" for model in backup.KEYS} & set(names)
    content = gzip.decompress(archives.rest.read_bytes())
    assert b"-> mlkem768x25519" not in content
    assert not [one for one in headers if backup_form(one) in content]


def backup_form(data: bytes) -> bytes:
    """Bytes as a back-up has them."""
    return base64.b64encode(data)


def test_what_seals_second_factors_is_with_the_keys(settings: Settings, tmp_path: Path) -> None:
    settings.LUWTE = replace(settings.LUWTE, data=tmp_path)
    (tmp_path / "secret_key").write_text("as it was")
    archives = backup.backup(tmp_path / "archives")
    (tmp_path / "secret_key").write_text("of a new machine")
    backup.restore([archives.rest])
    assert (tmp_path / "secret_key").read_text() == "of a new machine"
    backup.restore([archives.keys])
    assert (tmp_path / "secret_key").read_text() == "as it was"


def test_archives_are_for_the_operator_only_and_tell_no_time(tmp_path: Path) -> None:
    begin_talk(make_team())
    archives = backup.backup(tmp_path)
    for archive in (archives.keys, archives.rest):
        assert archive.stat().st_mode & 0o077 == 0
        with tarfile.open(archive) as tar:
            assert {member.mtime % 86_400 for member in tar} == {0}
    assert not list(tmp_path.glob("*.partial"))


def test_a_database_that_holds_something_is_not_written_over(kept: Kept) -> None:
    *_, archives = kept
    backup.restore([archives.rest])
    with pytest.raises(backup.NotRestored):
        backup.restore([archives.rest])
    assert Locator.objects.count() == 1


def test_every_table_is_in_one_of_the_archives_or_left_out_on_purpose() -> None:
    every = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    kept = {model._meta.label_lower for model in (*backup.KEYS, *backup.rest_models())}
    assert every - kept == {name for name in backup.LEFT_OUT if name in every}


@pytest.mark.parametrize("name", ["../../outside", "/outside", "ab", "../" + "a" * 32])
def test_an_archive_writes_nothing_outside_its_place(tmp_path: Path, name: str) -> None:
    """It comes back from elsewhere, where somebody may have put something into it."""
    archive = tmp_path / "rest.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo(f"sealed/{name}")
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(backup.NotRestored):
        backup.restore([archive])
