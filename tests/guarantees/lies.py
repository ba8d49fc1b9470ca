"""The lies: for each what it changes in an honest answer, and what a client must call it.

Whoever tells them knows all that a server knows: every item, header, envelope and roster there
ever was, in every conversation. What it hasn't got is a key of anybody; its own it can make.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from luwte.vault.wire import canonical, digest, from_bin, to_bin
from tests.guarantees.forging import OTHER_SIGN, OWN_SIGN, Item, Page, flip, new_id
from tests.guarantees.lying_server import Call, Lie
from tests.vault.sealing import to_recipient, with_key

READ = "conversations/read"


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


def adds_a_destroyed_statement(page: Page, known: Known) -> None:
    """Of its own making: without a header there is nothing that a key would have to open."""
    adds_a_statement(page, known)
    page.items[-1].header = None


def destroys_the_last_statement(page: Page, known: Known) -> None:
    page.items[-1].header = None


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
    adds_a_destroyed_statement: "unreadable",
    destroys_the_last_statement: "unreadable",
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
    page.items = [Item(raw, other.header, other.day)]
    page.meta |= {"length": length + 1, "head": digest(page.items[0].raw)}


REPEATED_LOGS: dict[PageChange, str] = {
    tells_an_older_log: "rolled-back",
    tells_another_end: "forked",
    goes_on_from_elsewhere: "forked",
}
