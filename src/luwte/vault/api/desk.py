"""Operations of docs/protocol.md 6.6 that touch keys: `me`, `me/keys` and `roster/…`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from luwte.people.models import Person
from luwte.vault import keyrings, rosters
from luwte.vault.api.bodies import (
    Bin,
    Count,
    Fingerprint,
    Hash,
    Id,
    Meta,
    read_parts,
    refuses,
    takes_parts,
)
from luwte.vault.gates import OCTETS, SessionGate
from luwte.vault.instance import instance_id
from luwte.vault.models import PendingCard, PublicBlob
from luwte.vault.refusals import refusal
from luwte.vault.wire import Malformed, from_bin, to_bin

router = Router(tags=["counsellor"])

KEYS_MOST = 256 * 1024
CARD_MOST = 512 * 1024


class Empty(Schema):
    """An empty object."""


class UnlockerIn(Schema):
    """One way to open the bundle."""

    id: Id
    type: Literal["passkey", "words", "passphrase", "recovery"]
    sealed: Annotated[Bin, Field(max_length=8_000)]
    label: Annotated[str, Field(max_length=80)] = ""


class KeysIn(Schema):
    """All of it anew. `previous` is the hash of the bundle that this replaces, or ""."""

    bundle: Annotated[Bin, Field(min_length=1, max_length=90_000)]
    unlockers: Annotated[list[UnlockerIn], Field(min_length=1, max_length=16)]
    previous: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]


class OrganisationOf(Schema):
    """One's place in an organisation."""

    id: Id
    name: str
    slug: str
    kind: str
    languages: list[str]
    sector: str
    roster: str
    provider_roster: str
    position: str
    state: Literal["invited", "card-sent", "current", "ended"]
    retention_months: int
    retention_once: int
    retention_formal: int
    promise_days: int


class Me(Schema):
    """What the desk needs to start."""

    person: Id
    email: str
    name: str
    language: str
    second_factor: bool
    bundle: Bin
    unlockers: list[UnlockerIn]
    own: str
    organisations: list[OrganisationOf]
    notify: str


class CardMeta(Meta):
    """Where, and whether a portrait comes along."""

    organisation: Id
    portrait: bool


class OrganisationIn(Schema):
    """Where."""

    organisation: Id


class Pending(Schema):
    """A card that waits, with what it shows and who sent it."""

    card: Bin
    profile: Bin
    name: str


class PendingOut(Schema):
    """Cards that wait for a colleague."""

    cards: list[Pending]


class EntryMeta(Meta):
    """Whose roster."""

    organisation: Id


class RosterAt(Schema):
    """Where the roster stands now."""

    length: Count
    head: Hash
    roster: Fingerprint


class HeadMeta(Meta):
    """Which roster."""

    roster: Fingerprint


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; the gate saw to it."""
    person: Person = request.auth  # type: ignore[attr-defined]
    return person


@router.post("/me", auth=SessionGate(), response={200: Me, **refuses(401, 403, 411)})
def me(request: HttpRequest, body: Empty) -> HttpResponse:
    """Who one is, one's sealed keys, and where one is a counsellor."""
    return JsonResponse(keyrings.describe(person_of(request)))


@router.post(
    "/me/keys",
    auth=SessionGate(most=KEYS_MOST),
    response={200: Empty, **refuses(401, 403, 409, 411)},
)
def keys(request: HttpRequest, body: KeysIn) -> HttpResponse:
    """Keep one's sealed keys, in place of those that were seen before."""
    if len({unlocker.id for unlocker in body.unlockers}) != len(body.unlockers):
        raise refusal("malformed")
    try:
        unlockers = [
            keyrings.NewUnlocker(one.id, one.type, from_bin(one.sealed), one.label)
            for one in body.unlockers
        ]
        keyrings.keep(person_of(request).public_id, from_bin(body.bundle), unlockers, body.previous)
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({})


@router.post(
    "/roster/card",
    auth=SessionGate(OCTETS, most=CARD_MOST),
    response={200: Empty, **refuses(401, 403, 411)},
    openapi_extra=takes_parts(CardMeta, "the card", "the profile", "the portrait, if any"),
)
def card(request: HttpRequest) -> HttpResponse:
    """Send a card for counter-signing, or with it what a new profile shows."""
    meta, parts = read_parts(request, CardMeta)
    if len(parts) != 2 + meta.portrait:
        raise refusal("malformed")
    portrait = parts[2] if meta.portrait else b""
    person = person_of(request).public_id
    try:
        rosters.send_card(instance_id(), person, meta.organisation, parts[0], parts[1], portrait)
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({})


@router.post(
    "/roster/pending",
    auth=SessionGate(),
    response={200: PendingOut, **refuses(401, 403, 411)},
)
def pending(request: HttpRequest, body: OrganisationIn) -> HttpResponse:
    """Cards that this counsellor could counter-sign."""
    waiting = rosters.waiting_for(person_of(request).public_id, body.organisation)
    return JsonResponse({"cards": [describe(one) for one in waiting]})


def describe(one: PendingCard) -> dict[str, Any]:
    profile = PublicBlob.objects.values_list("bytes", flat=True).get(hash=one.profile)
    name = Person.objects.values_list("name", flat=True).get(public_id=one.person)
    return {"card": to_bin(one.card), "profile": to_bin(profile), "name": name}


@router.post(
    "/roster/append",
    auth=SessionGate(OCTETS, per_second=50),
    response={200: RosterAt, **refuses(401, 403, 404, 409, 411)},
    openapi_extra=takes_parts(EntryMeta, "the entry"),
)
def append(request: HttpRequest) -> HttpResponse:
    """Add an entry to a roster, if it follows on its head."""
    meta, parts = read_parts(request, EntryMeta)
    if len(parts) != 1:
        raise refusal("malformed")
    person = person_of(request).public_id
    try:
        chain = rosters.append(instance_id(), person, meta.organisation, parts[0])
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({"length": chain.length, "head": chain.head, "roster": chain.fingerprint})


@router.post(
    "/roster/head",
    auth=SessionGate(OCTETS),
    response={200: Empty, **refuses(401, 403, 404, 411)},
    openapi_extra=takes_parts(HeadMeta, "the head"),
)
def head(request: HttpRequest) -> HttpResponse:
    """Keep the head that one has seen, for reporters to check."""
    meta, parts = read_parts(request, HeadMeta)
    if len(parts) != 1:
        raise refusal("malformed")
    try:
        rosters.sign_head(instance_id(), person_of(request).public_id, meta.roster, parts[0])
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({})
