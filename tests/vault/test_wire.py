"""The wire format: what is well-formed gets through, and every change to it is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as some

from luwte.vault import age_shapes, cards, events, wire
from luwte.vault.batches import BatchMeta, read_batch
from luwte.vault.wire import Malformed, canonical, read_canonical
from tests.vault import sealing, writer
from tests.vault.writer import (
    Keys,
    Log,
    Member,
    card_bytes,
    new_id,
    profile_bytes,
    reporter,
)

INSTANCE = "0" * 32


@contextmanager
def elsewhere() -> Iterator[None]:
    """Writing for an instance that needs no database."""
    writer.HERE["instance"] = INSTANCE
    try:
        yield
    finally:
        writer.HERE["instance"] = ""


@pytest.fixture(autouse=True)
def known_instance() -> Iterator[None]:
    with elsewhere():
        yield


scalars = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-(2**53) + 1, 2**53 - 1),
    some.text(max_size=20),
)
values = some.recursive(
    scalars,
    lambda inner: some.one_of(
        some.lists(inner, max_size=4),
        some.dictionaries(some.text(max_size=8), inner, max_size=4),
    ),
    max_leaves=12,
)
objects = some.dictionaries(some.text(max_size=8), values, max_size=5)


# --- Canonical JSON -----------------------------------------------------------------------------


@given(objects)
def test_what_is_canonical_is_read_back(value: dict[str, Any]) -> None:
    assert read_canonical(rfc8785.dumps(value)) == value


@given(objects)
def test_any_other_spelling_is_refused(value: dict[str, Any]) -> None:
    spelled = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if spelled != canonical(value):
        with pytest.raises(Malformed):
            read_canonical(spelled)


@given(some.binary(max_size=60))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    with suppress(Malformed):
        assert canonical(read_canonical(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1.0}',
        '{"a":1e3}',
        '{"a":-0}',
        '{"a":NaN}',
        '{"a":9007199254740992}',
        '{"a":1,"a":1}',
        '{"b":1,"a":1}',
        '{"a": 1}',
        '{"a":"\\u0041"}',
        '{"a":"\\/"}',
        '{"\ud83d\ude00":1,"\ufb33":2}'.replace("\ud83d\ude00", "\U0001f600"),
        "[]",
        "null",
        '{"a":1}\n',
        '\ufeff{"a":1}',
        "[" * 100_000,
    ],
)
def test_spellings_that_are_not_canonical(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        assert canonical(read_canonical(data)) == data
    except Malformed:
        return
    assert text.startswith('{"\U0001f600"')


@given(some.lists(some.binary(max_size=50), max_size=10))
def test_parts_are_taken_apart_as_they_were_joined(parts: list[bytes]) -> None:
    assert wire.split_parts(wire.join_parts(parts), 10) == parts


@given(some.binary(max_size=100))
def test_any_body_is_parts_or_refused(body: bytes) -> None:
    with suppress(Malformed):
        assert wire.join_parts(wire.split_parts(body, 100)) == body


@given(some.binary(max_size=80))
def test_bin_has_one_spelling(data: bytes) -> None:
    text = wire.to_bin(data)
    assert wire.from_bin(text) == data
    for other in (text + "=", text + " ", text + "+"):
        with pytest.raises(Malformed):
            wire.from_bin(other)


@given(some.binary(min_size=32, max_size=32))
def test_a_key_has_the_shape_of_32_bytes(data: bytes) -> None:
    text = wire.to_bin(data)
    assert wire.A_KEY(text)
    assert not wire.A_KEY(text[:-1])
    assert not wire.A_KEY(text + "A")


# --- Events -------------------------------------------------------------------------------------


def some_event() -> bytes:
    return Log().event("close", reporter()).request.items[0]


def close_event(**change: Any) -> bytes:
    keys = Keys()
    log = Log()
    log.head, log.length = "a" * 64, 3
    fields = {**log.fields("close", new_id()), **change}
    fields = {name: value for name, value in fields.items() if value is not ...}
    return keys.signed(b"E", "event", fields)


def test_a_well_formed_event_is_read() -> None:
    event = events.read_event(close_event())
    assert (event.kind, event.seq) == ("close", 3)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"suite": "2"},
        {"suite": 1},
        {"instance": "A" * 32},
        {"kind": "shred"},
        {"kind": "statement"},
        {"kind": None},
        {"id": "x" * 32},
        {"conversation": "a" * 31},
        {"seq": -1},
        {"seq": "3"},
        {"seq": True},
        {"seq": 0},
        {"prev": ""},
        {"prev": "A" * 64},
        {"prev": "a" * 64 + "\n"},
        {"author": ...},
        {"more": 1},
    ],
)
def test_events_of_any_other_shape_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        events.read_event(close_event(**change))


@given(some.integers(0, 400), some.integers(1, 255))
def test_every_byte_of_an_event_counts(at: int, flip: int) -> None:
    keys = Keys(0)
    log = Log()
    log.head, log.length = "a" * 64, 3
    raw = keys.signed(b"E", "event", log.fields("close", "b" * 32))
    at %= len(raw)
    changed = raw[:at] + bytes([raw[at] ^ flip]) + raw[at + 1 :]
    try:
        event = events.read_event(changed)
    except Malformed:
        return
    assert not event.signed.signed_by(keys.sign)


def test_an_event_is_short() -> None:
    with pytest.raises(Malformed, match="16 KiB"):
        events.read_event(some_event() + b" " * 16_384)


@pytest.mark.parametrize("raw", [b"", b"E", b"E" + bytes(64), b"X" + bytes(80), b"E" + bytes(70)])
def test_what_is_no_event(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events.read_event(raw)


# --- Statements ---------------------------------------------------------------------------------


def sealed_statement(size: int | None = None) -> tuple[bytes, bytes]:
    who = reporter()
    log = Log()
    log.head, log.length, log.epoch_number = "a" * 64, 5, 1
    log.statement(who, size=size)
    header = log.request.headers[0]
    assert header is not None
    return log.request.items[0], header


@pytest.mark.parametrize("size", [1_024, 4_096, 16_384, 65_536, 67_584, 131_072, 262_144])
def test_statements_of_the_classes_are_read(size: int) -> None:
    statement = events.read_statement(*sealed_statement(size))
    assert (statement.seq, statement.epoch) == (5, 1)


@pytest.mark.parametrize("size", [1_000, 1_023, 1_025, 5_000, 65_537, 67_585, 262_145, 270_336])
def test_statements_of_other_sizes_are_refused(size: int) -> None:
    with pytest.raises(Malformed):
        events.read_statement(*sealed_statement(size))


with elsewhere():
    STATEMENT = sealed_statement()


@given(some.integers(0, 2_000), some.integers(1, 255))
def test_every_byte_of_a_frame_and_header_counts(at: int, flip: int) -> None:
    raw, header = STATEMENT
    frame = 3 + int.from_bytes(raw[1:3], "big")
    before = events.read_statement(raw, header)
    if at % 2:
        at %= len(header)
        header = header[:at] + bytes([header[at] ^ flip]) + header[at + 1 :]
    else:
        at %= frame
        raw = raw[:at] + bytes([raw[at] ^ flip]) + raw[at + 1 :]
    try:
        after = events.read_statement(raw, header)
    except Malformed:
        return
    assert after.raw != before.raw
    assert after.header == before.header


def test_a_header_has_one_stanza_of_work_factor_one() -> None:
    raw, _ = sealed_statement()
    for factor in (b"0", b"2", b"18", b"01"):
        header, _ = sealing.with_passphrase(b"x", b"y", 2)
        wrong = header.replace(b" 2\n", b" %s\n" % factor, 1)
        with pytest.raises(Malformed):
            age_shapes.check_statement_header(wrong)
    good, _ = sealing.with_key(bytes(32), b"y")
    with pytest.raises(Malformed, match="another header"):
        events.read_statement(raw, good)


# --- Sealed things ------------------------------------------------------------------------------


@given(some.integers(2, 2**40))
def test_padding_adds_little_and_pads_once(length: int) -> None:
    padded = age_shapes.padme(length)
    assert length <= padded <= length * 1.12
    assert age_shapes.padme(padded) == padded


@given(some.integers(1, 2**24))
def test_the_size_of_a_sealed_thing_says_how_much_is_inside(plaintext: int) -> None:
    assert age_shapes.opened_payload(age_shapes.sealed_payload(plaintext)) == plaintext


@given(some.integers(0, 300_000))
def test_other_sizes_hold_nothing(size: int) -> None:
    plaintext = age_shapes.opened_payload(size)
    assert plaintext == -1 or age_shapes.sealed_payload(plaintext) == size


def test_envelopes_are_to_exactly_one_hybrid_key() -> None:
    good = sealing.to_recipient(sealing.some_identity(1).recipient, b"seeds")
    age_shapes.check_envelope(good)
    lines = good.split(b"\n", 4)
    twice = b"\n".join([lines[0], *lines[1:3], *lines[1:3], *lines[3:]])
    shared = b"".join(sealing.with_key(bytes(32), b"seeds"))
    grease = good.replace(b"-> mlkem768x25519", b"-> x-grease a\n\n-> mlkem768x25519", 1)
    for wrong in (twice, shared, grease, good[:-40], b"", good.replace(b"v1", b"v2", 1)):
        with pytest.raises(Malformed):
            age_shapes.check_envelope(wrong)


# --- Batches ------------------------------------------------------------------------------------


def batch(log: Log, instance: str = INSTANCE, **change: Any) -> Any:
    request = log.take()
    meta = {
        "items": [header is not None for header in request.headers],
        "envelopes": list(request.envelopes),
        "uploads": [],
        **change,
    }
    return read_batch(instance, log.conversation, BatchMeta(**meta), request.parts())


def begun() -> tuple[Log, Member]:
    who = reporter()
    roster = {"fingerprint": "a" * 32, "length": 1, "head": "b" * 64}
    counsellor = Member(new_id(), "counsellor", Keys())
    return Log().create(who, roster=roster, counsellor=counsellor), who


def test_a_batch_is_read() -> None:
    log, who = begun()
    read = batch(log.epoch(who).statement(who))
    assert (read.seq, read.length, len(read.envelopes)) == (0, 3, 2)


def test_a_batch_is_for_this_instance() -> None:
    log, who = begun()
    with pytest.raises(Malformed, match="another instance"):
        batch(log.epoch(who), instance="1" * 32)


def test_a_batch_has_one_epoch() -> None:
    log, who = begun()
    with pytest.raises(Malformed):
        batch(log.epoch(who).epoch(who))


def test_envelopes_are_those_that_the_epoch_lists() -> None:
    log, who = begun()
    log.epoch(who)
    person = next(iter(log.request.envelopes))
    log.request.envelopes[person] = log.envelope(log.members[person])
    with pytest.raises(Malformed, match="another envelope"):
        batch(log)


def test_items_of_a_batch_follow_on_one_another() -> None:
    log, who = begun()
    log.epoch(who)
    log.head = "c" * 64
    with pytest.raises(Malformed, match="another one before"):
        batch(log.statement(who))


# --- Cards --------------------------------------------------------------------------------------


def test_a_card_is_read() -> None:
    member = Member(new_id(), "counsellor", Keys())
    card = cards.read_card(card_bytes(member, profile_bytes("Anne")))
    assert (card.person, card.sign) == (member.person, member.keys.sign)


@pytest.mark.parametrize(
    "change",
    [
        {"position": "boss"},
        {"trained": "yes"},
        {"name": None},
        {"domains": ["money"]},
        {"text": {"nl": ""}},
        {"portrait": "face.png"},
        {"salary": 1},
        {"languages": ["x"] * 21},
    ],
)
def test_profiles_of_any_other_shape_are_refused(change: dict[str, Any]) -> None:
    cards.read_profile(profile_bytes("Anne"))
    with pytest.raises(Malformed):
        cards.read_profile(profile_bytes("Anne", **change))
