"""What a lying server is made of: answers taken apart, and objects signed by a key of its own."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luwte.vault.wire import canonical, digest, join_parts, split_parts, tagged, to_bin

OWN_KEY = Ed25519PrivateKey.generate()
OWN_SIGN = to_bin(OWN_KEY.public_key().public_bytes_raw())
OTHER_SIGN = to_bin(Ed25519PrivateKey.generate().public_key().public_bytes_raw())


def new_id() -> str:
    return secrets.token_hex(16)


def flip(data: bytes, at: int) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@dataclass
class Item:
    raw: bytes
    header: bytes | None
    day: str

    @property
    def said(self) -> dict[str, Any]:
        """What the server can read of it: an event, or the frame of a statement."""
        if self.raw[:1] == b"E":
            return dict(json.loads(self.raw[65:]))
        end = 3 + int.from_bytes(self.raw[1:3], "big")
        return dict(json.loads(self.raw[3:end]))

    def signed_anew(self, **change: Any) -> Item:
        """The same event with other fields, signed by the server's own key."""
        return event({**self.said, **change}, self.day)


def event(fields: dict[str, Any], day: str) -> Item:
    payload = canonical(fields)
    return Item(b"E" + OWN_KEY.sign(tagged("event", payload)) + payload, None, day)


class Page:
    """An answer of `conversations/read`, taken apart and put together again."""

    def __init__(self, body: bytes) -> None:
        first, *parts = split_parts(body, 1_000)
        self.meta: dict[str, Any] = json.loads(first)
        self.envelope = parts.pop(0) if self.meta["envelope"] else None
        self.former = parts.pop(0) if self.meta["former"] else None
        self.items = [
            Item(parts.pop(0), parts.pop(0) if one["header"] else None, one["day"])
            for one in self.meta["items"]
        ]

    def body(self) -> bytes:
        self.meta["envelope"] = self.envelope is not None
        self.meta["former"] = self.former is not None
        self.meta["items"] = [
            {"day": one.day, "header": one.header is not None} for one in self.items
        ]
        parts = [one for one in (self.envelope, self.former) if one is not None]
        for one in self.items:
            parts += [one.raw] if one.header is None else [one.raw, one.header]
        return join_parts([json.dumps(self.meta).encode(), *parts])

    def ends_here(self) -> None:
        """So that length and head fit the items."""
        self.meta["length"], self.meta["head"] = len(self.items), digest(self.items[-1].raw)

    def last(self, kind: str) -> int:
        return max(at for at, one in enumerate(self.items) if one.said["kind"] == kind)

    def first(self, kind: str) -> int:
        return min(at for at, one in enumerate(self.items) if one.said["kind"] == kind)

    def add(self, kind: str, author: str, **fields: Any) -> None:
        """An event of the server's own making at the end."""
        before = self.items[-1]
        base = {name: before.said[name] for name in ("v", "suite", "instance", "conversation")}
        place = {"id": new_id(), "seq": len(self.items), "prev": digest(before.raw)}
        self.items.append(
            event({**base, **place, "kind": kind, "author": author, **fields}, before.day)
        )
        self.ends_here()
