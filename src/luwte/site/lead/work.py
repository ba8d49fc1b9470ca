"""Work that is no case: planned, logged, added up, and taken along as a table."""

from __future__ import annotations

import csv
import datetime
import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import person_of
from luwte.registry.activities import Activity, summed
from luwte.registry.forms import FIRST_YEAR, ActivityForm
from luwte.reports.outputs.data import harmless
from luwte.site.lead.access import is_counsellor_at, leads_only, led_by, organisation_led

PAGE = 100
YEARS_SHOWN = 5
ID = re.compile("[0-9a-f]{32}")
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@leads_only
def organisations(request: HttpRequest) -> HttpResponse:
    """Where somebody has work to plan and log."""
    mine = led_by(person_of(request.user))
    if len(mine) == 1:
        return redirect("lead_work", slug=mine[0].slug)
    return render(request, "site/lead/organisations.html", {"organisations": mine})


@require_safe
@leads_only
def year_of_work(request: HttpRequest, slug: str) -> HttpResponse:
    """All work of one year: planned, done, and what it adds up to."""
    found = organisation_led(request, slug)
    year = year_asked(request.GET.get("year", ""))
    work = Activity.objects.filter(organisation=found).in_year(year)
    context = {
        "organisation": found,
        "year": year,
        "years": range(this_year() + 1, this_year() - YEARS_SHOWN, -1),
        "page": Paginator(work.select_related("person"), PAGE).get_page(request.GET.get("page")),
        "sums": summed(work),
        "is_counsellor": is_counsellor_at(person_of(request.user), found.slug),
    }
    return render(request, "site/lead/work.html", context)


@get_or_post
@leads_only
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new piece of work. Sent twice it is there once: the form brings its id along."""
    found = organisation_led(request, slug)
    fresh = request.POST.get("id", "")
    known = Activity.objects.filter(public_id=fresh).first()
    if known is not None and known.organisation_id == found.pk:
        return to_year(found, known)
    if known is not None or not ID.fullmatch(fresh):
        fresh = new_id()
    activity = Activity(public_id=fresh, organisation=found, person=person_of(request.user))
    form = ActivityForm(request.POST or None, instance=activity)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Saved."))
        return to_year(found, form.save())
    context = {"organisation": found, "form": form, "fresh": fresh}
    return render(request, "site/lead/activity.html", context)


@get_or_post
@leads_only
def edit(request: HttpRequest, slug: str, activity: str) -> HttpResponse:
    """Change what was said of a piece of work."""
    found, known = activity_of(request, slug, activity)
    form = ActivityForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Saved."))
        return to_year(found, form.save())
    context = {"organisation": found, "form": form, "activity": activity}
    return render(request, "site/lead/activity.html", context)


@require_POST
@leads_only
def remove(request: HttpRequest, slug: str, activity: str) -> HttpResponse:
    """Take a piece of work off the list. Again changes nothing."""
    found = organisation_led(request, slug)
    Activity.objects.filter(organisation=found, public_id=activity).delete()
    messages.success(request, _("Removed."))
    return redirect("lead_work", slug=found.slug)


@require_safe
@leads_only
def as_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The year as a table for a spreadsheet."""
    found = organisation_led(request, slug)
    if not FIRST_YEAR <= year <= this_year() + 2:
        raise Http404
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}-{year}.csv"'
    rows = csv.writer(answer)
    rows.writerow(
        [_("Day"), _("What it was"), _("About what"), _("For whom"), _("People"), _("Minutes")]
    )
    for one in Activity.objects.filter(organisation=found).in_year(year).order_by("day", "pk"):
        said = (one.day.isoformat(), one.get_kind_display(), one.subject, one.audience)
        reached = "" if one.reached is None else one.reached
        rows.writerow([*map(harmless, said), reached, one.minutes])
    return answer


def activity_of(request: HttpRequest, slug: str, activity: str) -> tuple[Organisation, Activity]:
    found = organisation_led(request, slug)
    return found, get_object_or_404(Activity, organisation=found, public_id=activity)


def to_year(organisation: Organisation, activity: Activity) -> HttpResponse:
    address = reverse("lead_work", args=[organisation.slug])
    return redirect(f"{address}?year={activity.day.year}")


def this_year() -> int:
    return datetime.datetime.now(datetime.UTC).year


def year_asked(text: str) -> int:
    """The year in the address; this year where there is none, or an impossible one."""
    if text.isdecimal() and FIRST_YEAR <= int(text) <= this_year() + 2:
        return int(text)
    return this_year()
