"""Invitations to be a counsellor: a link by mail that works once, for fourteen days."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet
from luwte.people.counsellors import Appointment, Person

VALID = datetime.timedelta(days=14)


def token_hash(token: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    """Invitations, within one's own organisations."""

    def open(self) -> InvitationQuerySet:
        """Not used, not lapsed."""
        return self.filter(used_on=None, expires__gt=timezone.now())

    def by_token(self, token: str) -> Invitation | None:
        """The open invitation that this link belongs to."""
        return (
            self.open().select_related("organisation").filter(token_hash=token_hash(token)).first()
        )


class Invitation(models.Model):
    """One person, one organisation, one role. Only a hash of the token in the link is kept."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=Person.Language, default=Person.Language.DUTCH
    )
    role = models.CharField(
        _("role"), max_length=16, choices=Appointment.Role, default=Appointment.Role.COUNSELLOR
    )
    position = models.CharField(
        _("position"),
        max_length=12,
        choices=Appointment.Position,
        default=Appointment.Position.INTERNAL,
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_on = models.DateField(_("sent on"), default=datetime.date.today)
    expires = models.DateTimeField(_("valid until"))
    used_on = models.DateField(_("used on"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    def renew_token(self) -> str:
        """A new token, valid for fourteen days from now; the earlier link stops working."""
        token = secrets.token_urlsafe(32)
        self.token_hash = token_hash(token)
        self.expires = timezone.now() + VALID
        return token

    @property
    def state(self) -> str:
        """`used`, `lapsed` or `open`: all that an administrator sees of it."""
        if self.used_on is not None:
            return "used"
        return "open" if self.expires > timezone.now() else "lapsed"
