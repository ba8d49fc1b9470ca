"""Once a night: what waits goes into the registry in one shuffled batch, and no order is left.

Databases remember what rows don't say. SQLite keeps a table in the order of a hidden number
unless it has none (the migration takes it away); PostgreSQL keeps rows in the order of writing,
each with the transaction that wrote it. So all tables are written anew, in the order of their
random keys, in one transaction; then PostgreSQL lays their files out anew too.
"""

from __future__ import annotations

import time
from secrets import SystemRandom

from django.db import connection, models, transaction

from luwte.registry.judgements import publish
from luwte.registry.models import (
    KEPT_IN_ORDER,
    Judgement,
    Registration,
    UsedToken,
    WaitingJudgement,
    WaitingRegistration,
    today,
)

CHECKPOINTS = 25
BATCH = 200


def move() -> None:
    """The night's work. Harmless when run twice, and while counsellors hand over."""
    with transaction.atomic():
        lock()
        move_registrations()
        move_judgements()
        publish(today())
        UsedToken.objects.filter(year__lt=today().year - 1).delete()
        for model in KEPT_IN_ORDER:
            rewrite(model)
    forget_on_disk()


def lock() -> None:
    """Nobody else writes meanwhile; SQLite lets only one anyway."""
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in KEPT_IN_ORDER)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def move_registrations() -> None:
    """New ones come, corrected ones take the place of what they correct, removed ones go."""
    waiting = list(WaitingRegistration.objects.all())
    SystemRandom().shuffle(waiting)
    for first in range(0, len(waiting), BATCH):
        handles = [one.handle for one in waiting[first : first + BATCH]]
        Registration.objects.filter(handle__in=handles).delete()
    Registration.objects.bulk_create(
        (
            Registration(
                handle=one.handle,
                organisation_id=one.organisation_id,
                kind=one.kind,
                version=one.version,
                year=one.year,
                codes=one.codes,
            )
            for one in waiting
            if one.kind != Registration.Kind.REMOVED
        ),
        batch_size=BATCH,
    )
    WaitingRegistration.objects.all().delete()


def move_judgements() -> None:
    """Under new keys: what waited had another."""
    waiting = list(WaitingJudgement.objects.all())
    SystemRandom().shuffle(waiting)
    Judgement.objects.bulk_create(
        (
            Judgement(
                organisation_id=one.organisation_id,
                year=one.year,
                helped=one.helped,
                safe=one.safe,
                harmed=one.harmed,
            )
            for one in waiting
        ),
        batch_size=BATCH,
    )
    WaitingJudgement.objects.all().delete()


# --- Traces -------------------------------------------------------------------------------------


def rewrite(model: type[models.Model]) -> None:
    """All rows of a table out and in again, in the order of their keys."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        # Names of our own models, never anything that was sent.
        cursor.execute(f"CREATE TEMPORARY TABLE in_order AS SELECT * FROM {table}")  # noqa: S608
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        cursor.execute(f"INSERT INTO {table} SELECT * FROM in_order ORDER BY {key}")  # noqa: S608
        cursor.execute("DROP TABLE in_order")


def forget_on_disk() -> None:
    """What was deleted is gone from the files too: SQLite's log, PostgreSQL's old rows."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        empty_log()
        return
    with connection.cursor() as cursor:
        for model in KEPT_IN_ORDER:
            table = model._meta.db_table
            cursor.execute(f"CLUSTER {table} USING {table}_pkey")


def empty_log() -> None:
    """Write SQLite's log back and truncate it; readers may hold on to it for a moment."""
    for _ in range(CHECKPOINTS):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        if not busy:
            return
        time.sleep(0.2)
