"""Operations of docs/protocol.md 6.2: signing in with a return phrase, and replacing it."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from luwte.vault import locators, tokens
from luwte.vault.api.bodies import (
    Bin,
    Count,
    Id,
    Key,
    Meta,
    Signature,
    read_parts,
    refuses,
    takes_parts,
)
from luwte.vault.api.conversations import AppendMeta, LocatorMeta, batch_of
from luwte.vault.batches import LocatorOffer
from luwte.vault.gates import OCTETS, SEALED, SMALL, Gate, LocatorGate
from luwte.vault.instance import instance_id
from luwte.vault.refusals import refusal
from luwte.vault.wire import Malformed, to_bin

router = Router(tags=["reporter"])

# As many as an index of 4 kB holds, and some.
CONVERSATIONS_MOST = 32

Challenge = Annotated[str, Field(max_length=200)]


class LocatorSignIn(Schema):
    """The locator (32 bytes), and its key's signature over a fresh challenge."""

    locator: Key
    challenge: Challenge
    signature: Signature


class LocatorOpened(Schema):
    """What a return phrase opens."""

    token: str
    index: Bin
    version: Count
    intake: bool
    days: list[str]


class ParticipantSignIn(Schema):
    """Who, where, and the signing key's signature over a fresh challenge."""

    conversation: Id
    person: Id
    challenge: Challenge
    signature: Signature


class Token(Schema):
    """Good for thirty minutes."""

    token: str


class VersionMeta(Meta):
    """The version that this replaces."""

    version: Count


class Version(Schema):
    """The version that it is now."""

    version: Count


class ReplaceMeta(Meta):
    """The new locator, and for each conversation what `append` would say."""

    locator: LocatorMeta
    conversations: Annotated[list[AppendMeta], Field(max_length=CONVERSATIONS_MOST)]


class Replaced(Schema):
    """As after signing in with the new phrase."""

    token: str
    version: Count


class Empty(Schema):
    """An empty object: it was done."""


@router.post(
    "/locator/sign-in",
    auth=Gate(per_second=200),
    response={200: LocatorOpened, **refuses(401, 411)},
)
def locator_sign_in(request: HttpRequest, body: LocatorSignIn) -> HttpResponse:
    """Open the index of a return phrase."""
    found = locators.sign_in(instance_id(), body.locator, body.challenge, body.signature)
    return JsonResponse(
        {
            "token": found.token,
            "index": to_bin(found.index),
            "version": found.version,
            "intake": found.intake,
            "days": [day.isoformat() for day in found.days],
        }
    )


@router.post(
    "/locator/update",
    auth=LocatorGate(OCTETS, most=SMALL),
    response={200: Version, **refuses(401, 409, 411)},
    openapi_extra=takes_parts(VersionMeta, "the index"),
)
def locator_update(request: HttpRequest) -> HttpResponse:
    """Replace the index, unless it was changed meanwhile."""
    meta, parts = read_parts(request, VersionMeta)
    claim: tokens.LocatorClaim = request.auth  # type: ignore[attr-defined]
    if len(parts) != 1:
        raise refusal("malformed")
    try:
        return JsonResponse({"version": locators.update(claim, meta.version, parts[0])})
    except Malformed as error:
        raise refusal("malformed") from error


@router.post(
    "/locator/forget",
    auth=LocatorGate(),
    response={200: Empty, **refuses(401, 411)},
)
def locator_forget(request: HttpRequest, body: Empty) -> HttpResponse:
    """The phrase opens nothing any more."""
    locators.forget(request.auth)  # type: ignore[attr-defined]
    return JsonResponse({})


@router.post(
    "/participant/sign-in",
    auth=Gate(per_second=400),
    response={200: Token, **refuses(401, 411)},
)
def participant_sign_in(request: HttpRequest, body: ParticipantSignIn) -> HttpResponse:
    """A token for one conversation."""
    token = locators.participant_sign_in(
        instance_id(), body.conversation, body.person, body.challenge, body.signature
    )
    return JsonResponse({"token": token})


@router.post(
    "/phrase/replace",
    auth=LocatorGate(OCTETS, most=SEALED),
    response={200: Replaced, **refuses(401, 403, 404, 409, 411)},
    openapi_extra=takes_parts(
        ReplaceMeta, "the new index", "for each conversation the parts of append"
    ),
)
def phrase_replace(request: HttpRequest) -> HttpResponse:
    """New keys in every conversation, the new phrase in, the old one out, all or nothing."""
    meta, parts = read_parts(request, ReplaceMeta)
    claim: tokens.LocatorClaim = request.auth  # type: ignore[attr-defined]
    counts = [one.batch().parts for one in meta.conversations]
    if len(parts) != 1 + sum(counts) or any(one.locator for one in meta.conversations):
        raise refusal("malformed")
    given = meta.locator
    offer = LocatorOffer(given.hash, given.key, given.intake, parts[0])
    batches = []
    at = 1
    for one, count in zip(meta.conversations, counts, strict=True):
        batches.append(batch_of(one.conversation, one, parts[at : at + count]))
        at += count
    try:
        locators.replace_phrase(claim, offer, batches)
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({"token": tokens.locator_token(offer.hash, offer.sign), "version": 1})
