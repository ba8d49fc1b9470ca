"""Section 5: a conversation's log, from bytes to who takes part and what was said."""

from dataclasses import dataclass, field
from typing import Any

from .notation import (
    Refused,
    canonical,
    read_canonical,
    sha256,
    statement_class,
    unbin,
    verify,
)

MEMBERSHIP = {"join", "leave", "replace-key", "rejoin"}
KINDS = {"create", "epoch", "close", "reopen", "withdraw", "restore"} | MEMBERSHIP
#: Logs that one person keeps alone.
ALONE = {"own", "notebook"}
WHILE_CLOSED = {"reopen", "withdraw", "leave", "replace-key", "rejoin", "epoch"}


@dataclass
class Member:
    """Somebody who takes part."""

    person: str
    role: str
    sign: str
    seal: str
    one_time: bool
    ground: str
    from_epoch: int = 0
    #: In the last epoch with this key, or with the one that this key replaced.
    stays: bool = False


@dataclass(frozen=True)
class Author:
    """Who may have signed the statements of an epoch."""

    sign: str
    role: str
    one_time: bool


@dataclass(frozen=True)
class Named:
    """A counsellor's key, and where in which roster it must be current."""

    person: str
    sign: str
    roster: str
    length: int
    head: str


@dataclass
class Log:
    """A conversation as far as its items were taken in."""

    instance: str
    conversation: str
    length: int = 0
    head: str = ""
    phase: str = "open"
    before_withdrawal: str = "open"
    purpose: str = ""
    epoch: int = 0
    epoch_due: bool = False
    members: dict[str, Member] = field(default_factory=dict)
    former: list[str] = field(default_factory=list)
    intake: str = ""
    commitments: dict[int, str] = field(default_factory=dict)
    #: For each epoch and person: the hash of the envelope, and the oldest seed in it.
    envelopes: dict[int, dict[str, tuple[str, int]]] = field(default_factory=dict)
    #: By epoch and person.
    authors: dict[int, dict[str, Author]] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def append(self, item: bytes) -> dict[str, Any]:
        """Takes the next item in, or refuses it. Gives its JSON (an event's) or frame."""
        if item[:1] == b"E":
            read = self._event(item)
        elif item[:1] == b"S":
            read = self._frame(item)
        else:
            raise Refused("bad-shape")
        self.ids.add(read["id"])
        self.length += 1
        self.head = sha256(item)
        return read

    def _place(self, value: dict[str, Any]) -> None:
        if value["instance"] != self.instance:
            raise Refused("wrong-instance")
        if value["conversation"] != self.conversation:
            raise Refused("wrong-conversation")
        if value["seq"] != self.length or value["prev"] != self.head or value["id"] in self.ids:
            raise Refused("broken-chain")

    def _event(self, item: bytes) -> dict[str, Any]:
        signature, text = item[1:65], item[65:]
        event: dict[str, Any] = read_canonical(text)
        if event["kind"] == "create":
            key = event["sign"]
        elif event["author"] in self.members:
            key = self.members[event["author"]].sign
        else:
            raise Refused("unknown-author" if self.length else "broken-chain")
        verify("event", key, signature, text)
        self._place(event)
        self._allowed(event)
        getattr(self, "_" + event["kind"].replace("-", "_"))(event)
        return event

    def _allowed(self, event: dict[str, Any]) -> None:
        kind = event["kind"]
        if kind not in KINDS:
            raise Refused("not-allowed")
        if (kind == "create") != (self.length == 0):
            raise Refused("not-allowed")
        if self.phase == "withdrawn" and kind != "restore":
            raise Refused("not-allowed")
        if self.phase == "closed" and kind not in WHILE_CLOSED:
            raise Refused("not-allowed")
        if self.epoch_due and kind not in MEMBERSHIP | {"epoch", "create"}:
            raise Refused("not-allowed")

    def _author(self, event: dict[str, Any]) -> Member:
        return self.members[event["author"]]

    def _reporter(self) -> Member | None:
        return next((m for m in self.members.values() if m.role == "reporter"), None)

    def _own_hand(self, event: dict[str, Any]) -> bool:
        author = self._author(event)
        return author.role == "reporter" and not author.one_time

    def _create(self, event: dict[str, Any]) -> None:
        self.purpose = event["purpose"]
        alone = event["role"] == "reporter" and not event["counsellor"]
        if alone != (self.purpose == "notebook"):
            raise Refused("not-allowed")
        self._add(event["author"], event["role"], event["sign"], event["seal"], "create")
        if event["role"] == "reporter" and event["counsellor"]:
            chosen = event["counsellor"]
            self._add(chosen["person"], "counsellor", chosen["sign"], "", "create")
            self._name(chosen, event["roster"])
        elif self.purpose == "conversation":
            caller = event["intake"]
            self._add(caller["person"], "reporter", caller["sign"], caller["seal"], "create")
            self.members[caller["person"]].one_time = True
            self.intake = caller["sign"]
        if event["role"] == "counsellor" and event["roster"]:
            self._name({"person": event["author"], "sign": event["sign"]}, event["roster"])
        self.epoch_due = True

    def _name(self, who: dict[str, Any], point: dict[str, Any]) -> None:
        place = (point["fingerprint"], point["length"], point["head"])
        self.named.append(Named(who["person"], who["sign"], *place))

    def _add(self, person: str, role: str, sign: str, seal: str, ground: str) -> None:
        self.members[person] = Member(person, role, sign, seal, False, ground)

    def _epoch(self, event: dict[str, Any]) -> None:
        listed = event["participants"]
        if event["epoch"] != self.epoch + 1 or [p["person"] for p in listed] != sorted(
            self.members
        ):
            raise Refused("not-allowed")
        of_author = next(p["from"] for p in listed if p["person"] == event["author"])
        for one in listed:
            member = self.members[one["person"]]
            if (one["role"], one["sign"]) != (member.role, member.sign):
                raise Refused("not-allowed")
            if member.stays:
                fits = one["from"] == member.from_epoch and of_author <= one["from"]
            else:
                fits = of_author <= one["from"] <= event["epoch"]
            if not fits:
                raise Refused("not-allowed")
        for one in listed:
            member = self.members[one["person"]]
            member.from_epoch, member.stays = one["from"], True
        self.epoch = event["epoch"]
        self.commitments[self.epoch] = event["commitment"]
        self.envelopes[self.epoch] = {p["person"]: (p["envelope"], p["from"]) for p in listed}
        self.authors[self.epoch] = {
            one.person: Author(one.sign, one.role, one.one_time) for one in self.members.values()
        }
        self.epoch_due = False

    def _join(self, event: dict[str, Any]) -> None:
        reporter = self._reporter()
        spoken = reporter is None or reporter.one_time
        by_counsellor = self._author(event).role == "counsellor"
        allowed = spoken and by_counsellor if event["ground"] == "spoken" else self._own_hand(event)
        if not allowed or event["person"] in self.members or self.purpose in ALONE:
            raise Refused("not-allowed")
        self._add(event["person"], event["role"], event["sign"], event["seal"], event["ground"])
        self._name(event, event["roster"])
        if event["person"] in self.former:
            self.former.remove(event["person"])
        self.epoch_due = True

    def _leave(self, event: dict[str, Any]) -> None:
        own = event["person"] == event["author"]
        unused = self._author(event).role == "counsellor" and self._never_used(event["person"])
        if not (own or unused or self._own_hand(event)) or self.purpose == "own":
            raise Refused("not-allowed")
        if self.members.pop(event["person"], None) is None:
            raise Refused("not-allowed")
        self.former.append(event["person"])
        self.epoch_due = True

    def _never_used(self, person: str) -> bool:
        member = self.members.get(person)
        return member is not None and member.role == "reporter" and member.sign == self.intake

    def _replace_key(self, event: dict[str, Any]) -> None:
        if event["person"] != event["author"]:
            raise Refused("not-allowed")
        rest = {k: v for k, v in event.items() if k != "proof"}
        verify("replace-key", event["sign"], unbin(event["proof"]), canonical(rest))
        member = self._author(event)
        member.sign, member.seal, member.one_time = event["sign"], event["seal"], False
        self.epoch_due = True

    def _rejoin(self, event: dict[str, Any]) -> None:
        member = self.members.get(event["person"])
        if self.purpose != "conversation" or member is None or member.role != "reporter":
            raise Refused("not-allowed")
        if self._author(event).role != "counsellor":
            raise Refused("not-allowed")
        member.sign, member.seal, member.one_time = event["sign"], event["seal"], True
        member.stays, member.from_epoch = False, 0
        self.epoch_due = True

    def _close(self, event: dict[str, Any]) -> None:
        if self.purpose == "notebook":
            raise Refused("not-allowed")
        self.phase = "closed"

    def _reopen(self, event: dict[str, Any]) -> None:
        if self.phase != "closed":
            raise Refused("not-allowed")
        self.phase = "open"

    def _withdraw(self, event: dict[str, Any]) -> None:
        if not self._own_hand(event) or self.purpose not in {"conversation", "notebook"}:
            raise Refused("not-allowed")
        self.before_withdrawal, self.phase = self.phase, "withdrawn"

    def _restore(self, event: dict[str, Any]) -> None:
        if not self._own_hand(event) or self.phase != "withdrawn":
            raise Refused("not-allowed")
        self.phase = self.before_withdrawal

    def _frame(self, item: bytes) -> dict[str, Any]:
        size = int.from_bytes(item[1:3], "big")
        frame: dict[str, Any] = read_canonical(item[3 : 3 + size])
        self._place(frame)
        if frame["epoch"] != self.epoch:
            raise Refused("wrong-epoch")
        if self.phase != "open" or self.epoch_due:
            raise Refused("not-allowed")
        return frame


def body_of(item: bytes, header: bytes) -> tuple[dict[str, Any], bytes]:
    """The frame of a statement, and its age file put together again."""
    size = int.from_bytes(item[1:3], "big")
    frame: dict[str, Any] = read_canonical(item[3 : 3 + size])
    if sha256(header) != frame["header"]:
        raise Refused("unreadable")
    return frame, header + item[3 + size :]


def read_statement(frame: dict[str, Any], plain: bytes) -> tuple[dict[str, Any], bytes]:
    """A statement's JSON and its signature, for the caller to check with the author's key."""
    n = int.from_bytes(plain[:4], "big")
    signature, text, padding = plain[4:68], plain[68 : 68 + n], plain[68 + n :]
    if len(plain) != statement_class(68 + n) or any(padding):
        raise Refused("bad-shape")
    statement: dict[str, Any] = read_canonical(text)
    shared = ("instance", "conversation", "id", "seq", "epoch", "prev")
    if any(statement[name] != frame[name] for name in shared):
        raise Refused("bad-shape")
    return statement, signature
