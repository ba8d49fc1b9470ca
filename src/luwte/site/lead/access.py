"""Who may come in: counsellors and coordinators of the organisation, with a second step."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from luwte.organisations.models import Organisation
from luwte.people.access import fully_signed_in
from luwte.people.models import Appointment, Person, User, person_of
from luwte.site.words_back import to_sign_in

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def led_by(person: Person | None) -> list[Organisation]:
    """Where this person is a counsellor or coordinator now, by name."""
    if person is None:
        return []
    appointments = Appointment.objects.leading(person)
    return list(
        Organisation.objects.filter(pk__in=appointments.values("organisation")).order_by("name")
    )


def organisation_led(request: HttpRequest, slug: str) -> Organisation:
    """The one of this name, when the person signed in leads it; Http404 as if it weren't there."""
    for one in led_by(person_of(request.user)):
        if one.slug == slug:
            return one
    raise Http404


def is_counsellor_at(person: Person | None, slug: str) -> bool:
    """Whether this person is a counsellor there now, not only a coordinator."""
    mine = Appointment.objects.counsellors().not_ended().filter(person=person)
    return mine.filter(organisation__slug=slug).exists()


def leads_only(view: View[Rest]) -> View[Rest]:
    """Sends visitors to sign in, others away, and who lacks a second step to set it up."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        if not led_by(person_of(request.user)):
            raise PermissionDenied
        if not fully_signed_in(request):
            return redirect("account")
        return view(request, *args, **kwargs)

    return checked  # type: ignore[return-value]


def counsellors_only(view: View[Rest]) -> View[Rest]:
    """As `leads_only`, and of the place in the address a counsellor. Others: as if it weren't."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not is_counsellor_at(person_of(request.user), str(kwargs.get("slug"))):
            raise Http404
        return view(request, *args, **kwargs)

    return leads_only(checked)  # type: ignore[arg-type]
