"""The API under /api/v1: each room that has one adds its router here."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from luwte.people.api import router as people
from luwte.people.problems import Problem
from luwte.vault.api import router as vault

api = NinjaAPI(title="Luwte", version="1", docs_url=None, urls_namespace="api")
api.add_router("", people)
api.add_router("", vault)


@api.exception_handler(Problem)
def refuse(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return Problem(401, "not-signed-in", _("Sign in first.")).response()


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
