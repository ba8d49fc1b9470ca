"""Where management begins: what waits, and where to read on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from luwte.people.models import person_of
from luwte.registry.models import today
from luwte.reports.advising import waiting
from luwte.site.board.access import board_only, seat_at, seats_of


@require_safe
@board_only
def organisations(request: HttpRequest) -> HttpResponse:
    """One's organisations; straight on to the only one."""
    mine = [seat.organisation for seat in seats_of(person_of(request.user))]
    if len(mine) == 1:
        return redirect("board_home", slug=mine[0].slug)
    return render(request, "site/board/organisations.html", {"organisations": mine})


@require_safe
@board_only
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation."""
    seat = seat_at(request, slug)
    context = {
        "seat": seat,
        "organisation": seat.organisation,
        "waiting": waiting(seat.organisation, seat.answers_advice_to, today()),
        "today": today(),
    }
    return render(request, "site/board/home.html", context)
