"""Published reports on management's pages: read there and taken along, by nobody else."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.cache import cache

from luwte.organisations.models import Organisation
from luwte.reports.annual import Report
from luwte.reports.content import ReportContent
from tests.reports.sample import hardly_any, municipality
from tests.site.test_board import elsewhere, town
from tests.site.test_lead import somebody, text

__all__ = ["elsewhere", "town"]

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M26")]

FILES = {
    "report-nl.pdf": b"%PDF-",
    "short-en.pdf": b"%PDF-",
    "report-en.docx": b"PK",
    "tables-nl.csv": b"\xef\xbb\xbf",
    "tables.json": b"{",
}


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


def published(town: Organisation, content: ReportContent) -> Report:
    report = Report.objects.create(organisation=town, start=content.start, end=content.end)
    report.publish(content, content.published)
    return report


@pytest.fixture
def report(town: Organisation) -> Report:
    return published(town, municipality())


def place(report: Report) -> str:
    return f"/board/veldermeer/reports/{report.public_id}/"


def test_management_finds_a_report_reads_it_and_looks_at_its_charts(
    town: Organisation, report: Report
) -> None:
    dirk = somebody(town, "Dirk", "management")
    assert "/board/veldermeer/reports/" in text(dirk.get("/board/veldermeer/"))
    assert place(report) in text(dirk.get("/board/veldermeer/reports/"))

    page = text(dirk.get(place(report)))
    for said in ("What is asked of you", "1 October 2026", "not the same as safe", "16 to 24"):
        assert said in page
    charts = set(re.findall(r'(?:src|srcset)="(/board/[^"]+\.svg)"', page))
    assert len(charts) == 4 * 4
    answer = dirk.get(sorted(charts)[0])
    assert answer["content-type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert "Listening only" not in text(dirk.get(f"{place(report)}short/"))


@pytest.mark.parametrize("name", FILES)
def test_it_is_taken_along(town: Organisation, report: Report, name: str) -> None:
    dirk = somebody(town, "Dirk", "management")
    answer = dirk.get(f"{place(report)}take/{name}")
    assert answer.content.startswith(FILES[name])
    assert f'filename="veldermeer-2025-{name}"' in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "name",
    ["report-fr.pdf", "tables-nl.json", "short-nl.docx", "x", "report.pdf"],
)
def test_what_is_not_made_is_not_found(town: Organisation, report: Report, name: str) -> None:
    dirk = somebody(town, "Dirk", "management")
    assert dirk.get(f"{place(report)}take/{name}").status_code == 404


@pytest.mark.parametrize("rest", ["years/fr/wide", "years/nl/huge", "none/nl/wide"])
def test_a_chart_that_is_not_there_is_not_found(
    town: Organisation, report: Report, rest: str
) -> None:
    dirk = somebody(town, "Dirk", "management")
    assert dirk.get(f"{place(report)}chart/{rest}.svg").status_code == 404


@pytest.mark.parametrize(
    "rest", ["", "short/", "take/tables.json", "take/report-nl.pdf", "chart/years/nl/wide.svg"]
)
def test_nobody_else_finds_any_of_it(
    town: Organisation, elsewhere: Organisation, report: Report, rest: str
) -> None:
    assert somebody(town, "Sanne", "second-address").get(place(report) + rest).status_code == 404
    stranger = somebody(elsewhere, "Erik", "management")
    assert stranger.get(place(report) + rest).status_code == 404
    there = place(report).replace("veldermeer", "duinwijk")
    assert stranger.get(there + rest).status_code == 404


def test_a_draft_is_nowhere(town: Organisation) -> None:
    year = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
    draft = Report.objects.create(organisation=town, start=year[0], end=year[1])
    dirk = somebody(town, "Dirk", "management")
    assert "Nothing was published yet" in text(dirk.get("/board/veldermeer/reports/"))
    assert dirk.get(place(draft)).status_code == 404
    assert dirk.get(f"{place(draft)}take/tables.json").status_code == 404


def test_the_pages_of_years_with_hardly_a_case_differ_in_the_year_only(town: Organisation) -> None:
    dirk = somebody(town, "Dirk", "management")
    seen = set()
    for year in (2023, 2024, 2025):
        report = published(town, hardly_any(year))
        page = text(dirk.get(place(report)))
        page = page[page.index("<article") : page.index("</article>")]
        assert ".svg" not in page
        page = page.replace(report.public_id, "")
        seen.add(page.replace(str(year + 1), "NEXT").replace(str(year), "THIS"))
    assert len(seen) == 1
