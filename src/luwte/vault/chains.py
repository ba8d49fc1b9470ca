"""What a roster's chain amounts to: pure rules, entry by entry (docs/protocol.md section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from luwte.vault.cards import Card, Entry, fingerprint


class Refused(Exception):
    """This entry can't follow here. The message is for developers."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The provider's roster at the head that a `via` names: who was current there, by key."""

    roster: str
    length: int
    keys: Mapping[str, str]


@dataclass(slots=True)
class Chain:
    """Members with their latest card, in the order of admission; and who is current."""

    fingerprint: str = ""
    length: int = 0
    head: str = ""
    provider: str = ""
    replaces: str = ""
    via_length: int = 0
    cards: dict[str, Card] = field(default_factory=dict)
    current: set[str] = field(default_factory=set)
    ending: dict[str, set[str]] = field(default_factory=dict)

    def key_of(self, person: str) -> str | None:
        """The key with which this person signs here now."""
        return self.cards[person].sign if person in self.current else None


def follow(chain: Chain, entry: Entry, outside: Outside | None = None) -> None:
    """Take the next entry, or refuse it and leave the chain as it was."""
    fields = entry.fields
    if fields["position"] != chain.length or fields["prev"] != chain.head:
        raise Refused("doesn't follow on the head")
    if fields["roster"] != chain.fingerprint:
        raise Refused("of another roster")
    key = signing_key(chain, entry, outside)
    if key is None or not entry.signed.signed_by(key):
        raise Refused("signed by nobody who may")
    take(chain, entry)


def take(chain: Chain, entry: Entry) -> None:
    """The state after an entry whose author was checked, now or when it was stored."""
    fields = entry.fields
    STEPS[entry.kind](chain, entry)
    if chain.length == 0:
        chain.fingerprint = fingerprint(entry.signed.raw)
        chain.replaces, chain.provider = fields["replaces"], fields["provider"]
    if fields.get("via") is not None:
        chain.via_length = fields["via"]["length"]
    chain.length += 1
    chain.head = entry.hash


def signing_key(chain: Chain, entry: Entry, outside: Outside | None) -> str | None:
    """The key that must have signed this entry."""
    author = entry.fields["author"]
    if entry.kind == "found":
        return entry.card.sign if entry.card and entry.card.person == author else None
    via = entry.fields.get("via")
    if via is None:
        return chain.key_of(author)
    if outside is None or outside.roster != chain.provider or via["roster"] != chain.provider:
        raise Refused("vouched for by somebody whom this chain doesn't name")
    if via["length"] != outside.length or outside.length < chain.via_length:
        raise Refused("vouched for at an older head")
    return outside.keys.get(author)


def admit(chain: Chain, entry: Entry) -> None:
    card = card_of(entry)
    if card.person in chain.current:
        raise Refused("is current already")
    use(chain, card)
    chain.current.add(card.person)


def renew(chain: Chain, entry: Entry) -> None:
    card = card_of(entry)
    if card.person != entry.fields["author"] or card.sign == chain.cards[card.person].sign:
        raise Refused("one's own card with new keys")
    use(chain, card)


def update(chain: Chain, entry: Entry) -> None:
    card = card_of(entry)
    old = chain.cards[entry.fields["author"]]
    if (card.person, card.sign, card.seal) != (old.person, old.sign, old.seal):
        raise Refused("one's own card with the same keys")
    chain.cards[card.person] = card


def use(chain: Chain, card: Card) -> None:
    """No key counts for two persons at once."""
    taken = {chain.cards[other].sign for other in chain.current if other != card.person}
    if card.sign in taken:
        raise Refused("a key of somebody else")
    chain.cards[card.person] = card


def end(chain: Chain, entry: Entry) -> None:
    """By oneself; by two others who are both current; or by the only other one."""
    person, author = entry.fields["person"], entry.fields["author"]
    if person not in chain.current:
        raise Refused("isn't current")
    if person != author:
        others = chain.ending.setdefault(person, set()) & chain.current
        alone = chain.current == {person, author}
        if not alone and not others - {author}:
            if author in others:
                raise Refused("asked already")
            chain.ending[person].add(author)
            return
    chain.current.discard(person)
    chain.ending.pop(person, None)


def name_provider(chain: Chain, entry: Entry) -> None:
    chain.provider = entry.fields["provider"]
    chain.via_length = 0


def witness(_chain: Chain, _entry: Entry) -> None:
    """Changes nothing: it shows that the provider has seen this chain."""


def card_of(entry: Entry) -> Card:
    if entry.card is None:
        raise Refused("no card")
    return entry.card


STEPS: Mapping[str, Callable[[Chain, Entry], None]] = {
    "found": admit,
    "provider": name_provider,
    "witness": witness,
    "admit": admit,
    "update": update,
    "renew": renew,
    "end": end,
}


def replay(entries: Iterable[Entry]) -> Chain:
    """What entries amount to that were each checked when they were stored."""
    chain = Chain()
    for entry in entries:
        take(chain, entry)
    return chain
