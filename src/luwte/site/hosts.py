"""Two hosts, one server: the public site, and the applications with their sealed API."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

GetResponse = Callable[[HttpRequest], HttpResponse]

SITE_URLS = "luwte.site.urls_site"
APPLICATION_URLS = "luwte.site.urls_application"


def is_application_host(request: HttpRequest) -> bool:
    """Whether this request came in on the application host. Raises DisallowedHost for neither."""
    name = request.get_host().rsplit(":", 1)[0].lower()
    site, application = settings.LUWTE.hosts
    # Django lets "host." pass for "host"; a browser keeps them apart, so neither is ours.
    if name not in (site, application):
        raise DisallowedHost
    return bool(name == application)


class HostRouting:
    """Gives each host its own addresses, so that neither serves a page of the other."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        application = is_application_host(request)
        urls = APPLICATION_URLS if application else SITE_URLS
        request.urlconf = urls  # type: ignore[attr-defined]
        # For the answer to a failure that comes before any address was looked up.
        set_urlconf(urls)
        return self.get_response(request)
