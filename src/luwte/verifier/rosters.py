"""Section 4: cards, rosters and their heads."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from .notation import Refused, read_canonical, sha256, unbin, verify


def fingerprint(first_entry: bytes) -> str:
    """What a poster's code names: it stands for this first entry and all that follow from it."""
    return base64.b32encode(hashlib.sha256(first_entry).digest()[:20]).decode().lower()


def key_to_compare(card: dict[str, Any]) -> str:
    """Four groups of five characters that stand for the keys of a card."""
    digest = hashlib.sha256(unbin(card["sign"]) + unbin(card["seal"])).digest()
    text = base64.b32encode(digest).decode().lower()
    return " ".join(text[at : at + 5] for at in range(0, 20, 5))


def words_to_read(card: bytes) -> list[int]:
    """Twelve bits a word of the first 96 of the card's hash."""
    number = int.from_bytes(hashlib.sha256(card).digest()[:12], "big")
    return [(number >> shift) & 0xFFF for shift in range(84, -1, -12)]


def read_card(data: bytes) -> dict[str, Any]:
    """A card, signed by the key in it."""
    if data[:1] != b"C":
        raise Refused("bad-shape")
    card: dict[str, Any] = read_canonical(data[65:])
    verify("card", card["sign"], data[1:65], data[65:])
    return card


def read_head(data: bytes, key: str) -> dict[str, Any]:
    """How far a counsellor had seen a roster on a day."""
    verify("head", key, data[1:65], data[65:])
    head: dict[str, Any] = read_canonical(data[65:])
    return head


KINDS = {"found", "provider", "witness", "admit", "update", "renew", "end"}


@dataclass
class Roster:
    """An organisation's list of counsellors as far as its entries were taken in."""

    expected: str
    #: Those of providers that may vouch here, by fingerprint.
    known: "dict[str, Roster]" = field(default_factory=dict)
    length: int = 0
    head: str = ""
    provider: str = ""
    replaces: str = ""
    current: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: The latest card of everybody who was ever in it.
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    ends_asked: list[tuple[str, str]] = field(default_factory=list)
    via_length: int = 0
    #: For each length of the chain: its head and who was current.
    history: dict[int, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def append(self, data: bytes) -> None:
        """Takes the next entry in, or refuses it."""
        if data[:1] != b"R":
            raise Refused("bad-shape")
        if self.length == 0 and fingerprint(data) != self.expected:
            raise Refused("wrong-roster")
        signature, text = data[1:65], data[65:]
        entry: dict[str, Any] = read_canonical(text)
        own = "" if self.length == 0 else self.expected
        if (entry["position"], entry["prev"]) != (self.length, self.head):
            raise Refused("broken-chain")
        if entry["kind"] not in KINDS:
            raise Refused("not-allowed")
        if entry["roster"] != own or (entry["kind"] == "found") != (self.length == 0):
            raise Refused("broken-chain")
        verify("roster", self._key(entry), signature, text)
        getattr(self, "_" + entry["kind"])(entry)
        self.length += 1
        self.head = sha256(data)
        keys = {person: card["sign"] for person, card in self.current.items()}
        self.history[self.length] = (self.head, keys)

    def _key(self, entry: dict[str, Any]) -> str:
        if entry["kind"] == "found":
            card = read_card(unbin(entry["card"]))
            if card["person"] != entry["author"]:
                raise Refused("not-allowed")
            return str(card["sign"])
        keys = {person: card["sign"] for person, card in self.current.items()}
        if entry.get("via"):
            keys = self._vouchers(entry["via"])
        if entry["author"] not in keys:
            raise Refused("key-not-current")
        return str(keys[entry["author"]])

    def _vouchers(self, via: dict[str, Any]) -> dict[str, str]:
        chosen = self.known.get(via["roster"])
        if chosen is None or via["roster"] != self.provider or via["length"] < self.via_length:
            raise Refused("not-allowed")
        head, keys = chosen.history[via["length"]]
        if head != via["head"]:
            raise Refused("not-allowed")
        self.via_length = via["length"]
        return keys

    def _take(self, encoded: str, *, known: bool) -> None:
        card = read_card(unbin(encoded))
        if (card["person"] in self.current) != known:
            raise Refused("not-allowed")
        others = [c["sign"] for p, c in self.current.items() if p != card["person"]]
        if card["sign"] in others:
            raise Refused("not-allowed")
        self.current[card["person"]] = self.cards[card["person"]] = card

    def _found(self, entry: dict[str, Any]) -> None:
        self.provider, self.replaces = entry["provider"], entry["replaces"]
        self._take(entry["card"], known=False)

    def _provider(self, entry: dict[str, Any]) -> None:
        self.provider = entry["provider"]

    def _witness(self, entry: dict[str, Any]) -> None:
        if not entry["via"]:
            raise Refused("not-allowed")

    def _admit(self, entry: dict[str, Any]) -> None:
        self._take(entry["card"], known=False)

    def _update(self, entry: dict[str, Any]) -> None:
        card, old = read_card(unbin(entry["card"])), self.current[entry["author"]]
        if any(card[name] != old[name] for name in ("person", "sign", "seal")):
            raise Refused("not-allowed")
        self._take(entry["card"], known=True)

    def _renew(self, entry: dict[str, Any]) -> None:
        if read_card(unbin(entry["card"]))["person"] != entry["author"]:
            raise Refused("not-allowed")
        self._take(entry["card"], known=True)

    def _end(self, entry: dict[str, Any]) -> None:
        person, by = entry["person"], entry["author"]
        if person not in self.current:
            raise Refused("not-allowed")
        others = [p for p in self.current if p != person]
        asked = {a for p, a in self.ends_asked if p == person and a in others} | {by}
        if by == person or others == [by] or len(asked - {person}) >= 2:
            del self.current[person]
            self.ends_asked = [(p, a) for p, a in self.ends_asked if person not in (p, a)]
        else:
            self.ends_asked.append((person, by))
