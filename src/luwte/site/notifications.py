"""Mails that ask people to look at their pages: at fixed moments, the same for everybody.

A mail that came only when somebody reported would tell the mail log so. So everybody who is or
was a counsellor gets the same words at the same moments, whether or not anything waits. Only an
address outside the organisations' own mail may have them kept back when nothing is new.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from smtplib import SMTPException
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from luwte.people.models import Appointment, Person
from luwte.people.notify import mail_is_seen_at_work
from luwte.site.board import mails
from luwte.site.models import NotificationRun, Notified
from luwte.vault.days import today
from luwte.vault.models import Participation

log = logging.getLogger("luwte.notifications")

ZONE = ZoneInfo("Europe/Amsterdam")
# Weekday (Monday is 0) and hour.
MOMENTS = ((1, time(8)), (4, time(8)))
# Before something is destroyed: as the desk tells it too.
NOTICE_DAYS = 30
# A worker that was down sends late, but not a day later at a moment of its own.
LATE_AT_MOST = timedelta(hours=6)


def latest_moment(now: datetime) -> datetime:
    """The last of the fixed moments at or before now."""
    local = now.astimezone(ZONE)
    candidates = (
        datetime.combine(local.date() - timedelta(days=back), hour, ZONE)
        for back in range(8)
        for weekday, hour in MOMENTS
        if (local.date() - timedelta(days=back)).weekday() == weekday
    )
    return max(moment for moment in candidates if moment <= local)


def send_due(now: datetime | None = None) -> int:
    """The sweep: when a moment has come that nobody has taken care of, send. Returns how many."""
    now = now or timezone.now()
    moment = latest_moment(now)
    if now - moment > LATE_AT_MOST or not claim(moment):
        return 0
    sent = send_to(counsellors())
    if mails.is_moment(moment):
        sent += deliver(mails.readers(), *mails.words())
    return sent


def claim(moment: datetime) -> bool:
    """Take this moment for ourselves; with several workers, one of them succeeds."""
    try:
        with transaction.atomic():
            NotificationRun.objects.create(moment=moment)
    except IntegrityError:
        return False
    NotificationRun.objects.filter(moment__lt=moment).delete()
    return True


def counsellors() -> list[Person]:
    """Everybody who is or was a counsellor and can sign in: running conversations outlive roles."""
    return list(
        Person.objects.filter(user__is_active=True, appointments__role=Appointment.Role.COUNSELLOR)
        .distinct()
        .select_related("user")
    )


def send_to(people: Iterable[Person]) -> int:
    """Send to all but those who want news only, may have it so, and have none."""
    return deliver((one for one in people if not is_kept_back(one)), *words())


def deliver(people: Iterable[Person], subject: str, body: str) -> int:
    """The same mail to each; one that fails doesn't stop the others."""
    sent = 0
    with get_connection() as connection:
        for person in people:
            message = EmailMessage(subject, body, to=[person.user.email], connection=connection)
            try:
                sent += message.send()
            except (SMTPException, OSError) as error:
                log.error("a notification failed: %s", type(error).__name__)  # noqa: TRY400
    return sent


def is_kept_back(person: Person) -> bool:
    """Nothing is new, and this person chose and may have mail for news only."""
    if person.notify != Person.Notify.WHEN_SOMETHING_WAITS or mail_is_seen_at_work(person):
        return False
    places = Participation.objects.filter(person=person.public_id)
    newest = places.filter(conversation__purpose="conversation", change__gt=F("seen")).aggregate(
        newest=Max("change")
    )["newest"]
    ends = places.filter(
        current=True, conversation__destroy_on__lte=today() + timedelta(days=NOTICE_DAYS)
    ).aggregate(ends=Max("conversation__destroy_on"))["ends"]
    told, _created = Notified.objects.get_or_create(person=person.public_id)
    has_news = (newest or 0) > told.change
    has_ends = ends is not None and (told.ends is None or ends > told.ends)
    if not has_news and not has_ends:
        return True
    told.change = max(newest or 0, told.change)
    told.ends = ends if has_ends else told.ends
    told.save()
    return False


def words() -> tuple[str, str]:
    """Subject and text, in both languages at once: what differs would tell something."""
    subjects, bodies = [], []
    for language in ("nl", "en"):
        with translation.override(language):
            subjects.append(_("Look at your desk"))
            bodies.append(
                "\n".join(
                    [
                        _("Please look at your desk."),
                        _("This mail comes on fixed days, also when nothing waits."),
                        _("So nobody can tell from it whether somebody wrote."),
                    ]
                )
            )
    address = f"{settings.LUWTE.app_origin}/desk/"
    return " / ".join(subjects), "\n\n".join([bodies[0], address, bodies[1]]) + "\n"
