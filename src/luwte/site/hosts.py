"""Two hosts, one server: the public site, and the applications with their sealed API."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

SITE_URLS = "luwte.site.urls_site"
APPLICATION_URLS = "luwte.site.urls_application"


def is_application_host(request: HttpRequest) -> bool:
    """Whether this request came in on the application host. Raises DisallowedHost for neither."""
    name = request.get_host().rsplit(":", 1)[0].lower()
    application: str = settings.LUWTE.hosts[1]
    return name == application


class HostRouting:
    """Gives each host its own addresses, so that neither serves a page of the other."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        application = is_application_host(request)
        request.urlconf = APPLICATION_URLS if application else SITE_URLS  # type: ignore[attr-defined]
        return self.get_response(request)
