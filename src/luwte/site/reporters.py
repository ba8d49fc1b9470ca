"""A reporter's calls go past everything that serves sessions, pages and forms.

They carry no cookie, so nothing of that is for them; and what isn't run can't leave a trace.
"""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, get_resolver
from django.utils import translation

from luwte.registry.api import REPORTERS_OPERATIONS as JUDGING
from luwte.site.hosts import APPLICATION_URLS, GetResponse
from luwte.vault.api import REPORTERS_OPERATIONS

API = "/api/v1/"
PATHS = frozenset(API + operation for operation in REPORTERS_OPERATIONS | JUDGING)


@cache
def view_of(path: str) -> ResolverMatch:
    """The operation at this address, looked up once."""
    return get_resolver(APPLICATION_URLS).resolve(path)


class ReportersCalls:
    """Answers calls of reporters here and now; passes on whatever else comes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        on_application = getattr(request, "urlconf", "") == APPLICATION_URLS
        if (
            path not in PATHS
            or not on_application
            or settings.SESSION_COOKIE_NAME in request.COOKIES
        ):
            return self.get_response(request)
        match = request.resolver_match = view_of(path)
        with translation.override(translation.get_language_from_request(request)):
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        response.headers["Content-Length"] = str(len(response.content))
        return response
