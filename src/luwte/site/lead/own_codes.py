"""An organisation's own codes: seen, added, mended and retired. Nothing here tells of a count."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luwte.organisations.models import Organisation
from luwte.registry.additions import REFINED_FROM, AddedCode
from luwte.registry.codes import label_of
from luwte.registry.models import today
from luwte.registry.own_codes import AddForm, ChangeForm, WordsForm, listed, refined_by
from luwte.reports.own_words import Reason, traces
from luwte.reports.own_words_field import small_units
from luwte.site.lead.access import leads_only, organisation_led
from luwte.site.lead.work import get_or_post

#: What may point at somebody in the name of a code; a number in it counts nothing.
POINTING: frozenset[Reason] = frozenset({"person", "title", "unit", "same"})


@get_or_post
@leads_only
def own_codes(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and the form to add one where the organisation is large enough."""
    found = organisation_led(request, slug)
    context: dict[str, Any] = {"organisation": found, "least": REFINED_FROM}
    if refined_by(found):
        form = AddForm(request.POST or None, found)
        if request.method == "POST" and points_at_nobody(form, found):
            form.save()
            messages.success(request, _("Added. Counsellors find it in the desk from now on."))
            return redirect("lead_codes", slug=found.slug)
        context["form"] = form
    return render(request, "site/lead/own_codes.html", context | {"questions": shown(found)})


def points_at_nobody(form: WordsForm, organisation: Organisation) -> bool:
    """Whether the form holds, and its words name no person, function or small part."""
    if not form.is_valid():
        return False
    units = small_units(organisation)
    for name in ("nl", "en"):
        for one in traces(form.cleaned_data[name], units):
            if one.reason in POINTING:
                told = _("“%(words)s” may show who it is. Name no person, team or function.")
                form.add_error(name, told % {"words": one.passage})
    return not form.errors


def shown(organisation: Organisation) -> list[dict[str, Any]]:
    """By question; in words of the page's language."""
    language = get_language() or "nl"
    year = today().year
    return [
        {
            "label": label_of(field, language),
            "below": [
                {
                    "label": label_of(code, language),
                    "added": [
                        {
                            "id": one.public_id,
                            "label": getattr(one, "nl" if language == "nl" else "en"),
                            "first_year": one.first_year,
                            "last_year": one.last_year,
                            "is_retired": one.last_year is not None and one.last_year < year,
                        }
                        for one in added
                    ],
                }
                for code, added in below
            ],
        }
        for field, below in listed(organisation)
    ]


@get_or_post
@leads_only
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Mend the words of one, or retire it."""
    found = organisation_led(request, slug)
    known = get_object_or_404(AddedCode, organisation=found, public_id=code)
    form = ChangeForm(request.POST or None, instance=known)
    if request.method == "POST" and points_at_nobody(form, found):
        form.save()
        messages.success(request, _("Saved."))
        return redirect("lead_codes", slug=found.slug)
    context = {"organisation": found, "form": form}
    return render(request, "site/lead/own_code.html", context)
