"""Adding to logs. The head is what decides: compare, then swap. How one begins: `beginning.py`.

Everything is checked against a log as it was read, before any lock is taken. What was decided is
then written in one transaction that begins by moving the head from the value that was read to
the new one. Whoever moved it meanwhile wins, and we look again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, IntegrityError

from luwte.vault import grants, stored
from luwte.vault.batches import Batch
from luwte.vault.events import Event, Statement
from luwte.vault.grants import NotAllowed, State
from luwte.vault.models import Conversation
from luwte.vault.refusals import refusal
from luwte.vault.rosters import organisation_of_current_key
from luwte.vault.rows import writing
from luwte.vault.stored import Log, Moved
from luwte.vault.telling import tell_counsellors
from luwte.vault.tokens import key_tag

RETRIES = 3

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a counsellor by their session, or a reporter by a token for one key."""

    person: str
    role: str
    conversation: str = ""
    key_tag: str = ""


@dataclass(frozen=True, slots=True)
class Appended:
    """The answer to create and append; `is_new` is false for a repetition."""

    head: str
    length: int
    is_new: bool = True


def find(conversation: str, actor: Actor, *, to_read: bool = False) -> stored.Place:
    """The actor's place in this conversation. One query, and one 404 for every other case."""
    place = stored.place_of(conversation, actor.person, to_read=to_read)
    if (
        place is None
        or place.role != actor.role
        or (actor.conversation and actor.conversation != conversation)
    ):
        raise refusal("not-found")
    if actor.key_tag and actor.key_tag != key_tag(place.sign):
        raise refusal("signed-out")
    return place


def find_readable(conversation: str, actor: Actor) -> stored.Place:
    """As `find`, for who takes part now and may see it: withdrawn is the reporter's alone."""
    place = find(conversation, actor)
    hidden = place.conversation.state == Conversation.State.WITHDRAWN
    if not place.current or (hidden and actor.role == grants.COUNSELLOR):
        raise refusal("not-found")
    return place


def append(batch: Batch, actor: Actor) -> Appended:
    """Add these items, or say that they are there, or refuse."""
    return in_turn(lambda: try_append([(batch, actor)], lambda: None)[0])


def append_all(turns: Sequence[tuple[Batch, Actor]], also: Callable[[], object]) -> list[Appended]:
    """Add to several logs and do `also`, all in one transaction or not at all."""
    return in_turn(lambda: try_append(turns, also))


def in_turn(attempt: Callable[[], Answer]) -> Answer:
    """Look again when somebody else was first; the answer is then a repetition or a conflict."""
    for _ in range(RETRIES):
        try:
            return attempt()
        except Moved:
            continue
    raise refusal("busy")


def try_append(turns: Sequence[tuple[Batch, Actor]], also: Callable[[], object]) -> list[Appended]:
    decided: list[tuple[Batch, Log, Log]] = []
    writers: dict[int, str] = {}
    answers = []
    for batch, actor in turns:
        log = stored.load(find_readable(batch.conversation, actor).conversation)
        if is_repeated(log, batch):
            answers.append(Appended(batch.head, batch.length, is_new=False))
            continue
        after = decide(log, batch, actor)
        stored.ensure_room(batch, log, after)
        decided.append((batch, log, after))
        if actor.role == grants.COUNSELLOR:
            writers[log.key] = actor.person
        answers.append(Appended(batch.head, batch.length))
    if decided:
        write(decided, also, writers)
    return answers


def write(
    decided: list[tuple[Batch, Log, Log]], also: Callable[[], object], writers: Mapping[int, str]
) -> None:
    """All of it in one transaction; the locks in one order for everybody."""
    decided.sort(key=lambda one: one[1].key)
    try:
        with writing():
            for batch, before, after in decided:
                stored.save(batch, before, after)
            also()
            tell_counsellors([(before, after) for _, before, after in decided], writers)
    except IntegrityError as error:
        raise duplicate(error) from error


def duplicate(error: DatabaseError) -> Exception:
    """Which uniqueness was violated: a locator's, or that of an item's id."""
    if "locator" in str(error):
        return refusal("phrase-taken")
    return refusal("already-there")


def is_repeated(log: Log, batch: Batch) -> bool:
    """Whether all of it is there already. Refuses when it neither is nor fits."""
    if batch.seq == log.length and batch.prev == log.head:
        return False
    if batch.length <= log.length and stored.has_same_items(log.key, batch):
        return True
    raise refusal("conflict", head=log.head, length=log.length)


def decide(log: Log, batch: Batch, actor: Actor) -> Log:
    """The log after this batch, when the table of grants allows all of it."""
    after = log.copy()
    if any(one.kind == "leave" and one.author != one.fields["person"] for one in batch.events):
        after.state.intake = stored.intake_of(log.key)
    try:
        for item in batch.items:
            take(after.state, item, actor)
        check_locator(batch, rejoins=any(event.kind == "rejoin" for event in batch.events))
        if batch.destroyed:
            grants.check_destroying(after.state)
    except NotAllowed as error:
        raise refusal(error.code) from error
    after.head, after.length = batch.head, batch.length
    if any(isinstance(item, Statement) for item in batch.items):
        after.opened = {actor.person} & log.formers
    return after


def take(state: State, item: Event | Statement, actor: Actor) -> None:
    """One item by this actor."""
    if isinstance(item, Statement):
        grants.check_statement(state, actor.person, item.epoch)
        return
    place = state.places.get(actor.person)
    if item.author != actor.person or place is None:
        raise NotAllowed("not-allowed", "written by somebody else")
    if not item.signed.signed_by(place.sign):
        raise NotAllowed("bad-signature", "the author's key did not sign this")
    grants.check_event(state, item)
    if item.kind == "join":
        fields = item.fields
        organisation_of_current_key(fields["roster"], fields["person"], fields["sign"])
    grants.apply(state, item)


def check_locator(batch: Batch, *, rejoins: bool) -> None:
    """A locator comes along only for a one-time phrase, and that only with `rejoin`."""
    if batch.locator is None:
        return
    if not (rejoins and batch.locator.intake):
        raise NotAllowed("not-allowed", "a locator comes with rejoin")
