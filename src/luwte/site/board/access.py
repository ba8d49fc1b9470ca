"""Who may come in: management of the organisation, its second address, and who leads there.

For everybody else who is signed in none of it is there. The second address sees what is for it,
and nothing else; management never sees that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from luwte.organisations.models import Organisation
from luwte.people.access import fully_signed_in
from luwte.people.models import Appointment, Person, User, person_of
from luwte.reports.advice import Advice
from luwte.site.words_back import to_sign_in

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
Role = Appointment.Role


@dataclass(frozen=True)
class Seat:
    """What somebody is in an organisation, now."""

    person: Person
    organisation: Organisation
    roles: frozenset[str]

    @property
    def is_management(self) -> bool:
        return Role.MANAGEMENT in self.roles

    @property
    def is_second_address(self) -> bool:
        """Who is management too isn't: what is about the management isn't theirs to read."""
        return Role.SECOND_ADDRESS in self.roles and not self.is_management

    @property
    def leads(self) -> bool:
        """A counsellor or coordinator."""
        return bool(self.roles & {Role.COUNSELLOR, Role.COORDINATOR})

    @property
    def reads_reports(self) -> bool:
        """What was published, and what was advised to management."""
        return self.is_management or self.leads

    @property
    def reads_advice_to(self) -> frozenset[str]:
        """Whose advice is theirs to read."""
        to_management = {Advice.Addressee.MANAGEMENT} if self.reads_reports else set()
        return self.answers_advice_to | to_management

    @property
    def answers_advice_to(self) -> frozenset[str]:
        """To whom the advice is that waits for them."""
        if self.is_management:
            return frozenset({Advice.Addressee.MANAGEMENT})
        if self.is_second_address:
            return frozenset({Advice.Addressee.SECOND_ADDRESS})
        return frozenset()


def seats_of(person: Person | None) -> list[Seat]:
    """Where this person may come in, by name of the organisation."""
    if person is None:
        return []
    mine = Appointment.objects.not_ended().filter(person=person).select_related("organisation")
    return sorted(seated(person, mine), key=lambda seat: seat.organisation.name)


def seated(person: Person, appointments: Iterable[Appointment]) -> list[Seat]:
    roles: dict[Organisation, set[str]] = {}
    for one in appointments:
        roles.setdefault(one.organisation, set()).add(one.role)
    return [Seat(person, where, frozenset(what)) for where, what in roles.items()]


def seat_at(request: HttpRequest, slug: str) -> Seat:
    """The seat of whoever is signed in; Http404 as if the organisation weren't there."""
    for one in seats_of(person_of(request.user)):
        if one.organisation.slug == slug:
            return one
    raise Http404


def reader_at(request: HttpRequest, slug: str) -> Seat:
    """The same, for who may read what was published."""
    seat = seat_at(request, slug)
    if not seat.reads_reports:
        raise Http404
    return seat


def board_only(view: View[Rest]) -> View[Rest]:
    """Sends visitors to sign in, and who lacks a second step to set it up. Others: nothing here."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return to_sign_in(request)
        if not seats_of(person_of(request.user)):
            raise Http404
        if not fully_signed_in(request):
            return redirect("account")
        return view(request, *args, **kwargs)

    return checked  # type: ignore[return-value]
