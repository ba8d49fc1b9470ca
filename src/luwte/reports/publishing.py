"""From a draft with its figures to a published report that never changes."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Sum

from luwte.disclosure import Figure, Ledger, Release, Table
from luwte.organisations.models import Organisation
from luwte.people.models import Appointment
from luwte.registry.activities import Activity
from luwte.registry.codes import Field
from luwte.registry.models import today
from luwte.reports.advising import advice_followed_up, advice_for
from luwte.reports.annual import Recommendation, Report
from luwte.reports.catalogue import BY_ID, NOT_RECORDED, TOTAL, UNANSWERED, readable_questions
from luwte.reports.content import (
    AskedFor,
    Counsellor,
    FollowUp,
    PrintedFigure,
    ReportContent,
    ReportTable,
    ReviewAnswer,
    Section,
    TableRow,
    Words,
)
from luwte.reports.counting import months
from luwte.reports.periods import name_of
from luwte.reports.rates import rate_of
from luwte.reports.rules import policy_of
from luwte.reports.sections import SUMMARY, review_questions, section_kinds
from luwte.reports.taking import (
    Refused,
    Trouble,
    earlier_years,
    exact_release,
    has_figures,
    newest_release,
    touching,
)

OF = {
    "cases": Words(nl="Zaken", en="Cases"),
    "behaviours": Words(nl="Keren genoemd", en="Times named"),
    "help": Words(nl="Keren gedaan", en="Times done"),
}
POSITIONS = {
    "internal": Words(nl="intern", en="internal"),
    "external": Words(nl="extern", en="external"),
    "club_contact": Words(nl="van de club", en="of the club"),
}
ACTIVITIES = {
    "session": Words(nl="Voorlichting", en="Session for staff"),
    "advice": Words(nl="Advies", en="Advice"),
    "board": Words(nl="Overleg met het bestuur", en="Meeting with the board"),
    "works-council": Words(nl="Overleg met de ondernemingsraad", en="Meeting with works council"),
    "company-doctor": Words(nl="Overleg met de bedrijfsarts", en="Meeting with company doctor"),
    "training": Words(nl="Scholing", en="Training"),
    "peer-review": Words(nl="Intervisie", en="Peer review"),
    "policy": Words(nl="Beleidswerk", en="Policy work"),
    "other": Words(nl="Iets anders", en="Something else"),
}
MINUTES = 60
OTHER_TITLE = Words(nl="Verslag vertrouwenspersonen", en="Report of the counsellors")
YEARLY = Words(nl="Jaarverslag vertrouwenspersonen", en=OTHER_TITLE.en)
TITLES: Mapping[str, Words] = {
    Report.Kind.YEAR: YEARLY,
    Report.Kind.STUDY_YEAR: YEARLY,
}


class NoFigures(Exception):
    """A draft whose figures haven't been taken, or not for the tables it holds now."""


def publish(report: Report) -> None:
    """Attack its figures once more with all that is in the ledger, and let management read it.

    Raises NoFigures or Refused, and changes nothing then. Again changes nothing.
    """
    # A few times a year: no process should wait for a solver when it starts.
    from luwte.disclosure import audit  # noqa: PLC0415

    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=report.organisation_id)
        fresh = Report.objects.select_for_update().get(pk=report.pk)
        if fresh.is_published:
            return
        content = content_of(fresh)
        ledger = Ledger(tuple(touching(organisation, months(fresh.start, fresh.end))))
        result = audit(ledger, policy_of(organisation))
        if not result.passed:
            tables = {risk.where[1] for risk in result.risks} & BY_ID.keys()
            raise Refused([Trouble(table, "risk") for table in sorted(tables)])
        fresh.publish(content, today())


def content_of(report: Report) -> ReportContent:
    """What would be published now. Raises NoFigures."""
    release = newest_release(report)
    if release is None or not has_figures(report):
        raise NoFigures
    organisation = report.organisation
    below = below_of(release)
    figure = printed(total_of(cases_table(release)))
    years = (report.end.year - report.start.year) * 12 + report.end.month - report.start.month + 1
    return ReportContent(
        organisation=organisation.name,
        accent=organisation.accent,
        logo=logo_of(organisation),
        title=TITLES.get(report.kind, OTHER_TITLE),
        period=name_of(report.kind, report.start, report.end),
        start=report.start,
        end=report.end,
        published=report.published_on or today(),
        version=report.version,
        correction=Words(nl=report.reason_nl, en=report.reason_en),
        counsellors=tuple(counsellors_of(organisation)),
        workers=organisation.headcount,
        base=policy_of(organisation).base if below is None else 1,
        below=below,
        summary=words_of(report, SUMMARY),
        sections=tuple(sections_of(report, release)),
        rate=rate_of(figure, organisation.headcount, years / 12) if years >= 12 else None,
        recommendations=tuple(asked_for(report)),
        follow_up=tuple(followed_up(report)),
        review=tuple(reviewed(report)),
        advice=advice_for(organisation, report.start, report.end),
    )


def below_of(release: Release) -> int | None:
    """Below how many every figure is, when there were that few cases."""
    figure = total_of(cases_table(release))
    if figure.kind == "band" and figure.band is not None and figure.band[1] is not None:
        return figure.band[1] + 1
    return None


def words_of(report: Report, section: str) -> Words:
    return Words(**report.texts.get(section, {}))


def logo_of(organisation: Organisation) -> str:
    if not organisation.logo:
        return ""
    encoded = base64.b64encode(bytes(organisation.logo)).decode()
    return f"data:{organisation.logo_type};base64,{encoded}"


def counsellors_of(organisation: Organisation) -> Iterator[Counsellor]:
    current = Appointment.objects.counsellors().current().filter(organisation=organisation)
    for one in current.select_related("person").order_by("person__name"):
        yield Counsellor(name=one.person.name, position=POSITIONS[one.position])


# --- Sections and tables ------------------------------------------------------------------------


def sections_of(report: Report, release: Release) -> Iterator[Section]:
    """All but the summary: those with words or tables."""
    tables: dict[str, list[ReportTable]] = {}
    asked = readable_questions(report.organisation)
    for table in release.tables:
        if table.id not in report.tables or total_of(table).kind == "hidden":
            continue
        tables.setdefault(BY_ID[table.id].section, []).append(table_in_print(table, asked))
    tables.setdefault("figures", []).insert(0, trend_of(report, release))
    work = work_of(report)
    if work.rows:
        tables.setdefault("outreach", []).append(work)
    for kind in section_kinds():
        text = words_of(report, kind.code)
        if kind.code != SUMMARY and (text or kind.code in tables):
            yield Section(
                code=kind.code,
                title=kind.title,
                text=text,
                tables=tuple(tables.get(kind.code, ())),
            )


def table_in_print(table: Table, asked: Mapping[str, Field]) -> ReportTable:
    """With the labels of its answers; answers that nobody gave stand there like the others."""
    known = BY_ID[table.id]
    first, rest = table.dimensions[0], table.dimensions[1:]
    columns: list[tuple[str, ...]] = [()]
    for dimension in rest:
        columns = [(*place, code) for place in columns for code in dimension.codes]
    labels = [label_of(place, rest, asked) for place in columns] if rest else [OF[table.of]]
    rows = [
        TableRow(
            code="" if code == first.total else code,
            label=answer_of(code, first.name, first.total, asked),
            figures=tuple(printed(table.figures[(code, *place)]) for place in columns),
        )
        for code in [*first.categories, first.total]
    ]
    return ReportTable(
        id=table.id,
        title=known.title,
        of=OF[table.of],
        columns=tuple(labels),
        rows=tuple(rows),
        chart="stacked" if len(rest) == 1 else "bars" if not rest else "",
    )


def label_of(
    place: Sequence[str], dimensions: Sequence[object], asked: Mapping[str, Field]
) -> Words:
    parts = [
        answer_of(code, getattr(one, "name", ""), getattr(one, "total", ""), asked)
        for code, one in zip(place, dimensions, strict=True)
    ]
    return Words(nl=", ".join(p.nl for p in parts), en=", ".join(p.en for p in parts))


def answer_of(code: str, question: str, total: str, asked: Mapping[str, Field]) -> Words:
    """What an answer is called."""
    if code == total:
        return TOTAL
    if code == UNANSWERED:
        return NOT_RECORDED
    known = {one.code: one for one in asked[question].codes}[code]
    return Words(nl=known.nl, en=known.en)


def printed(figure: Figure) -> PrintedFigure:
    low, high = figure.bounds()
    return PrintedFigure(kind=figure.kind, value=figure.value, low=low, high=high)


def total_of(table: Table) -> Figure:
    return table.figures[tuple(dimension.total for dimension in table.dimensions)]


def trend_of(report: Report, release: Release) -> ReportTable:
    """This period, and the years before it that stand in the ledger: a column for each."""
    columns: list[Words] = []
    figures: list[PrintedFigure] = []
    for start, end in earlier_years(report):
        earlier = exact_release(report.organisation, months(start, end))
        if earlier is not None:
            columns.append(Words(nl=str(start.year), en=str(start.year)))
            figures.append(printed(total_of(cases_table(earlier))))
    columns.append(name_of(report.kind, report.start, report.end))
    figures.append(printed(total_of(cases_table(release))))
    several = Words(nl="Zaken per jaar", en="Cases by year")
    return ReportTable(
        id="trend",
        title=several if len(figures) > 1 else OF["cases"],
        of=OF["cases"],
        columns=tuple(columns),
        rows=(TableRow(code="", label=OF["cases"], figures=tuple(figures)),),
        chart="years" if len(figures) > 1 else "",
    )


def cases_table(release: Release) -> Table:
    return next(table for table in release.tables if table.of == "cases")


def work_of(report: Report) -> ReportTable:
    """Work that is no case, added up. Nothing of it is secret."""
    done = Activity.objects.filter(
        organisation=report.organisation,
        day__gte=report.start,
        day__lte=min(report.end, today()),
    )
    sums = done.values("kind").annotate(
        times=Count("pk"), people=Sum("reached"), minutes=Sum("minutes")
    )
    by_kind = {row["kind"]: row for row in sums.order_by()}
    rows = [
        TableRow(
            code=kind,
            label=label,
            figures=(
                exactly(by_kind[kind]["times"]),
                exactly(by_kind[kind]["people"]),
                exactly(round((by_kind[kind]["minutes"] or 0) / MINUTES)),
            ),
        )
        for kind, label in ACTIVITIES.items()
        if kind in by_kind
    ]
    return ReportTable(
        id="activities",
        title=Words(nl="Wat er nog meer is gedaan", en="What else was done"),
        of=Words(nl="Werk dat geen zaak is", en="Work that is no case"),
        columns=(
            Words(nl="Keer", en="Times"),
            Words(nl="Mensen bereikt", en="People reached"),
            Words(nl="Uren, afgerond", en="Hours, rounded"),
        ),
        rows=tuple(rows),
        chart="bars",
    )


def exactly(number: int | None) -> PrintedFigure:
    """As it is; None where nobody filled it in."""
    return PrintedFigure(kind="exact", value=number, low=number or 0, high=number)


# --- What is asked, and what came of it ---------------------------------------------------------


def asked_for(report: Report) -> Iterator[AskedFor]:
    for one in report.recommendations.all():
        text = Words(nl=one.text_nl, en=one.text_en)
        yield AskedFor(number=one.number, text=text, owner=one.owner, due=one.due)


def followed_up(report: Report) -> Iterator[FollowUp]:
    """What was asked in the report before, then what management would do after an advice."""
    asked = before(report)
    yield from (one.as_follow_up() for one in asked)
    yield from advice_followed_up(report.organisation, report.start, report.end, len(asked) + 1)


def before(report: Report) -> Sequence[Recommendation]:
    """What the report before this one asked."""
    earlier = (
        Report.objects.published()
        .newest_versions()
        .filter(organisation=report.organisation, end__lt=report.start)
        .order_by("-end")
        .first()
    )
    return list(earlier.recommendations.all()) if earlier else []


def reviewed(report: Report) -> Iterator[ReviewAnswer]:
    for one in review_questions():
        said = report.review.get(one.code)
        if said and any(said.get("observation", {}).values()):
            yield ReviewAnswer(
                code=one.code,
                question=one.question,
                observation=Words(**said["observation"]),
                ground=Words(**said.get("ground", {})),
                improvement=Words(**said.get("improvement", {})),
            )
