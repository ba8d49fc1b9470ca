"""Somebody who works with Luwte, and their appointment to the role in an organisation."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.organisations.tenancy import TenantQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Person(models.Model):
    """Whose account it is. The id is what the protocol knows them by; it outlives any key."""

    class Notify(models.TextChoices):
        ALWAYS = "always", _("At fixed moments, whether or not something waits")
        WHEN_SOMETHING_WAITS = "when-something-waits", _("Only when something waits")

    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person"
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DUTCH
    )
    notify = models.CharField(max_length=24, choices=Notify, default=Notify.ALWAYS)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def appointments_now(self) -> AppointmentQuerySet:
        """Where this person is a counsellor or about to be one, with the organisation at hand."""
        return (
            Appointment.objects.counsellors()
            .filter(person=self)
            .exclude(state=Appointment.State.ENDED)
            .select_related("organisation")
        )


class AppointmentQuerySet(TenantQuerySet["Appointment"]):
    """Appointments, within one's own organisations."""

    def counsellors(self) -> AppointmentQuerySet:
        """Appointments to the role of counsellor."""
        return self.filter(role=Appointment.Role.COUNSELLOR)

    def leading(self, person: Person | None) -> AppointmentQuerySet:
        """Those of this person as a counsellor or coordinator, unless they ended."""
        roles = (Appointment.Role.COUNSELLOR, Appointment.Role.COORDINATOR)
        return self.not_ended().filter(person=person, role__in=roles)

    def current(self) -> AppointmentQuerySet:
        """Those whose card is in the roster, or who need none."""
        return self.filter(state=Appointment.State.CURRENT)

    def not_ended(self) -> AppointmentQuerySet:
        """Those that give access."""
        return self.exclude(state=Appointment.State.ENDED)


class Appointment(models.Model):
    """What somebody is in an organisation. Ending it never touches a running conversation."""

    class Role(models.TextChoices):
        COUNSELLOR = "counsellor", _("Counsellor")
        COORDINATOR = "coordinator", _("Coordinator")
        MANAGEMENT = "management", _("Management")
        SECOND_ADDRESS = "second-address", _("Second address")

    class Position(models.TextChoices):
        INTERNAL = "internal", _("Internal")
        EXTERNAL = "external", _("External")
        CLUB_CONTACT = "club_contact", _("Club contact")

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        CARD_SENT = "card-sent", _("Card sent, waits for a colleague")
        CURRENT = "current", _("Current")
        ENDED = "ended", _("Ended")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appointments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.COUNSELLOR)
    position = models.CharField(
        _("position"), max_length=12, choices=Position, default=Position.INTERNAL
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    begins = models.DateField(_("from"), default=datetime.date.today)
    ends = models.DateField(_("until"), null=True, blank=True)

    promise_days = models.PositiveSmallIntegerField(
        _("working days until an answer"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    absent_from = models.DateField(_("away from"), null=True, blank=True)
    absent_until = models.DateField(_("away until"), null=True, blank=True)
    on_site_nl = models.CharField(_("on site, Dutch"), max_length=200, blank=True)
    on_site_en = models.CharField(_("on site, English"), max_length=200, blank=True)
    phone = models.CharField(_("own telephone"), max_length=20, blank=True)
    # Read and written as a whole by meeting_hours.py, which knows its shape; never searched.
    meeting_hours = models.JSONField(_("hours of meetings"), default=dict, blank=True)
    stand_in = models.ForeignKey(
        Person,
        verbose_name=_("stand-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stands_in_at",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=~Q(state="ended"),
                name="one_running_appointment_to_a_role",
            )
        ]

    EDITABLE: ClassVar[tuple[str, ...]] = (
        "promise_days",
        "absent_from",
        "absent_until",
        "on_site_nl",
        "on_site_en",
        "phone",
        "stand_in",
    )

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()}), {self.organisation}"

    def absent_on(self, day: datetime.date) -> bool:
        """Whether the counsellor said to be away on that day."""
        if self.absent_from is None or self.absent_from > day:
            return False
        return self.absent_until is None or self.absent_until >= day

    def end(self, day: datetime.date) -> None:
        """The appointment is over; the account and its conversations stay."""
        self.state = self.State.ENDED
        self.ends = day
        self.save(update_fields=["state", "ends"])


def person_of(user: AbstractBaseUser | object) -> Person | None:
    """The person behind an account, if there is one; None for a visitor."""
    person = getattr(user, "person", None)
    return person if isinstance(person, Person) else None
