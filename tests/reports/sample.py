"""An annual report of nobody: a municipality that doesn't exist, and one with hardly a case."""

from __future__ import annotations

import datetime
from typing import Literal

from luwte.reports.content import (
    AdviceGiven,
    AskedFor,
    Counsellor,
    FollowUp,
    PrintedFigure,
    Rate,
    ReportContent,
    ReportTable,
    ReviewAnswer,
    Section,
    TableRow,
    Words,
)

Chart = Literal["bars", "years", "stacked", ""]
CASES = Words(nl="zaken", en="cases")
TOTAL = Words(nl="Totaal", en="Total")


def rounded(value: int) -> PrintedFigure:
    """To 5: what the count may be is four less to four more."""
    return PrintedFigure(kind="rounded", value=value, low=max(0, value - 4), high=value + 4)


def exact(value: int) -> PrintedFigure:
    return PrintedFigure(kind="exact", value=value, low=value, high=value)


def few() -> PrintedFigure:
    return PrintedFigure(kind="band", low=0, high=9)


def row(code: str, nl: str, en: str, *figures: PrintedFigure) -> TableRow:
    return TableRow(code=code, label=Words(nl=nl, en=en), figures=figures)


def table(
    id_: str, title: Words, columns: tuple[Words, ...], rows: tuple[TableRow, ...], chart: Chart
) -> ReportTable:
    return ReportTable(id=id_, title=title, of=CASES, columns=columns, rows=rows, chart=chart)


def years(last: int, figures: tuple[PrintedFigure, ...]) -> ReportTable:
    first = last - len(figures) + 1
    columns = tuple(Words(nl=str(one), en=str(one)) for one in range(first, last + 1))
    title = Words(nl="Zaken per jaar", en="Cases by year")
    return table("years", title, columns, (row("", "Totaal", "Total", *figures),), "years")


def subjects(figures: list[PrintedFigure]) -> ReportTable:
    labels = [
        ("bullying", "Pesten", "Bullying"),
        ("intimidation", "Intimidatie, ook machtsmisbruik", "Intimidation, also abuse of power"),
        ("sexual", "Seksuele intimidatie", "Sexual intimidation"),
        ("discrimination", "Discriminatie", "Discrimination"),
        ("violence", "Agressie en geweld", "Aggression and violence"),
        ("other", "Iets anders, zoals een arbeidsconflict", "Something else, such as a dispute"),
    ]
    rows = [row(*names, figure) for names, figure in zip(labels, figures, strict=False)]
    rows.append(row("", "Totaal", "Total", figures[-1]))
    title = Words(nl="Waar het over ging", en="What it was about")
    return table("subjects", title, (CASES,), tuple(rows), "bars")


def routes(figures: list[list[PrintedFigure]]) -> ReportTable:
    labels = [
        ("listen", "Alleen luisteren", "Listening only"),
        ("talk", "Zelf in gesprek", "Own talk"),
        ("mediation", "Bemiddeling", "Mediation"),
        ("complaint", "Klacht", "Complaint"),
    ]
    columns = (
        Words(nl="Opgelost", en="Solved"),
        Words(nl="Gestopt", en="Stopped"),
        Words(nl="Loopt nog", en="Still going on"),
    )
    rows = tuple(row(*names, *each) for names, each in zip(labels, figures, strict=True))
    title = Words(nl="Routes en uitkomsten", en="Routes and outcomes")
    return table("routes", title, columns, rows, "stacked")


def activities() -> ReportTable:
    return ReportTable(
        id="activities",
        title=Words(nl="Werk dat geen zaak is", en="Work that is no case"),
        of=Words(nl="uren", en="hours"),
        columns=(Words(nl="Uren", en="Hours"),),
        rows=(
            row("session", "Voorlichting", "Information sessions", exact(46)),
            row("training", "Scholing en intervisie", "Training and peer review", exact(38)),
            row("advice", "Advies aan de leiding", "Advice to management", exact(12)),
            row("", "Totaal", "Total", exact(96)),
        ),
        chart="bars",
    )


SUMMARY = Words(
    nl="Meer mensen kwamen dit jaar praten, vooral over pesten. Dat kan ook komen door de "
    "voorlichting in het voorjaar.\n\nDe opvolging van gesprekken duurde vaak te lang.",
    en="More people came to talk this year, mostly about bullying. The information sessions in "
    "spring may be a reason.\n\nFollowing up on talks often took too long.",
)
ASKED = (
    AskedFor(
        number=1,
        text=Words(
            nl="Leer leidinggevenden om pesten vroeg te bespreken.",
            en="Teach managers to bring up bullying early.",
        ),
        owner="HR",
        due=datetime.date(2026, 10, 1),
    ),
    AskedFor(
        number=2,
        text=Words(nl="Zet de namen van de vertrouwenspersonen op elk rooster."),
        owner="Facilitair",
        due=None,
    ),
)
FOLLOWED = (
    FollowUp(
        number=1,
        text=Words(nl="Vernieuw de klachtenregeling.", en="Renew the complaints procedure."),
        state="partly",
        came_of_it=Words(
            nl="Er ligt een concept bij de ondernemingsraad.",
            en="A draft lies with the works council.",
        ),
    ),
    FollowUp(
        number=2,
        text=Words(nl="Geef nieuwe medewerkers uitleg.", en="Tell new employees about it."),
        state="done",
    ),
)
REVIEWED = (
    ReviewAnswer(
        code="known",
        question=Words(
            nl="Weten mensen wie de vertrouwenspersonen zijn?",
            en="Do people know who the counsellors are?",
        ),
        observation=Words(
            nl="Kantoor wel, de buitendienst minder.", en="In the office yes, outdoors less so."
        ),
        ground=Words(nl="Vragen bij voorlichting.", en="Questions at information sessions."),
        improvement=Words(nl="Hang posters op de werf.", en="Put up posters at the yard."),
    ),
)
ADVISED = (
    AdviceGiven(
        subject=Words(nl="Lange wachttijd na een klacht", en="Long waits after a complaint"),
        text=Words(nl="Spreek een termijn af.", en="Agree on a term."),
        asked=False,
        given=datetime.date(2025, 9, 2),
        answer=Words(nl="De termijn wordt acht weken.", en="The term will be eight weeks."),
    ),
)
PEOPLE = (
    Counsellor(name="Noor Voorbeeld", position=Words(nl="intern", en="internal")),
    Counsellor(name="Sam Verzonnen", position=Words(nl="extern", en="external")),
)


def municipality() -> ReportContent:
    """Five years, enough cases to draw: subjects, routes by outcome, work that is no case."""
    five = tuple(rounded(value) for value in (20, 25, 25, 35, 45))
    about = [rounded(value) for value in (20, 10, 5, 0, 5, 10, 45)]
    crossed = [[rounded(value) for value in each] for each in (
        (10, 5, 0), (10, 5, 5), (5, 0, 0), (0, 0, 5),
    )]  # fmt: skip
    return ReportContent(
        organisation="Gemeente Veldermeer",
        accent="#1d5c63",
        title=Words(
            nl="Jaarverslag vertrouwenspersonen", en="Annual report of the confidential counsellors"
        ),
        period=Words(nl="2025", en="2025"),
        start=datetime.date(2025, 1, 1),
        end=datetime.date(2025, 12, 31),
        published=datetime.date(2026, 3, 2),
        counsellors=PEOPLE,
        workers=1240,
        summary=SUMMARY,
        sections=(
            Section(
                code="key-figures",
                title=Words(nl="Hoeveel mensen kwamen", en="How many people came"),
                text=Words(nl="Voor het vijfde jaar geteld.", en="Counted for the fifth year."),
                tables=(years(2025, five),),
            ),
            Section(
                code="nature",
                title=Words(nl="Waar het over ging", en="What it was about"),
                tables=(subjects(about),),
            ),
            Section(
                code="outcome",
                title=Words(nl="Wat er gebeurde", en="What happened"),
                tables=(routes(crossed),),
            ),
            Section(
                code="outreach",
                title=Words(nl="Voorlichting en preventie", en="Outreach and prevention"),
                tables=(activities(),),
            ),
        ),
        rate=Rate(per_thousand=36.3, low=24.1, high=51.7, workers=1240),
        recommendations=ASKED,
        follow_up=FOLLOWED,
        review=REVIEWED,
        advice=ADVISED,
    )


def hardly_any(year: int = 2025) -> ReportContent:
    """A club in a year with so few cases that each figure says "fewer than 10"."""
    end = datetime.date(year, 12, 31)
    return ReportContent(
        organisation="Roeiclub De Waterlijn",
        accent="#7a3b00",
        title=Words(nl="Jaarverslag vertrouwenspersonen", en="Annual report of the counsellors"),
        period=Words(nl=str(year), en=str(year)),
        start=datetime.date(year, 1, 1),
        end=end,
        published=datetime.date(year + 1, 3, 1),
        counsellors=PEOPLE[:1],
        workers=65,
        base=5,
        below=10,
        summary=Words(nl="Een vereniging die erover praat.", en="A club that talks about it."),
        sections=(
            Section(
                code="key-figures",
                title=Words(nl="Hoeveel mensen kwamen", en="How many people came"),
                tables=(years(year, (few(),)), subjects([few()])),
            ),
        ),
        recommendations=(ASKED[0].model_copy(update={"due": datetime.date(year + 1, 10, 1)}),),
    )
