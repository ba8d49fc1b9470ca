"""The API under /api/v1: each room that has one adds its router here."""

import hashlib
import json
from functools import cache
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.responses import NinjaJSONEncoder

from luwte.people.agreements import router as agreements
from luwte.people.api import router as people
from luwte.people.meeting_hours import router as meeting_hours
from luwte.people.problems import MEDIA_TYPE, RETRY_AFTER, Problem
from luwte.registry.api import router as registry
from luwte.reports.api import router as reports
from luwte.vault.api import router as vault
from luwte.vault.faults import fault
from luwte.vault.refusals import refusal

RETRY_AFTER_HEADER = {
    "description": "After so many seconds it is worth trying again.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}


class Api(NinjaAPI):
    """Says of refusals what they are: problem details, in a media type of their own."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}
                    if int(status) in RETRY_AFTER:
                        answer["headers"] = {"Retry-After": RETRY_AFTER_HEADER}
        return schema


api = Api(title="Luwte", version="1", docs_url=None, openapi_url=None, urls_namespace="api")
api.add_router("", people)
api.add_router("", meeting_hours)
api.add_router("", agreements)
api.add_router("", vault)
api.add_router("", registry)
api.add_router("", reports)


@cache
def description() -> bytes:
    """OpenAPI, as it goes over the line. Nothing in it changes while we run."""
    return json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder).encode()


@cache
def description_tag() -> str:
    """Another for another description, however many processes answer."""
    return f'"{hashlib.sha256(description()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=lambda _request: description_tag())
def describe(request: HttpRequest) -> HttpResponse:
    """The description, sent again only when it changed."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(description(), content_type="application/json", headers=headers)


@api.exception_handler(Problem)
def refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(OSError)
@api.exception_handler(OperationalError)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A full disk and a busy database have answers of their own; the rest is a fault of ours."""
    problem = fault(error)
    if problem is None:
        raise error
    return problem.response()


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return refusal("signed-out").response()


@api.exception_handler(ValidationError)
def ill_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names the fields and what is wrong with them, never what was sent in them."""
    faults = [{"at": [str(part) for part in e["loc"]], "fault": e["type"]} for e in error.errors]
    return Problem(
        422, "ill-formed", _("Something in this is not right."), faults=faults
    ).response()


@api.exception_handler(HttpError)
def refused_by_framework(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Bodies that are no JSON, and sessions without their CSRF token."""
    code = "csrf" if error.status_code == 403 else "ill-formed"
    return Problem(error.status_code, code, _("Reload the page and try again.")).response()
