"""Accepting an invitation on the site, for who has no desk and no keys. Works without script."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luwte.people.accepting import accept, gone
from luwte.people.access import fully_signed_in
from luwte.people.invitations import Invitation
from luwte.people.models import Appointment, User
from luwte.people.problems import Problem


class PasswordForm(forms.Form):
    """What somebody new will sign in with. It is weighed by `accept`."""

    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=_("At least 12 characters. Four words of your own work well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says whom the link is for; sent back, the account and the role are there."""
    found = Invitation.objects.by_token(token)
    if found is None:
        return page(request, {"problem": gone()}, status=404)
    if found.role == Appointment.Role.COUNSELLOR:
        return redirect(f"{settings.LUWTE.app_origin}/desk/#/invitation/{token}")
    known = User.objects.filter(email__iexact=found.email).first()
    form = PasswordForm(request.POST or None) if known is None else None
    context = {"invitation": found, "form": form, "token": token}
    if known is not None and (request.user != known or not fully_signed_in(request)):
        return page(request, context | {"sign_in_first": True})
    if request.method != "POST" or (form is not None and not form.is_valid()):
        return page(request, context)
    try:
        accept(request, token, form.cleaned_data["password"] if form else "")
    except Problem as problem:
        return page(request, context | {"problem": problem}, status=problem.status)
    return redirect("mfa_activate_totp" if form else "account")


def page(request: HttpRequest, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    return render(request, "people/invitation.html", dict(context), status=status)
