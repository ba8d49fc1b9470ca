"""Two archives: *keys*, which opens things, and *rest*, which alone opens nothing.

Keys (envelopes, headers, bundles) are few and must be forgotten soon, so that what was destroyed
doesn't come back: keep them for 14 days at most. The rest is large, and may be kept for longer.
An archive is a tar of one JSON Lines file per table, and of the sealed files. It can be restored
into either database.
"""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction

from luwte.vault import uploads
from luwte.vault.days import at_midnight, today
from luwte.vault.models import (
    Bundle,
    Envelope,
    Header,
    Instance,
    Item,
    Participation,
    Unlocker,
    Upload,
)
from luwte.vault.wire import ID

KEYS: tuple[type[models.Model], ...] = (Envelope, Header, Bundle, Unlocker)
LEFT_OUT = frozenset(
    {
        "auth.permission",
        "contenttypes.contenttype",
        "sessions.session",
        "site.sweeprun",
        "vault.usedchallenge",
    }
)
BATCH = 500
SECRET = "secret_key"  # noqa: S105 - the name of a file


class NotRestored(Exception):
    """Why an archive wasn't restored, in a sentence for the operator."""


@dataclass(frozen=True)
class Archives:
    """Where the two archives are."""

    keys: Path
    rest: Path


def rest_models() -> list[type[models.Model]]:
    """Every table but those of the keys and what isn't worth keeping."""
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one not in KEYS and one._meta.label_lower not in LEFT_OUT]


# --- Writing ------------------------------------------------------------------------------------


def backup(folder: Path) -> Archives:
    """Write both archives of one moment; readers and writers go on meanwhile."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    day = today().isoformat()
    archives = Archives(folder / f"luwte-keys-{day}.tar.gz", folder / f"luwte-rest-{day}.tar.gz")
    with one_moment():
        with writing_archive(archives.keys) as tar:
            add_tables(tar, KEYS, folder)
            add_secret(tar)
        with writing_archive(archives.rest) as tar:
            add_tables(tar, rest_models(), folder)
            add_files(tar)
    return archives


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read within this is of one moment, and nobody waits for it."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ"
    inside = connection.in_atomic_block
    with connection.cursor() as cursor:
        if not inside:
            cursor.execute(begin)
        try:
            yield
        finally:
            if not inside:
                cursor.execute("ROLLBACK")


@contextmanager
def writing_archive(path: Path) -> Iterator[tarfile.TarFile]:
    """A new archive that appears under its name only once it is complete."""
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w:gz", compresslevel=1) as tar:
        yield tar
    partial.replace(path)
    uploads.sync_folder(path.parent)


def add_tables(tar: tarfile.TarFile, tables: Iterable[type[models.Model]], folder: Path) -> None:
    for model in tables:
        with tempfile.TemporaryFile("w+b", dir=folder) as file:
            text = io.TextIOWrapper(cast(IO[bytes], file), "utf-8", write_through=True)
            rows = model._default_manager.order_by("pk").iterator(chunk_size=BATCH)
            serializers.serialize("jsonl", rows, stream=text)
            add(tar, f"tables/{model._meta.label_lower}.jsonl", file)
            text.detach()


def add_secret(tar: tarfile.TarFile) -> None:
    """The instance's secret, which second factors are sealed with, unless the operator keeps it."""
    with suppress(FileNotFoundError), secret_file().open("rb") as file:
        add(tar, SECRET, file)


def secret_file() -> Path:
    """Where the instance's secret is, when LUWTE_SECRET_KEY doesn't give it."""
    return Path(settings.LUWTE.data) / SECRET


def add_files(tar: tarfile.TarFile) -> None:
    """Sealed files that a conversation holds."""
    bound = Upload.objects.exclude(conversation=None).values_list("public_id", flat=True)
    for name in bound.iterator(chunk_size=BATCH):
        try:
            with uploads.path_of(name).open("rb") as file:
                add(tar, f"sealed/{name}", file)
        except FileNotFoundError:
            continue


def add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    """One member, which tells no time but the day."""
    info = tarfile.TarInfo(name)
    info.size = file.seek(0, io.SEEK_END)
    info.mtime = int(at_midnight(today()))
    info.mode = 0o600
    file.seek(0)
    tar.addfile(info, file)


# --- Restoring ----------------------------------------------------------------------------------


def restore(archives: Iterable[Path]) -> None:
    """Put archives into an empty, migrated database; without *keys* nothing can be opened."""
    refuse_unless_empty()
    with transaction.atomic():
        Instance.objects.all().delete()
        for archive in archives:
            with tarfile.open(archive, "r:gz") as tar:
                for member in tar:
                    take(tar, member)
        forget_loose_keys()
        reset_sequences()


def forget_loose_keys() -> None:
    """Keys may be newer than the rest: what they open and isn't there needs none."""
    Header.objects.exclude(item__in=Item.objects.values("pk")).delete()
    Envelope.objects.exclude(place__in=Participation.objects.values("pk")).delete()


def refuse_unless_empty() -> None:
    for model in (*KEYS, *rest_models()):
        if model is not Instance and model._default_manager.exists():
            raise NotRestored(
                f"The database isn't empty: it has {model._meta.verbose_name_plural}."
            )


def take(tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    file = tar.extractfile(member)
    if file is None:
        return
    kind, _, name = member.name.partition("/")
    if kind == SECRET:
        secret_file().touch(mode=0o600)
        secret_file().chmod(0o600)
        secret_file().write_bytes(file.read())
    elif kind == "tables":
        load(io.TextIOWrapper(file, "utf-8"))
    elif kind == "sealed":
        if not ID.fullmatch(name):
            raise NotRestored("The archive isn't one of Luwte's: it names a file elsewhere.")
        keep(name, file)


def load(lines: Iterable[str]) -> None:
    """The rows of one table, many at a time."""
    waiting: list[models.Model] = []
    for line in lines:
        waiting += [row.object for row in serializers.deserialize("jsonl", line)]
        if len(waiting) >= BATCH:
            insert(waiting)
            waiting = []
    insert(waiting)


def insert(rows: list[models.Model]) -> None:
    if rows:
        manager = cast("models.Manager[Any]", type(rows[0])._base_manager)
        manager.bulk_create(rows)


def keep(name: str, file: IO[bytes]) -> None:
    """A sealed file, as if it had been sent in pieces."""
    offset = 0
    while data := file.read(uploads.CHUNK):
        uploads.write(uploads.path_of(name), offset, data, last=False)
        offset += len(data)


def reset_sequences() -> None:
    """The next automatic key comes after those that were restored."""
    statements = connection.ops.sequence_reset_sql(no_style(), rest_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
