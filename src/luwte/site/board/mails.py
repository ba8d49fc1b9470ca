"""The mail that asks management and second addresses to look at their page, once a month.

It comes whether or not anything waits, in the same words for all of them. A mail that came with
an advice would tell the mail log when counsellors saw reason for one, and, at a second address,
that there is one about the management.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from luwte.people.models import Appointment, Person

TUESDAY = 1
DAYS_OF_A_WEEK = 7


def is_moment(moment: datetime) -> bool:
    """Whether this one of the fixed moments is the first Tuesday of its month."""
    return moment.weekday() == TUESDAY and moment.day <= DAYS_OF_A_WEEK


def readers() -> list[Person]:
    """Everybody who is management or a second address somewhere now, and can sign in."""
    roles = (Appointment.Role.MANAGEMENT, Appointment.Role.SECOND_ADDRESS)
    appointments = Appointment.objects.not_ended().filter(role__in=roles)
    people = Person.objects.filter(user__is_active=True, pk__in=appointments.values("person"))
    return list(people.select_related("user"))


def words() -> tuple[str, str]:
    """Subject and text, in both languages at once."""
    subjects, bodies = [], []
    for language in ("nl", "en"):
        with translation.override(language):
            subjects.append(_("Look at your page"))
            lines = (
                _("Please look at your page with Luwte."),
                _("This mail comes on the first Tuesday of the month, also when nothing waits."),
                _("So nobody can tell from it whether there is something to read."),
            )
            bodies.append("\n".join(lines))
    address = f"{settings.LUWTE.site_origin}/board/"
    return " / ".join(subjects), "\n\n".join([bodies[0], address, bodies[1]]) + "\n"
