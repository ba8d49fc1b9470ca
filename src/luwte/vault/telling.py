"""Change numbers: how a counsellor's desk hears what happened since it last asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luwte.vault.models import Participation
from luwte.vault.rows import Counter, change, select
from luwte.vault.stored import Log

NEXT_CHANGE = (
    "INSERT INTO vault_desk (person, changes, own) VALUES (%s, 1, '')"
    " ON CONFLICT (person) DO UPDATE SET changes = vault_desk.changes + 1 RETURNING changes"
)
TELL = "UPDATE vault_participation SET change = %s WHERE key = %s"
TELL_WRITER = "UPDATE vault_participation SET change = %s, seen = %s WHERE key = %s"


def next_change(person: str) -> Counter:
    """Counts one change further for this counsellor."""
    return Counter(NEXT_CHANGE, [person], "(SELECT changes FROM counted)")


def tell_counsellors(logs: Sequence[tuple[Log, Log]], writers: Mapping[int, str]) -> None:
    """Give each counsellor of these logs, also one who just left, their next change number.

    `writers`: by the key of a log, the counsellor who wrote there just now and so has seen it.
    Comes last in a transaction: the row of the counter is locked from here to the end, so that
    numbers become visible in their order.
    """
    told = sorted(
        (person, after.rows[person], writers.get(after.key) == person)
        for before, after in logs
        for person, seat in (before.state.places | after.state.places).items()
        if seat.role == Participation.Role.COUNSELLOR
    )
    for person, row, wrote in told:
        number = select(NEXT_CHANGE, [person])[0][0]
        if wrote:
            change(TELL_WRITER, [number, number, row])
        else:
            change(TELL, [number, row])
