"""The start page, health, and the pages for what went wrong."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_safe

from luwte.site.hosts import is_application_host


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The site's first page."""
    return render(request, "site/start.html")


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Says ok when the database answers; monitors need no more and learn no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back. A link, so that reading a page sets no cookie at all."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    wanted = request.GET.get("next", "/")
    response = redirect(wanted if url_has_allowed_host_and_scheme(wanted, None) else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "site/not_found.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/refused.html", status=403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that waited too long, or a browser that keeps no cookies."""
    if is_application_host(request):
        return plain_refused(request)
    return render(request, "site/csrf_refused.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "site/failed.html", status=500)


def plain_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The application host has no pages of its own."""
    return HttpResponse("404\n", status=404, content_type="text/plain")


def plain_refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("403\n", status=403, content_type="text/plain")


def plain_failed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("500\n", status=500, content_type="text/plain")


def plain_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("400\n", status=400, content_type="text/plain")
