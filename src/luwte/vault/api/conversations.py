"""Operations of docs/protocol.md 6.3: create, append, read and list logs."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from luwte.vault import beginning, grants, judging, logs, shredding, tokens
from luwte.vault.api.bodies import (
    Count,
    Day,
    Hash,
    Id,
    Key,
    Meta,
    Signature,
    gives_octets,
    parts_answer,
    read_parts,
    refuses,
    takes_parts,
)
from luwte.vault.batches import (
    ENVELOPES_MOST,
    ITEMS_MOST,
    UPLOADS_MOST,
    Batch,
    BatchMeta,
    LocatorOffer,
    read_batch,
)
from luwte.vault.events import Event
from luwte.vault.gates import OCTETS, SEALED, OpenGate, ParticipantGate, SessionGate
from luwte.vault.instance import instance_id
from luwte.vault.pages import list_for, read_page
from luwte.vault.refusals import refusal
from luwte.vault.wire import Malformed, from_bin, to_bin
from luwte.vault.work import WORK_MOST, check_work, spending

router = Router(tags=["logs"])

DESTROYED_MOST = 512

ITEM_PARTS = (
    "the index, if there is a locator",
    "for each item its bytes and, if it has one, its age header",
    "the envelopes in order",
)


class LocatorMeta(Meta):
    """A new locator: its hash, its public key, and whether it is of a one-time phrase."""

    hash: Hash
    key: Key
    intake: bool


class LogMeta(Meta):
    """Which parts of the body are what."""

    items: Annotated[list[bool], Field(min_length=1, max_length=ITEMS_MOST)]
    envelopes: Annotated[list[Id], Field(max_length=ENVELOPES_MOST)] = []
    blobs: Annotated[list[Id], Field(max_length=UPLOADS_MOST)] = []
    locator: LocatorMeta | None = None

    def batch(self) -> BatchMeta:
        """The same, for `read_batch`."""
        return BatchMeta(self.items, self.envelopes, self.blobs)


class CreateMeta(LogMeta):
    """As `append`, and solved work when a reporter creates."""

    work: Annotated[str, Field(max_length=WORK_MOST)] = ""


class AppendMeta(LogMeta):
    """To which conversation; until when it is to be kept, when it is closed then; and which
    statements of a notebook are destroyed with it."""

    conversation: Id
    keep_until: Day | None = None
    destroyed: Annotated[list[Id], Field(max_length=DESTROYED_MOST)] = []


class Created(Schema):
    """The new log. `token` is "" for counsellors, and for what was there already."""

    conversation: Id
    head: Hash
    length: Count
    token: str


class AppendedOut(Schema):
    """Where the log stands once these items are in."""

    head: Hash
    length: Count


class ReadIn(Schema):
    """Which log, from which item on."""

    conversation: Id
    from_: Annotated[Count, Field(alias="from")] = 0


class TokenIn(Schema):
    """For which conversation, and the blinded number."""

    conversation: Id
    blinded: Key


class TokenOut(Schema):
    """The number under the key of this organisation and year, with the proof of it."""

    organisation: Id
    year: int
    element: Key
    proof: Signature


class ShredIn(Schema):
    """Of which own log, everything before which item, and the owner's word for it."""

    conversation: Id
    before: Count
    signature: Signature


class ListIn(Schema):
    """What changed after this number."""

    after: Count = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 200


class Listed(Schema):
    """One conversation of the list."""

    conversation: Id
    purpose: str
    organisation: str
    length: int
    head: str
    state: str
    day: str
    destroy_on: str
    destroy_by: str
    change: int


class ListOut(Schema):
    """Conversations in the order of their latest change."""

    conversations: list[Listed]
    last: int


def batch_of(conversation: str | None, meta: LogMeta, parts: list[bytes]) -> Batch:
    """What the parts of one log say; a new log is named by its items alone."""
    locator = None
    if meta.locator is not None:
        if not parts:
            raise refusal("malformed")
        given = meta.locator
        locator = LocatorOffer(given.hash, given.key, given.intake, parts[0])
        parts = parts[1:]
    try:
        return read_batch(instance_id(), conversation, meta.batch(), parts, locator)
    except Malformed as error:
        raise refusal("malformed") from error


def day_of(text: str | None) -> datetime.date | None:
    """A day that exists."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise refusal("malformed") from error


@router.post(
    "/conversations/create",
    auth=OpenGate(OCTETS, most=SEALED),
    response={201: Created, **refuses(401, 403, 404, 409, 411)},
    openapi_extra=takes_parts(CreateMeta, *ITEM_PARTS),
)
def create(request: HttpRequest) -> HttpResponse:
    """Begin a log. A reporter proves work; a counsellor is signed in."""
    meta, parts = read_parts(request, CreateMeta)
    batch = batch_of(None, meta, parts)
    first = batch.items[0]
    by_reporter = isinstance(first, Event) and first.fields.get("role") == grants.REPORTER
    entrant: Any = request.auth  # type: ignore[attr-defined]
    if by_reporter:
        answer = beginning.create(batch, "", lambda: spending(check_work(meta.work)))
    else:
        answer = beginning.create(batch, entrant.counsellor(), list)
    token = ""
    if by_reporter and answer.is_new and isinstance(first, Event):
        token = tokens.participant_token(batch.conversation, first.author, first.fields["sign"])
    return JsonResponse(
        {
            "conversation": batch.conversation,
            "head": answer.head,
            "length": answer.length,
            "token": token,
        },
        status=201,
    )


@router.post(
    "/conversations/append",
    auth=ParticipantGate(OCTETS, most=SEALED),
    response={200: AppendedOut, **refuses(401, 403, 404, 409, 411)},
    openapi_extra=takes_parts(AppendMeta, *ITEM_PARTS),
)
def append(request: HttpRequest) -> HttpResponse:
    """Add items to a log, in one transaction, if they fit its head; repeating is harmless."""
    meta, parts = read_parts(request, AppendMeta)
    actor: logs.Actor = request.auth  # type: ignore[attr-defined]
    batch = replace(
        batch_of(meta.conversation, meta, parts),
        keep_until=day_of(meta.keep_until),
        destroyed=tuple(meta.destroyed),
    )
    answer = logs.append(batch, actor)
    return JsonResponse({"head": answer.head, "length": answer.length})


@router.post(
    "/conversations/read",
    auth=ParticipantGate(),
    response={**refuses(401, 403, 404, 411)},
    openapi_extra=gives_octets(
        "Meta; the envelope, and the former one, if there; items and headers."
    ),
)
def read(request: HttpRequest, body: ReadIn) -> HttpResponse:
    """One page of a log, for who takes part in it."""
    actor: logs.Actor = request.auth  # type: ignore[attr-defined]
    return parts_answer(*read_page(actor, body.conversation, body.from_))


@router.post(
    "/conversations/token",
    auth=ParticipantGate(per_second=100),
    response={200: TokenOut, **refuses(401, 403, 404, 409, 411)},
)
def token(request: HttpRequest, body: TokenIn) -> HttpResponse:
    """A blind token for judging the help, once per closed conversation, for its reporter."""
    try:
        blinded = from_bin(body.blinded)
    except Malformed as error:
        raise refusal("malformed") from error
    actor: logs.Actor = request.auth  # type: ignore[attr-defined]
    given = judging.give(body.conversation, actor, blinded)
    return JsonResponse(
        {
            "organisation": given.organisation,
            "year": given.year,
            "element": to_bin(given.evaluated.element),
            "proof": to_bin(given.evaluated.proof),
        }
    )


@router.post(
    "/conversations/shred",
    auth=SessionGate(),
    response={200: dict[str, str], **refuses(401, 403, 404, 411)},
)
def shred(request: HttpRequest, body: ShredIn) -> HttpResponse:
    """Destroy what a counsellor's own log has summed up."""
    person = request.auth  # type: ignore[attr-defined]
    shredding.shred(body.conversation, person.public_id, body.before, body.signature)
    return JsonResponse({})


@router.post(
    "/conversations/list",
    auth=SessionGate(),
    response={200: ListOut, **refuses(401, 403, 411)},
)
def list_conversations(request: HttpRequest, body: ListIn) -> HttpResponse:
    """What changed for the counsellor who is signed in, oldest change first."""
    person = request.auth  # type: ignore[attr-defined]
    return JsonResponse(list_for(person.public_id, body.after, body.limit))
