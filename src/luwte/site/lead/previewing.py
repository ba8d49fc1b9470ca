"""A draft as management would read it, before anybody does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luwte.reports.outputs.document import whole
from luwte.reports.publishing import NoFigures, content_of
from luwte.site.board.reports import drawn, page_language
from luwte.site.lead.access import leads_only
from luwte.site.lead.drafts import draft_of


@require_safe
@leads_only
def preview(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """All of it, on one page."""
    found = draft_of(request, slug, report)
    try:
        content = content_of(found)
    except NoFigures:
        return redirect("lead_report_figures", slug=slug, report=report)
    context = {
        "organisation": found.organisation,
        "report": found,
        "document": whole(content, page_language()),
        "charts": f"{reverse('lead_report_preview', args=[slug, report])}chart/",
    }
    return render(request, "site/lead/report_preview.html", context)


@require_safe
@leads_only
def preview_chart(
    request: HttpRequest, slug: str, report: str, table: str, language: str, look: str
) -> HttpResponse:
    """One chart of it as a picture."""
    try:
        content = content_of(draft_of(request, slug, report))
    except NoFigures:
        return redirect("lead_report_figures", slug=slug, report=report)
    return drawn(content, table, language, look)
