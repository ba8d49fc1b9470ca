"""What each role would ask of each operation, about the conversation of `town`."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from unittest.mock import patch

from luwte.vault.wire import from_bin
from tests.guarantees.asking import parts
from tests.guarantees.town import Town, head_of, roster_told
from tests.vault import writer
from tests.vault.writer import Keys, Log, Member

Body = dict[str, object] | bytes
Asked = tuple[Body, str]


def unknown() -> str:
    """An id that nothing has."""
    return secrets.token_hex(16)


def same(body: Body) -> Callable[[Town, str], Asked]:
    """What doesn't depend on who asks."""
    return lambda town, role: (body, "")


def about(**members: str) -> Callable[[Town, str], Asked]:
    """A body of JSON with attributes of the town in it."""

    def asked(town: Town, role: str) -> Asked:
        values = {name: town_value(town, value) for name, value in members.items()}
        return values | ({"from": 0} if "conversation" in members and len(members) == 1 else {}), ""

    return asked


def decision(town: Town, _role: str) -> Asked:
    """About a signal that isn't there: who has no role there must not learn even that."""
    return {"organisation": town.organisation, "signal": unknown(), "decision": "watch"}, ""


def town_value(town: Town, path: str) -> object:
    found: object = town
    for name in path.split("."):
        found = getattr(found, name)
    return found


def by_phrase(body: Body) -> Callable[[Town, str], Asked]:
    """The reporter shows the token of their phrase instead of that of the conversation."""
    return lambda town, role: (body, town.talk.locator_token if role == "reporter" else "")


def proof(town: Town, role: str) -> Asked:
    """By somebody who knows the ids but has no key."""
    talk = town.talk
    return {
        "conversation": talk.conversation,
        "person": talk.person,
        "challenge": "x",
        "signature": "A" * 86,
    }, ""


def closing(town: Town, role: str, *, known: bool = True) -> Asked:
    """`close`, well-formed and in place, signed with a key of one's own making."""
    person = town.talk.person if role == "reporter" else town.persons.get(role, unknown())
    with patch.object(writer, "instance_id", lambda: town.instance_id):
        log = Log(conversation=town.talk.conversation if known else unknown())
        log.head, log.length = head_of(town)
        request = log.event("close", Member(person, role, Keys(0))).take()
    request.extra["conversation"] = log.conversation
    return request.body(), ""


def availability(town: Town, role: str) -> Asked:
    return {
        "organisation": town.organisation,
        "promise_days": 2,
        "absent_from": "",
        "absent_until": "",
        "on_site": {"nl": "", "en": ""},
        "phone": "",
        "stand_in": "",
    }, ""


def hours(town: Town, role: str) -> Asked:
    return {"organisation": town.organisation, "weekly": [], "visits": [], "places": []}, ""


def card(town: Town, role: str) -> Asked:
    """The chosen counsellor's own card, sent by whoever."""
    told = roster_told(town)
    found = json.loads(from_bin(told["entries"][0])[65:])
    profile = from_bin(told["profiles"][0])
    meta: dict[str, object] = {"organisation": town.organisation, "portrait": False}
    return parts(meta, from_bin(found["card"]), profile), ""


def entry(town: Town, role: str) -> Asked:
    """The last entry of the roster, handed in again."""
    last = from_bin(roster_told(town)["entries"][-1])
    return parts({"organisation": town.organisation}, last), ""


def head(town: Town, role: str) -> Asked:
    """A head that the chosen counsellor signed."""
    signed = from_bin(roster_told(town)["heads"][0])
    return parts({"roster": town.roster}, signed), ""


def registration(town: Town, role: str) -> Asked:
    """One case, of the chosen one's organisation."""
    one = {"token": "A" * 43, "kind": "not-counted", "version": 1, "year": 2026}
    return {"organisation": town.organisation, "registrations": [one]}, ""


def judgement(town: Town, role: str) -> Asked:
    """With a token that somebody made up."""
    token = {"year": 2026, "number": "A" * 43, "output": "A" * 86}
    answers = {"helped": "yes", "safe": "yes", "harmed": "no"}
    return {"organisation": town.organisation, **token, **answers}, ""


def judgement_key(town: Town, role: str) -> Asked:
    return {"organisation": town.organisation, "year": 2026}, ""


def blind_token(town: Town, role: str) -> Asked:
    """Of the conversation, which is open."""
    return {"conversation": town.talk.conversation, "blinded": "A" * 43}, ""


def shredding(town: Town, role: str) -> Asked:
    """Of the conversation, which is nobody's own log."""
    body = {"conversation": town.talk.conversation, "before": 1, "signature": "A" * 86}
    return body, ""


KEYS: Body = {"bundle": "AA", "unlockers": [], "previous": ""}

OPERATIONS: dict[str, Callable[[Town, str], Asked]] = {
    "invitation": same({"invitation": "unknown"}),
    "invitation/accept": same({"invitation": "unknown", "password": "x"}),
    "agreement": about(organisation="organisation"),
    "me": same({}),
    "me/settings": same({"language": "nl"}),
    "me/crossing": same({}),
    "me/availability": availability,
    "me/hours": hours,
    "me/keys": same(KEYS),
    "challenge": same({}),
    "work": same({}),
    "roster": about(fingerprint="roster"),
    "guide": about(fingerprint="roster"),
    "hours": about(fingerprint="roster"),
    "portrait": same({"portrait": "0" * 64}),
    "locator/sign-in": same({"locator": "A" * 43, "challenge": "x", "signature": "A" * 86}),
    "locator/update": by_phrase(parts({"version": 1}, b"no index")),
    "locator/forget": by_phrase({}),
    "participant/sign-in": proof,
    "phrase/replace": by_phrase(parts({})),
    "conversations/create": same(parts({})),
    "conversations/append": closing,
    "conversations/append#unknown": lambda town, role: closing(town, role, known=False),
    "conversations/read": about(conversation="talk.conversation"),
    "conversations/read#elsewhere": about(conversation="other_talk.conversation"),
    "conversations/read#notebook": about(conversation="talk.notebook"),
    "conversations/shred": shredding,
    "conversations/list": same({"after": 0, "limit": 10}),
    "conversations/token": blind_token,
    "registrations/form": about(organisation="organisation"),
    "registrations/hand-over": registration,
    "judgements/key": judgement_key,
    "judgements": judgement,
    "judgements/shown": about(organisation="organisation"),
    "signals": about(organisation="organisation"),
    "signals/decide": decision,
    "roster/card": card,
    "roster/pending": about(organisation="organisation"),
    "roster/append": entry,
    "roster/head": head,
    "uploads/start": same({"size": 1_205}),
    "uploads/chunk": same(parts({"upload": "0" * 32, "offset": 0}, b"x")),
    "uploads/status": same({"upload": "0" * 32}),
    "blobs/read": about(conversation="talk.conversation", upload="talk.upload"),
    "blobs/read#elsewhere": about(
        conversation="other_talk.conversation", upload="other_talk.upload"
    ),
}
