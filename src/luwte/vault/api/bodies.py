"""Reading and writing octet-stream bodies, and saying in OpenAPI what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from luwte.people.api import ProblemDetails
from luwte.vault.gates import OCTETS
from luwte.vault.refusals import refusal
from luwte.vault.wire import BIN_32, Malformed, join_parts, split_parts

PARTS_MOST = 512

Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Key = Annotated[str, Field(pattern=f"^{BIN_32.pattern}$")]
Signature = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{85}[AQgw]$")]
Fingerprint = Annotated[str, Field(pattern="^[a-z2-7]{32}$")]
Bin = Annotated[str, Field(pattern="^[A-Za-z0-9_-]*$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
NoneOr = "^$|"


class Meta(BaseModel):
    """A JSON object with exactly these members."""

    model_config = ConfigDict(extra="forbid", strict=True)


M = TypeVar("M", bound=Meta)


def read_parts(request: HttpRequest, model: type[M]) -> tuple[M, list[bytes]]:
    """The meta and the parts after it."""
    try:
        parts = split_parts(request.body, PARTS_MOST)
    except (Malformed, UnreadablePostError) as error:
        raise refusal("unreadable") from error
    if not parts:
        raise refusal("unreadable")
    try:
        return model.model_validate_json(parts[0]), parts[1:]
    except (ValidationError, RecursionError) as error:
        raise refusal("malformed") from error


def octets(data: bytes | memoryview) -> HttpResponse:
    """An octet-stream answer."""
    return HttpResponse(data, content_type=OCTETS)


def parts_answer(meta: bytes, parts: Iterable[bytes | memoryview]) -> HttpResponse:
    """An octet-stream answer of parts."""
    return octets(join_parts([meta, *parts]))


# --- OpenAPI ------------------------------------------------------------------------------------

ALWAYS = (400, 413, 415, 422, 429, 503, 507)


def refuses(*statuses: int) -> dict[int, Any]:
    """The answers by which an operation may refuse, besides those that any may give."""
    return dict.fromkeys(sorted({*ALWAYS, *statuses}), ProblemDetails)


def takes_parts(model: type[Meta], *parts: str) -> dict[str, Any]:
    """OpenAPI for a body of parts; `parts` say what follows the meta."""
    members = ", ".join(model.model_fields)
    listed = "; ".join((f"meta, UTF-8 JSON with {members}", *parts))
    return {
        "requestBody": {
            "required": True,
            "description": f"Parts, each u32 length and bytes: {listed}. See docs/protocol.md 6.",
            "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
        }
    }


def gives_octets(description: str) -> dict[str, Any]:
    """OpenAPI for an octet-stream answer."""
    return {
        "responses": {
            200: {
                "description": description,
                "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    }
