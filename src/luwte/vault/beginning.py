"""How a log begins: checked, then written at once.

Nothing of it can be seen before, so no lock is taken until all rows are ready to be written.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError

from luwte.people.problems import Problem
from luwte.vault import grants, logs, stored
from luwte.vault.batches import Batch
from luwte.vault.events import Event
from luwte.vault.grants import NotAllowed
from luwte.vault.logs import Appended
from luwte.vault.refusals import refusal
from luwte.vault.rosters import organisation_of_current_key
from luwte.vault.rows import Piece, insert_all, select
from luwte.vault.stored import Log, Moved
from luwte.vault.telling import next_change
from luwte.vault.together import write_soon

KEY_OF = "SELECT key FROM vault_conversation WHERE public_id = %s"

#: Rows that count what the log costs whoever begins it; refuses when it isn't paid.
Price = Callable[[], list[Piece]]


def create(batch: Batch, person: str, price: Price) -> Appended:
    """A new log. `person` is who is signed in, "" for a reporter, who pays by work."""
    return logs.in_turn(lambda: try_create(batch, person, price))


def try_create(batch: Batch, person: str, price: Price) -> Appended:
    """Write it first, and ask whether it was there only when that goes wrong: it seldom is."""
    try:
        log = begin(batch, person)
        insert(batch, log, person, price())
    except (NotAllowed, Problem, IntegrityError) as error:
        if is_there(batch):
            return Appended(batch.head, batch.length, is_new=False)
        raise reason(error) from error
    return Appended(batch.head, batch.length)


def is_there(batch: Batch) -> bool:
    """Whether this very log was begun already. Refuses when another one has its name."""
    existing = select(KEY_OF, [batch.conversation])
    if existing and not stored.has_same_items(existing[0][0], batch):
        raise refusal("already-there")
    return bool(existing)


def insert(batch: Batch, log: Log, person: str, paid: list[Piece]) -> None:
    """Everything in one transaction: the log, and that its counsellor, if any, hears of it."""
    seats = log.state.places.items()
    counsellor = next((one for one, seat in seats if seat.role == grants.COUNSELLOR), "")
    pieces = paid + stored.new_log(batch, log, counsellor, seen=bool(person))
    counter = next_change(counsellor) if counsellor else None
    further = stored.after_beginning(batch, log)

    def write() -> None:
        insert_all(pieces, counter)
        for step in further:
            step()

    write_soon(write, one_statement=not further)


def reason(error: NotAllowed | Problem | IntegrityError) -> Exception:
    """What to say when it isn't there and could not be written."""
    if isinstance(error, NotAllowed):
        return refusal(error.code)
    if isinstance(error, Problem):
        return error
    if "usedchallenge" in str(error):
        return refusal("work-refused")
    if "locator" in str(error):
        return refusal("phrase-taken")
    # Chance gave two conversations one key.
    return Moved()


def begin(batch: Batch, person: str) -> Log:
    """The log that a first batch makes, when the table of grants allows all of it."""
    first = batch.items[0]
    if not isinstance(first, Event):
        raise NotAllowed("not-allowed", "a log begins with create")
    fields = first.fields
    by_reporter = fields.get("role") == grants.REPORTER
    actor = logs.Actor(first.author, grants.REPORTER if by_reporter else grants.COUNSELLOR)
    state = grants.created(first)
    if person != ("" if by_reporter else first.author):
        raise NotAllowed("not-allowed", "signed in as somebody else")
    if not first.signed.signed_by(fields["sign"]):
        raise NotAllowed("bad-signature", "the author's key did not sign this")
    organisation = None
    if fields["roster"] is not None:
        known = fields["counsellor"] or {"person": first.author, "sign": fields["sign"]}
        organisation = organisation_of_current_key(fields["roster"], known["person"], known["sign"])
    for item in batch.items[1:]:
        logs.take(state, item, actor)
    if state.needs_epoch:
        raise NotAllowed("needs-epoch", "a log begins with an epoch")
    check_new_locator(batch, fields)
    return Log.new(batch, state, organisation)


def check_new_locator(batch: Batch, fields: dict[str, object]) -> None:
    """A reporter's own phrase, or the one-time phrase of the person who called."""
    if batch.locator is None:
        return
    shared = fields["purpose"] == "conversation"
    if not shared or batch.locator.intake != (fields["intake"] is not None):
        raise NotAllowed("not-allowed", "a locator that doesn't belong here")
