"""Published reports of years that are over, with the figures of past_years.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luwte.organisations.models import Organisation
from luwte.reports.models import Recommendation, Report
from luwte.reports.periods import dates
from luwte.reports.publishing import publish
from luwte.reports.taking import take_figures
from luwte.site.demo.people import Account, ago, told
from luwte.site.lead.reports import standard_texts
from luwte.vault.days import today

LANGUAGES = ("nl", "en")


def make_reports(
    organisations: Mapping[str, Organisation], accounts: Mapping[str, Account]
) -> None:
    """As somebody would make them on the site, and publish."""
    for one in told("reports.toml")["report"]:
        organisation = organisations[one["organisation"]]
        start, end = dates(Report.Kind.YEAR, today().year - one["years_ago"])
        person = accounts[one["by"]].person
        report = Report.objects.create(
            organisation=organisation,
            start=start,
            end=end,
            trend=3,
            tables=one["tables"],
            texts=standard_texts(organisation) | one["texts"],
            review={answer["code"]: reviewed(answer) for answer in one.get("review", ())},
            reviewed_by=person if "review" in one else None,
            made_by=person,
        )
        Recommendation.objects.bulk_create(
            Recommendation(
                report=report,
                number=number,
                text_nl=asked["nl"],
                text_en=asked["en"],
                owner=asked["owner"],
                due=ago(-asked["due_in"]),
                state=asked.get("state", Recommendation.State.UNKNOWN),
                came_of_it_nl=asked.get("came_nl", ""),
                came_of_it_en=asked.get("came_en", ""),
            )
            for number, asked in enumerate(one["asked"], 1)
        )
        take_figures(report)
        publish(report)


def reviewed(answer: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """In the shape that a report keeps it."""
    return {
        part: {language: answer.get(f"{part}_{language}", "") for language in LANGUAGES}
        for part in ("observation", "ground", "improvement")
    }
