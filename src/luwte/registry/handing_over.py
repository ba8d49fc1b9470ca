"""Taking registrations from counsellors. Who hands over isn't kept, nor when, nor in what order.

A registration is named by a random number of the counsellor's client. We keep its hash only: the
same number again is a correction, and whoever lacks it can change nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from luwte.registry.codes import Field, NotCoded, checked, code_lists, fields_for
from luwte.registry.models import Counted, Registration, WaitingRegistration, today
from luwte.registry.refusals import refusal

EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Handed:
    """One registration as a client sends it."""

    token: str
    kind: str
    version: int
    year: int
    codes: Mapping[str, str] = field(default_factory=dict)


def handle_of(token: str) -> str:
    """What is kept of the number that names a registration."""
    return hashlib.sha256(f"luwte/v1/registration:{token}".encode()).hexdigest()[:32]


def appointed_at(person: Person, organisation: str) -> Organisation:
    """The organisation, when this person is a counsellor there now."""
    found = (
        Appointment.objects.counsellors()
        .not_ended()
        .filter(person=person, organisation__public_id=organisation)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise refusal("not-appointed")
    return found.organisation


def hand_over(organisation: Organisation, handed: Sequence[Handed]) -> None:
    """Let these wait for the night: all or none. Again is harmless; the last one counts."""
    fields = fields_for(organisation)
    rows = {}
    for one in handed:
        handle = handle_of(one.token)
        rows[handle] = WaitingRegistration(
            handle=handle,
            organisation=organisation,
            kind=one.kind,
            version=one.version,
            year=checked_year(one.year),
            codes=checked_codes(one, fields),
        )
    with transaction.atomic():
        for model in (WaitingRegistration, Registration):
            others = model._default_manager.filter(handle__in=rows)
            if others.exclude(organisation=organisation).exists():
                raise refusal("counted-elsewhere")
        WaitingRegistration.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["handle"],
            update_fields=["kind", "version", "year", "codes"],
        )


def checked_year(year: int) -> int:
    if not EARLIEST <= year <= today().year:
        raise refusal("not-coded", field="year")
    return year


def checked_codes(one: Handed, fields: Sequence[Field]) -> dict[str, str]:
    """Only what this organisation may collect; nothing at all unless it is a case."""
    if one.version != code_lists().version:
        raise refusal("lists-changed")
    if one.kind != Counted.Kind.CASE:
        if one.codes:
            raise refusal("not-coded", field=next(iter(one.codes)))
        return {}
    try:
        return checked(one.codes, fields, one.year)
    except NotCoded as error:
        raise refusal("not-coded", field=error.field) from error
