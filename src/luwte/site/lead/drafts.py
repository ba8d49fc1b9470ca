"""Drafts of reports: who makes them, and what is sent to one that is a draft no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person, person_of
from luwte.reports.models import Report
from luwte.site.lead.access import organisation_led
from luwte.site.words_back import words_sent


def may_build(person: Person | None, organisation: Organisation) -> bool:
    """A coordinator or an external counsellor; any counsellor where there is neither."""
    there = Appointment.objects.not_ended().filter(organisation=organisation)
    coordinators = there.filter(role=Appointment.Role.COORDINATOR)
    external = there.counsellors().filter(position=Appointment.Position.EXTERNAL)
    if (coordinators | external).filter(person=person).exists():
        return True
    nobody_else = not coordinators.exists() and not external.exists()
    return nobody_else and there.counsellors().filter(person=person).exists()


def is_external(person: Person | None, organisation: Organisation) -> bool:
    """Whether this person answers the yearly review."""
    external = (
        Appointment.objects.not_ended()
        .counsellors()
        .filter(organisation=organisation, person=person, position=Appointment.Position.EXTERNAL)
    )
    return external.exists()


def organisation_reported(request: HttpRequest, slug: str) -> Organisation:
    """Where the person signed in makes reports; Http404 elsewhere."""
    found = organisation_led(request, slug)
    if not may_build(person_of(request.user), found):
        raise Http404
    return found


OfReport = Callable[[HttpRequest, str, str], HttpResponse]


class PublishedMeanwhile(Http404):
    """No draft any more. To whoever only reads it is as if it weren't there."""


def draft_of(request: HttpRequest, slug: str, report: str) -> Report:
    organisation = organisation_reported(request, slug)
    found = get_object_or_404(Report, organisation=organisation, public_id=report)
    if found.is_published:
        raise PublishedMeanwhile
    return found


def gives_words_back(view: OfReport) -> OfReport:
    """What is sent is saved before the report is published, or given back after it."""

    @wraps(view)
    def checked(request: HttpRequest, slug: str, report: str) -> HttpResponse:
        if request.method != "POST":
            return view(request, slug, report)
        try:
            with transaction.atomic():
                Report.objects.select_for_update().filter(public_id=report).first()
                return view(request, slug, report)
        except PublishedMeanwhile:
            words = words_sent(request)
            if not words:
                raise
            context = {"words": words, "next": reverse("lead_reports", args=[slug])}
            page = "site/lead/report_published_meanwhile.html"
            return render(request, page, context, status=409)

    return checked
