"""How logs lie in the database: few statements, no model instances on the way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import F, Q, Sum

from luwte.organisations.models import Organisation
from luwte.vault.batches import Batch, LocatorOffer
from luwte.vault.days import months_later, today
from luwte.vault.events import Item as WireItem
from luwte.vault.events import Statement
from luwte.vault.grants import Place as Seat
from luwte.vault.grants import State
from luwte.vault.keys import random_key
from luwte.vault.models import (
    Conversation,
    Desk,
    Envelope,
    Header,
    Item,
    Locator,
    LocatorUse,
    Participation,
    Upload,
)
from luwte.vault.refusals import refusal

WITHDRAWN_DAYS = 4
INTAKE_DAYS = 30
UPLOADED_MOST = 2_000_000_000


class Moved(Exception):
    """Somebody else moved the head since we looked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation's own row."""

    key: int
    public_id: str
    purpose: str
    organisation: int | None
    state: str
    head: str
    length: int
    epoch: int
    needs_epoch: bool
    closed_before: bool
    destroy_on: datetime.date | None


FOUND = (
    "key",
    "public_id",
    "purpose",
    "organisation_id",
    "state",
    "head",
    "length",
    "epoch",
    "needs_epoch",
    "closed_before",
    "destroy_on",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in a conversation, with the conversation."""

    key: int
    person: str
    role: str
    sign: str
    current: bool
    conversation: Found


@dataclass(slots=True)
class Log:
    """A log as the server knows it: its row, and the state that follows from its events.

    `rows` are the places that are stored, of those who left as well.
    """

    key: int
    organisation: int | None
    head: str
    length: int
    state: State
    rows: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Log:
        """One to change, the other to compare with."""
        return replace(self, state=deepcopy(self.state))

    @classmethod
    def new(cls, batch: Batch, state: State, organisation: int | None) -> Log:
        """A log that isn't stored yet."""
        return cls(random_key(), organisation, batch.head, batch.length, state)


# --- Reading ------------------------------------------------------------------------------------


def place_of(conversation: str, person: str) -> Place | None:
    """One query, which finds nothing for whoever never took part and for what doesn't exist."""
    row = (
        Participation.objects.filter(conversation__public_id=conversation, person=person)
        .values_list(
            "key", "person", "role", "sign", "current", *(f"conversation__{name}" for name in FOUND)
        )
        .first()
    )
    if row is None:
        return None
    key, person, role, sign, current, *found = row
    return Place(key, person, role, sign, current, Found(*found))


def load(found: Found) -> Log:
    """The log with its participants."""
    state = State(found.purpose, found.state, found.closed_before, found.epoch, found.needs_epoch)
    log = Log(found.key, found.organisation, found.head, found.length, state)
    rows = Participation.objects.filter(conversation_id=found.key).values_list(
        "key", "person", "role", "sign", "one_time", "seeds_from", "current"
    )
    for key, person, role, sign, one_time, seeds_from, current in rows:
        log.rows[person] = key
        if current:
            state.places[person] = Seat(role, sign, one_time, seeds_from)
        else:
            state.former[person] = role
    return log


def has_same_items(key: int, batch: Batch) -> bool:
    """Whether these items are stored, byte for byte."""
    rows = (
        Item.objects.filter(conversation_id=key, seq__gte=batch.seq, seq__lt=batch.length)
        .order_by("seq")
        .values_list("bytes", flat=True)
    )
    return [bytes(row) for row in rows] == [item.raw for item in batch.items]


# --- Writing ------------------------------------------------------------------------------------


def insert(batch: Batch, log: Log) -> None:
    """A new log with its first items."""
    day = today()
    state = log.state
    Conversation.objects.bulk_create(
        [
            Conversation(
                key=log.key,
                public_id=batch.conversation,
                purpose=state.purpose,
                organisation_id=log.organisation,
                state=state.state,
                head=log.head,
                length=log.length,
                epoch=state.epoch,
                needs_epoch=state.needs_epoch,
                day=day,
            )
        ]
    )
    for person in state.places:
        log.rows[person] = random_key()
    insert_places(log, state.places)
    insert_items(log.key, batch.items, day)
    insert_envelopes(log, batch.envelopes)
    claim_uploads(log.key, batch.uploads)
    if batch.locator is not None:
        insert_locator(batch.locator)
    if state.purpose == Conversation.Purpose.OWN:
        for person in state.places:
            Desk.objects.update_or_create(person=person, defaults={"own": batch.conversation})


def save(batch: Batch, before: Log, after: Log) -> None:
    """The head first: whoever finds it moved is too late. Then everything that follows."""
    day = today()
    state = after.state
    withdrawn = state.state == Conversation.State.WITHDRAWN
    moved = Conversation.objects.filter(
        key=before.key, head=before.head, length=before.length, state=before.state.state
    ).update(
        head=after.head,
        length=after.length,
        epoch=state.epoch,
        needs_epoch=state.needs_epoch,
        state=state.state,
        closed_before=state.closed_before,
        withdraw_day=day if withdrawn else None,
        destroy_on=destroy_on(after, day),
        day=day,
    )
    if not moved:
        raise Moved
    insert_items(after.key, batch.items, day)
    save_places(before, after, day)
    save_envelopes(batch, before, after)
    claim_uploads(after.key, batch.uploads)
    if batch.locator is not None:
        insert_locator(batch.locator)


def destroy_on(log: Log, day: datetime.date) -> datetime.date | None:
    """The day on which it goes, unless something happens; None while it is open."""
    if not log.state.places:
        return day
    if log.state.state == Conversation.State.WITHDRAWN:
        return day + datetime.timedelta(days=WITHDRAWN_DAYS)
    if log.state.state != Conversation.State.CLOSED or log.organisation is None:
        return None
    months = Organisation.objects.values_list("retention_months", flat=True)
    return months_later(day, months.get(pk=log.organisation))


def insert_items(conversation: int, items: Sequence[WireItem], day: datetime.date) -> None:
    rows = [
        Item(
            key=random_key(),
            conversation_id=conversation,
            seq=item.seq,
            public_id=item.id,
            bytes=item.raw,
            day=day,
        )
        for item in items
    ]
    Item.objects.bulk_create(rows)
    headers = [
        Header(item_id=row.key, bytes=item.header)
        for row, item in zip(rows, items, strict=True)
        if isinstance(item, Statement)
    ]
    if headers:
        Header.objects.bulk_create(headers)


def insert_places(log: Log, places: dict[str, Seat]) -> None:
    Participation.objects.bulk_create(
        [
            Participation(
                key=log.rows[person],
                conversation_id=log.key,
                person=person,
                role=seat.role,
                sign=seat.sign,
                one_time=seat.one_time,
                seeds_from=seat.seeds_from,
            )
            for person, seat in places.items()
        ]
    )


def save_places(before: Log, after: Log, day: datetime.date) -> None:
    """Whoever came, left, or changed."""
    old, new = before.state.places, after.state.places
    if old == new:
        return
    fresh = {person: seat for person, seat in new.items() if person not in after.rows}
    for person in fresh:
        after.rows[person] = random_key()
    if fresh:
        insert_places(after, fresh)
    for person, seat in new.items():
        if person not in fresh and old.get(person) != seat:
            Participation.objects.filter(key=after.rows[person]).update(
                role=seat.role,
                sign=seat.sign,
                one_time=seat.one_time,
                seeds_from=seat.seeds_from,
                current=True,
                left_day=None,
                read_day=None,
            )
    gone = [after.rows[person] for person in old if person not in new]
    if gone:
        Participation.objects.filter(key__in=gone).update(
            current=False, left_day=day, seeds_from=None
        )


def save_envelopes(batch: Batch, before: Log, after: Log) -> None:
    """Of the latest epoch only; and none for who left, or whose phrase was lost."""
    stored = Envelope.objects.filter(conversation_id=after.key)
    if batch.envelopes:
        stored.delete()
        insert_envelopes(after, batch.envelopes)
        return
    lost = [
        person
        for person in before.state.places
        if person not in after.state.places or after.state.places[person].seeds_from is None
    ]
    if lost:
        stored.filter(person__in=lost).delete()


def insert_envelopes(log: Log, envelopes: dict[str, bytes]) -> None:
    Envelope.objects.bulk_create(
        [
            Envelope(key=random_key(), conversation_id=log.key, person=person, bytes=data)
            for person, data in envelopes.items()
            if person in log.state.places and log.state.places[person].seeds_from is not None
        ]
    )


def insert_locator(offer: LocatorOffer) -> None:
    """A new phrase. An intake's lapses by itself."""
    day = today()
    key = random_key()
    Locator.objects.bulk_create(
        [
            Locator(
                key=key,
                hash=offer.hash,
                sign=offer.sign,
                index=offer.index,
                intake=offer.intake,
                expires_on=day + datetime.timedelta(days=INTAKE_DAYS) if offer.intake else None,
            )
        ]
    )
    if not offer.intake:
        LocatorUse.objects.bulk_create([LocatorUse(key=random_key(), locator_id=key, day=day)])


def claim_uploads(conversation: int, uploads: Sequence[str]) -> None:
    """Bind complete uploads to this conversation; again is harmless, to another is refused."""
    if not uploads:
        return
    wanted = set(uploads)
    free = Q(conversation=None) | Q(conversation_id=conversation)
    claimed = Upload.objects.filter(free, public_id__in=wanted, offset=F("size")).update(
        conversation_id=conversation
    )
    if claimed != len(wanted):
        raise refusal("unknown-upload")
    total = Upload.objects.filter(conversation_id=conversation).aggregate(total=Sum("size"))
    if total["total"] > UPLOADED_MOST:
        raise refusal("conversation-full")


# --- Telling ------------------------------------------------------------------------------------

NEXT_CHANGE = (
    "INSERT INTO vault_desk (person, changes, own) VALUES (%s, 1, '')"
    " ON CONFLICT (person) DO UPDATE SET changes = vault_desk.changes + 1 RETURNING changes"
)
TELL = "UPDATE vault_participation SET change = %s WHERE key = %s"


def tell_counsellors(logs: Sequence[tuple[Log, Log]]) -> None:
    """Give each counsellor of these logs, also one who just left, their next change number.

    Comes last in a transaction: the row of the counter is locked from here to the end, so that
    numbers become visible in their order.
    """
    told = sorted(
        (person, after.rows[person])
        for before, after in logs
        for person, seat in (before.state.places | after.state.places).items()
        if seat.role == Participation.Role.COUNSELLOR
    )
    with connection.cursor() as cursor:
        for person, row in told:
            cursor.execute(NEXT_CHANGE, [person])
            cursor.execute(TELL, [cursor.fetchone()[0], row])
