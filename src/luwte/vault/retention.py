"""Ends: what was withdrawn, closed long ago, lapsed or left behind is destroyed (protocol 8).

Destroying goes from the outside in: first what opens statements, then the statements. Each step
is a transaction of its own and each can be repeated, so a sweep that was cut short is finished by
the next one.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from luwte.vault import uploads
from luwte.vault.cards import read_profile
from luwte.vault.days import today
from luwte.vault.keys import SPAN
from luwte.vault.models import (
    Conversation,
    Envelope,
    GivenToken,
    Header,
    Item,
    Locator,
    LocatorUse,
    Participation,
    PendingCard,
    PublicBlob,
    RosterMember,
    Upload,
    UsedChallenge,
)
from luwte.vault.rows import change, turn, writing
from luwte.vault.telling import NEXT_CHANGE, TELL

BATCH = 200
ORPHAN_DAYS = 3
CHALLENGE_DAYS = 2
REMEMBERED_DAYS = 365
USES_DAYS = 400
CHECKPOINTS = 25
NOWHERE = "0" * 64
NOTEBOOK = Conversation.Purpose.NOTEBOOK


def sweep() -> None:
    """Everything that is due today. Harmless when run twice, and at the same time as writing."""
    for step in STEPS:
        step()
    forget_on_disk()


# --- Conversations ------------------------------------------------------------------------------


def destroy_due() -> None:
    """Conversations whose day has come."""
    for key in due():
        destroy(key)


def due() -> Iterator[int]:
    """Keys of conversations to destroy, and of those whose destruction was cut short."""
    while True:
        found = Conversation.objects.filter(
            Q(destroy_on__lte=today()) | Q(state=Conversation.State.DESTROYED, length__gt=0)
        ).values_list("key", flat=True)[:BATCH]
        keys = list(found)
        yield from keys
        if len(keys) < BATCH:
            return


def destroy(key: int) -> None:
    """What opens it first; then the files; then the rest, down to a row that says it is gone."""
    if not close_for_ever(key):
        return
    bound = list(Upload.objects.filter(conversation=key).values_list("public_id", flat=True))
    uploads.remove(bound)
    with writing():
        Upload.objects.filter(conversation=key).delete()
        change("DELETE FROM vault_item WHERE key >= %s AND key < %s", [key, key + SPAN])
        Conversation.objects.filter(key=key).update(length=0, destroy_on=None)


def close_for_ever(key: int) -> bool:
    """Nobody can read it from here on. False when somebody brought it back just now."""
    day = today()
    with writing():
        taken = Conversation.objects.filter(key=key).filter(
            Q(destroy_on__lte=day) | Q(state=Conversation.State.DESTROYED)
        )
        if not taken.update(
            state=Conversation.State.DESTROYED,
            head=NOWHERE,
            organisation=None,
            withdraw_day=None,
            keep_until=None,
            keep_most=None,
            day=day,
        ):
            return False
        Envelope.objects.filter(place__conversation=key).delete()
        change("DELETE FROM vault_header WHERE item_id >= %s AND item_id < %s", [key, key + SPAN])
        GivenToken.objects.filter(conversation=key).delete()
        places = Participation.objects.filter(conversation=key)
        # Who destroyed their own notebook need not be told.
        places.filter(conversation__purpose=NOTEBOOK, current=False).delete()
        places.update(current=False, one_time=False, seeds_from=None, left_day=None)
        tell(places.filter(role=Participation.Role.COUNSELLOR))
    return True


def tell(places: QuerySet[Participation]) -> None:
    """Give these counsellors their next change number."""
    told = list(places.order_by("person").values_list("person", "key"))
    with connection.cursor() as cursor:
        for person, key in told:
            cursor.execute(NEXT_CHANGE, [person])
            cursor.execute(TELL, [cursor.fetchone()[0], key])


def forget_destroyed() -> None:
    """Rows that only say that something is gone, once they were read, or after a year."""
    before = today() - datetime.timedelta(days=REMEMBERED_DAYS)
    gone = Participation.objects.filter(conversation__state=Conversation.State.DESTROYED)
    with writing():
        gone.filter(Q(read_day__lt=today()) | Q(conversation__day__lt=before)).delete()
        Conversation.objects.filter(state=Conversation.State.DESTROYED, length=0).filter(
            ~Exists(Participation.objects.filter(conversation=OuterRef("key")))
        ).delete()


# --- Phrases, work, files -----------------------------------------------------------------------


def forget_lapsed() -> None:
    """One-time phrases that nobody used in time."""
    with writing():
        Locator.objects.filter(expires_on__lt=today()).delete()


def forget_uses() -> None:
    """Days of use that are shown to nobody any more."""
    with writing():
        LocatorUse.objects.filter(day__lt=today() - datetime.timedelta(days=USES_DAYS)).delete()


def forget_work() -> None:
    """Work that has lapsed needs no remembering."""
    with writing():
        before = today() - datetime.timedelta(days=CHALLENGE_DAYS)
        UsedChallenge.objects.filter(day__lt=before).delete()


def forget_orphans() -> None:
    """Files that no conversation named."""
    before = today() - datetime.timedelta(days=ORPHAN_DAYS)
    orphans = Upload.objects.filter(conversation=None, day__lte=before)
    names = dict(orphans.values_list("key", "public_id"))
    with writing():
        orphans.filter(key__in=names).delete()
    kept = set(Upload.objects.filter(key__in=names).values_list("key", flat=True))
    uploads.remove([name for key, name in names.items() if key not in kept])
    remove_strays(before)


def remove_strays(before: datetime.date) -> None:
    """Files without a row: the server stopped between taking the row and the file away."""
    root = Path(settings.MEDIA_ROOT) / "sealed"
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        names = {path.name for path in folder.iterdir()}
        strays = names - set(
            Upload.objects.filter(public_id__in=names).values_list("public_id", flat=True)
        )
        uploads.remove([name for name in strays if day_of(folder / name) <= before])


def day_of(path: Path) -> datetime.date:
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()


def forget_blobs() -> None:
    """Profiles and portraits that no card shows any more."""
    used = set(RosterMember.objects.values_list("profile", flat=True))
    used |= set(PendingCard.objects.values_list("profile", flat=True))
    profiles = PublicBlob.objects.filter(hash__in=used, kind=PublicBlob.Kind.PROFILE)
    used |= {portrait_of(bytes(row)) for row in profiles.values_list("bytes", flat=True)}
    with writing():
        PublicBlob.objects.filter(day__lt=today()).exclude(hash__in=used).delete()


def portrait_of(profile: bytes) -> str:
    return str(read_profile(profile)["portrait"])


# --- Traces -------------------------------------------------------------------------------------


def rewrite_locators() -> None:
    """On PostgreSQL, write locators and their days of use anew, in one transaction.

    Rows remember the transaction that wrote them, and lie in the order of writing. A locator and
    the conversation that came with it would share both. (SQLite keeps nothing but the random key.)
    """
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE vault_locator, vault_locatoruse IN SHARE ROW EXCLUSIVE MODE")
        for table in ("vault_locator", "vault_locatoruse"):
            cursor.execute(REWRITE.format(table=table))


REWRITE = """
WITH gone AS (DELETE FROM {table} RETURNING *) INSERT INTO {table} SELECT * FROM gone ORDER BY key
"""


def forget_on_disk() -> None:
    """What was deleted is gone from the files too: SQLite's log, PostgreSQL's dead rows."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        empty_log()
        return
    with connection.cursor() as cursor:
        for model in (Participation, Item, Header, Envelope, Locator, LocatorUse, Upload):
            cursor.execute(f"VACUUM {model._meta.db_table}")


def empty_log() -> None:
    """Write SQLite's log back and truncate it; readers may hold on to it for a moment."""
    for _ in range(CHECKPOINTS):
        with turn(), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        if not busy:
            return
        time.sleep(0.2)


STEPS: tuple[Callable[[], None], ...] = (
    destroy_due,
    forget_destroyed,
    forget_lapsed,
    forget_uses,
    forget_work,
    forget_orphans,
    forget_blobs,
)
