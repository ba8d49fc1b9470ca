"""Accounts. Who may do what in an organisation follows from roles, not from the account."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from luwte.people.counsellors import Appointment, Person, person_of
from luwte.people.crossing import Crossing
from luwte.people.invitations import Invitation

__all__ = [
    "Appointment",
    "Crossing",
    "Invitation",
    "Person",
    "User",
    "UserManager",
    "person_of",
]


class UserManager(BaseUserManager["User"]):
    """Makes accounts; nobody signs up without an invitation."""

    def create_user(
        self, email: str, password: str | None = None, *, is_administrator: bool = False
    ) -> "User":
        """An account that signs in with this address; without a password it has none."""
        user = self.model(email=self.normalize_email(email), is_administrator=is_administrator)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: a counsellor, management, an administrator. Never a reporter."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    def organisation_ids(self) -> frozenset[int] | None:
        """The organisations this account works for; None, all of them, for an administrator."""
        if self.is_administrator:
            return None
        return frozenset(
            Appointment.objects.not_ended()
            .filter(person__user_id=self.pk)
            .values_list("organisation_id", flat=True)
        )
