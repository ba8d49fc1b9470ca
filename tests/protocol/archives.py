"""Archives written in Python from `docs/export.md`, out of the conversations of the vectors."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from luwte.verifier import logs, sealing
from luwte.verifier.notation import bin_, canonical, sha256, statement_class, unbin

from .reading.logs import Log
from .reading.notation import derive, sign

VECTORS = Path(__file__).parent.parent / "vectors"
STORY = json.loads((VECTORS / "conversations.json").read_text())
SALT = b"age-encryption.org/v1/scrypt"


def file_key(secret: bytes, header: bytes) -> bytes:
    """What the header of a statement wraps, by the statement key of its epoch."""
    stanza = sealing.only_stanza(header, "scrypt")
    salt = SALT + base64.b64decode(stanza.arguments[1] + "==")
    wrap = hashlib.scrypt(bin_(secret).encode(), salt=salt, n=2, r=8, p=1, dklen=32)
    return ChaCha20Poly1305(wrap).decrypt(bytes(12), stanza.body, None)


@dataclass
class Story:
    """The vectors' conversation up to one of its appends, and what its people hold."""

    log: Log
    items: list[bytes]
    headers: list[bytes | None]
    keys: dict[str, dict[str, Any]]
    seeds: dict[int, bytes]

    @classmethod
    def of(cls, appends: int) -> Story:
        told = STORY["logs"][0]
        log = Log(told["instance"], told["conversation"])
        items: list[bytes] = []
        headers: list[bytes | None] = []
        for step in told["appends"][:appends]:
            for one in step["items"]:
                items.append(unbin(one["bytes"]))
                headers.append(unbin(one["header"]) if one["header"] else None)
                log.append(items[-1])
        keys = told["appends"][appends - 1]["reading"]
        seeds = {one["epoch"]: unbin(one["seed"]) for one in keys["reporter"]["seeds"]}
        return cls(log, items, headers, dict(keys), seeds)

    def secret(self, epoch: int) -> bytes:
        """The statement key of an epoch."""
        place = bytes.fromhex(self.log.conversation) + epoch.to_bytes(4, "big")
        return derive(self.seeds[epoch], "statement-key", place)

    def say(self, author: str, sign_secret: bytes, text: str) -> None:
        """Appends a message, signed by whatever key."""
        place = {
            "v": 1,
            "suite": "1",
            "instance": self.log.instance,
            "conversation": self.log.conversation,
            "id": os.urandom(16).hex(),
            "seq": self.log.length,
            "prev": self.log.head,
            "epoch": self.log.epoch,
        }
        said = {**place, "kind": "message", "author": author, "time": "2026-11-22T10:00:00Z"}
        said["content"] = {"text": text}
        header, body = sealed(self.secret(self.log.epoch), said, sign_secret)
        frame = canonical({**place, "kind": "statement", "header": sha256(header)})
        self.items.append(b"S" + len(frame).to_bytes(2, "big") + frame + body)
        self.headers.append(header)
        self.log.append(self.items[-1])

    def lines(self) -> list[dict[str, Any]]:
        """The evidence, item by item."""
        return [
            self._line(item, header) for item, header in zip(self.items, self.headers, strict=True)
        ]

    def _line(self, item: bytes, header: bytes | None) -> dict[str, Any]:
        line = {"day": "2026-11-22", "item": bin_(item), "header": None, "key": None}
        if header is None:
            return line
        frame, _ = logs.body_of(item, header)
        if frame["epoch"] not in self.seeds:
            return {**line, "header": bin_(header)}
        key = file_key(self.secret(frame["epoch"]), header)
        return {**line, "header": bin_(header), "key": bin_(key)}


def sealed(secret: bytes, said: dict[str, Any], sign_secret: bytes) -> tuple[bytes, bytes]:
    """A statement's age file, cut after its header."""
    text = canonical(said)
    plain = len(text).to_bytes(4, "big") + sign("statement", sign_secret, said) + text
    plain += bytes(statement_class(len(plain)) - len(plain))
    own, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap = hashlib.scrypt(bin_(secret).encode(), salt=SALT + salt, n=2, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrap).encrypt(bytes(12), own, None)
    lines = [b"age-encryption.org/v1", b"-> scrypt " + plain64(salt) + b" 1", plain64(wrapped)]
    covered = b"\n".join([*lines, b"---"])
    mac = hmac.digest(sealing.hkdf(own, None, b"header"), covered, "sha256")
    cipher = ChaCha20Poly1305(sealing.hkdf(own, nonce, b"payload"))
    body = cipher.encrypt(bytes(11) + b"\x01", plain, None)
    return covered + b" " + plain64(mac) + b"\n", nonce + body


def plain64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


@dataclass
class Written:
    """The parts of an archive, before the reporter signs them and after."""

    story: Story
    lines: list[dict[str, Any]]
    parts: dict[str, bytes] = field(default_factory=dict)
    contents: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, story: Story) -> Written:
        written = cls(story, story.lines())
        written.parts = {
            "conversation.txt": b"Everything, to read.\n",
            "evidence/rosters.json": canonical([roster_proof()]),
        }
        return written

    def signed(self, **change: object) -> bytes:
        """The zip file, signed as the reporter's application signs it."""
        self.parts["evidence/log.jsonl"] = b"".join(canonical(one) + b"\n" for one in self.lines)
        log, reporter = self.story.log, self.story.keys["reporter"]
        listed = [
            {"name": name, "size": len(part), "sha256": sha256(part)}
            for name, part in self.parts.items()
            if name != "evidence/archive.signed"
        ]
        self.contents = {
            "v": 1,
            "suite": "1",
            "instance": log.instance,
            "kind": "archive",
            "conversation": log.conversation,
            "author": reporter["person"],
            "length": log.length,
            "head": log.head,
            "day": "2026-11-22",
            "files": listed,
            **change,
        }
        signature = sign("archive", unbin(reporter["signSecret"]), self.contents)
        self.parts["evidence/archive.signed"] = b"A" + signature + canonical(self.contents)
        return self.zipped()

    def zipped(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return out.getvalue()


def roster_proof() -> dict[str, Any]:
    roster = STORY["roster"]
    return {
        "fingerprint": roster["fingerprint"],
        "entries": roster["entries"],
        "profiles": [],
        "via": [],
    }
