"""A counsellor's sealed keys, and what the desk needs to know when it starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luwte.people.access import has_second_factor
from luwte.people.models import Appointment, Person
from luwte.vault.age_shapes import check_bundle, check_unlocker
from luwte.vault.models import Bundle, Desk, PendingCard, Roster, RosterMember, Unlocker
from luwte.vault.refusals import refusal
from luwte.vault.rows import writing
from luwte.vault.wire import digest, to_bin

PASSPHRASES = frozenset({Unlocker.Type.WORDS, Unlocker.Type.PASSPHRASE})


@dataclass(frozen=True, slots=True)
class NewUnlocker:
    """One way to open the bundle."""

    id: str
    type: str
    sealed: bytes
    label: str


def keep(person: str, bundle: bytes, unlockers: Sequence[NewUnlocker], previous: str) -> None:
    """Replace bundle and unlockers together, if the bundle is still the one that was seen."""
    check_bundle(bundle)
    for unlocker in unlockers:
        check_unlocker(unlocker.sealed, passphrase=unlocker.type in PASSPHRASES)
    new = digest(bundle)
    with writing():
        stored = Bundle.objects.select_for_update().filter(person=person).first()
        there = stored.hash if stored else ""
        if there not in {previous, new}:
            raise refusal("keys-changed")
        Bundle.objects.update_or_create(person=person, defaults={"bytes": bundle, "hash": new})
        Unlocker.objects.filter(person=person).delete()
        Unlocker.objects.bulk_create(
            [
                Unlocker(
                    public_id=unlocker.id,
                    person=person,
                    type=unlocker.type,
                    sealed=unlocker.sealed,
                    label=unlocker.label,
                    order=order,
                )
                for order, unlocker in enumerate(unlockers)
            ]
        )


def describe(person: Person) -> dict[str, Any]:
    """The answer to `me`."""
    bundle = Bundle.objects.filter(person=person.public_id).first()
    desk = Desk.objects.filter(person=person.public_id).first()
    return {
        "person": person.public_id,
        "email": person.user.email,
        "name": person.name,
        "language": person.language,
        "second_factor": has_second_factor(person.user),
        "bundle": to_bin(bundle.bytes) if bundle else "",
        "unlockers": [
            {
                "id": unlocker.public_id,
                "type": unlocker.type,
                "sealed": to_bin(unlocker.sealed),
                "label": unlocker.label,
            }
            for unlocker in Unlocker.objects.filter(person=person.public_id)
        ],
        "own": desk.own if desk else "",
        "organisations": organisations(person),
        "notify": person.notify,
    }


def organisations(person: Person) -> list[dict[str, Any]]:
    """Where this person is a counsellor, is about to be, or was."""
    appointments = list(
        Appointment.objects.counsellors().filter(person=person).select_related("organisation")
    )
    ids = {one.organisation_id for one in appointments}
    ids |= {one.organisation.provider_id for one in appointments if one.organisation.provider_id}
    rosters = {
        roster.organisation_id: roster
        for roster in Roster.objects.filter(organisation__in=ids, succeeded_by=None)
    }
    places = dict(
        RosterMember.objects.filter(
            roster__in=rosters.values(), person=person.public_id
        ).values_list("roster__organisation_id", "current")
    )
    waiting = set(
        PendingCard.objects.filter(person=person.public_id).values_list("organisation", flat=True)
    )
    return [membership(one, rosters, places, waiting) for one in latest_of_each(appointments)]


def latest_of_each(appointments: list[Appointment]) -> list[Appointment]:
    """One of each organisation: the running one before those that ended."""
    order = sorted(appointments, key=lambda one: (one.state != Appointment.State.ENDED, one.pk))
    return list({one.organisation_id: one for one in order}.values())


def membership(
    one: Appointment, rosters: dict[int, Roster], places: dict[int, bool], waiting: set[int]
) -> dict[str, Any]:
    of = one.organisation
    roster = rosters.get(of.pk)
    provider = rosters.get(of.provider_id or 0)
    return {
        "id": of.public_id,
        "name": of.name,
        "slug": of.slug,
        "kind": of.kind,
        "languages": of.languages,
        "sector": of.sector,
        "roster": roster.fingerprint if roster else "",
        "provider_roster": provider.fingerprint if provider else "",
        "position": one.position,
        "state": state_of(one, places.get(of.pk), waits=of.pk in waiting),
        "retention_months": of.retention_months,
        "retention_once": of.retention_once,
        "retention_formal": of.retention_formal,
        "promise_days": one.promise_days,
    }


def state_of(one: Appointment, is_current: bool | None, *, waits: bool) -> str:
    """The appointment decides whether it is over; the roster whether the person is current."""
    if one.state == Appointment.State.ENDED:
        return Appointment.State.ENDED
    if is_current:
        return Appointment.State.CURRENT
    return Appointment.State.CARD_SENT if waits else Appointment.State.INVITED
