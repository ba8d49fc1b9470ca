"""A report as a document in one language: what page, PDF and Word all show, in the same order."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.reports.content import (
    AdviceGiven,
    AskedFor,
    FollowUp,
    Language,
    ReportContent,
    ReportTable,
    ReviewAnswer,
    Words,
)
from luwte.reports.outputs import saying
from luwte.reports.outputs.counting import how_counted
from luwte.reports.outputs.picturing import Picture, picture


@dataclass(frozen=True)
class Said:
    """A paragraph that somebody wrote, and the language it is in."""

    text: str
    language: Language


@dataclass(frozen=True)
class Cells:
    """A line of a table. The total stands out."""

    label: str
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as it is printed, and the picture of it where it can be drawn."""

    id: str
    title: str
    counted: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    notes: tuple[Said, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Line:
    """Something named, with what was written about it."""

    label: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Entry:
    """One numbered or asked thing: its heading, a word on its state, and lines."""

    heading: Said
    state: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class KeyFigure:
    """One figure that says most: what it counts, how much, and how that was before."""

    what: str
    figure: str
    before: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with all that stands below it, in this order."""

    id: str
    heading: str
    said: tuple[Said, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    plain: tuple[str, ...] = ()
    warning: str = ""
    entries: tuple[Entry, ...] = ()
    tables: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Document:
    """One report in one language."""

    language: Language
    organisation: str
    accent: str
    title: str
    period: str
    edition: tuple[str, ...]
    short: bool = False
    correction: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = field(default_factory=tuple)


def whole(content: ReportContent, language: Language) -> Document:
    """All of the report."""
    with override(language):
        parts = [
            in_short(content, language),
            asked(content, language),
            what_came_of_it(content, language),
            *sections(content, language),
            how_often(content, language),
            reviewed(content, language),
            advised(content, language),
            to_turn_to(content, language),
            Part("counted", _("How this was counted"), plain=how_counted(content, language)),
        ]
        return made(content, language, parts)


def in_two_pages(content: ReportContent, language: Language) -> Document:
    """For the works council and the intranet: what is up, what is asked, whom to turn to."""
    with override(language):
        shown = how_counted(content, language)
        parts = [
            in_short(content, language),
            asked(content, language),
            how_often(content, language),
            to_turn_to(content, language),
            Part("counted", _("How this was counted"), plain=shown[-2:]),
        ]
        return made(content, language, parts, short=True)


def made(
    content: ReportContent, language: Language, parts: list[Part], *, short: bool = False
) -> Document:
    edition = [_("Published on %(day)s") % {"day": saying.day(content.published, language)}]
    if content.version > 1:
        edition.append(_("Version %(number)s") % {"number": content.version})
    return Document(
        language=language,
        organisation=content.organisation,
        accent=content.accent,
        title=content.title.get(language),
        period=content.period.get(language),
        edition=tuple(edition),
        short=short,
        correction=paragraphs(content.correction, language),
        parts=tuple(
            one
            for one in parts
            if one.said or one.figures or one.plain or one.entries or one.tables
        ),
    )


def paragraphs(words: Words, language: Language) -> tuple[Said, ...]:
    """What was written, a paragraph each, with the language it is really in."""
    spoken = words.language(language)
    blocks = words.get(language).replace("\r\n", "\n").split("\n\n")
    return tuple(Said(" ".join(one.split()), spoken) for one in blocks if one.strip())


def line(words: Words, language: Language) -> Said:
    return Said(" ".join(words.get(language).split()), words.language(language))


# --- The parts ----------------------------------------------------------------------------------


def in_short(content: ReportContent, language: Language) -> Part:
    return Part(
        "summary",
        _("In short"),
        said=paragraphs(content.summary, language),
        figures=key_figures(content, language),
    )


#: Tables in which a case stands with each of several answers.
SEVERAL_IN_A_CASE = frozenset({"behaviours", "help"})


def key_figures(content: ReportContent, language: Language) -> tuple[KeyFigure, ...]:
    """The total of what is counted, and where it counts years, that of the year before.

    What is counted more than once in a case isn't added up here: nobody knows what it would mean.
    """
    shown: dict[str, KeyFigure] = {}
    for table in (one for section in content.sections for one in section.tables):
        if table.id in SEVERAL_IN_A_CASE:
            continue
        total = next((row for row in table.rows if not row.code), None)
        if total is None or not total.figures or table.of.get(language) in shown:
            continue
        before = ""
        if table.chart == "years" and len(total.figures) > 1:
            before = f"{table.columns[-2].get(language)}: " + saying.figure(
                total.figures[-2], language
            )
        figure = saying.figure(total.figures[-1], language)
        shown[table.of.get(language)] = KeyFigure(
            saying.counted(content, table, language), figure, before
        )
    return tuple(shown.values())[:4]


def asked(content: ReportContent, language: Language) -> Part:
    entries = tuple(asked_for(one, language) for one in content.recommendations)
    return Part("asked", _("What is asked of you, and by when"), entries=entries)


def asked_for(one: AskedFor, language: Language) -> Entry:
    due = saying.day(one.due, language) if one.due else _("no day set")
    return Entry(
        Said(f"{one.number}. {line(one.text, language).text}", one.text.language(language)),
        lines=(
            Line(_("Who"), (Said(one.owner, language),)),
            Line(_("By when"), (Said(due, language),)),
        ),
    )


def what_came_of_it(content: ReportContent, language: Language) -> Part:
    entries = tuple(followed(one, language) for one in content.follow_up)
    return Part("follow-up", _("What came of what was asked before"), entries=entries)


def followed(one: FollowUp, language: Language) -> Entry:
    states = {
        "done": _("Done"),
        "partly": _("Partly done"),
        "not-done": _("Not done"),
        "unknown": _("Not known yet"),
    }
    came = paragraphs(one.came_of_it, language)
    return Entry(
        Said(f"{one.number}. {line(one.text, language).text}", one.text.language(language)),
        states[one.state],
        (Line(_("What came of it"), came),) if came else (),
    )


def sections(content: ReportContent, language: Language) -> list[Part]:
    return [
        Part(
            one.code,
            one.title.get(language),
            said=paragraphs(one.text, language),
            tables=tuple(grid(content, table, language) for table in one.tables),
        )
        for one in content.sections
    ]


def grid(content: ReportContent, table: ReportTable, language: Language) -> Grid:
    return Grid(
        table.id,
        table.title.get(language),
        saying.counted(content, table, language),
        tuple(one.get(language) for one in table.columns),
        tuple(
            Cells(
                row.label.get(language),
                tuple(saying.figure(one, language) for one in row.figures),
                not row.code,
            )
            for row in table.rows
        ),
        paragraphs(table.note, language),
        picture(content, table, language),
    )


def how_often(content: ReportContent, language: Language) -> Part:
    if content.rate is None:
        return Part("rate", "")
    workers = saying.number(content.rate.workers, language)
    return Part(
        "rate",
        _("How often, for the number of people"),
        plain=(
            saying.rate(content.rate, language) + ".",
            _(
                "There are %(workers)s workers. With numbers this small, chance weighs heavily. "
                "Of 20 organisations like this one, 19 lie in that range."
            )
            % {"workers": workers},
        ),
        warning=_(
            "Few reports is not the same as safe. It can also mean that people don't know the "
            "counsellors, or don't dare to go to them."
        ),
    )


def reviewed(content: ReportContent, language: Language) -> Part:
    entries = tuple(review_answer(one, language) for one in content.review)
    return Part("review", _("How the organisation deals with it"), entries=entries)


def review_answer(one: ReviewAnswer, language: Language) -> Entry:
    lines = (
        Line(_("What was seen"), paragraphs(one.observation, language)),
        Line(_("What that is based on"), paragraphs(one.ground, language)),
        Line(_("What would be better"), paragraphs(one.improvement, language)),
    )
    return Entry(line(one.question, language), lines=tuple(each for each in lines if each.said))


def advised(content: ReportContent, language: Language) -> Part:
    entries = tuple(advice(one, language) for one in content.advice)
    return Part("advice", _("Advice, and what was answered"), entries=entries)


def advice(one: AdviceGiven, language: Language) -> Entry:
    answer = paragraphs(one.answer, language) or (Said(_("No answer yet."), language),)
    asked_or_not = _("Asked for") if one.asked else _("Given unasked")
    return Entry(
        line(one.subject, language),
        f"{asked_or_not}, {saying.day(one.given, language)}",
        (Line(_("Advice"), paragraphs(one.text, language)), Line(_("Answer"), answer)),
    )


def to_turn_to(content: ReportContent, language: Language) -> Part:
    entries = tuple(
        Entry(Said(one.name, language), one.position.get(language)) for one in content.counsellors
    )
    return Part("counsellors", _("Whom you can turn to"), entries=entries)
