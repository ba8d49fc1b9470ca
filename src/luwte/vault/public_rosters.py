"""What anybody gets to see of a roster: the chain, and what counsellors show of themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from luwte.organisations.models import Organisation
from luwte.people.counsellors import AppointmentQuerySet
from luwte.people.meeting_hours import hours_of
from luwte.people.models import Appointment
from luwte.vault.cards import read_entry
from luwte.vault.models import PublicBlob, Roster, RosterMember
from luwte.vault.pages import day_text
from luwte.vault.refusals import refusal
from luwte.vault.wire import to_bin


def show(fingerprint: str) -> dict[str, Any]:
    """The answer to `roster`."""
    roster = (
        Roster.objects.filter(fingerprint=fingerprint)
        .select_related("organisation", "succeeded_by")
        .first()
    )
    if roster is None:
        raise refusal("unknown-roster")
    entries = entries_of(roster)
    members = dict(
        RosterMember.objects.filter(roster=roster).values_list("person", "profile").order_by("pk")
    )
    profiles = PublicBlob.objects.filter(hash__in=set(members.values()))
    successor = getattr(roster, "succeeded_by", None)
    return {
        "organisation": organisation(roster.organisation),
        "roster": roster.fingerprint,
        "entries": [to_bin(entry) for entry in entries],
        "heads": [to_bin(head) for head in roster.heads.values_list("bytes", flat=True)],
        "profiles": [to_bin(profile) for profile in profiles.values_list("bytes", flat=True)],
        "available": available(roster),
        "via": via(entries),
        "succeeded_by": successor.fingerprint if successor else "",
    }


def entries_of(roster: Roster) -> list[bytes]:
    """The bytes of the whole chain."""
    rows = roster.entries.order_by("position").values_list("bytes", flat=True)
    return [bytes(row) for row in rows]


def via(entries: list[bytes]) -> list[dict[str, Any]]:
    """The rosters that vouch in this one, in full."""
    read = (read_entry(entry, stored=True).fields for entry in entries)
    named = {fields["via"]["roster"] for fields in read if fields.get("via")}
    rosters = Roster.objects.filter(fingerprint__in=named)
    return [
        {
            "roster": roster.fingerprint,
            "entries": [to_bin(entry) for entry in entries_of(roster)],
        }
        for roster in rosters
    ]


def organisation(of: Organisation) -> dict[str, Any]:
    """What a reporter may know of the organisation."""
    return {
        "id": of.public_id,
        "name": of.name,
        "slug": of.slug,
        "kind": of.kind,
        "languages": of.languages,
        "sector": of.sector,
        "second_address": of.second_address,
        "phones": [
            {
                "name": line.name,
                "number": line.number,
                "hours": {"nl": line.hours("nl"), "en": line.hours("en")},
            }
            for line in of.phone_lines.all()
        ],
        "hours": {"nl": of.walk_in("nl"), "en": of.walk_in("en")},
        "retention_months": of.retention_months,
        "site": f"{settings.LUWTE.site_origin}/o/{of.slug}/",
    }


def available(roster: Roster) -> list[dict[str, Any]]:
    """Presence of those who are current in the roster and have a role in the organisation."""
    return [
        {
            "person": one.person.public_id,
            "promise_days": one.promise_days,
            "absent_from": day_text(one.absent_from),
            "absent_until": day_text(one.absent_until),
            "on_site": {"nl": one.on_site_nl, "en": one.on_site_en},
            "phone": one.phone,
            "stand_in": one.stand_in.public_id if one.stand_in else "",
        }
        for one in appointments_in(roster).select_related("person", "stand_in")
    ]


def guide(fingerprint: str) -> dict[str, Any]:
    """The answer to `guide`: the organisation's own words, and whom it refers to."""
    roster = Roster.objects.filter(fingerprint=fingerprint).select_related("organisation").first()
    if roster is None:
        raise refusal("unknown-roster")
    of = roster.organisation
    return {
        "texts": list(of.route_texts.values("route", "part", "language", "text")),
        "directory": [
            {
                "id": str(one.pk),
                "name": one.name,
                "need": one.need,
                "reach": one.reach,
                "hours": one.hours,
                "url": one.url,
                "languages": one.languages.split(),
                "checked_on": day_text(one.checked_on),
            }
            for one in of.referral_entries.all()
        ],
    }


def hours(fingerprint: str) -> dict[str, Any]:
    """The answer to `hours`."""
    roster = Roster.objects.filter(fingerprint=fingerprint).first()
    if roster is None:
        raise refusal("unknown-roster")
    return {
        "hours": [
            {"person": one.person.public_id, **hours_of(one)}
            for one in appointments_in(roster).select_related("person")
        ]
    }


def appointments_in(roster: Roster) -> AppointmentQuerySet:
    """Of those who are current in the roster and have a role in the organisation."""
    current = RosterMember.objects.filter(roster=roster, current=True).values("person")
    return (
        Appointment.objects.counsellors()
        .not_ended()
        .filter(organisation=roster.organisation_id, person__public_id__in=current)
    )


def portrait(named: str) -> bytes:
    """A picture by its hash."""
    row = PublicBlob.objects.filter(hash=named, kind=PublicBlob.Kind.PORTRAIT).first()
    if row is None:
        raise refusal("not-found")
    return bytes(row.bytes)
