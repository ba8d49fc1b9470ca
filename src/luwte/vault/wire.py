"""The notation of docs/protocol.md section 1: parts, ids, canonical JSON, signed bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NoReturn

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VERSION = 1
SUITE = "1"
TAG = "luwte/1/"
SIGNATURE = 64

Fields = dict[str, Any]

ID = re.compile(r"[0-9a-f]{32}")
HASH = re.compile(r"[0-9a-f]{64}")
FINGERPRINT = re.compile(r"[a-z2-7]{32}")
# base64url of 32 bytes without padding: the last character carries four bits only
BIN_32 = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
BIN = re.compile(r"[A-Za-z0-9_-]*")


class Malformed(ValueError):
    """These bytes are not what the protocol says. The message is for developers."""


def digest(data: bytes) -> str:
    """The *hash* of these bytes."""
    return hashlib.sha256(data).hexdigest()


def to_bin(data: bytes | memoryview) -> str:
    """Bytes as they stand in JSON."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def from_bin(text: str) -> bytes:
    """The bytes of a *bin*; only its one canonical spelling is accepted."""
    if not BIN.fullmatch(text):
        raise Malformed("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise Malformed("not base64url") from error
    if to_bin(data) != text:
        raise Malformed("not canonical base64url")
    return data


# --- Parts --------------------------------------------------------------------------------------


def split_parts(body: bytes, most: int) -> list[bytes]:
    """The parts of an octet-stream body, at most so many."""
    parts = []
    at = 0
    while at < len(body):
        start = at + 4
        at = start + int.from_bytes(body[at:start], "big")
        if start > len(body) or at > len(body):
            raise Malformed("a part is longer than the body")
        parts.append(body[start:at])
        if len(parts) > most:
            raise Malformed("too many parts")
    return parts


def join_parts(parts: Iterable[bytes | memoryview]) -> bytes:
    """An octet-stream body of these parts."""
    pieces: list[bytes | memoryview] = []
    for part in parts:
        pieces += (len(part).to_bytes(4, "big"), part)
    return b"".join(pieces)


# --- Canonical JSON -----------------------------------------------------------------------------


MOST = 2**53 - 1


def safe_integer(text: str) -> int:
    """An integer that every reader gives the same."""
    value = int(text)
    if abs(value) > MOST:
        raise Malformed(f"{text} is too large")
    return value


def refuse_number(text: str) -> NoReturn:
    raise Malformed(f"{text} is not an integer")


# Among bytes like these Python's own writer and RFC 8785 agree, and the former is in C.
PLAIN = bytes(byte for byte in range(0x20, 0x7F) if byte != ord("\\"))
DECODER = json.JSONDecoder(
    parse_int=safe_integer, parse_float=refuse_number, parse_constant=refuse_number
)
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    """RFC 8785."""
    return rfc8785.dumps(value)


def read_json(data: bytes) -> Fields:
    """A JSON object of strings, booleans, null, arrays, objects and safe integers."""
    try:
        value = DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if type(value) is not dict:
        raise Malformed("not a JSON object")
    return value


def read_canonical(data: bytes) -> Fields:
    """A JSON object in exactly the bytes that RFC 8785 gives for it."""
    value = read_json(data)
    try:
        if not data.translate(None, PLAIN):
            same = ENCODER.encode(value).encode("ascii") == data
        else:
            same = rfc8785.dumps(value) == data
    except (ValueError, RecursionError) as error:
        raise Malformed("not canonical") from error
    if not same:
        raise Malformed("not canonical")
    return value


# --- Shape --------------------------------------------------------------------------------------

Check = Callable[[object], bool]


class Text:
    """A string that matches a pattern as a whole; optionally also the empty one."""

    def __init__(self, pattern: re.Pattern[str], *, or_empty: bool = False) -> None:
        self.pattern = pattern
        self.or_empty = or_empty

    def __call__(self, value: object) -> bool:
        if type(value) is not str:
            return False
        return bool(self.pattern.fullmatch(value)) or (self.or_empty and value == "")


class OneOf:
    """One of these strings."""

    def __init__(self, *values: str) -> None:
        self.values = frozenset(values)

    def __call__(self, value: object) -> bool:
        return type(value) is str and value in self.values


class Number:
    """An integer from `least` on; a boolean is none."""

    def __init__(self, least: int, most: int = MOST) -> None:
        self.least = least
        self.most = most

    def __call__(self, value: object) -> bool:
        return type(value) is int and self.least <= value <= self.most


class Flag:
    """True or false."""

    def __call__(self, value: object) -> bool:
        return type(value) is bool


class Line:
    """A string of at most so many characters."""

    def __init__(self, most: int, least: int = 0) -> None:
        self.least = least
        self.most = most

    def __call__(self, value: object) -> bool:
        return type(value) is str and self.least <= len(value) <= self.most


class Listed:
    """A list whose members have this shape."""

    def __init__(self, member: Check, most: int, least: int = 0) -> None:
        self.member = member
        self.most = most
        self.least = least

    def __call__(self, value: object) -> bool:
        if type(value) is not list or not self.least <= len(value) <= self.most:
            return False
        return all(self.member(member) for member in value)


class Shape:
    """An object with exactly these members; optionally null instead."""

    def __init__(self, members: Mapping[str, Check], *, or_null: bool = False) -> None:
        self.names = members.keys()
        self.checks = tuple(members.items())
        self.or_null = or_null

    def __call__(self, value: object) -> bool:
        if value is None:
            return self.or_null
        if type(value) is not dict or value.keys() != self.names:
            return False
        return all(check(value[name]) for name, check in self.checks)


AN_ID = Text(ID)
A_HASH = Text(HASH)
A_HASH_OR_NONE = Text(HASH, or_empty=True)
A_KEY = Text(BIN_32)
A_DAY = Text(re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"))
SIGNED: Mapping[str, Check] = {
    "v": Number(VERSION, VERSION),
    "suite": OneOf(SUITE),
    "instance": AN_ID,
}


# --- Signatures ---------------------------------------------------------------------------------


def tagged(purpose: str, payload: bytes) -> bytes:
    """What is signed: canonical bytes after a line that says what they are for."""
    return b"%s%s\n%s" % (TAG.encode(), purpose.encode(), payload)


@cache
def purposes() -> frozenset[str]:
    """What may be signed at all."""
    return frozenset(
        {
            "bundle",
            "card",
            "event",
            "head",
            "locator",
            "participant",
            "replace-key",
            "roster",
            "shred",
        }
    )


def signature_fits(purpose: str, key: str, payload: bytes, signature: bytes) -> bool:
    """Whether this key (*bin*) signed these canonical bytes for this purpose."""
    if purpose not in purposes():
        raise ValueError(purpose)
    try:
        public = Ed25519PublicKey.from_public_bytes(from_bin(key))
        public.verify(signature, tagged(purpose, payload))
    except (InvalidSignature, ValueError):
        return False
    return True


class SignedBytes:
    """A letter, a signature and canonical JSON, as events, cards, entries and heads are stored."""

    __slots__ = ("fields", "payload", "purpose", "raw", "signature")

    def __init__(self, letter: bytes, purpose: str, raw: bytes) -> None:
        if raw[:1] != letter or len(raw) < 1 + SIGNATURE + 2:
            raise Malformed(f"not a signed {purpose}")
        self.raw = raw
        self.purpose = purpose
        self.signature = raw[1 : 1 + SIGNATURE]
        self.payload = raw[1 + SIGNATURE :]
        self.fields = read_canonical(self.payload)

    @property
    def hash(self) -> str:
        """The hash of the stored bytes."""
        return digest(self.raw)

    def signed_by(self, key: str) -> bool:
        """Whether this key made the signature."""
        return signature_fits(self.purpose, key, self.payload, self.signature)
