"""Arriving on the site from the desk. Works without script."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luwte.people import crossing
from luwte.people.accepting import BACKEND


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_desk(request: HttpRequest, token: str) -> HttpResponse:
    """Says as whom one goes on; sent back, that account is signed in here.

    Only a press of the button signs in: a link that somebody else sends signs nobody in unseen,
    and a program that looks at links uses nothing up.
    """
    user = crossing.cross(token) if request.method == "POST" else crossing.who(token)
    if user is None:
        return render(request, "people/from_desk.html", status=404)
    if request.method != "POST":
        return render(request, "people/from_desk.html", {"coming": user})
    login(request, user, backend=BACKEND)
    # At the desk both steps were taken.
    record_authentication(request, user, method="mfa", by="desk")
    return redirect("lead")
