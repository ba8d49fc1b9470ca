"""Sealed files on disk, sent piece by piece and resumed where they stopped.

A piece is written and synced before the row says that it is there. So after a crash the row may
know less than the file holds, never more, and the next piece overwrites what isn't counted.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import F, QuerySet, Sum

from luwte.vault.age_shapes import SHARED_KEY_HEADER, check_file_size, check_file_start
from luwte.vault.days import at_midnight, today
from luwte.vault.logs import Actor, find_readable
from luwte.vault.models import Upload
from luwte.vault.refusals import refusal

CHUNK = 1024 * 1024
UNBOUND_MOST = 20_000_000_000
FREE_LEAST = 500_000_000


def path_of(upload: str) -> Path:
    """Where the bytes of this upload lie."""
    return Path(settings.MEDIA_ROOT) / "sealed" / upload[:2] / upload


def start(size: int) -> str:
    """Room for a sealed file of this size; its id tells nothing of who asked.

    What came in counts, not what was announced: announcing costs nothing.
    """
    check_file_size(size)
    came = Upload.objects.filter(conversation=None).aggregate(total=Sum("offset"))["total"] or 0
    if came + size > UNBOUND_MOST:
        raise no_room()
    ensure_free(size)
    return Upload.objects.create(size=size).public_id


def ensure_free(size: int) -> None:
    """Refuses what would take the last room on the disk, which the database needs."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(root).free - size < FREE_LEAST:
        raise no_room()


def no_room() -> OSError:
    return OSError(errno.ENOSPC, "no room for another file")


def add(upload: str, offset: int, data: bytes) -> int:
    """Write the next piece; returns how much there is now."""
    row = unbound(upload).values_list("key", "size", "offset").first()
    if row is None:
        raise refusal("unknown-upload")
    key, size, there = row
    if offset != there:
        raise refusal("offset-differs", offset=there)
    end = offset + len(data)
    if not data or len(data) > CHUNK or end > size:
        raise refusal("malformed")
    if offset == 0:
        if len(data) < SHARED_KEY_HEADER:
            raise refusal("malformed")
        check_file_start(data)
    ensure_free(len(data))
    write(path_of(upload), offset, data, last=end == size)
    if not Upload.objects.filter(key=key, offset=offset).update(offset=end):
        there = Upload.objects.values_list("offset", flat=True).get(key=key)
        raise refusal("offset-differs", offset=there)
    return end


def unbound(upload: str) -> QuerySet[Upload]:
    """An upload that no conversation holds yet. Of those that one does, only participants hear."""
    return Upload.objects.filter(public_id=upload, conversation=None)


def write(path: Path, offset: int, data: bytes, *, last: bool) -> None:
    """On disk when this returns, its directory entry too; the file's times tell the day only."""
    is_new = not path.exists()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        view = memoryview(data)
        while view:
            written = os.pwrite(descriptor, view, offset)
            view, offset = view[written:], offset + written
        if last:
            os.ftruncate(descriptor, offset)
        os.utime(descriptor, (at_midnight(today()), at_midnight(today())))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in this folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def status(upload: str) -> tuple[int, int]:
    """How much there is, of how much."""
    row = unbound(upload).values_list("offset", "size").first()
    if row is None:
        raise refusal("unknown-upload")
    return row


def read(actor: Actor, conversation: str, upload: str, offset: int, length: int) -> bytes:
    """A part of a sealed file, for who takes part in the conversation that it is bound to."""
    found = find_readable(conversation, actor).conversation
    bound = Upload.objects.filter(
        public_id=upload, conversation_id=found.key, offset=F("size")
    ).exists()
    if not bound:
        raise refusal("not-found")
    with path_of(upload).open("rb") as file:
        file.seek(offset)
        return file.read(min(length, CHUNK))


def remove(uploads: list[str]) -> None:
    """Take these files off the disk; those that are gone already are no fault."""
    for upload in uploads:
        path_of(upload).unlink(missing_ok=True)
