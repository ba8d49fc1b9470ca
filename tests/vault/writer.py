"""A second writer of the protocol, for tests: builds what a client would send, fast."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luwte.vault.age_shapes import padme
from luwte.vault.cards import fingerprint
from luwte.vault.days import today
from luwte.vault.instance import instance_id
from luwte.vault.wire import canonical, digest, from_bin, join_parts, tagged, to_bin
from tests.vault import sealing

Fields = dict[str, Any]
# A test that needs no database names an instance here.
HERE = {"instance": ""}
CLASSES = (1_024, 4_096, 16_384, 65_536)


def new_id() -> str:
    return secrets.token_hex(16)


def common(kind: str) -> Fields:
    """What every signed object has."""
    return {"v": 1, "suite": "1", "instance": HERE["instance"] or instance_id(), "kind": kind}


class Keys:
    """A signing key and a sealing identity."""

    def __init__(self, number: int | None = None) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.sign = to_bin(self.private.public_key().public_bytes_raw())
        self.identity = sealing.some_identity(secrets.randbelow(8) if number is None else number)
        self.seal = to_bin(self.identity.recipient)

    def signature(self, purpose: str, fields: Fields) -> bytes:
        return self.private.sign(tagged(purpose, canonical(fields)))

    def signed(self, letter: bytes, purpose: str, fields: Fields) -> bytes:
        payload = canonical(fields)
        return letter + self.private.sign(tagged(purpose, payload)) + payload


@dataclass
class Member:
    """Somebody in a log, as its writer knows them."""

    person: str
    role: str
    keys: Keys
    seeds_from: int = 0

    def at(self) -> Fields:
        return {"person": self.person, "sign": self.keys.sign}

    def with_seal(self) -> Fields:
        return {**self.at(), "seal": self.keys.seal}


def reporter() -> Member:
    """Somebody new, with keys of their own."""
    return Member(new_id(), "reporter", Keys())


@dataclass
class Request:
    """Meta and parts of `create` or `append`."""

    items: list[bytes] = field(default_factory=list)
    headers: list[bytes | None] = field(default_factory=list)
    envelopes: dict[str, bytes] = field(default_factory=dict)
    locator: Fields | None = None
    index: bytes | None = None
    uploads: list[str] = field(default_factory=list)
    extra: Fields = field(default_factory=dict)

    def meta(self) -> Fields:
        meta: Fields = {
            "items": [header is not None for header in self.headers],
            "envelopes": list(self.envelopes),
            "blobs": self.uploads,
            **self.extra,
        }
        if self.locator is not None:
            meta["locator"] = self.locator
        return meta

    def parts(self) -> list[bytes]:
        parts = [] if self.index is None else [self.index]
        for item, header in zip(self.items, self.headers, strict=True):
            parts += [item] if header is None else [item, header]
        return parts + list(self.envelopes.values())

    def body(self) -> bytes:
        return join_parts([json.dumps(self.meta()).encode(), *self.parts()])


class Log:
    """A log being written. Each method adds an item to the request under way."""

    def __init__(self, purpose: str = "conversation", conversation: str | None = None) -> None:
        self.conversation = conversation or new_id()
        self.purpose = purpose
        self.head = ""
        self.length = 0
        self.epoch_number = 0
        self.seeds: dict[int, bytes] = {}
        self.members: dict[str, Member] = {}
        self.request = Request()

    def take(self) -> Request:
        """The request so far; the next items go into a new one."""
        request, self.request = self.request, Request()
        return request

    def _add(self, raw: bytes, header: bytes | None = None) -> bytes:
        self.request.items.append(raw)
        self.request.headers.append(header)
        self.head = digest(raw)
        self.length += 1
        return raw

    def fields(self, kind: str, author: str, **further: Any) -> Fields:
        return {
            **common(kind),
            "id": new_id(),
            "conversation": self.conversation,
            "seq": self.length,
            "prev": self.head,
            "author": author,
            **further,
        }

    def event(self, kind: str, author: Member, **further: Any) -> Log:
        """Any event at all, signed by its author."""
        fields = self.fields(kind, author.person, **further)
        self._add(author.keys.signed(b"E", "event", fields))
        return self

    def create(
        self,
        author: Member,
        *,
        roster: Fields | None = None,
        counsellor: Member | None = None,
        intake: Member | None = None,
    ) -> Log:
        self.event(
            "create",
            author,
            purpose=self.purpose,
            role=author.role,
            sign=author.keys.sign,
            seal=author.keys.seal,
            roster=roster,
            counsellor=counsellor.at() if counsellor else None,
            intake=intake.with_seal() if intake else None,
        )
        for member in (author, counsellor, intake):
            if member is not None:
                self.members[member.person] = Member(member.person, member.role, member.keys)
        return self

    def epoch(self, author: Member, *, history: bool = True, **wrong: Any) -> Log:
        """A new epoch with all envelopes; `wrong` replaces fields."""
        self.epoch_number += 1
        number = self.epoch_number
        seed = self.seeds[number] = secrets.token_bytes(32)
        own = self.members[author.person].seeds_from or 1
        listed = []
        for person, member in sorted(self.members.items()):
            member.seeds_from = member.seeds_from or (own if history else number)
            envelope = self.request.envelopes[person] = self.envelope(member)
            listed.append(
                {
                    "person": person,
                    "role": member.role,
                    "sign": member.keys.sign,
                    "envelope": digest(envelope),
                    "from": member.seeds_from,
                }
            )
        commitment = hashlib.sha256(
            b"luwte/1/epoch-commitment\n"
            + bytes.fromhex(self.conversation)
            + number.to_bytes(4, "big")
            + seed
        ).hexdigest()
        fields = {"epoch": number, "commitment": commitment, "participants": listed, **wrong}
        return self.event("epoch", author, **fields)

    def envelope(self, member: Member) -> bytes:
        seeds = [
            {"epoch": number, "seed": to_bin(seed)}
            for number, seed in self.seeds.items()
            if number >= member.seeds_from
        ]
        plaintext = {
            **common("envelope"),
            "conversation": self.conversation,
            "person": member.person,
            "epoch": self.epoch_number,
            "seeds": seeds,
        }
        return sealing.to_recipient(from_bin(member.keys.seal), canonical(plaintext))

    def statement(
        self, author: Member, text: str = "Hallo", kind: str = "message", size: int | None = None
    ) -> Log:
        """A sealed statement; `size` overrides the class of the plaintext."""
        identifier = new_id()
        said = {
            **common(kind),
            "id": identifier,
            "conversation": self.conversation,
            "seq": self.length,
            "epoch": self.epoch_number,
            "prev": self.head,
            "author": author.person,
            "time": "2026-01-01T12:00:00Z",
            "content": {"text": text},
        }
        payload = canonical(said)
        inside = len(payload).to_bytes(4, "big") + author.keys.private.sign(
            tagged("statement", payload)
        )
        inside += payload
        fitting = next((one for one in CLASSES if one >= len(inside)), padme(len(inside)))
        plaintext = inside.ljust(size or fitting, b"\0")[: size or fitting]
        header, body = sealing.with_key(self.statement_key(), plaintext)
        frame = canonical(
            {
                **common("statement"),
                "id": identifier,
                "conversation": self.conversation,
                "seq": self.length,
                "epoch": self.epoch_number,
                "prev": self.head,
                "header": digest(header),
            }
        )
        self._add(b"S" + len(frame).to_bytes(2, "big") + frame + body, header)
        return self

    def statement_key(self) -> bytes:
        info = b"luwte/1/statement-key\0" + bytes.fromhex(self.conversation)
        info += self.epoch_number.to_bytes(4, "big")
        return sealing.hkdf(self.seeds.get(self.epoch_number, bytes(32)), info)

    # --- Events with their effect on who takes part ---

    def join(self, author: Member, newcomer: Member, roster: Fields, ground: str) -> Log:
        further = {**newcomer.with_seal(), "role": "counsellor", "roster": roster}
        self.event("join", author, **further, ground=ground)
        self.members[newcomer.person] = Member(newcomer.person, "counsellor", newcomer.keys)
        return self

    def leave(self, author: Member, gone: Member | None = None) -> Log:
        person = (gone or author).person
        self.event("leave", author, person=person)
        self.members.pop(person, None)
        return self

    def replace_key(self, author: Member, new: Keys, proof: bytes | None = None) -> Log:
        further = {"person": author.person, "sign": new.sign, "seal": new.seal}
        fields = self.fields("replace-key", author.person, **further)
        fields["proof"] = to_bin(proof or new.signature("replace-key", fields))
        self._add(author.keys.signed(b"E", "event", fields))
        member = self.members[author.person]
        self.members[author.person] = Member(author.person, member.role, new, member.seeds_from)
        return self

    def rejoin(self, author: Member, person: str, one_time: Keys) -> Log:
        further = {"person": person, "sign": one_time.sign, "seal": one_time.seal}
        self.event("rejoin", author, **further)
        if person in self.members:
            self.members[person] = Member(person, self.members[person].role, one_time)
        return self


class Phrase:
    """What follows from a return phrase: a locator, its key, an index."""

    def __init__(self, seed: bytes | None = None) -> None:
        self.seed = seed or secrets.token_bytes(32)
        self.locator = sealing.hkdf(self.seed, b"luwte/1/locator")
        self.private = Ed25519PrivateKey.from_private_bytes(
            sealing.hkdf(self.seed, b"luwte/1/locator-key")
        )
        self.key = to_bin(self.private.public_key().public_bytes_raw())

    def registration(self, *, intake: bool = False) -> Fields:
        hashed = hashlib.sha256(self.locator).hexdigest()
        return {"hash": hashed, "key": self.key, "intake": intake}

    def index(self, *logs: Log, size: int = 1_024) -> bytes:
        conversations = [
            {"conversation": log.conversation, "person": person, "roster": ""}
            for log in logs
            for person, member in log.members.items()
            if member.role == "reporter"
        ]
        plaintext = canonical({**common("index"), "conversations": conversations})
        key = sealing.hkdf(self.seed, b"luwte/1/index-key")
        return b"".join(sealing.with_key(key, plaintext.ljust(size)))


# --- Rosters ------------------------------------------------------------------------------------


def profile_bytes(name: str, /, **fields: Any) -> bytes:
    profile = {
        "v": 1,
        "kind": "profile",
        "name": name,
        "position": "internal",
        "domains": ["conduct"],
        "trained": True,
        "gender": "",
        "age": "",
        "languages": ["nl"],
        "background": "",
        "expertise": [],
        "text": {"nl": "", "en": ""},
        "portrait": "",
    }
    return canonical({**profile, **fields})


def card_bytes(member: Member, profile: bytes, **wrong: Any) -> bytes:
    fields = {
        **common("card"),
        "person": member.person,
        "sign": member.keys.sign,
        "seal": member.keys.seal,
        "profile": digest(profile),
        "from": today().isoformat(),
        **wrong,
    }
    return member.keys.signed(b"C", "card", fields)


class Roster:
    """A roster's chain being written."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []
        self.fingerprint = ""

    @property
    def head(self) -> str:
        return digest(self.entries[-1]) if self.entries else ""

    def at(self, length: int | None = None) -> Fields:
        """How a conversation names this roster."""
        length = len(self.entries) if length is None else length
        head = digest(self.entries[length - 1])
        return {"fingerprint": self.fingerprint, "length": length, "head": head}

    def via(self) -> Fields:
        """How another chain names this roster."""
        return {"roster": self.fingerprint, "length": len(self.entries), "head": self.head}

    def entry(self, kind: str, author: Member, **further: Any) -> bytes:
        """The next entry, without adding it."""
        fields = {
            **common(kind),
            "roster": self.fingerprint,
            "position": len(self.entries),
            "prev": self.head,
            "author": author.person,
            **further,
        }
        return author.keys.signed(b"R", "roster", fields)

    def add(self, entry: bytes) -> bytes:
        self.entries.append(entry)
        self.fingerprint = self.fingerprint or fingerprint(entry)
        return entry


def head_bytes(roster: Roster, author: Member, **wrong: Any) -> bytes:
    fields = {
        **common("head"),
        "roster": roster.fingerprint,
        "length": len(roster.entries),
        "head": roster.head,
        "author": author.person,
        "day": today().isoformat(),
        **wrong,
    }
    return author.keys.signed(b"H", "head", fields)
