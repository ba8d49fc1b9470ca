"""How logs lie in the database: few statements, no model instances on the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial

from luwte.organisations.models import Organisation
from luwte.vault.batches import Batch
from luwte.vault.claiming import claim_uploads
from luwte.vault.days import today
from luwte.vault.envelopes import first_envelopes, next_envelopes
from luwte.vault.events import Item as WireItem
from luwte.vault.events import Statement, read_event
from luwte.vault.grants import REPORTER, State
from luwte.vault.grants import Place as Seat
from luwte.vault.keeping import MONTHS_MOST, Term, columns_of, term, term_of
from luwte.vault.keys import SPAN, conversation_key
from luwte.vault.models import (
    Conversation,
    Desk,
    Header,
    Item,
    Participation,
)
from luwte.vault.phrase_rows import new_locator
from luwte.vault.refusals import refusal
from luwte.vault.rows import COUNTED, Insert, Piece, Row, as_day, change, insert_all, select

NOTEBOOK = Conversation.Purpose.NOTEBOOK
WITHDRAWN_DAYS = 4
WRITTEN_MOST = 64_000_000
LARGE = 20_000
COUNT_EVERY = 256


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
    keep: Term | None
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in a conversation, with the conversation."""

    key: int
    person: str
    role: str
    sign: str
    current: bool
    conversation: Found
    envelope: bytes | memoryview | None = None
    former_envelope: bytes | memoryview | None = None


@dataclass(slots=True)
class Log:
    """A log as the server knows it: its row, and the state that follows from its events.

    `rows` are the places that are stored, of those who left as well. `formers`: who still has a
    former envelope; `opened`: who of them writes what shows that they opened the newer one.
    `keep`: until when it is kept, once it was closed.
    """

    key: int
    organisation: int | None
    head: str
    length: int
    state: State
    rows: dict[str, int] = field(default_factory=dict)
    formers: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    keep: Term | None = None

    def copy(self) -> Log:
        """One to change, the other to compare with."""
        return replace(self, state=deepcopy(self.state))

    @classmethod
    def new(cls, batch: Batch, state: State, organisation: int | None) -> Log:
        """A log that isn't stored yet."""
        return cls(conversation_key(), organisation, batch.head, batch.length, state)


# --- Reading ------------------------------------------------------------------------------------

PLACE_OF = """
SELECT p.key, p.person, p.role, p.sign, p.current,
       c.key, c.public_id, c.purpose, c.organisation_id, c.state, c.head, c.length, c.epoch,
       c.needs_epoch, c.closed_before, c.destroy_on, c.keep_until, c.keep_most, c.day, NULL, NULL
FROM vault_participation p JOIN vault_conversation c ON c.key = p.conversation_id
WHERE c.public_id = %s AND p.person = %s
"""
PLACE_WITH_ENVELOPE = PLACE_OF.replace("NULL, NULL", "e.bytes, e.former").replace(
    "WHERE", "LEFT JOIN vault_envelope e ON e.place_id = p.key WHERE"
)
PLACES = """
SELECT p.key, p.person, p.role, p.sign, p.one_time, p.seeds_from, p.current,
       e.former IS NOT NULL
FROM vault_participation p LEFT JOIN vault_envelope e ON e.place_id = p.key
WHERE p.conversation_id = %s
"""
SAME_ITEMS = """
SELECT i.bytes FROM vault_item i WHERE i.key >= %s AND i.key < %s ORDER BY i.key
"""
DESTROY_HEADERS = """
DELETE FROM vault_header WHERE item_id IN
       (SELECT i.key FROM vault_item i WHERE i.key >= %s AND i.key < %s AND i.public_id = %s)
"""
SIZE_OF = "SELECT SUM(LENGTH(i.bytes)) FROM vault_item i WHERE i.key >= %s AND i.key < %s"


def place_of(conversation: str, person: str, *, to_read: bool = False) -> Place | None:
    """One query, which finds nothing for whoever never took part and for what doesn't exist.

    The envelope comes in the same query, so that it is the one that goes with this head.
    """
    rows = select(PLACE_WITH_ENVELOPE if to_read else PLACE_OF, [conversation, person])
    if not rows:
        return None
    key, person, role, sign, current, *of = rows[0]
    found = Found(
        key=of[0],
        public_id=of[1],
        purpose=of[2],
        organisation=of[3],
        state=of[4],
        head=of[5],
        length=of[6],
        epoch=of[7],
        needs_epoch=bool(of[8]),
        closed_before=bool(of[9]),
        destroy_on=as_day(of[10]),
        keep=term_of(as_day(of[11]), as_day(of[12])),
        day=as_day(of[13]),
    )
    return Place(key, person, role, sign, bool(current), found, of[14], of[15])


def load(found: Found) -> Log:
    """The log with its participants."""
    state = State(found.purpose, found.state, found.closed_before, found.epoch, found.needs_epoch)
    log = Log(found.key, found.organisation, found.head, found.length, state, keep=found.keep)
    for key, person, role, sign, one_time, seeds_from, current, former in select(
        PLACES, [found.key]
    ):
        log.rows[person] = key
        if former:
            log.formers.add(person)
        if current:
            state.places[person] = Seat(role, sign, bool(one_time), seeds_from)
        else:
            state.former[person] = role
    return log


def has_same_items(key: int, batch: Batch) -> bool:
    """Whether these items are stored, byte for byte."""
    rows = select(SAME_ITEMS, [key + batch.seq, key + batch.length])
    return [bytes(row[0]) for row in rows] == [item.raw for item in batch.items]


def intake_of(key: int) -> str:
    """The one-time key that the log's `create` named; "" when it named none."""
    [(first,)] = select(SAME_ITEMS, [key, key + 1])
    intake = read_event(bytes(first)).fields["intake"]
    return "" if intake is None else str(intake["sign"])


# --- Writing ------------------------------------------------------------------------------------

NEW_CONVERSATION = Insert(
    Conversation,
    "key",
    "public_id",
    "purpose",
    "organisation",
    "state",
    "head",
    "length",
    "epoch",
    "needs_epoch",
    "closed_before",
    "day",
    "destroy_on",
    "keep_until",
    "keep_most",
)
NEW_PLACE = Insert(
    Participation,
    "key",
    "conversation",
    "person",
    "role",
    "sign",
    "one_time",
    "seeds_from",
    "current",
    "change",
    "seen",
)
NEW_ITEM = Insert(Item, "key", "conversation", "seq", "public_id", "bytes", "day")
NEW_HEADER = Insert(Header, "item", "bytes")
MOVE_HEAD = """
UPDATE vault_conversation SET head = %s, length = %s, epoch = %s, needs_epoch = %s, state = %s,
       closed_before = %s, withdraw_day = %s, destroy_on = %s, keep_until = %s, keep_most = %s,
       day = %s
WHERE key = %s AND head = %s AND length = %s AND state = %s
"""


def new_log(batch: Batch, log: Log, told: str, *, seen: bool) -> list[Piece]:
    """A new log with its first items, and the counsellor who is told of it; `seen`: their own."""
    day = today().isoformat()
    state = log.state
    log.keep = kept(batch, log, log, today())
    ends = days_of(log, today())
    row = (log.key, batch.conversation, state.purpose, log.organisation, state.state, log.head)
    return [
        NEW_CONVERSATION.of(
            [(*row, log.length, state.epoch, state.needs_epoch, state.closed_before, day, *ends)]
        ),
        new_places(log, state.places, told, seen=seen),
        *new_items(log.key, batch.items, day),
        first_envelopes(state, log.rows, batch.envelopes),
        *new_locator(batch.locator),
    ]


def after_beginning(batch: Batch, log: Log) -> list[Callable[[], object]]:
    """What is left to write once a new log's rows are there."""
    steps: list[Callable[[], object]] = []
    if batch.uploads:
        steps.append(partial(claim_uploads, log.key, batch.uploads))
    if log.state.purpose == Conversation.Purpose.OWN:
        owners = Desk.objects.filter(person__in=log.state.places)
        steps.append(partial(owners.update, own=batch.conversation))
    return steps


def save(batch: Batch, before: Log, after: Log) -> None:
    """The head first: whoever finds it moved is too late. Then everything that follows."""
    day = today()
    state = after.state
    withdrawn = state.state == Conversation.State.WITHDRAWN
    after.keep = kept(batch, before, after, day)
    new = [
        after.head,
        after.length,
        state.epoch,
        state.needs_epoch,
        state.state,
        state.closed_before,
        day.isoformat() if withdrawn else None,
        *days_of(after, day),
        day.isoformat(),
    ]
    if not change(MOVE_HEAD, [*new, before.key, before.head, before.length, before.state.state]):
        raise Moved
    for statement in batch.destroyed:
        change(DESTROY_HEADERS, [after.key, after.key + SPAN, statement])
    fresh = save_places(before, after, day)
    envelopes = next_envelopes(batch, after.key, after.rows, opened=after.opened)
    insert_all(
        [
            fresh,
            *new_items(after.key, batch.items, day.isoformat()),
            envelopes,
            *new_locator(batch.locator),
        ]
    )
    claim_uploads(after.key, batch.uploads)


def ensure_room(batch: Batch, before: Log, after: Log) -> None:
    """Refuses to let one conversation grow without end: whoever takes part can write for nothing.

    Counted only now and then, and for what is large. Coming, going and ending stay possible.
    """
    said = [item for item in batch.items if isinstance(item, Statement)]
    ends = any(event.kind == "close" for event in batch.events)
    if not said or ends or after.state.purpose == Conversation.Purpose.OWN:
        return
    is_large = any(len(item.raw) > LARGE for item in said)
    if not is_large and before.length // COUNT_EVERY == after.length // COUNT_EVERY:
        return
    stored = select(SIZE_OF, [before.key, before.key + SPAN])[0][0] or 0
    if stored + sum(len(item.raw) for item in said) > WRITTEN_MOST:
        raise refusal("conversation-full")


def destroy_on(log: Log, day: datetime.date) -> datetime.date | None:
    """The day on which it goes, unless something happens; None while it is open."""
    if not log.state.places:
        return day
    if log.state.state == Conversation.State.WITHDRAWN:
        return day + datetime.timedelta(days=WITHDRAWN_DAYS)
    ends = log.state.purpose == NOTEBOOK or log.state.state == Conversation.State.CLOSED
    return log.keep.until if log.keep and ends else None


def days_of(log: Log, day: datetime.date) -> list[str | None]:
    """When it goes, and what was told of that: three columns."""
    columns = (destroy_on(log, day), *columns_of(log.keep))
    return [one.isoformat() if one else None for one in columns]


def kept(batch: Batch, before: Log, after: Log, day: datetime.date) -> Term | None:
    """Until when it is kept after this batch; None while it is open.

    Adding to a closed log and closing it again doesn't begin anew, unless a reporter did. A
    notebook has nobody who closes it: it goes when nothing was written in it for long.
    """
    if after.state.state == Conversation.State.WITHDRAWN:
        return before.keep
    if after.state.purpose == NOTEBOOK:
        return term(None, day, MONTHS_MOST, batch.keep_until)
    if after.state.state != Conversation.State.CLOSED or after.organisation is None:
        return None
    reopened = [event.author for event in batch.events if event.kind == "reopen"]
    taken_up = any(before.state.places[author].role == REPORTER for author in reopened)
    months = Organisation.objects.values_list("retention_months", flat=True)
    return term(
        None if taken_up else before.keep,
        day,
        months.get(pk=after.organisation),
        batch.keep_until,
    )


def new_items(conversation: int, items: Sequence[WireItem], day: str) -> list[Piece]:
    if items[-1].seq >= SPAN:
        raise refusal("conversation-full")
    rows = [
        (conversation + item.seq, conversation, item.seq, item.id, item.raw, day) for item in items
    ]
    headers = [
        (conversation + item.seq, item.header) for item in items if isinstance(item, Statement)
    ]
    return [NEW_ITEM.of(rows), NEW_HEADER.of(headers)]


def new_places(log: Log, places: dict[str, Seat], told: str = "", *, seen: bool = False) -> Piece:
    """Places with the next keys of this conversation; `told` gets the next change number."""
    first = log.key + len(log.rows)
    log.rows |= {person: first + number for number, person in enumerate(places)}
    rows: list[Row] = []
    for person, seat in places.items():
        change = COUNTED if person == told else 0
        place = (log.rows[person], log.key, person, seat.role, seat.sign, seat.one_time)
        rows.append((*place, seat.seeds_from, True, change, change if seen else 0))
    return NEW_PLACE.of(rows)


def save_places(before: Log, after: Log, day: datetime.date) -> Piece:
    """Whoever left or changed; returns those who came, to be written with the rest."""
    old, new = before.state.places, after.state.places
    fresh = {person: seat for person, seat in new.items() if person not in after.rows}
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
    return new_places(after, fresh)
