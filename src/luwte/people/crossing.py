"""From the desk to the site without signing in twice.

Passkeys belong to the desk's host on purpose: on the site none can be asked for, so no page of the
site ever gets near what opens keys. Whoever is fully signed in at the desk may take a link along
instead. It works once, for two minutes, and only a hash of it is kept.
"""

from __future__ import annotations

import datetime
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from luwte.people.invitations import token_hash

if TYPE_CHECKING:
    from luwte.people.models import User

VALID = datetime.timedelta(minutes=2)


class CrossingQuerySet(models.QuerySet["Crossing"]):
    """Links that were asked for and not used yet."""

    def by_token(self, token: str) -> CrossingQuerySet:
        """The one that this link belongs to, while it works and its account may sign in."""
        return self.filter(
            token_hash=token_hash(token), expires__gt=timezone.now(), user__is_active=True
        )


class Crossing(models.Model):
    """One way over, for one account."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="crossing"
    )
    expires = models.DateTimeField()

    objects = CrossingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user}"


def begin(user: User) -> str:
    """The token of a new link. An earlier one stops working."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    Crossing.objects.filter(Q(expires__lte=now) & ~Q(user=user)).delete()
    Crossing.objects.update_or_create(
        user=user, defaults={"token_hash": token_hash(token), "expires": now + VALID}
    )
    return token


def who(token: str) -> User | None:
    """Whose link this is; it stays as it was."""
    found = Crossing.objects.by_token(token).select_related("user").first()
    return found.user if found else None


def cross(token: str) -> User | None:
    """Uses the link up. Of two who use it at once, one gets through."""
    user = who(token)
    used, _rows = Crossing.objects.by_token(token).delete()
    return user if used else None
