"""The browser's vectors, read again in Python from the document alone (`docs/protocol.md`)."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from luwte.verifier.notation import (
    Refused,
    bin_,
    canonical,
    padme,
    read_canonical,
    sha256,
    statement_class,
    tagged,
    unbin,
    verify,
)
from luwte.verifier.rosters import Roster, fingerprint, read_card, read_head, words_to_read
from luwte.verifier.sealing import split

from .reading import age
from .reading.logs import Log, open_statement
from .reading.notation import derive, normal_form, phrase_seed, public_key, sign

VECTORS = Path(__file__).parent.parent / "vectors"
pytestmark = pytest.mark.mission("M22")


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text())


def test_derived_keys_are_the_same() -> None:
    for one in vectors("derivations"):
        secret, context = unbin(one["secret"]), unbin(one["context"])
        assert bin_(derive(secret, one["info"])) == one["plain"]
        assert bin_(derive(secret, one["info"], context)) == one["withContext"]


@pytest.mark.mission("M08")
def test_a_phrase_gives_the_same_keys_however_it_is_typed() -> None:
    for one in vectors("phrases"):
        assert normal_form(one["typed"]) == one["normal"]
        seed = phrase_seed(one["normal"])
        place = bytes.fromhex(one["conversation"])
        assert bin_(seed) == one["seed"]
        locator = derive(seed, "locator")
        assert (bin_(locator), sha256(locator)) == (one["locator"], one["locatorHash"])
        assert bin_(public_key(derive(seed, "locator-key"))) == one["locatorKey"]
        assert bin_(derive(seed, "index-key")) == one["indexKey"]
        assert bin_(public_key(derive(seed, "reporter-sign", place))) == one["sign"]
        assert bin_(age.recipient(derive(seed, "reporter-seal", place))) == one["seal"]


def test_signatures_cover_the_same_bytes() -> None:
    file = vectors("signatures")
    secret = unbin(file["secret"])
    for one in file["cases"]:
        assert bin_(canonical(one["value"])) == one["canonical"]
        assert bin_(tagged(file["purpose"], canonical(one["value"]))) == one["tagged"]
        assert bin_(sign(file["purpose"], secret, one["value"])) == one["signature"]


def test_what_is_not_canonical_is_refused() -> None:
    for text in vectors("signatures")["refused"]:
        with pytest.raises(Refused):
            read_canonical(text.encode("utf-8", "surrogatepass"))


def test_sign_ins_are_bound_to_origin_and_challenge() -> None:
    one = vectors("sign-ins")
    secret = unbin(one["secret"])
    common = {"v": 1, "suite": "1", "instance": one["instance"]} | {
        name: one[name] for name in ("origin", "challenge")
    }
    place = {"conversation": one["conversation"], "person": one["person"]}
    assert bin_(sign("locator", secret, common | {"kind": "locator"})) == one["locator"]
    participant = sign("participant", secret, common | place | {"kind": "participant"})
    assert bin_(participant) == one["participant"]


def test_every_kind_of_seal_opens() -> None:
    file = vectors("seals")
    plaintext = unbin(file["plaintext"])
    shared = file["key"]
    header, body = split(unbin(shared["file"]))
    assert (bin_(header), bin_(body)) == (shared["header"], shared["body"])
    assert sha256(header) == shared["headerHash"]
    assert age.open_key(unbin(shared["key"]), unbin(shared["file"])) == plaintext
    hybrid = file["hybrid"]
    assert bin_(age.recipient(unbin(hybrid["identity"]))) == hybrid["recipient"]
    assert age.open_hybrid(unbin(hybrid["identity"]), unbin(hybrid["file"])) == plaintext
    spoken = file["passphrase"]
    assert age.open_passphrase(spoken["passphrase"], unbin(spoken["file"])) == plaintext


def test_recovery_keys_are_printed_the_same() -> None:
    for one in vectors("recovery-keys"):
        secret = unbin(one["secret"])
        text = base64.b32encode(secret).decode()
        check = base64.b32encode(hashlib.sha256(secret).digest()[:5]).decode()[:4]
        groups = [text[i : i + 4] for i in range(0, 32, 4)] + [check]
        assert "-".join(groups) == one["text"]


def test_lengths_are_padded_to_the_same_classes() -> None:
    file = vectors("paddings")
    assert all(padme(one["length"]) == one["padded"] for one in file["padme"])
    assert all(statement_class(one["length"]) == one["padded"] for one in file["statement"])
    with pytest.raises(Refused):
        statement_class(file["statementRefused"])


@pytest.mark.mission("M08")
def test_the_index_of_a_phrase_opens() -> None:
    for one in vectors("indexes"):
        plain = age.open_key(unbin(one["key"]), unbin(one["sealed"]))
        assert len(plain) in (1024, 4096)
        inside = read_canonical(plain.rstrip(b" "))
        assert inside["conversations"] == one["conversations"]
        assert (inside["instance"], inside["kind"]) == (one["instance"], "index")


def bundle_key(file: dict[str, Any], unlocker: dict[str, Any]) -> bytes:
    sealed = unbin(unlocker["sealed"])
    match unlocker["type"]:
        case "passkey":
            return age.open_hybrid(derive(unbin(file["prf"]), "passkey-seal"), sealed)
        case "recovery":
            secret = base64.b32decode(file["recovery"].replace("-", "")[:32])
            return age.open_hybrid(derive(secret, "recovery-seal"), sealed)
        case "words":
            return age.open_passphrase(normal_form(file["words"]), sealed)
        case _:
            return age.open_passphrase(file["passphrase"], sealed)


def test_each_unlocker_opens_the_same_bundle() -> None:
    file = vectors("bundles")
    for unlocker in file["unlockers"]:
        plain = age.open_key(bundle_key(file, unlocker), unbin(file["bundle"]))
        verify("bundle", file["sign"], plain[:64], plain[64:])
        inside = read_canonical(plain[64:])
        assert (inside["seed"], inside["person"]) == (file["seed"], file["person"])
        assert {one["id"] for one in inside["unlockers"]} == {
            one["id"] for one in file["unlockers"]
        }
    seed = unbin(file["seed"])
    assert bin_(public_key(derive(seed, "counsellor-sign"))) == file["sign"]
    assert bin_(age.recipient(derive(seed, "counsellor-seal"))) == file["seal"]


@pytest.mark.mission("M09")
def test_a_sealed_file_opens_with_its_name_and_hash_inside() -> None:
    file = vectors("files")
    sealed = unbin(file["sealed"])
    assert len(sealed) == file["size"]
    plain = age.open_key(unbin(file["key"]), sealed)
    n = int.from_bytes(plain[:4], "big")
    meta = read_canonical(plain[4 : 4 + n])
    content = plain[4 + n : 4 + n + meta["size"]]
    assert meta == file["meta"]
    assert sha256(content) == meta["sha256"]
    assert content.startswith(b"regel 0\nregel 1\n")
    assert len(plain) == padme(4 + n + meta["size"])


def whole_roster(expected: str, entries: list[str], provider: Roster | None = None) -> Roster:
    roster = Roster(expected, {provider.expected: provider} if provider else {})
    for entry in entries:
        roster.append(unbin(entry))
    return roster


@pytest.mark.mission("M04")
def test_a_roster_says_who_is_current_after_each_entry() -> None:
    file = vectors("rosters")
    given = file["provider"]
    provider = whole_roster(given["fingerprint"], given["entries"])
    roster = Roster(file["fingerprint"], {provider.expected: provider})
    for step in file["chain"]:
        entry = unbin(step["entry"])
        roster.append(entry)
        after = step["after"]
        assert sha256(entry) == step["hash"] == roster.head == after["head"]
        assert roster.provider == after["provider"]
        assert sorted((p, c["sign"], c["profile"]) for p, c in roster.current.items()) == sorted(
            (one["person"], one["sign"], one["profile"]) for one in after["current"]
        )
        assert roster.ends_asked == [(one["person"], one["by"]) for one in after["endsAsked"]]
    head = file["head"]
    signed = read_head(unbin(head["bytes"]), roster.current[head["author"]]["sign"])
    assert (signed["head"], signed["length"], signed["day"]) == (
        roster.head,
        roster.length,
        head["day"],
    )


@pytest.mark.mission("M04")
def test_a_card_is_read_aloud_in_the_same_words() -> None:
    file = vectors("rosters")["card"]
    card = read_card(unbin(file["bytes"]))
    assert words_to_read(unbin(file["bytes"])) == file["words"]
    assert card["profile"] == sha256(unbin(file["profile"])) == file["profileHash"]


def test_a_new_roster_names_the_one_it_replaces() -> None:
    file = vectors("rosters")["reanchored"]
    assert fingerprint(unbin(file["entries"][0])) == file["fingerprint"]
    assert whole_roster(file["fingerprint"], file["entries"]).replaces == file["replaces"]


def test_a_tampered_roster_is_refused_for_the_same_reason() -> None:
    file = vectors("rosters")
    given = file["provider"]
    provider = whole_roster(given["fingerprint"], given["entries"])
    for one in file["refused"]:
        with pytest.raises(Refused) as refusal:
            whole_roster(file["fingerprint"], one["entries"], provider)
        assert refusal.value.code == one["code"], one["name"]


LOGS = vectors("conversations")["logs"]


def agrees(log: Log, after: dict[str, Any]) -> None:
    assert (log.length, log.head, log.phase) == (after["length"], after["head"], after["phase"])
    assert (log.epoch, log.epoch_due) == (after["epoch"], after["epochDue"])
    assert sorted(
        (m.person, m.role, m.sign, m.one_time, m.ground, m.from_epoch) for m in log.members.values()
    ) == sorted(
        (m["person"], m["role"], m["sign"], m["oneTime"], m["ground"], m["from"])
        for m in after["members"]
    )
    assert sorted(log.former) == sorted(after["former"])


@pytest.mark.parametrize("story", LOGS, ids=[one["name"] for one in LOGS])
def test_a_log_says_who_takes_part_and_what_was_said(story: dict[str, Any]) -> None:
    log = Log(story["instance"], story["conversation"])
    statements: list[tuple[dict[str, Any], bytes, bytes, dict[str, str]]] = []
    for step in story["appends"]:
        for one in step["items"]:
            item = unbin(one["bytes"])
            read = log.append(item)
            agrees(log, one["after"])
            if one["header"] is not None:
                keys = {m.person: m.sign for m in log.members.values()}
                statements.append((read, item, unbin(one["header"]), keys))
        kept = {one["person"]: unbin(one["bytes"]) for one in step["envelopes"]}
        for reader in step["reading"].values():
            reads(log, reader, kept[reader["person"]], statements)


def reads(
    log: Log,
    reader: dict[str, Any],
    envelope: bytes,
    statements: list[tuple[dict[str, Any], bytes, bytes, dict[str, str]]],
) -> None:
    seeds = log.seeds(reader["person"], unbin(reader["sealIdentity"]), envelope)
    assert {one["epoch"]: unbin(one["seed"]) for one in reader["seeds"]} == seeds
    expected = {one["seq"]: one for one in reader["statements"]}
    assert sorted(expected) == [frame["seq"] for frame, _, _, _ in statements]
    for frame, item, header, keys in statements:
        seen = expected[frame["seq"]]
        if frame["epoch"] not in seeds:
            assert seen["state"] == "sealed"
            continue
        statement, signature = open_statement(item, header, seeds[frame["epoch"]])
        verify("statement", keys[statement["author"]], signature, canonical(statement))
        assert seen["state"] == "ok"
        for name in ("author", "kind", "time", "content"):
            assert statement[name] == seen[name]


def test_a_former_envelope_opens_what_was_there_before_the_lock_was_changed() -> None:
    for one in vectors("conversations")["lockedOut"]:
        log = Log(one["instance"], one["conversation"])
        for item in one["items"]:
            log.append(unbin(item))
        person, identity = one["person"], unbin(one["sealIdentity"])
        with pytest.raises(Refused):
            log.seeds(person, identity, unbin(one["newest"]))
        assert {seed["epoch"]: unbin(seed["seed"]) for seed in one["seeds"]} == log.former_seeds(
            person, identity, unbin(one["former"])
        ), one["name"]


def test_a_tampered_log_is_refused_at_the_same_place() -> None:
    for one in vectors("conversations")["refused"]:
        log = Log(one["instance"], one["conversation"])
        *accepted, refused = (unbin(item["bytes"]) for item in one["items"][: one["seq"] + 1])
        for item in accepted:
            log.append(item)
        with pytest.raises(Refused) as refusal:
            log.append(refused)
        assert refusal.value.code == one["code"], one["name"]
