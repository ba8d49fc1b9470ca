"""The paper set of an organisation: a page that lists it, and each form as a PDF."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from luwte.outreach.content import LANGUAGES, Language
from luwte.outreach.pages import page_language, picture, public_organisation
from luwte.site.paper.forms import FORMS
from luwte.site.paper.printing import printed
from luwte.site.public import public_roster


@require_safe
def paper_set(request: HttpRequest, slug: str) -> HttpResponse:
    """Where each form is, in both languages."""
    found = public_organisation(slug)
    with override(page_language(found)):
        names = {
            "intake": _("Intake sheet"),
            "agreement": _("Trust agreement"),
            "contact": _("Contact card"),
            "registration": _("Registration card"),
        }
        context = {"organisation": found, "forms": names.items()}
        return render(request, "site/paper.html", context)


@require_safe
def paper(request: HttpRequest, slug: str, form: str, language: str) -> HttpResponse:
    """One form to print; blank, so everybody may have it."""
    found = public_organisation(slug)
    if form not in FORMS or language not in LANGUAGES:
        raise Http404
    spoken = cast(Language, language)
    with override(language):
        made = FORMS[form](found, public_roster(found, language), spoken)
    return picture(printed(made), "application/pdf")
