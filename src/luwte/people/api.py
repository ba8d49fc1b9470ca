"""Operations of docs/protocol.md 6.6 about accounts: invitation, settings, availability."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, cast

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from ninja.utils import check_csrf
from pydantic import BeforeValidator, Field

from luwte.people import accepting, crossing
from luwte.people.access import FullySignedIn
from luwte.people.counsellors import Appointment, Person
from luwte.people.invitations import Invitation
from luwte.people.models import User
from luwte.people.notify import mail_is_seen_at_work
from luwte.people.problems import Problem

router = Router(tags=["counsellor"])

# "" is how the protocol writes "no day".
OptionalDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]
Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Language = Literal["nl", "en"]


class ProblemDetails(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str


#: What may be answered besides, by an operation that takes a body of somebody who is signed in.
REFUSALS: dict[int, type[Schema]] = dict.fromkeys((400, 401, 403, 404, 422), ProblemDetails)


class Done(Schema):
    """An empty object: it was done."""


class InvitationIn(Schema):
    """The token of the link in the mail."""

    invitation: Annotated[str, Field(max_length=100)]


class InvitedOrganisation(Schema):
    """Where the role will be."""

    name: str
    language: Language


class InvitationOut(Schema):
    """What the link tells to whoever opens it."""

    email: str
    name: str
    organisations: list[InvitedOrganisation]


class AcceptIn(InvitationIn):
    """Leave the password out to sign in with a passkey only."""

    password: Annotated[str, Field(max_length=200)] = ""


class SettingsIn(Schema):
    """What is left out stays as it is."""

    language: Language | None = None
    notify: Literal["always", "when-something-waits"] | None = None


class CrossingOut(Schema):
    """A link to the site that works once, for two minutes."""

    address: str


class OnSite(Schema):
    """When to be found where, in both languages."""

    nl: Annotated[str, Field(max_length=200)]
    en: Annotated[str, Field(max_length=200)]


class AvailabilityIn(Schema):
    """What a reporter may know of when and how this counsellor can be reached."""

    organisation: Id
    promise_days: Annotated[int, Field(ge=1, le=10)]
    absent_from: OptionalDay
    absent_until: OptionalDay
    on_site: OnSite
    phone: Annotated[str, Field(max_length=20, pattern=r"^(\+?[0-9][0-9 ()-]{5,18})?$")]
    stand_in: Annotated[str, Field(pattern="^([0-9a-f]{32})?$")]


@router.post(
    "/invitation",
    response={200: InvitationOut, 400: ProblemDetails, 404: ProblemDetails, 422: ProblemDetails},
    auth=None,
)
def invitation(request: HttpRequest, payload: InvitationIn) -> InvitationOut:
    """Whom an invitation is for. Sets the CSRF cookie that accepting it asks for."""
    found = Invitation.objects.by_token(payload.invitation)
    if found is None:
        raise accepting.gone()
    get_token(request)
    organisation = InvitedOrganisation(
        name=found.organisation.name, language="nl" if found.language == "nl" else "en"
    )
    return InvitationOut(email=found.email, name=found.name, organisations=[organisation])


@router.post(
    "/invitation/accept",
    response={
        200: Done,
        400: ProblemDetails,
        403: ProblemDetails,
        404: ProblemDetails,
        409: ProblemDetails,
        422: ProblemDetails,
    },
    auth=None,
)
def accept_invitation(request: HttpRequest, payload: AcceptIn) -> Done:
    """Make the account and sign it in; within five minutes a passkey or app can be added."""
    if check_csrf(request) is not None:
        raise Problem(403, "csrf", _("Reload the page and try again."))
    accepting.accept(request, payload.invitation, payload.password)
    return Done()


@router.post(
    "/me/settings",
    response={
        200: Done,
        400: ProblemDetails,
        401: ProblemDetails,
        403: ProblemDetails,
        422: ProblemDetails,
    },
    auth=FullySignedIn(),
)
def change_settings(request: HttpRequest, payload: SettingsIn) -> Done:
    """Language of screens and mail, and when mail comes."""
    person = signed_in_person(request)
    if payload.notify == "when-something-waits" and mail_is_seen_at_work(person):
        raise Problem(
            422,
            "notify-work-address",
            _("Your organisation can see when mail comes here. Use an address elsewhere."),
        )
    person.language = payload.language or person.language
    person.notify = payload.notify or person.notify
    person.save(update_fields=["language", "notify"])
    return Done()


@router.post(
    "/me/crossing",
    response={200: CrossingOut, **REFUSALS},
    auth=FullySignedIn(),
)
def cross_over(request: HttpRequest) -> CrossingOut:
    """A link that signs in on the site, where reports and advice are written."""
    token = crossing.begin(cast(User, request.user))
    # The two hosts have addresses of their own, so this one can't be looked up.
    return CrossingOut(address=f"{settings.LUWTE.site_origin}/account/from-desk/{token}/")


@router.post(
    "/me/availability",
    response={200: Done, **REFUSALS},
    auth=FullySignedIn(),
)
def change_availability(request: HttpRequest, payload: AvailabilityIn) -> Done:
    """When an answer comes, when this counsellor is away, and who can be turned to instead."""
    appointment = own_appointment(request, payload.organisation)
    begin, end = payload.absent_from, payload.absent_until
    if end is not None and (begin is None or end < begin):
        raise Problem(422, "absence-order", _("The last day away comes before the first."))
    appointment.stand_in = stand_in(appointment, payload.stand_in)
    appointment.promise_days = payload.promise_days
    appointment.absent_from, appointment.absent_until = begin, end
    appointment.on_site_nl, appointment.on_site_en = payload.on_site.nl, payload.on_site.en
    appointment.phone = payload.phone
    appointment.save(update_fields=list(Appointment.EDITABLE))
    return Done()


def signed_in_person(request: HttpRequest) -> Person:
    """The person that the operation's authentication found."""
    person = getattr(request, "auth", None)
    if not isinstance(person, Person):
        raise Problem(401, "signed-out", _("Sign in first."))
    return person


def own_appointment(request: HttpRequest, organisation: str) -> Appointment:
    """What whoever is signed in does for this organisation; a refusal when that is nothing."""
    appointments = signed_in_person(request).appointments_now().select_related("organisation")
    appointment = appointments.filter(organisation__public_id=organisation).first()
    if appointment is None:
        raise Problem(404, "not-appointed", _("You have no role in this organisation."))
    return appointment


def stand_in(appointment: Appointment, public_id: str) -> Person | None:
    """A colleague who is a counsellor in the same organisation; nobody for ""."""
    if not public_id:
        return None
    colleague = (
        Appointment.objects.counsellors()
        .current()
        .filter(organisation_id=appointment.organisation_id, person__public_id=public_id)
        .exclude(person_id=appointment.person_id)
        .select_related("person")
        .first()
    )
    if colleague is None:
        raise Problem(422, "unknown-stand-in", _("This colleague has no role here."))
    return colleague.person
