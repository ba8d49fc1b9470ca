"""Reading a published report without an account: a link, and a code told by another way.

Of both only hashes are kept. Whoever has the link only, or guesses, learns nothing: not that it
exists, not whose it is. After ten wrong codes a link is dead. Nobody's address is kept.

Nothing here is slow on purpose, so a flood of codes costs hardly more than a flood of visits. A
code's hash is keyed with the instance's secret and the link: from a stolen database none can be
worked out, and whoever has the secret as well still lacks the link, and has the report already.
"""

from __future__ import annotations

import datetime
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from luwte.organisations.ids import new_id
from luwte.organisations.tenancy import TenantQuerySet
from luwte.people.invitations import token_hash
from luwte.people.models import Person
from luwte.registry.models import today
from luwte.reports.annual import Report

MOST_TRIES = 10
CODE_DIGITS = 8
#: Beside a report, those that work; nobody hands out more.
MOST_LINKS = 20


class ReadingLinkQuerySet(TenantQuerySet["ReadingLink"]):
    """Links, within one's own organisations."""

    tenant_path: ClassVar[str] = "report__organisation_id"

    def working(self) -> ReadingLinkQuerySet:
        """Not lapsed, not closed, not guessed at too often."""
        return self.filter(until__gte=today(), closed=False, tries__lt=MOST_TRIES)


class ReadingLink(models.Model):
    """One link to one report."""

    class Lasts(models.IntegerChoices):
        TWO_WEEKS = 14, _("Two weeks")
        A_MONTH = 31, _("A month")
        THREE_MONTHS = 92, _("Three months")

    public_id = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="links")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    until = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    closed = models.BooleanField(default=False)

    objects = ReadingLinkQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return f"{self.report} – {self.until}"

    def newest(self) -> Report:
        """Its report, or the published one that corrects it."""
        report = self.report
        while True:
            newer = Report.objects.published().filter(corrects=report).first()
            if newer is None:
                return report
            report = newer


def make_link(report: Report, person: Person | None, days: int, name: str) -> tuple[str, str]:
    """A link's token and its code: shown once, and known to nobody afterwards.

    `name` is the id of the form that asked for it.
    """
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    ReadingLink.objects.create(
        public_id=name,
        report=report,
        made_by=person,
        token_hash=token_hash(token),
        code_hash=code_hash(token, code),
        until=today() + datetime.timedelta(days=days),
    )
    return token, code


def link_of(token: str) -> ReadingLink | None:
    """The working link with this token."""
    working = ReadingLink.objects.working().select_related("report__organisation")
    return working.filter(token_hash=token_hash(token)).first()


def code_hash(token: str, code: str) -> str:
    """What is kept of a code. Digits count, however they are written; nothing else does."""
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    return salted_hmac("luwte/v1/reading", f"{token}/{digits}", algorithm="sha256").hexdigest()


def opened(token: str, code: str) -> ReadingLink | None:
    """The link, when it works and this is its code."""
    given = code_hash(token, code)
    asked = ReadingLink.objects.filter(token_hash=token_hash(token))
    # Counted before it is looked at: many at once are no more tries than one after the other.
    if not asked.working().update(tries=F("tries") + 1):
        return None
    link = asked.select_related("report__organisation").get()
    if not constant_time_compare(given, link.code_hash):
        return None
    asked.update(tries=0)
    return link
