"""Advice as whoever it is for reads it: answer, actions, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luwte.reports.advice import ActionMark, Advice, AdviceAction, AdviceAnswer, AdviceQuerySet
from luwte.reports.forms_advice import ActionForm, AnswerForm, MarkForm, in_language
from luwte.reports.own_words_field import small_units, watch_own_words
from luwte.site.board.access import Seat, board_only, seat_at
from luwte.site.once import already_there, id_of_form, unused

PAGE = 30
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def whole(found: AdviceQuerySet) -> AdviceQuerySet:
    """With all that a page of one shows."""
    return found.select_related(
        "organisation", "author", "corrects", "corrected_by"
    ).prefetch_related("answers", "actions__marks")


def readable(seat: Seat) -> AdviceQuerySet:
    """What somebody may read here; nothing else is there for them."""
    return Advice.objects.given().filter(organisation=seat.organisation).to(seat.reads_advice_to)


def readable_at(request: HttpRequest, slug: str, advice: str) -> tuple[Seat, Advice]:
    seat = seat_at(request, slug)
    return seat, get_object_or_404(whole(readable(seat)), public_id=advice)


def answerable_at(request: HttpRequest, slug: str, advice: str) -> tuple[Seat, Advice]:
    """The same, for whom it is meant and as long as no newer one took its place."""
    seat, one = readable_at(request, slug, advice)
    if not may_answer(seat, one):
        raise Http404
    return seat, one


def may_answer(seat: Seat, advice: Advice) -> bool:
    return advice.addressee in seat.answers_advice_to and advice.correction() is None


@require_safe
@board_only
def advice_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All advice, the newest first."""
    seat = seat_at(request, slug)
    given = readable(seat).select_related("corrected_by").prefetch_related("answers")
    context = {
        "seat": seat,
        "organisation": seat.organisation,
        "page": Paginator(given, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "site/board/advice/list.html", context)


@require_safe
@board_only
def read(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """One advice with what was answered and done."""
    seat, one = readable_at(request, slug, advice)
    context = {
        "seat": seat,
        "organisation": seat.organisation,
        "advice": one,
        "may_answer": may_answer(seat, one),
    }
    return render(request, "site/board/advice/read.html", context)


@get_or_post
@board_only
def answer(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """Add an answer."""
    seat, one = answerable_at(request, slug, advice)
    row = AdviceAnswer(advice=one)
    return added(request, seat, one, row, AnswerForm, "answer", one.answers.all())


@get_or_post
@board_only
def add_action(request: HttpRequest, slug: str, advice: str) -> HttpResponse:
    """Add something that will be done."""
    seat, one = answerable_at(request, slug, advice)
    row = AdviceAction(advice=one)
    return added(request, seat, one, row, ActionForm, "action", one.actions.all())


@get_or_post
@board_only
def mark(request: HttpRequest, slug: str, advice: str, action: str) -> HttpResponse:
    """Say how far an action is."""
    seat, one = answerable_at(request, slug, advice)
    about = get_object_or_404(one.actions.all(), public_id=action)
    row = ActionMark(action=about)
    return added(request, seat, one, row, MarkForm, "mark", about.marks.all(), action=about)


def thanks(advice: Advice) -> str:
    """Who can read now what was said."""
    if advice.is_for_second_address:
        return _("Saved. Who wrote the advice can read it.")
    return _("Saved. The counsellors can read it.")


def added(
    request: HttpRequest,
    seat: Seat,
    advice: Advice,
    row: AdviceAnswer | AdviceAction | ActionMark,
    form_of: Callable[..., ModelForm[Any]],
    what: str,
    there: models.QuerySet[Any],
    **context: object,
) -> HttpResponse:
    """The form, and back to the advice once its row is there. Sent twice it is there once."""
    fresh = id_of_form(request)
    back = redirect("board_advice_one", slug=seat.organisation.slug, advice=advice.public_id)
    if already_there(there, fresh):
        return back
    form = form_of(request.POST or None, instance=row)
    watch_own_words(form, small_units(seat.organisation))
    if request.method == "POST" and form.is_valid():
        row.public_id = unused(type(row), fresh)
        in_language(row, seat.person)
        form.save()
        messages.success(request, thanks(advice))
        return back
    shown = {"organisation": seat.organisation, "advice": advice, "form": form, "fresh": fresh}
    return render(request, f"site/board/advice/{what}.html", shown | context)
