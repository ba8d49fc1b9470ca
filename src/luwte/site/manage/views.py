"""The administrators' pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luwte.organisations.forms import (
    OrganisationForm,
    PhoneLineFormSet,
    ReferralFormSet,
    UnitFormSet,
    route_text_rows,
)
from luwte.organisations.models import Organisation
from luwte.outreach.content import Language, content
from luwte.people.forms import InvitationForm
from luwte.people.inviting import invite
from luwte.people.models import Appointment, Invitation, User
from luwte.site.manage.access import administrators_only

PAGE = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def organisation_of(request: HttpRequest, slug: str) -> Organisation:
    """One of those that this administrator may touch; Http404 for another."""
    return get_object_or_404(Organisation.objects.for_user(request.user), slug=slug)


@require_safe
@administrators_only
def organisations(request: HttpRequest) -> HttpResponse:
    """All of them, a page at a time."""
    wanted = request.GET.get("q", "").strip()
    found = Organisation.objects.for_user(request.user).annotate(
        counsellors=Count(
            "appointments",
            filter=Q(appointments__role=Appointment.Role.COUNSELLOR)
            & ~Q(appointments__state=Appointment.State.ENDED),
        )
    )
    if wanted:
        found = found.filter(Q(name__icontains=wanted) | Q(slug__icontains=wanted))
    page = Paginator(found.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "site/manage/organisations.html", {"page": page, "wanted": wanted})


@get_or_post
@administrators_only
def add_organisation(request: HttpRequest) -> HttpResponse:
    """A new organisation."""
    form = OrganisationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("The organisation was added."))
        return redirect("manage_organisation", slug=made.slug)
    return render(request, "site/manage/edit.html", {"form": form, "organisation": None})


@require_safe
@administrators_only
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """People, invitations and units of one organisation."""
    found = organisation_of(request, slug)
    context = {
        "organisation": found,
        "appointments": Appointment.objects.filter(organisation=found).select_related("person"),
        "invitations": Invitation.objects.filter(organisation=found).order_by("-sent_on")[:PAGE],
        "units": found.units.all(),
        "phone_lines": found.phone_lines.all(),
        "referrals": found.referral_entries.all(),
        "route_texts": found.route_texts.count(),
    }
    return render(request, "site/manage/organisation.html", context)


@get_or_post
@administrators_only
def edit_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation is and looks like."""
    found = organisation_of(request, slug)
    form = OrganisationForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect("manage_organisation", slug=saved.slug)
    # An invalid form has changed the object at hand, its slug among it.
    return render(
        request,
        "site/manage/edit.html",
        {"form": form, "organisation": organisation_of(request, slug)},
    )


@get_or_post
@administrators_only
def edit_units(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of an organisation."""
    found = organisation_of(request, slug)
    rows = UnitFormSet(request.POST or None, instance=found)
    return edit_rows(request, found, rows, _("Units"))


@get_or_post
@administrators_only
def edit_phone_lines(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers that people can call."""
    found = organisation_of(request, slug)
    rows = PhoneLineFormSet(request.POST or None, instance=found)
    return edit_rows(request, found, rows, _("Telephone lines"))


@get_or_post
@administrators_only
def edit_referrals(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the counsellors of an organisation refer to, besides the national bodies."""
    found = organisation_of(request, slug)
    rows = ReferralFormSet(request.POST or None, instance=found)
    return edit_rows(request, found, rows, _("Own referral list"))


@get_or_post
@administrators_only
def edit_route_texts(request: HttpRequest, slug: str) -> HttpResponse:
    """Parts of a way in the organisation's own words."""
    found = organisation_of(request, slug)
    language: Language = "en" if get_language() == "en" else "nl"
    named = [(id_, content().text(id_, language).title) for id_ in content().routes()]
    rows = route_text_rows(named)(request.POST or None, instance=found)
    return edit_rows(request, found, rows, _("Own texts of the ways"))


def edit_rows(
    request: HttpRequest, of: Organisation, rows: BaseInlineFormSet[Any, Any, Any], title: str
) -> HttpResponse:
    """One row a thing, with an empty one at the end."""
    if request.method == "POST" and rows.is_valid():
        rows.save()
        messages.success(request, _("Saved."))
        return redirect("manage_organisation", slug=of.slug)
    return render(
        request, "site/manage/rows.html", {"rows": rows, "organisation": of, "title": title}
    )


@get_or_post
@administrators_only
def send_invitation(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody. The link goes by mail only: an administrator never sees it."""
    found = organisation_of(request, slug)
    form = InvitationForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        invite(found, form.invitee(), by=user if isinstance(user, User) else None)
        messages.success(request, _("The mail with the link is on its way."))
        return redirect("manage_organisation", slug=found.slug)
    return render(request, "site/manage/invite.html", {"form": form, "organisation": found})


@require_POST
@administrators_only
def end_appointment(request: HttpRequest, slug: str, appointment: int) -> HttpResponse:
    """The role ends; running conversations, account and keys stay as they are."""
    found = organisation_of(request, slug)
    one = get_object_or_404(
        Appointment.objects.not_ended().filter(organisation=found), pk=appointment
    )
    one.end(timezone.localdate())
    messages.success(
        request, _("The role has ended. Conversations that run are not touched by this.")
    )
    return redirect("manage_organisation", slug=found.slug)
