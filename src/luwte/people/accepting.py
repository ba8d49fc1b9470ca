"""Accepting an invitation: the account, the person and the appointment come into being."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luwte.people.access import fully_signed_in
from luwte.people.counsellors import Appointment, Person
from luwte.people.invitations import Invitation
from luwte.people.models import User
from luwte.people.problems import Problem

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# Django's own sentences are meant for a form; these say what to do instead.
PASSWORD_HINTS = {
    "password_too_short": _("This password is short. Take at least 12 characters."),
    "password_too_common": _("Many people use this password. Take four words of your own."),
    "password_too_similar": _("This password is like your name or address. Take another one."),
}
OTHER_PASSWORD_HINT = _("This password is easy to guess. Take four words of your own.")


def gone() -> Problem:
    """The one answer for a link that is unknown, used or lapsed."""
    return Problem(
        404, "invitation-gone", _("This link no longer works. Ask for a new invitation.")
    )


def accept(request: HttpRequest, token: str, password: str) -> Person:
    """Use the link: makes the account and signs it in, or adds the role to the account at hand.

    Without a password the account waits for a passkey; the fresh sign-in allows adding one.
    """
    with transaction.atomic():
        found = Invitation.objects.by_token(token)
        invitation = (
            Invitation.objects.select_for_update().filter(pk=found.pk).first() if found else None
        )
        if invitation is None or invitation.state != "open":
            raise gone()
        user = User.objects.filter(email__iexact=invitation.email).first()
        if user is None and request.user.is_authenticated:
            raise Problem(
                409,
                "sign-out-first",
                _("You are signed in with another account. Sign out, then open the link again."),
            )
        if user is None:
            user = new_account(invitation, password)
            sign_in_freshly(request, user)
        elif request.user != user or not fully_signed_in(request):
            raise Problem(
                409,
                "sign-in-first",
                _("You already have an account. Sign in, then open the link again."),
            )
        invitation.used_on = timezone.localdate()
        invitation.save(update_fields=["used_on"])
        return appoint(user, invitation)


def new_account(invitation: Invitation, password: str) -> User:
    """The account of somebody new; a weak password is refused with a sentence that helps."""
    user = User(email=invitation.email)
    if password:
        try:
            validate_password(password, user)
        except ValidationError as error:
            code = error.error_list[0].code or ""
            hint = PASSWORD_HINTS.get(code, OTHER_PASSWORD_HINT)
            raise Problem(422, "weak-password", hint) from None
    return User.objects.create_user(invitation.email, password or None)


def sign_in_freshly(request: HttpRequest, user: User) -> None:
    """Sign in and leave a record that counts as reauthentication.

    allauth asks for one before a passkey or app may be added, even seconds after sign-in.
    """
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="invitation", reauthenticated=True)


def appoint(user: User, invitation: Invitation) -> Person:
    """Give the account the role it was invited to."""
    person, _created = Person.objects.get_or_create(
        user=user, defaults={"name": invitation.name, "language": invitation.language}
    )
    counsellor = invitation.role == Appointment.Role.COUNSELLOR
    Appointment.objects.not_ended().get_or_create(
        person=person,
        organisation=invitation.organisation,
        role=invitation.role,
        defaults={
            "position": invitation.position,
            "promise_days": invitation.organisation.promise_days,
            # Only a counsellor still has to be entered in a roster.
            "state": Appointment.State.INVITED if counsellor else Appointment.State.CURRENT,
        },
    )
    return person
