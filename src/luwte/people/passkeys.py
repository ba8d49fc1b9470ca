"""The desk's call for passkeys, with a guard: nobody removes their only way in."""

from __future__ import annotations

from typing import Any

from allauth.headless.mfa.inputs import DeleteWebAuthnInput
from allauth.headless.mfa.views import ManageWebAuthnView
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from luwte.people.models import User


class RemoveInput(DeleteWebAuthnInput):
    """Which passkeys to remove."""

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        going = self.cleaned_data.get("authenticators", [])
        passkeys = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN)
        stays = passkeys.exclude(pk__in=[one.pk for one in going]).exists()
        if not stays and not self.user.has_usable_password():
            raise ValidationError(
                _("This is your only way to sign in. Add another passkey or a password first."),
                code="last_passkey",
            )
        return cleaned


class DeskPasskeys(ManageWebAuthnView):
    """What the library offers, but for removing the last one."""

    input_class = {**ManageWebAuthnView.input_class, "DELETE": RemoveInput}

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "DELETE":
            return self.handled(request, *args, **kwargs)
        with transaction.atomic():
            # Two removals at once must not each count on the other's passkey.
            User.objects.select_for_update().filter(pk=request.user.pk or 0).first()
            return self.handled(request, *args, **kwargs)

    def handled(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().handle(request, *args, **kwargs)
        return answer
