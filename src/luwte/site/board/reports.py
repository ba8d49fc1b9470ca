"""Published reports: read as a page, in two pages, or taken along."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from luwte.organisations.models import Organisation
from luwte.reports.annual import Report
from luwte.reports.content import Language, ReportContent
from luwte.reports.outputs.charts import LOOKS, svg
from luwte.reports.outputs.data import as_csv, as_json
from luwte.reports.outputs.document import Document, in_two_pages, whole
from luwte.reports.outputs.pdf import pdf
from luwte.reports.outputs.picturing import picture
from luwte.site.board.access import board_only, reader_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "pdf": "application/pdf",
    "docx": WORD,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
#: Longer than any organisation keeps reports.
MOST_LISTED = 60
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@require_safe
@board_only
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """All that was published, the newest first."""
    found = reader_at(request, slug).organisation
    context = {"organisation": found, "reports": listed(found)}
    return render(request, "site/board/reports/list.html", context)


@require_safe
@board_only
def report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """All of it, on one page."""
    return page(request, slug, report, short=False)


@require_safe
@board_only
def short(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """The version for works council and intranet."""
    return page(request, slug, report, short=True)


@require_safe
@board_only
def chart(
    request: HttpRequest, slug: str, report: str, table: str, language: str, look: str
) -> HttpResponse:
    """One chart of it as a picture."""
    content = published(reader_at(request, slug).organisation, report).read()
    return drawn(content, table, language, look)


def drawn(content: ReportContent, table: str, language: str, look: str) -> HttpResponse:
    """The chart of this table; Http404 where there is none."""
    shown = [
        picture(content, one, spoken(language))
        for section in content.sections
        for one in section.tables
        if one.id == table
    ]
    if look not in LOOKS or not shown or shown[0] is None:
        raise Http404
    lines = svg(shown[0], content.accent, LOOKS[look])
    return HttpResponse(lines, content_type="image/svg+xml")


@require_safe
@board_only
def file(request: HttpRequest, slug: str, report: str, name: str) -> HttpResponse:
    """What can be taken along: `report-nl.pdf`, `short-en.pdf`, `tables-nl.csv` and the like."""
    found = published(reader_at(request, slug).organisation, report)
    made = taken_along(found.read(), name)
    answer = HttpResponse(made, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{found.end.year}-{name}"'
    return answer


def taken_along(content: ReportContent, name: str) -> bytes:
    """The file of this name; Http404 for one that isn't made."""
    if name == "tables.json":
        return as_json(content)
    kind, _, ending = name.rpartition(".")
    kind, _, language = kind.partition("-")
    match kind, ending:
        case "report", "pdf":
            return pdf(content, whole(content, spoken(language)))
        case "short", "pdf":
            return pdf(content, in_two_pages(content, spoken(language)))
        case "report", "docx":
            # Seldom asked for: no process should wait for its library when it starts.
            from luwte.reports.outputs.word import word  # noqa: PLC0415

            return word(content, whole(content, spoken(language)))
        case "tables", "csv":
            return as_csv(content, spoken(language))
    raise Http404


def spoken(language: str) -> Language:
    """One of the two; Http404 for another."""
    for one in LANGUAGES:
        if one == language:
            return one
    raise Http404


def published(organisation: Organisation, report: str) -> Report:
    """This one, when it is of this organisation and published."""
    return get_object_or_404(
        Report.objects.published().filter(organisation=organisation), public_id=report
    )


def listed(organisation: Organisation) -> list[dict[str, Any]]:
    """Newest versions, and what to show of each."""
    found = Report.objects.published().newest_versions().filter(organisation=organisation)
    language = page_language()
    return [
        {
            "id": one.public_id,
            "content": content,
            "title": content.title.get(language),
            "period": content.period.get(language),
        }
        for one in found[:MOST_LISTED]
        for content in [one.read()]
    ]


def page(request: HttpRequest, slug: str, report: str, *, short: bool) -> HttpResponse:
    organisation = reader_at(request, slug).organisation
    found = published(organisation, report)
    make = in_two_pages if short else whole
    document: Document = make(found.read(), page_language())
    context = {
        "organisation": organisation,
        "report": found,
        "document": document,
        "charts": f"{reverse('board_report', args=[slug, report])}chart/",
    }
    return render(request, "site/board/reports/report.html", context)


def page_language() -> Language:
    """The visitor's."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"
