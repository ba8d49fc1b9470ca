"""The lies: for each what it changes in an honest answer, and what a client must call it.

Whoever tells them knows all that a server knows: every item, header, envelope and roster there
ever was, in every conversation. What it hasn't got is a key of anybody; its own it can make.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from luwte.vault.wire import (
    canonical,
    digest,
    from_bin,
    join_parts,
    split_parts,
    tagged,
    to_bin,
)
from tests.guarantees.lying_server import Call, Lie
from tests.vault.sealing import to_recipient, with_key

READ = "conversations/read"
OWN_KEY = Ed25519PrivateKey.generate()
OWN_SIGN = to_bin(OWN_KEY.public_key().public_bytes_raw())
OTHER_SIGN = to_bin(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
NEVER = 2**31


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
        self.items = [
            Item(parts.pop(0), parts.pop(0) if one["header"] else None, one["day"])
            for one in self.meta["items"]
        ]

    def body(self) -> bytes:
        self.meta["envelope"] = self.envelope is not None
        self.meta["items"] = [
            {"day": one.day, "header": one.header is not None} for one in self.items
        ]
        parts = [] if self.envelope is None else [self.envelope]
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


@dataclass(frozen=True)
class Known:
    """What a lying server has seen: for each log, what it once answered."""

    conversation: str
    reporter: str
    counsellor: str
    #: As it was in its first epoch, and as it is told to the counsellor.
    before: bytes
    to_counsellor: bytes
    #: Another conversation of the same reporter.
    other: bytes


PageChange = Callable[[Page, Known], None]


def about(change: PageChange, known: Known) -> Lie:
    """Tells this of the one conversation, and the truth of all others."""

    def changed(call: Call) -> bytes:
        if known.conversation.encode() not in call.body:
            return call.answer.body
        page = Page(call.answer.body)
        change(page, known)
        return page.body()

    return Lie((READ,), changed)


# --- A log, told to somebody who comes back on another device -----------------------------------


def alters_the_first_event(page: Page, known: Known) -> None:
    page.items[0].raw = flip(page.items[0].raw, 10)


def alters_a_statement(page: Page, known: Known) -> None:
    page.items[5].raw = flip(page.items[5].raw, -1)


def alters_the_last_statement(page: Page, known: Known) -> None:
    page.items[-1].raw = flip(page.items[-1].raw, -1)
    page.ends_here()


def alters_a_frame(page: Page, known: Known) -> None:
    raw = page.items[-1].raw
    page.items[-1].raw = raw.replace(b'"epoch":2', b'"epoch":1')


def swaps_two_items(page: Page, known: Known) -> None:
    page.items[3], page.items[4] = page.items[4], page.items[3]


def leaves_one_out(page: Page, known: Known) -> None:
    del page.items[5]
    page.ends_here()


def tells_one_twice(page: Page, known: Known) -> None:
    page.items.insert(5, page.items[5])
    page.ends_here()


def tells_another_conversation(page: Page, known: Known) -> None:
    page.items = Page(known.other).items
    page.ends_here()


def mixes_in_another_conversation(page: Page, known: Known) -> None:
    page.items[5] = Page(known.other).items[5]


def gives_another_header(page: Page, known: Known) -> None:
    page.items[-1].header = page.items[5].header


def gives_a_header_of_another_epoch(page: Page, known: Known) -> None:
    page.items[5].header = page.items[-1].header


def alters_a_header(page: Page, known: Known) -> None:
    page.items[5].header = flip(page.items[5].header or b"", 60)


def gives_an_older_envelope(page: Page, known: Known) -> None:
    page.envelope = Page(known.before).envelope


def gives_somebody_elses_envelope(page: Page, known: Known) -> None:
    page.envelope = Page(known.to_counsellor).envelope


def gives_another_conversations_envelope(page: Page, known: Known) -> None:
    page.envelope = Page(known.other).envelope


def gives_no_envelope(page: Page, known: Known) -> None:
    page.envelope = None


def makes_an_envelope(page: Page, known: Known) -> None:
    create, epoch = page.items[0].said, page.items[page.last("epoch")].said
    seeds = [{"epoch": one, "seed": to_bin(secrets.token_bytes(32))} for one in (1, 2)]
    place = {name: create[name] for name in ("v", "suite", "instance", "conversation")}
    inside = {**place, "kind": "envelope", "person": create["author"], "epoch": epoch["epoch"]}
    page.envelope = to_recipient(from_bin(create["seal"]), canonical({**inside, "seeds": seeds}))


def lists_one_more(page: Page, known: Known) -> None:
    at = page.last("epoch")
    epoch = page.items[at]
    stranger = {"person": new_id(), "role": "counsellor", "sign": OWN_SIGN, "from": 1}
    listed = [*epoch.said["participants"], {**stranger, "envelope": digest(b"")}]
    page.items[at] = epoch.signed_anew(participants=sorted(listed, key=lambda one: one["person"]))
    del page.items[at + 1 :]
    page.ends_here()


def makes_an_epoch(page: Page, known: Known) -> None:
    last = page.items[page.last("epoch")].said
    further = {"epoch": last["epoch"] + 1, "commitment": digest(b""), "author": known.counsellor}
    page.add("epoch", **further, participants=last["participants"])


def lets_somebody_in(page: Page, known: Known) -> None:
    join(page, known.reporter, "reporter")


def lets_somebody_in_for_the_counsellor(page: Page, known: Known) -> None:
    join(page, known.counsellor, "spoken")


def join(page: Page, author: str, ground: str) -> None:
    create = page.items[0].said
    keys = {"sign": OWN_SIGN, "seal": create["seal"], "roster": create["roster"]}
    page.add("join", author, person=new_id(), role="counsellor", ground=ground, **keys)


def puts_the_counsellor_out(page: Page, known: Known) -> None:
    page.add("leave", known.reporter, person=known.counsellor)


def gives_the_reporter_another_key(page: Page, known: Known) -> None:
    seal = page.items[0].said["seal"]
    page.add("rejoin", known.counsellor, person=known.reporter, sign=OWN_SIGN, seal=seal)


def closes_it(page: Page, known: Known) -> None:
    page.add("close", known.counsellor)


def withdraws_it(page: Page, known: Known) -> None:
    page.add("withdraw", known.reporter)


def adds_a_statement(page: Page, known: Known) -> None:
    before = page.items[-1]
    header, body = with_key(secrets.token_bytes(32), bytes(1_024))
    place = {"id": new_id(), "seq": len(page.items), "prev": digest(before.raw)}
    frame = canonical({**before.said, **place, "header": digest(header)})
    raw = b"S" + len(frame).to_bytes(2, "big") + frame + body
    page.items.append(Item(raw, header, before.day))
    page.ends_here()


def makes_the_whole_log(page: Page, known: Known) -> None:
    """Begun by its own key in the reporter's name."""
    page.items = [page.items[0].signed_anew(sign=OWN_SIGN)]
    page.ends_here()


def swaps_the_counsellors_key(page: Page, known: Known) -> None:
    counsellor = {"person": known.counsellor, "sign": OTHER_SIGN}
    page.items = [page.items[0].signed_anew(counsellor=counsellor, sign=OWN_SIGN)]
    page.ends_here()


def comes_from_another_instance(page: Page, known: Known) -> None:
    page.items = [page.items[0].signed_anew(instance=new_id(), sign=OWN_SIGN)]
    page.ends_here()


def promises_more_than_there_is(page: Page, known: Known) -> None:
    page.meta["length"] += 2


def names_another_head(page: Page, known: Known) -> None:
    page.meta["head"] = digest(b"")


def cuts_it_short(page: Page, known: Known) -> None:
    """Back to its first epoch, with the envelope of now."""
    page.items = page.items[: page.first("epoch") + 5]
    page.ends_here()


LOGS: dict[PageChange, str] = {
    alters_the_first_event: "bad-signature",
    alters_a_statement: "broken-chain",
    alters_the_last_statement: "unreadable",
    alters_a_frame: "wrong-epoch",
    swaps_two_items: "broken-chain",
    leaves_one_out: "broken-chain",
    tells_one_twice: "broken-chain",
    tells_another_conversation: "wrong-conversation",
    mixes_in_another_conversation: "wrong-conversation",
    gives_another_header: "unreadable",
    gives_a_header_of_another_epoch: "unreadable",
    alters_a_header: "unreadable",
    gives_an_older_envelope: "bad-envelope",
    gives_somebody_elses_envelope: "bad-envelope",
    gives_another_conversations_envelope: "bad-envelope",
    gives_no_envelope: "bad-envelope",
    makes_an_envelope: "bad-envelope",
    lists_one_more: "bad-signature",
    makes_an_epoch: "bad-signature",
    lets_somebody_in: "bad-signature",
    lets_somebody_in_for_the_counsellor: "bad-signature",
    puts_the_counsellor_out: "bad-signature",
    gives_the_reporter_another_key: "bad-signature",
    closes_it: "bad-signature",
    withdraws_it: "bad-signature",
    adds_a_statement: "unreadable",
    makes_the_whole_log: "not-mine",
    swaps_the_counsellors_key: "key-not-current",
    comes_from_another_instance: "wrong-instance",
    promises_more_than_there_is: "broken-chain",
    names_another_head: "broken-chain",
    cuts_it_short: "bad-envelope",
}


# --- A log, told to somebody who saw it before --------------------------------------------------


def tells_an_older_log(page: Page, known: Known) -> None:
    """As it was, to whoever asks for what came after."""
    old = Page(known.before)
    page.meta |= {"length": old.meta["length"], "head": old.meta["head"]}
    page.items, page.envelope = [], old.envelope


def tells_another_end(page: Page, known: Known) -> None:
    page.meta["head"] = digest(b"another")


def goes_on_from_elsewhere(page: Page, known: Known) -> None:
    """An item that followed something else."""
    other = Page(known.to_counsellor).items[-1]
    length = page.meta["from"]
    raw = other.raw.replace(b'"seq":%d' % other.said["seq"], b'"seq":%d' % length)
    page.items = [Item(raw[:1] + (len(raw) and raw[1:]), other.header, other.day)]
    page.meta |= {"length": length + 1, "head": digest(page.items[0].raw)}


REPEATED_LOGS: dict[PageChange, str] = {
    tells_an_older_log: "rolled-back",
    tells_another_end: "forked",
    goes_on_from_elsewhere: "forked",
}


# --- A roster -----------------------------------------------------------------------------------

RosterChange = Callable[[dict[str, Any]], None]


def about_roster(change: RosterChange) -> Lie:
    def changed(call: Call) -> bytes:
        told = json.loads(call.answer.body)
        change(told)
        return json.dumps(told).encode()

    return Lie(("roster",), changed)


def entry_of(told: dict[str, Any], at: int) -> dict[str, Any]:
    return dict(json.loads(from_bin(told["entries"][at])[65:]))


def own(letter: bytes, purpose: str, fields: dict[str, Any]) -> str:
    payload = canonical(fields)
    return to_bin(letter + OWN_KEY.sign(tagged(purpose, payload)) + payload)


def own_card(told: dict[str, Any], at: int) -> str:
    """The card in an entry, with the server's key in the place of the counsellor's."""
    card = dict(json.loads(from_bin(entry_of(told, at)["card"])[65:]))
    return own(b"C", "card", {**card, "sign": OWN_SIGN})


def swaps_the_founder(told: dict[str, Any]) -> None:
    entry = {**entry_of(told, 0), "card": own_card(told, 0)}
    told["entries"] = [own(b"R", "roster", entry)]


def swaps_a_key(told: dict[str, Any]) -> None:
    """The card of the second counsellor says the server's key."""
    entry = from_bin(told["entries"][1])
    payload = canonical({**entry_of(told, 1), "card": own_card(told, 1)})
    told["entries"][1] = to_bin(entry[:65] + payload)


def admits_somebody(told: dict[str, Any]) -> None:
    last = from_bin(told["entries"][-1])
    card = json.loads(from_bin(own_card(told, 0))[65:]) | {"person": new_id()}
    fields = {"position": len(told["entries"]), "prev": digest(last), "roster": told["roster"]}
    admit = {**entry_of(told, 1), **fields, "card": own(b"C", "card", card), "via": None}
    told["entries"].append(own(b"R", "roster", admit))


def leaves_an_entry_out(told: dict[str, Any]) -> None:
    del told["entries"][1]


def swaps_entries(told: dict[str, Any]) -> None:
    told["entries"][1], told["entries"][2] = told["entries"][2], told["entries"][1]


def alters_an_entry(told: dict[str, Any]) -> None:
    told["entries"][1] = to_bin(flip(from_bin(told["entries"][1]), 20))


def has_no_entries(told: dict[str, Any]) -> None:
    told["entries"] = []


ROSTERS: dict[RosterChange, str] = {
    swaps_the_founder: "wrong-roster",
    swaps_a_key: "bad-signature",
    admits_somebody: "bad-signature",
    leaves_an_entry_out: "broken-chain",
    swaps_entries: "broken-chain",
    alters_an_entry: "bad-signature",
    has_no_entries: "wrong-roster",
}


def is_an_old_roster(told: dict[str, Any]) -> None:
    del told["entries"][-1]


def swaps_profiles(told: dict[str, Any]) -> None:
    told["profiles"] = told["profiles"][:1] * len(told["profiles"])


def gives_another_name(told: dict[str, Any]) -> None:
    profile = json.loads(from_bin(told["profiles"][0])) | {"name": "Iemand Anders"}
    told["profiles"][0] = to_bin(canonical(profile))


def signs_a_head(told: dict[str, Any]) -> None:
    head = dict(json.loads(from_bin(told["heads"][0])[65:]))
    told["heads"][0] = own(b"H", "head", head)


def says_it_has_a_successor(told: dict[str, Any]) -> None:
    told["succeeded_by"] = "a" * 32


#: What can be shown with a warning: the chain itself is right.
DOUBTFUL_ROSTERS: dict[RosterChange, str] = {
    is_an_old_roster: "rolled-back",
    swaps_profiles: "wrong-profile",
    gives_another_name: "wrong-profile",
    signs_a_head: "bad-signature",
    says_it_has_a_successor: "roster-changed",
}


# --- What a counsellor's keys are kept in -------------------------------------------------------

MeChange = Callable[[dict[str, Any]], None]


def about_me(change: MeChange) -> Lie:
    def changed(call: Call) -> bytes:
        told = json.loads(call.answer.body)
        change(told)
        return json.dumps(told).encode()

    return Lie(("me",), changed)


def heavier(sealed: bytes) -> bytes:
    first, stanza, rest = sealed.split(b"\n", 2)
    return b"\n".join([first, stanza.rsplit(b" ", 1)[0] + b" 30", rest])


def wants_endless_work(told: dict[str, Any]) -> None:
    for one in told["unlockers"]:
        if one["type"] == "passphrase":
            one["sealed"] = to_bin(heavier(from_bin(one["sealed"])))


def wants_endless_work_for_the_bundle(told: dict[str, Any]) -> None:
    told["bundle"] = to_bin(heavier(from_bin(told["bundle"])))


def alters_the_bundle(told: dict[str, Any]) -> None:
    told["bundle"] = to_bin(flip(from_bin(told["bundle"]), -1))


def leaves_an_unlocker_out(told: dict[str, Any]) -> None:
    told["unlockers"] = [one for one in told["unlockers"] if one["type"] != "recovery"]


def says_you_are_somebody_else(told: dict[str, Any]) -> None:
    told["person"] = new_id()


BUNDLES: dict[MeChange, str] = {
    wants_endless_work: "unreadable",
    wants_endless_work_for_the_bundle: "unreadable",
    alters_the_bundle: "unreadable",
    leaves_an_unlocker_out: "not-allowed",
    says_you_are_somebody_else: "not-mine",
}


# --- Everything else ----------------------------------------------------------------------------


def swallowing(body: Callable[[Call], bytes], *operations: str) -> Lie:
    """Says that it is kept, and keeps nothing."""
    return Lie(operations, body, swallows=True)


def acknowledged(call: Call) -> bytes:
    """What an append is answered when all went well."""
    _, *parts = split_parts(call.body, 1_000)
    items = [part for part in parts if part[:1] in {b"E", b"S"}]
    length = Item(items[-1], None, "").said["seq"] + 1
    return json.dumps({"head": digest(items[-1]), "length": length}).encode()


def dear_work(call: Call) -> bytes:
    told = json.loads(call.answer.body)
    told["parameters"]["cost"] = NEVER
    return json.dumps(told).encode()


def another_instance(call: Call) -> bytes:
    told = json.loads(call.answer.body) | {"instance": new_id()}
    return json.dumps(told).encode()


def another_index(of: bytes) -> Callable[[Call], bytes]:
    """The index that another phrase was once answered with."""

    def changed(call: Call) -> bytes:
        told = json.loads(call.answer.body) | {"index": json.loads(of)["index"]}
        return json.dumps(told).encode()

    return changed


def altered_index(call: Call) -> bytes:
    told = json.loads(call.answer.body)
    sealed = base64.urlsafe_b64decode(told["index"] + "==")
    return json.dumps(told | {"index": to_bin(flip(sealed, -5))}).encode()


def one_byte(at: int) -> Callable[[Call], bytes]:
    return lambda call: flip(call.answer.body, at)


def cut(call: Call) -> bytes:
    return call.answer.body[:-1]


def nothing(call: Call) -> bytes:
    return b""
