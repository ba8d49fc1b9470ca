"""Items of a log as bytes: signed events, which the server reads, and sealed statements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from luwte.vault.age_shapes import check_statement_body, check_statement_header
from luwte.vault.wire import (
    A_HASH,
    A_HASH_OR_NONE,
    A_KEY,
    AN_ID,
    FINGERPRINT,
    SIGNED,
    Check,
    Fields,
    Listed,
    Malformed,
    Number,
    OneOf,
    Shape,
    SignedBytes,
    Text,
    canonical,
    digest,
    from_bin,
    signature_fits,
)

EVENT_MOST = 16_384
PARTICIPANTS_MOST = 32

EPOCH_NUMBER = Number(1, 2**31 - 1)
ROLE = OneOf("reporter", "counsellor")
ROSTER_AT: Mapping[str, Check] = {
    "fingerprint": Text(FINGERPRINT),
    "length": Number(1),
    "head": A_HASH,
}
SEAL = Text(re.compile(r"[A-Za-z0-9_-]{1621}[AQgw]"))  # 1,216 bytes
PROOF = Text(re.compile(r"[A-Za-z0-9_-]{85}[AQgw]"))  # 64 bytes

EVENT: Mapping[str, Check] = {
    **SIGNED,
    "id": AN_ID,
    "conversation": AN_ID,
    "seq": Number(0),
    "prev": A_HASH_OR_NONE,
    "author": AN_ID,
}

MEMBERS: Mapping[str, Mapping[str, Check]] = {
    "create": {
        "purpose": OneOf("conversation", "file", "own", "notebook"),
        "role": ROLE,
        "sign": A_KEY,
        "seal": SEAL,
        "roster": Shape(ROSTER_AT, or_null=True),
        "counsellor": Shape({"person": AN_ID, "sign": A_KEY}, or_null=True),
        "intake": Shape({"person": AN_ID, "sign": A_KEY, "seal": SEAL}, or_null=True),
    },
    "epoch": {
        "epoch": EPOCH_NUMBER,
        "commitment": A_HASH,
        "participants": Listed(
            Shape(
                {
                    "person": AN_ID,
                    "role": ROLE,
                    "sign": A_KEY,
                    "envelope": A_HASH,
                    "from": EPOCH_NUMBER,
                }
            ),
            PARTICIPANTS_MOST,
            least=1,
        ),
    },
    "join": {
        "person": AN_ID,
        "role": OneOf("counsellor"),
        "sign": A_KEY,
        "seal": SEAL,
        "roster": Shape(ROSTER_AT),
        "ground": OneOf("reporter", "spoken"),
    },
    "leave": {"person": AN_ID},
    "replace-key": {
        "person": AN_ID,
        "sign": A_KEY,
        "seal": SEAL,
        "proof": PROOF,
    },
    "rejoin": {"person": AN_ID, "sign": A_KEY, "seal": SEAL},
    "close": {},
    "reopen": {},
    "withdraw": {},
    "restore": {},
}

SHAPES = {
    kind: Shape({**EVENT, "kind": OneOf(kind), **members}) for kind, members in MEMBERS.items()
}


@dataclass(frozen=True, slots=True)
class Event:
    """A membership event. Its shape is checked; who signed it is not, since keys change."""

    signed: SignedBytes
    kind: str
    id: str
    conversation: str
    seq: int
    prev: str
    author: str

    @property
    def raw(self) -> bytes:
        """The stored bytes."""
        return self.signed.raw

    @property
    def fields(self) -> Fields:
        """Everything that was signed."""
        return self.signed.fields


@dataclass(frozen=True, slots=True)
class Statement:
    """A sealed statement: what the server sees of it."""

    raw: bytes
    header: bytes
    id: str
    conversation: str
    seq: int
    prev: str
    epoch: int
    instance: str


Item = Event | Statement

FRAME = re.compile(
    rb'\{"conversation":"([0-9a-f]{32})","epoch":([1-9][0-9]{0,9}),"header":"([0-9a-f]{64})",'
    rb'"id":"([0-9a-f]{32})","instance":"([0-9a-f]{32})","kind":"statement",'
    rb'"prev":"([0-9a-f]{64})","seq":([1-9][0-9]{0,9}),"suite":"1","v":1\}'
)


def read_event(raw: bytes) -> Event:
    """An event by its bytes."""
    if len(raw) > EVENT_MOST:
        raise Malformed("an event is at most 16 KiB")
    signed = SignedBytes(b"E", "event", raw)
    fields = signed.fields
    kind = fields.get("kind")
    shape = SHAPES.get(kind) if type(kind) is str else None
    if shape is None or not shape(fields) or not isinstance(kind, str):
        raise Malformed("not a kind of event")
    if (fields["prev"] == "") != (fields["seq"] == 0):
        raise Malformed("only the first item has nothing before it")
    if kind == "create":
        check_create(fields)
    if kind == "epoch":
        persons = [participant["person"] for participant in fields["participants"]]
        if persons != sorted(set(persons)):
            raise Malformed("participants are sorted, each once")
    return Event(
        signed,
        kind,
        fields["id"],
        fields["conversation"],
        fields["seq"],
        fields["prev"],
        fields["author"],
    )


def check_create(fields: Fields) -> None:
    """Which members go together, and that nobody is in it twice."""
    counsellor, intake = fields["counsellor"], fields["intake"]
    alone = fields["purpose"] in {"own", "notebook"}
    if (fields["roster"] is None) != alone:
        raise Malformed("every conversation but one's own names a roster")
    by_reporter = fields["role"] == "reporter"
    names = by_reporter and fields["purpose"] != "notebook"
    if names != (counsellor is not None) or (by_reporter and intake is not None):
        raise Malformed("a reporter names a counsellor, and only a reporter")
    other = counsellor or intake
    if other is not None and other["person"] == fields["author"]:
        raise Malformed("two participants are two persons")


def read_statement(raw: bytes, header: bytes) -> Statement:
    """A sealed statement by its bytes and its age header."""
    length = int.from_bytes(raw[1:3], "big")
    frame = FRAME.fullmatch(raw[3 : 3 + length])
    if raw[:1] != b"S" or frame is None:
        raise Malformed("not the frame of a statement")
    check_statement_body(len(raw) - 3 - length)
    check_statement_header(header)
    conversation, epoch, header_hash, identifier, instance, prev, seq = (
        value.decode("ascii") for value in frame.groups()
    )
    if digest(header) != header_hash:
        raise Malformed("another header")
    return Statement(raw, header, identifier, conversation, int(seq), prev, int(epoch), instance)


def read_item(raw: bytes, header: bytes | None) -> Item:
    """An event, which has no header, or a statement, which has one."""
    return read_event(raw) if header is None else read_statement(raw, header)


def new_key_is_proven(event: Event) -> bool:
    """Whether the new key of a `replace-key` signed the same object without `proof`."""
    fields = dict(event.fields)
    proof = fields.pop("proof")
    return signature_fits("replace-key", fields["sign"], canonical(fields), from_bin(proof))
