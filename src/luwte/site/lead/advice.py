"""Writing advice and seeing what was answered; for counsellors and coordinators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, person_of
from luwte.registry.models import today
from luwte.reports.advice import Advice, AdviceQuerySet
from luwte.reports.forms_advice import AdviceForm, has_second_address
from luwte.site.board.advice import whole
from luwte.site.lead.access import leads_only, organisation_led
from luwte.site.lead.work import get_or_post
from luwte.site.once import id_of_form, unused

PAGE = 30


def is_management(request: HttpRequest, organisation: Organisation) -> bool:
    """Whether whoever leads is management as well: then nothing about the management is theirs."""
    return (
        Appointment.objects.not_ended()
        .filter(
            person=person_of(request.user),
            organisation=organisation,
            role=Appointment.Role.MANAGEMENT,
        )
        .exists()
    )


def seen_at(request: HttpRequest, slug: str) -> tuple[Organisation, AdviceQuerySet]:
    """The organisation, and the advice in it that whoever is signed in may see."""
    found = organisation_led(request, slug)
    seen = Advice.objects.filter(organisation=found).seen_by(
        person_of(request.user), is_management=is_management(request, found)
    )
    return found, seen


def draft_at(request: HttpRequest, slug: str, advice: str) -> tuple[Organisation, Advice]:
    """One's own draft; Http404 for what was given."""
    found, seen = seen_at(request, slug)
    mine = seen.filter(author=person_of(request.user), given_on__isnull=True)
    return found, get_object_or_404(mine, public_id=advice)


@require_safe
@leads_only
def advice_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Drafts first, then what was given, with whether it was answered."""
    found, seen = seen_at(request, slug)
    given = seen.given().select_related("author", "corrected_by").prefetch_related("answers")
    context = {
        "organisation": found,
        "drafts": seen.filter(given_on__isnull=True).order_by("-pk")[:PAGE],
        "page": Paginator(given, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "site/lead/advice/list.html", context)


@get_or_post
@leads_only
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft."""
    found, seen = seen_at(request, slug)
    fresh = id_of_form(request)
    if seen.filter(public_id=fresh).exists():
        return redirect("lead_advice_one", slug=found.slug, advice=fresh)
    advice = Advice(
        public_id=unused(Advice, fresh), organisation=found, author=person_of(request.user)
    )
    return form_page(request, found, advice)


@get_or_post
@leads_only
def edit(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """Change a draft."""
    found, one = draft_at(request, slug, advice)
    return form_page(request, found, one)


def form_page(request: HttpRequest, found: Organisation, advice: Advice) -> HttpResponse:
    form = AdviceForm(
        request.POST or None, instance=advice, may_pass_by=not is_management(request, found)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("lead_advice_one", slug=found.slug, advice=advice.public_id)
    context = {"organisation": found, "form": form, "advice": advice}
    return render(request, "site/lead/advice/write.html", context)


@require_safe
@leads_only
def read(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """A draft as it will be read, or what was given with what was answered and done."""
    found, seen = seen_at(request, slug)
    one = get_object_or_404(whole(seen), public_id=advice)
    person = person_of(request.user)
    newer = getattr(one, "corrected_by", None)
    context = {
        "organisation": found,
        "advice": one,
        "may_correct": one.is_given and newer is None and one.author in {person, None},
        "nobody_there": one.is_for_second_address and not has_second_address(found),
    }
    return render(request, "site/lead/advice/read.html", context)


@require_POST
@leads_only
def give(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """Hand it over. Again changes nothing."""
    found, seen = seen_at(request, slug)
    one = get_object_or_404(seen.filter(author=person_of(request.user)), public_id=advice)
    if one.is_for_second_address and not has_second_address(found):
        return redirect("lead_advice_one", slug=found.slug, advice=advice)
    one.give(today())
    messages.success(request, _("The advice was given. It doesn’t change any more."))
    return redirect("lead_advice_one", slug=found.slug, advice=advice)


@require_POST
@leads_only
def remove(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """Take a draft away."""
    found, one = draft_at(request, slug, advice)
    one.delete()
    messages.success(request, _("Removed."))
    return redirect("lead_advice", slug=found.slug)


@require_POST
@leads_only
def correct(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """A draft that will take the place of what was given, beginning with its words."""
    found, seen = seen_at(request, slug)
    person = person_of(request.user)
    one = get_object_or_404(seen.given(), public_id=advice)
    if one.author not in {person, None}:
        raise Http404
    copied = (
        *("asked", "addressee", "language", "subject", "text"),
        *("ground_report", "ground_table", "ground_nl", "ground_en", "works_council"),
    )
    newer, _is_new = Advice.objects.get_or_create(
        corrects=one,
        defaults={name: getattr(one, name) for name in copied}
        | {"organisation": found, "author": person},
    )
    if newer.author != person:
        raise Http404
    return redirect("lead_advice_one", slug=found.slug, advice=newer.public_id)


@require_safe
@leads_only
def copy(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """The page that is printed for the works council, where a copy goes there."""
    found, seen = seen_at(request, slug)
    one = get_object_or_404(seen.given().filter(works_council=True), public_id=advice)
    context = {"organisation": found, "advice": one}
    return render(request, "site/lead/advice/copy.html", context)
