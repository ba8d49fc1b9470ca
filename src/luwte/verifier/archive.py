"""An archive as `docs/export.md` describes it: from a zip file to what can be relied upon."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from . import logs, rosters, sealing
from .notation import Refused, read_canonical, sha256, unbin, verify

SIGNED = "evidence/archive.signed"
LOG = "evidence/log.jsonl"
ROSTERS = "evidence/rosters.json"
PIECE = 1 << 20
T = TypeVar("T")


@dataclass(frozen=True)
class Statement:
    """One item that is no event. `signed` is None where it can't be read any more."""

    seq: int
    state: str
    role: str = ""
    one_time: bool = False
    author: str = ""
    signed: dict[str, Any] | None = None


@dataclass(frozen=True)
class Counsellor:
    """A counsellor's key as a roster vouches for it."""

    person: str
    name: str
    key: str
    roster: str


@dataclass(frozen=True)
class Signed:
    """What the reporter signed when the archive was saved; the signature is yet to be checked."""

    signature: bytes
    text: bytes
    contents: dict[str, Any]


@dataclass
class Verified:
    """What holds of an archive, and in `wrong` what doesn't."""

    day: str = ""
    length: int = 0
    head: str = ""
    events: int = 0
    statements: list[Statement] = field(default_factory=list)
    counsellors: list[Counsellor] = field(default_factory=list)
    #: Files that were sent and aren't in here: name, size and hash.
    left_out: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def attempt(self, place: str, act: Callable[[], T]) -> T | None:
        """What is refused is noted with its place, so that what follows is still looked at."""
        try:
            return act()
        except Refused as refusal:
            self.wrong.append(f"{place}: {refusal}")
        except (LookupError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as fault:
            self.wrong.append(f"{place}: bad-shape ({fault})")
        return None


def verify_archive(archive: zipfile.ZipFile) -> Verified:
    """Reads all of it; nothing is believed that isn't signed and in its place."""
    found = Verified()
    signed = found.attempt(SIGNED, lambda: _signed(archive))
    if signed is None:
        return found
    contents = signed.contents
    log = logs.Log(contents["instance"], contents["conversation"])
    found.day = contents["day"]
    found.attempt(SIGNED, lambda: _files(archive, contents["files"], found))
    found.attempt(LOG, lambda: _walk(archive, log, found))
    found.attempt(SIGNED, lambda: _end(log, signed))
    found.attempt(ROSTERS, lambda: _counsellors(archive, log, found))
    hashes = {one["sha256"] for one in contents["files"]}
    found.left_out = [
        one.signed["content"]
        for one in found.statements
        if one.signed and one.signed["kind"] == "file"
        if one.signed["content"].get("sha256") not in hashes
    ]
    return found


def _signed(archive: zipfile.ZipFile) -> Signed:
    data = archive.read(SIGNED)
    if data[:1] != b"A":
        raise Refused("bad-shape")
    contents = read_canonical(data[65:])
    texts = [contents[name] for name in ("instance", "conversation", "author", "head", "day")]
    texts += [one[name] for one in contents["files"] for name in ("name", "sha256")]
    if not all(isinstance(one, str) for one in texts):
        raise Refused("bad-shape")
    return Signed(data[1:65], data[65:], contents)


def _files(archive: zipfile.ZipFile, listed: list[dict[str, Any]], found: Verified) -> None:
    names = archive.namelist()
    expected = [SIGNED, *(one["name"] for one in listed)]
    for name in sorted(set(names) ^ set(expected)):
        found.wrong.append(f"{name}: {'not listed' if name in names else 'missing'}")
    if len(set(names)) != len(names):
        raise Refused("bad-shape", "a name twice")
    for one in listed:
        if one["name"] in names:
            found.attempt(one["name"], partial(_same, archive, one))


def _same(archive: zipfile.ZipFile, one: dict[str, Any]) -> None:
    digest, size = hashlib.sha256(), 0
    with archive.open(one["name"]) as content:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += len(piece)
    if (digest.hexdigest(), size) != (one["sha256"], one["size"]):
        raise Refused("changed")


def _walk(archive: zipfile.ZipFile, log: logs.Log, found: Verified) -> None:
    """Takes the items in, one after the other; stops where the chain can't be followed."""
    with archive.open(LOG) as lines:
        for line in lines:
            one = json.loads(line)
            item = unbin(one["item"])
            try:
                log.append(item)
                if item[:1] == b"S":
                    found.statements.append(_statement(log, item, one))
                else:
                    found.events += 1
            except Refused as refusal:
                raise Refused(refusal.code, f"item {found.length}") from refusal
            finally:
                found.head = log.head
            found.length += 1


def _statement(log: logs.Log, item: bytes, line: dict[str, Any]) -> Statement:
    seq = log.length - 1
    if line["header"] is None:
        return Statement(seq, "destroyed")
    frame, file = logs.body_of(item, unbin(line["header"]))
    if line["key"] is None:
        return Statement(seq, "sealed")
    plain = sealing.open_with_file_key(file, unbin(line["key"]))
    signed, signature = logs.read_statement(frame, plain)
    author = log.authors[frame["epoch"]].get(signed["author"])
    if author is None:
        raise Refused("unknown-author")
    verify("statement", author.sign, signature, plain[68 : 68 + int.from_bytes(plain[:4], "big")])
    return Statement(seq, "ok", author.role, author.one_time, signed["author"], signed)


def _end(log: logs.Log, signed: Signed) -> None:
    """The reporter signed how far the log went when it was saved, and which files go with it."""
    contents = signed.contents
    if (contents["kind"], contents["v"], contents["suite"]) != ("archive", 1, "1"):
        raise Refused("newer-version")
    if (contents["length"], contents["head"]) != (log.length, log.head):
        raise Refused("broken-chain", f"{log.length} items of {contents['length']}")
    author = log.authors[log.epoch][contents["author"]]
    if author.role != "reporter" or author.one_time:
        raise Refused("not-allowed")
    verify("archive", author.sign, signed.signature, signed.text)


def _counsellors(archive: zipfile.ZipFile, log: logs.Log, found: Verified) -> None:
    known: dict[str, tuple[rosters.Roster, dict[str, str]]] = {}
    for proof in json.loads(archive.read(ROSTERS)):
        known[proof["fingerprint"]] = _roster(proof), _profiles(proof)
    for one in log.named:
        if one.roster not in known:
            raise Refused("wrong-roster", f"{one.roster} is not in this archive")
        roster, profiles = known[one.roster]
        head, keys = roster.history[one.length]
        if head != one.head or keys.get(one.person) != one.sign:
            raise Refused("key-not-current", f"person {one.person}")
        card = roster.cards[one.person]
        name = profiles.get(card["profile"], "")
        key = rosters.key_to_compare(card)
        found.counsellors.append(Counsellor(one.person, name, key, one.roster))


def _profiles(proof: dict[str, Any]) -> dict[str, str]:
    """Names by the hash of the profile that a card names."""
    texts = [unbin(one) for one in proof["profiles"]]
    return {sha256(text): str(json.loads(text)["name"]) for text in texts}


def _roster(proof: dict[str, Any]) -> rosters.Roster:
    known: dict[str, rosters.Roster] = {}
    for one in [*proof["via"], {"roster": proof["fingerprint"], "entries": proof["entries"]}]:
        roster = rosters.Roster(one["roster"], known)
        for entry in one["entries"]:
            roster.append(unbin(entry))
        known = {**known, one["roster"]: roster}
    return known[proof["fingerprint"]]
