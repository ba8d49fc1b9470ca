"""Envelopes: what opens a conversation to who takes part in it, and when that is destroyed.

Of the latest epoch everybody has one. Whoever made that epoch may have given somebody an envelope
that opens nothing, so the one before it stays until that person writes with the new one, which
they can't without having opened it. It holds nothing that the new one shouldn't: the same seeds,
but for the last, sealed to the same key. Of who left, or has another key, both go at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from luwte.vault.batches import Batch
from luwte.vault.grants import CHANGES_MEMBERSHIP, State
from luwte.vault.keys import SPAN
from luwte.vault.models import Envelope
from luwte.vault.rows import Insert, Piece, change

NEW_ENVELOPE = Insert(Envelope, "place", "bytes")
NEXT_ENVELOPE = """
UPDATE vault_envelope SET former = COALESCE(former, bytes), bytes = %s WHERE place_id = %s
"""
FORGET_FORMER = "UPDATE vault_envelope SET former = NULL WHERE place_id = %s"
DROP = "DELETE FROM vault_envelope WHERE place_id >= %s AND place_id < %s"


@dataclass(slots=True)
class Turns:
    """Whose place or key changed by a batch: before its epoch, and after it."""

    maker: str = ""
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)


def turns_of(batch: Batch) -> Turns:
    """Without an epoch all changes count as before it."""
    turns = Turns()
    for event in batch.events:
        if event.kind == "epoch":
            turns.maker = event.author
        elif event.kind in CHANGES_MEMBERSHIP:
            (turns.after if turns.maker else turns.before).add(event.fields["person"])
    return turns


def first_envelopes(state: State, rows: dict[str, int], envelopes: dict[str, bytes]) -> Piece:
    """Those of a log that begins. `rows`: the places' keys."""
    holders = {person for person, seat in state.places.items() if seat.seeds_from is not None}
    return NEW_ENVELOPE.of(
        [(rows[person], data) for person, data in envelopes.items() if person in holders]
    )


def next_envelopes(
    batch: Batch, key: int, rows: dict[str, int], *, opened: Collection[str]
) -> Piece:
    """Destroy and replace what this batch says; returns those to write with the rest.

    `opened`: who showed by what they wrote that they opened the one they had, and still have a
    former one.
    """
    turns = turns_of(batch)
    if not turns.maker:
        for person in opened:
            change(FORGET_FORMER, [rows[person]])
        for person in turns.before & rows.keys():
            change(DROP, [rows[person], rows[person] + 1])
        return NEW_ENVELOPE.of([])
    new = {person: data for person, data in batch.envelopes.items() if person not in turns.after}
    staying = new.keys() - turns.before - {turns.maker}
    kept = [
        person for person in sorted(staying) if change(NEXT_ENVELOPE, [new[person], rows[person]])
    ]
    drop_others(key, [rows[person] for person in kept])
    return NEW_ENVELOPE.of(
        [(rows[person], data) for person, data in new.items() if person not in kept]
    )


def drop_others(key: int, kept: Collection[int]) -> None:
    """All envelopes of this log but these."""
    but = f" AND place_id NOT IN ({', '.join(['%s'] * len(kept))})" if kept else ""
    change(DROP + but, [key, key + SPAN, *kept])
