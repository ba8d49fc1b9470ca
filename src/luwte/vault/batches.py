"""What a request wants to add to one log: items, envelopes, uploads, perhaps a locator."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from luwte.vault.age_shapes import check_envelope, check_index
from luwte.vault.events import Event, Item, Statement, read_item
from luwte.vault.wire import Malformed, digest

ITEMS_MOST = 64
ENVELOPES_MOST = 32
UPLOADS_MOST = 32


@dataclass(frozen=True, slots=True)
class LocatorOffer:
    """A new locator with its sealed index."""

    hash: str
    sign: str
    intake: bool
    index: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that follow on one another, checked as far as they can be by themselves.

    `keep_until`: the day on which a log that is closed then should be destroyed, or None.
    `destroyed`: earlier statements whose headers go with this.
    """

    conversation: str
    items: tuple[Item, ...]
    hashes: tuple[str, ...]
    envelopes: dict[str, bytes]
    uploads: tuple[str, ...] = ()
    locator: LocatorOffer | None = None
    keep_until: datetime.date | None = None
    destroyed: tuple[str, ...] = ()

    @property
    def seq(self) -> int:
        """The place of the first item."""
        return self.items[0].seq

    @property
    def prev(self) -> str:
        """The hash of the item before the first one."""
        return self.items[0].prev

    @property
    def head(self) -> str:
        """The log's head once these items are in."""
        return self.hashes[-1]

    @property
    def length(self) -> int:
        """The log's length once these items are in."""
        return self.items[-1].seq + 1

    @property
    def events(self) -> list[Event]:
        """The items that the server reads."""
        return [item for item in self.items if isinstance(item, Event)]


@dataclass(frozen=True, slots=True)
class BatchMeta:
    """Which parts of a body are what, as its meta says."""

    items: Sequence[bool]
    envelopes: Sequence[str]
    uploads: Sequence[str]

    @property
    def parts(self) -> int:
        """How many parts follow."""
        return len(self.items) + sum(self.items) + len(self.envelopes)


def read_batch(
    instance: str,
    conversation: str | None,
    meta: BatchMeta,
    parts: Sequence[bytes],
    locator: LocatorOffer | None = None,
) -> Batch:
    """The batch that these parts make up; Malformed when they don't."""
    if len(parts) != meta.parts:
        raise Malformed("the meta names other parts")
    rest = iter(parts)
    items = tuple(read_item(next(rest), next(rest) if sealed else None) for sealed in meta.items)
    envelopes = dict(zip(meta.envelopes, rest, strict=True))
    hashes = tuple(digest(item.raw) for item in items)
    conversation = conversation or items[0].conversation
    check_sequence(instance, conversation, items, hashes)
    check_envelopes(items, envelopes, len(meta.envelopes))
    if locator is not None:
        check_index(locator.index)
    return Batch(conversation, items, hashes, envelopes, tuple(meta.uploads), locator)


def check_sequence(
    instance: str, conversation: str, items: Sequence[Item], hashes: Sequence[str]
) -> None:
    """One log, one after another, each id once."""
    first = items[0]
    for number, item in enumerate(items):
        if item.conversation != conversation or item.seq != first.seq + number:
            raise Malformed("items of one log follow on one another")
        if number and item.prev != hashes[number - 1]:
            raise Malformed("an item names another one before it")
        named = item.instance if isinstance(item, Statement) else item.fields["instance"]
        if named != instance:
            raise Malformed("made for another instance")
    if len({item.id for item in items}) != len(items):
        raise Malformed("each id once")


def check_envelopes(items: Sequence[Item], envelopes: dict[str, bytes], named: int) -> None:
    """An epoch comes with exactly the envelopes that it lists, and nothing else does."""
    epochs = [item for item in items if isinstance(item, Event) and item.kind == "epoch"]
    if len(epochs) > 1:
        raise Malformed("one epoch at a time")
    listed = {
        one["person"]: one["envelope"] for epoch in epochs for one in epoch.fields["participants"]
    }
    if len(envelopes) != named or envelopes.keys() != listed.keys():
        raise Malformed("an epoch comes with its envelopes")
    for person, envelope in envelopes.items():
        check_envelope(envelope)
        if digest(envelope) != listed[person]:
            raise Malformed("another envelope than the epoch lists")
