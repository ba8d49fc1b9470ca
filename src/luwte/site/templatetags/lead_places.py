"""The places of an organisation under /lead/, for whoever is signed in."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from luwte.organisations.models import Organisation
from luwte.people.models import person_of
from luwte.site.lead.drafts import may_build

register = template.Library()


@register.inclusion_tag("site/lead/places.html", takes_context=True)
def lead_places(context: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """Work, advice, and reports for who makes them."""
    request: HttpRequest = context["request"]
    names = [("lead_work", _("Work that is no case")), ("lead_advice", _("Advice"))]
    if may_build(person_of(request.user), organisation):
        names.append(("lead_reports", _("Reports")))
    places = [(reverse(name, args=[organisation.slug]), label) for name, label in names]
    return {"places": places, "path": request.path}
