"""An organisation's public pages, put together from two rooms that don't know each other.

The signed profiles lie in the vault; the pages belong to outreach, which must not know the vault
(it is a privacy contract, not taste). So this room, which knows both, reads the one and hands
plain cards to the other. Nothing is registered anywhere: the call is the interface.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luwte.organisations.models import Organisation
from luwte.outreach import pages
from luwte.outreach.cards import CounsellorCard, PublicRoster
from luwte.outreach.content import content
from luwte.people.models import Appointment
from luwte.site.context import talk_url
from luwte.vault.models import PublicBlob, Roster

PICTURES = {b"\x89PNG": "image/png", b"RIFF": "image/webp", b"\xff\xd8\xff": "image/jpeg"}


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who can be turned to, how, and what they are for."""
    try:
        found = pages.public_organisation(slug)
    except Http404:
        helplines = content().helplines(pages.page_language())[:2]
        return render(request, "outreach/unknown.html", {"helplines": helplines}, status=404)
    roster = public_roster(found, pages.page_language(found))
    return pages.organisation_page(request, found, roster, talk_url())


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet to print."""
    found = pages.public_organisation(slug)
    roster = public_roster(found, pages.page_language(found))
    return pages.poster(request, found, roster, talk_url())


@require_safe
def qr_code(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture on the poster."""
    found = pages.public_organisation(slug)
    return pages.qr_code(public_roster(found, pages.page_language(found)), talk_url())


@require_safe
def portrait(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """A portrait that a counsellor shows to everybody."""
    pages.public_organisation(slug)
    blob = PublicBlob.objects.filter(hash=name, kind=PublicBlob.Kind.PORTRAIT).first()
    data = bytes(blob.bytes) if blob else b""
    for start, media_type in PICTURES.items():
        if data.startswith(start):
            return pages.picture(data, media_type)
    raise Http404


def public_roster(of: Organisation, language: str) -> PublicRoster:
    """The organisation's counsellors of now, in an order that changes with every visit."""
    roster = Roster.objects.filter(organisation=of, succeeded_by=None).order_by("-pk").first()
    if roster is None:
        return PublicRoster()
    profiles = dict(roster.members.filter(current=True).values_list("person", "profile"))
    blobs = PublicBlob.objects.filter(
        hash__in=profiles.values(), kind=PublicBlob.Kind.PROFILE
    ).in_bulk()
    appointments = {
        appointment.person.public_id: appointment
        for appointment in Appointment.objects.counsellors()
        .not_ended()
        .filter(organisation=of)
        .select_related("person", "stand_in")
    }
    cards = [
        card(json.loads(bytes(blobs[profile].bytes)), appointments.get(person), language)
        for person, profile in profiles.items()
        if profile in blobs
    ]
    random.SystemRandom().shuffle(cards)
    return PublicRoster(fingerprint=roster.fingerprint, cards=cards)


def card(profile: dict[str, Any], appointment: Appointment | None, language: str) -> CounsellorCard:
    """The signed profile, with what the appointment says of when and where."""
    other = "en" if language == "nl" else "nl"
    text = profile["text"][language] or profile["text"][other]
    shown = CounsellorCard(
        name=profile["name"],
        position=profile["position"],
        domains=profile["domains"],
        trained=profile["trained"],
        text=text,
        gender=profile["gender"],
        age=profile["age"],
        languages=profile["languages"],
        background=profile["background"],
        expertise=profile["expertise"],
        portrait=profile["portrait"],
    )
    return shown if appointment is None else reachable(shown, appointment, language)


def reachable(shown: CounsellorCard, appointment: Appointment, language: str) -> CounsellorCard:
    """The card, with what the counsellor set about being reached."""
    first, second = appointment.on_site_nl, appointment.on_site_en
    return replace(
        shown,
        promise_days=appointment.promise_days,
        on_site=(first or second) if language == "nl" else (second or first),
        phone=appointment.phone,
        absent=appointment.absent_on(timezone.localdate()),
        absent_until=appointment.absent_until,
        stand_in=appointment.stand_in.name if appointment.stand_in else "",
    )
