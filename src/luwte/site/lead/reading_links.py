"""Links to a published report: made, shown once, and closed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luwte.organisations.ids import new_id
from luwte.people.models import person_of
from luwte.reports.models import Report
from luwte.reports.reading_links import MOST_LINKS, ReadingLink, make_link
from luwte.site.lead.access import leads_only
from luwte.site.lead.drafts import organisation_reported
from luwte.site.lead.work import get_or_post
from luwte.site.once import already_there, id_of_form, unused


class LastsForm(forms.Form):
    """How long a link works."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("How long it works"), choices=ReadingLink.Lasts.choices, coerce=int
    )


def published_here(request: HttpRequest, slug: str, report: str) -> Report:
    organisation = organisation_reported(request, slug)
    return get_object_or_404(
        Report.objects.published(), organisation=organisation, public_id=report
    )


@get_or_post
@leads_only
def links(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Those that work, and a new one: its link and code are on this page once."""
    found = published_here(request, slug, report)
    form = LastsForm(request.POST or None)
    made, fresh = None, id_of_form(request)
    working = ReadingLink.objects.working().filter(report=found)
    if request.method == "POST" and form.is_valid():
        if already_there(ReadingLink.objects.filter(report=found), fresh):
            form.add_error(None, _("This link was made already, and its code was shown once."))
        elif working.count() >= MOST_LINKS:
            form.add_error("days", _("There are many links already. Close one first."))
        else:
            person = person_of(request.user)
            fresh = unused(ReadingLink, fresh)
            token, code = make_link(found, person, form.cleaned_data["days"], fresh)
            address = request.build_absolute_uri(reverse("read", args=[token]))
            made = {"address": address, "code": f"{code[:4]} {code[4:]}"}
    context = {
        "organisation": found.organisation,
        "report": found,
        "form": form,
        "made": made,
        "fresh": new_id() if made else fresh,
        "links": working.select_related("made_by"),
    }
    return render(request, "site/lead/report_links.html", context)


@require_POST
@leads_only
def close(request: HttpRequest, slug: str, report: str, link: str) -> HttpResponse:
    """The link works no more. Again changes nothing."""
    found = published_here(request, slug, report)
    ReadingLink.objects.filter(report=found, public_id=link).update(closed=True)
    messages.success(request, _("The link doesn't work any more."))
    return redirect("lead_report_links", slug=slug, report=report)
