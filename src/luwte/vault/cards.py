"""Counsellors' keys as bytes: cards, profiles, roster entries, heads (docs/protocol.md 4)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from luwte.vault.events import SEAL
from luwte.vault.wire import (
    A_DAY,
    A_HASH,
    A_HASH_OR_NONE,
    A_KEY,
    AN_ID,
    FINGERPRINT,
    SIGNED,
    Check,
    Fields,
    Flag,
    Line,
    Listed,
    Malformed,
    Number,
    OneOf,
    Shape,
    SignedBytes,
    Text,
    digest,
    from_bin,
    read_canonical,
)

CARD_MOST = 8_192
PROFILE_MOST = 16_384
PORTRAIT_MOST = 262_144
ENTRY_MOST = 16_384
HEAD_MOST = 2_048

VIA: Mapping[str, Check] = {"roster": Text(FINGERPRINT), "length": Number(1), "head": A_HASH}
FINGERPRINT_OR_NONE = Text(FINGERPRINT, or_empty=True)

CARD = Shape(
    {
        **SIGNED,
        "kind": OneOf("card"),
        "person": AN_ID,
        "sign": A_KEY,
        "seal": SEAL,
        "profile": A_HASH,
        "from": A_DAY,
    }
)

PROFILE = Shape(
    {
        "v": Number(1, 1),
        "kind": OneOf("profile"),
        "name": Line(120, least=1),
        "position": OneOf("internal", "external", "club_contact"),
        "domains": Listed(OneOf("conduct", "integrity"), 2),
        "trained": Flag(),
        "gender": Line(60),
        "age": Line(30),
        "languages": Listed(Line(40, least=1), 20),
        "background": Line(400),
        "expertise": Listed(Line(80, least=1), 20),
        "text": Shape({"nl": Line(2_000), "en": Line(2_000)}),
        "portrait": A_HASH_OR_NONE,
    }
)

ENTRY: Mapping[str, Check] = {
    **SIGNED,
    "roster": FINGERPRINT_OR_NONE,
    "position": Number(0),
    "prev": A_HASH_OR_NONE,
    "author": AN_ID,
}
A_CARD = Text(re.compile(r"[A-Za-z0-9_-]{1,12000}"))

MEMBERS: Mapping[str, Mapping[str, Check]] = {
    "found": {
        "card": A_CARD,
        "replaces": FINGERPRINT_OR_NONE,
        "provider": FINGERPRINT_OR_NONE,
    },
    "provider": {"provider": FINGERPRINT_OR_NONE},
    "witness": {"via": Shape(VIA)},
    "admit": {"card": A_CARD, "via": Shape(VIA, or_null=True)},
    "update": {"card": A_CARD},
    "renew": {"card": A_CARD},
    "end": {"person": AN_ID},
}

ENTRIES = {
    kind: Shape({**ENTRY, "kind": OneOf(kind), **members}) for kind, members in MEMBERS.items()
}

HEAD = Shape(
    {
        **SIGNED,
        "kind": OneOf("head"),
        "roster": Text(FINGERPRINT),
        "length": Number(1),
        "head": A_HASH,
        "author": AN_ID,
        "day": A_DAY,
    }
)

IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


@dataclass(frozen=True, slots=True)
class Card:
    """A card whose own key signed it."""

    raw: bytes
    person: str
    sign: str
    seal: str
    profile: str
    instance: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a roster's chain; its shape is checked, who signed it is not yet."""

    signed: SignedBytes
    kind: str
    hash: str
    card: Card | None

    @property
    def fields(self) -> Fields:
        """Everything that was signed."""
        return self.signed.fields


def read_card(raw: bytes, *, stored: bool = False) -> Card:
    """A card by its bytes; it must be signed by the key in it, and a stored one is."""
    if len(raw) > CARD_MOST:
        raise Malformed("a card is at most 8 KiB")
    signed = SignedBytes(b"C", "card", raw)
    fields = signed.fields
    if not CARD(fields) or not (stored or signed.signed_by(fields["sign"])):
        raise Malformed("not a card signed by its own key")
    return Card(
        raw, fields["person"], fields["sign"], fields["seal"], fields["profile"], fields["instance"]
    )


def read_profile(raw: bytes) -> Fields:
    """What a counsellor shows of themself."""
    if len(raw) > PROFILE_MOST:
        raise Malformed("a profile is at most 16 KiB")
    fields = read_canonical(raw)
    if not PROFILE(fields):
        raise Malformed("not a profile")
    return fields


def check_portrait(raw: bytes, named: str) -> None:
    """The picture that the profile names, as PNG, JPEG or WebP."""
    if digest(raw) != named:
        raise Malformed("another portrait")
    if len(raw) > PORTRAIT_MOST or not raw.startswith(IMAGES):
        raise Malformed("not a portrait of at most 256 KiB")


def read_entry(raw: bytes, *, stored: bool = False) -> Entry:
    """An entry by its bytes, with the card in it."""
    if len(raw) > ENTRY_MOST:
        raise Malformed("an entry is at most 16 KiB")
    signed = SignedBytes(b"R", "roster", raw)
    fields = signed.fields
    kind = fields.get("kind")
    shape = ENTRIES.get(kind) if type(kind) is str else None
    if shape is None or not shape(fields) or not isinstance(kind, str):
        raise Malformed("not a kind of roster entry")
    first = fields["position"] == 0
    if first != (kind == "found") or first != (fields["roster"] == "" == fields["prev"]):
        raise Malformed("a roster begins with found, and nothing else does")
    card = read_card(from_bin(fields["card"]), stored=stored) if "card" in fields else None
    if card is not None and card.instance != fields["instance"]:
        raise Malformed("a card of another instance")
    return Entry(signed, kind, signed.hash, card)


def read_head(raw: bytes) -> SignedBytes:
    """A signed head by its bytes."""
    if len(raw) > HEAD_MOST:
        raise Malformed("a head is at most 2 KiB")
    signed = SignedBytes(b"H", "head", raw)
    if not HEAD(signed.fields):
        raise Malformed("not a head")
    return signed


def fingerprint(first: bytes) -> str:
    """What a roster is known by: a hash of its first entry."""
    return base64.b32encode(hashlib.sha256(first).digest()[:20]).decode("ascii").lower()
