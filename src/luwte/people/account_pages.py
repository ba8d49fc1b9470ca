"""The pages of /account/ that allauth doesn't have."""

from __future__ import annotations

from typing import cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luwte.people.access import fully_signed_in, has_second_factor
from luwte.people.models import Appointment, User, person_of


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what they can do here."""
    person = person_of(request.user)
    context = {
        "has_second_factor": has_second_factor(request.user),
        "fully_signed_in": fully_signed_in(request),
        "leads": Appointment.objects.leading(person).exists(),
        "has_board": Appointment.objects.not_ended().filter(person=person).exists(),
    }
    return render(request, "account/home.html", context)


@require_safe
@login_required
def totp_picture(request: HttpRequest) -> HttpResponse:
    """The QR code for an authenticator app. Its own address: a page may hold no picture itself."""
    adapter = get_adapter()
    address = adapter.build_totp_url(cast(User, request.user), get_totp_secret())
    return HttpResponse(adapter.build_totp_svg(address), content_type="image/svg+xml")
