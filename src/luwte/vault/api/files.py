"""Operations of docs/protocol.md 6.7: sending and fetching sealed files piece by piece."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from luwte.vault import uploads
from luwte.vault.api.bodies import (
    Count,
    Id,
    Meta,
    gives_octets,
    octets,
    read_parts,
    refuses,
    takes_parts,
)
from luwte.vault.gates import CHUNK, OCTETS, Gate, OpenGate, ParticipantGate
from luwte.vault.logs import Actor
from luwte.vault.refusals import refusal
from luwte.vault.wire import Malformed
from luwte.vault.work import WORK_MOST, check_work, spend

router = Router(tags=["files"])

FRAMING = 1_024


class StartIn(Schema):
    """Bytes of the whole sealed stream. Reporters hand in solved work."""

    size: Annotated[int, Field(ge=1, le=2**53 - 1)]
    work: Annotated[str, Field(max_length=WORK_MOST)] = ""


class Started(Schema):
    """The upload's id, and how much goes into one piece at most."""

    upload: Id
    chunk: int


class ChunkMeta(Meta):
    """Which upload, and where in it these bytes belong."""

    upload: Id
    offset: Count


class Offset(Schema):
    """How much there is now."""

    offset: Count


class UploadIn(Schema):
    """Which upload."""

    upload: Id


class Status(Schema):
    """How much there is, of how much."""

    offset: Count
    size: Count


class BlobIn(Schema):
    """A part of a file of this conversation."""

    conversation: Id
    upload: Id
    offset: Count = 0
    length: Annotated[int, Field(ge=1, le=uploads.CHUNK)] = uploads.CHUNK


@router.post(
    "/uploads/start",
    auth=OpenGate(per_second=100),
    response={200: Started, **refuses(401, 403, 411)},
)
def start(request: HttpRequest, body: StartIn) -> HttpResponse:
    """Make room for a sealed file."""
    entrant: Any = request.auth  # type: ignore[attr-defined]
    if body.work:
        spend(check_work(body.work))
    else:
        entrant.counsellor()
    try:
        upload = uploads.start(body.size)
    except Malformed as error:
        raise refusal("malformed") from error
    return JsonResponse({"upload": upload, "chunk": uploads.CHUNK})


@router.post(
    "/uploads/chunk",
    auth=Gate(OCTETS, most=CHUNK + FRAMING),
    response={200: Offset, **refuses(404, 409, 411)},
    openapi_extra=takes_parts(ChunkMeta, "the bytes"),
)
def chunk(request: HttpRequest) -> HttpResponse:
    """Add the next piece; where to go on is in the answer, also when it differs (409)."""
    meta, parts = read_parts(request, ChunkMeta)
    if len(parts) != 1:
        raise refusal("malformed")
    try:
        return JsonResponse({"offset": uploads.add(meta.upload, meta.offset, parts[0])})
    except Malformed as error:
        raise refusal("malformed") from error


@router.post("/uploads/status", auth=Gate(), response={200: Status, **refuses(404, 411)})
def status(request: HttpRequest, body: UploadIn) -> HttpResponse:
    """Where to go on."""
    offset, size = uploads.status(body.upload)
    return JsonResponse({"offset": offset, "size": size})


@router.post(
    "/blobs/read",
    auth=ParticipantGate(),
    response={**refuses(401, 403, 404, 411)},
    openapi_extra=gives_octets("At most 1 MiB of the sealed stream."),
)
def read(request: HttpRequest, body: BlobIn) -> HttpResponse:
    """A part of a sealed file."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return octets(uploads.read(actor, body.conversation, body.upload, body.offset, body.length))
