"""Words that could not be saved are given back, to be copied: nothing of them is kept here."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luwte.reports.own_words_field import CONFIRMED

NOT_WRITTEN = ("csrfmiddlewaretoken", "id")
#: Shorter texts are typed again in no time.
WORTH_KEEPING = 40


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page to sign in. Whoever was signed out while writing sees the words first."""
    words = words_sent(request)
    if words:
        context = {"words": words, "next": reverse("account_login")}
        return render(request, "site/signed_out.html", context, status=403)
    return redirect_to_login(request.get_full_path())


def words_sent(request: HttpRequest) -> list[str]:
    """What somebody wrote at some length in the form that they sent."""
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        for text in texts
        if name not in NOT_WRITTEN and len(text) >= WORTH_KEEPING
        if not name.endswith(CONFIRMED)
    ]
