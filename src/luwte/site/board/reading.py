"""Reading a published report with a link and a code, without an account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from luwte.reports.outputs.document import whole
from luwte.reports.reading_links import ReadingLink, link_of, opened
from luwte.site.board.reports import TYPES, drawn, page_language, taken_along

COOKIE = "reading"
SALT = "luwte/v1/reading"
#: Long enough for a meeting; then the code is asked again.
LASTS = 12 * 60 * 60


class CodeForm(forms.Form):
    """The code, with or without spaces."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Eight digits. Whoever gave you the link tells you the code."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The code is asked; then the report is there. An unknown link asks for a code too."""
    link = link_shown(request, token)
    if link is not None and request.method != "POST":
        return shown(request, link, token)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link = opened(token, form.cleaned_data["code"])
        if link is not None:
            return let_in(link, token)
        form.add_error("code", _("This link and this code don't open anything, or not any more."))
    return render(request, "site/read/code.html", {"form": form})


@require_safe
def chart(request: HttpRequest, token: str, table: str, language: str, look: str) -> HttpResponse:
    """One chart of it."""
    return drawn(required(request, token).newest().read(), table, language, look)


@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """What can be taken along."""
    report = required(request, token).newest()
    made = taken_along(report.read(), name)
    answer = HttpResponse(made, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{report.end.year}-{name}"'
    return answer


def let_in(link: ReadingLink, token: str) -> HttpResponse:
    """Remember in this browser, for this link only, that its code was given."""
    answer = redirect("read", token=token)
    answer.set_signed_cookie(
        COOKIE,
        link.public_id,
        salt=SALT,
        max_age=LASTS,
        path=reverse("read", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def link_shown(request: HttpRequest, token: str) -> ReadingLink | None:
    """The link, when it still works and its code was given in this browser."""
    given = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=LASTS)
    link = link_of(token) if given else None
    return link if link is not None and link.public_id == given else None


def required(request: HttpRequest, token: str) -> ReadingLink:
    link = link_shown(request, token)
    if link is None:
        raise Http404
    return link


def shown(request: HttpRequest, link: ReadingLink, token: str) -> HttpResponse:
    report = link.newest()
    context = {
        "organisation": report.organisation,
        "document": whole(report.read(), page_language()),
        "token": token,
        "charts": f"{reverse('read', args=[token])}chart/",
        "until": link.until,
    }
    return render(request, "site/read/report.html", context)
