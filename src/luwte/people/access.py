"""Who is really there: a session counts only with a passkey or a second factor behind it."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyCookie

from luwte.people.counsellors import Person, person_of
from luwte.people.problems import Problem

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: object) -> bool:
    """Whether this account has an authenticator app or a passkey."""
    pk = getattr(user, "pk", None)
    return (
        pk is not None
        and Authenticator.objects.filter(user_id=pk, type__in=SECOND_FACTORS).exists()
    )


def fully_signed_in(request: HttpRequest) -> bool:
    """Signed in, and in this session with a passkey or a second factor: a password isn't enough."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


@receiver(authenticator_added, dispatch_uid="luwte-second-factor-added")
def second_factor_shown(
    request: HttpRequest, user: Any, authenticator: Authenticator, **_rest: object
) -> None:
    """Whoever adds a passkey or app has just shown it works; they needn't show it again."""
    if authenticator.type in SECOND_FACTORS:
        record_authentication(
            request,
            user,
            method="mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )


class SignedIn(APIKeyCookie):
    """For API operations: a session with its CSRF token, perhaps without second factor yet."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Person | None:
        # Without a session there is nothing to forge: "sign in" comes before the CSRF token.
        person = super().__call__(request) if self.param_name in request.COOKIES else None
        return person if isinstance(person, Person) else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        return person_of(request.user) if request.user.is_authenticated else None


class FullySignedIn(SignedIn):
    """For everything that touches the vault: passkey, or password and second factor."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        person = super().authenticate(request, key)
        if person is not None and not fully_signed_in(request):
            raise Problem(
                403, "second-factor-needed", _("Finish signing in: the second step is missing.")
            )
        return person
