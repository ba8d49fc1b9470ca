"""Lies about everything but logs: rosters, a counsellor's bundle, work, indexes, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luwte.vault.cards import fingerprint
from luwte.vault.wire import canonical, digest, from_bin, split_parts, tagged, to_bin
from tests.guarantees.forging import OWN_KEY, OWN_SIGN, Item, Page, flip, new_id
from tests.guarantees.lying_server import Call, Lie

NEVER = 2**31

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


# --- A list -------------------------------------------------------------------------------------


def listed_elsewhere(conversation: str) -> Lie:
    """Under an organisation that its log doesn't name."""

    def changed(call: Call) -> bytes:
        told = json.loads(call.answer.body)
        for one in told["conversations"]:
            if one["conversation"] == conversation:
                one["organisation"] = new_id()
        return json.dumps(told).encode()

    return Lie(("conversations/list",), changed)


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


def has_no_own_log(told: dict[str, Any]) -> None:
    told["own"] = ""


BUNDLES: dict[MeChange, str] = {
    wants_endless_work: "unreadable",
    wants_endless_work_for_the_bundle: "unreadable",
    alters_the_bundle: "unreadable",
    leaves_an_unlocker_out: "not-allowed",
    says_you_are_somebody_else: "not-mine",
}


# --- Another roster in the place of one's own ---------------------------------------------------


@dataclass
class AnotherRoster:
    """Begun by the server, in a colleague's name; with the counsellor's own card admitted.

    Cards are no secret, and name no roster.
    """

    #: What the instance told of the true one.
    true: dict[str, Any]
    #: The entries of the true one that hold the colleague's card, and the counsellor's.
    colleague: int
    counsellor: int
    replaces: str = ""

    def __post_init__(self) -> None:
        found = {**entry_of(self.true, 0), "card": own_card(self.true, self.colleague)}
        author = json.loads(from_bin(found["card"])[65:])["person"]
        first = own(b"R", "roster", {**found, "author": author, "replaces": self.replaces})
        self.fingerprint = fingerprint(from_bin(first))
        place = {"roster": self.fingerprint, "position": 1, "prev": digest(from_bin(first))}
        card = entry_of(self.true, self.counsellor)["card"]
        base = {name: found[name] for name in ("v", "suite", "instance")}
        admit = {**base, **place, "kind": "admit", "author": author, "card": card, "via": None}
        self.entries = [first, own(b"R", "roster", admit)]

    def told(self, honest: Callable[[str, str], bytes]) -> Lie:
        """Says that it is the organisation's; `honest` gives what was told before."""

        def changed(call: Call) -> bytes:
            if call.operation == "roster" and self.fingerprint.encode() not in call.body:
                return honest("roster", self.true["roster"])
            if call.operation == "roster":
                new = {"roster": self.fingerprint, "entries": self.entries, "heads": []}
                return json.dumps({**self.true, **new}).encode()
            told = json.loads(honest("me", ""))
            for one in told["organisations"]:
                one["roster"] = self.fingerprint
            return json.dumps(told).encode()

        return Lie(("me", "roster"), changed, swallows=True)


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
    sealed = from_bin(told["index"])
    return json.dumps(told | {"index": to_bin(flip(sealed, -5))}).encode()


def one_byte(at: int) -> Callable[[Call], bytes]:
    return lambda call: flip(call.answer.body, at)


def cut(call: Call) -> bytes:
    return call.answer.body[:-1]


def nothing(call: Call) -> bytes:
    return b""


def of_the_index() -> Lie:
    return Lie(("locator/sign-in",), altered_index)


def shorter_by_one(conversation: str) -> Lie:
    """The log ends one item before the one that was told last."""

    def changed(call: Call) -> bytes:
        page = Page(call.answer.body)
        if conversation.encode() in call.body:
            page.meta["length"] -= 1
        return page.body()

    return Lie(("conversations/read",), changed)
