"""An organisation's trust agreement: read what there was, and make a new version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from luwte.organisations.agreements import current_agreement, new_version
from luwte.organisations.forms import AgreementForm
from luwte.organisations.models import Organisation
from luwte.outreach.agreement import default_words
from luwte.site.manage.access import administrators_only
from luwte.site.manage.views import get_or_post, organisation_of


@get_or_post
@administrators_only
def edit_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """A version is never changed: what is sent here becomes the next one."""
    found = organisation_of(request, slug)
    form = AgreementForm(found, request.POST or None, initial=words_now(found))
    if request.method == "POST" and form.is_valid():
        made = new_version(found, form.cleaned_data, timezone.localdate())
        messages.success(request, _("Version %(number)s is there.") % {"number": made.version})
        return redirect("manage_agreement", slug=found.slug)
    context = {
        "form": form,
        "organisation": found,
        "versions": found.agreement_templates.order_by("-version"),
    }
    return render(request, "site/manage/agreement.html", context)


def words_now(of: Organisation) -> dict[str, str]:
    """What a new version begins with: the newest one, else the text that comes with Luwte."""
    newest = current_agreement(of)
    if newest is None:
        return default_words()
    return {
        "title_nl": newest.title_nl,
        "text_nl": newest.text_nl,
        "title_en": newest.title_en,
        "text_en": newest.text_en,
    }
