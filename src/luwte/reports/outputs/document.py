"""A report as a document in one language: what page, PDF and Word all show, in the same order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
from luwte.reports.outputs.folding import few_in_all, in_order, is_total, noughts, says_one_thing
from luwte.reports.outputs.key_figures import KeyFigure, key_figures
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
    """One numbered or asked thing: its heading, a word on its state, and lines.

    `brief`: the lines are a few words each, and fit beside each other.
    """

    heading: Said
    state: str = ""
    lines: tuple[Line, ...] = ()
    brief: bool = False


@dataclass(frozen=True)
class Part:
    """A heading with all that stands below it. `people`: the entries are names, and short."""

    id: str
    heading: str
    said: tuple[Said, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    hint: str = ""
    plain: tuple[str, ...] = ()
    warning: str = ""
    entries: tuple[Entry, ...] = ()
    people: bool = False
    tables: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Document:
    """One report in one language."""

    language: Language
    organisation: str
    accent: str
    title: str
    period: str
    days: str
    edition: tuple[str, ...]
    contents: str
    short: bool = False
    why: str = ""
    correction: tuple[Said, ...] = ()
    parts: tuple[Part, ...] = field(default_factory=tuple)


def whole(content: ReportContent, language: Language) -> Document:
    """All of the report."""
    with override(language):
        parts = [
            in_short(content, language),
            asked(content, language),
            what_came_of_it(content, language),
            *told_once(sections(content, language)),
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
        told = [replace(one, said=(), tables=()) for one in sections(content, language)]
        parts = [
            in_short(content, language),
            asked(content, language),
            how_often(content, language),
            *told,
            to_turn_to(content, language),
            Part("counted", _("How this was counted"), plain=shown[-2:]),
        ]
        return made(content, language, parts, short=True)


def made(
    content: ReportContent, language: Language, parts: list[Part], *, short: bool = False
) -> Document:
    published = {"day": saying.day(content.published, language)}
    edition = [_("Made by the counsellors"), _("Published on %(day)s") % published]
    if content.version > 1:
        edition.append(_("Version %(number)s") % {"number": content.version})
    return Document(
        language=language,
        organisation=content.organisation,
        accent=content.accent,
        title=content.title.get(language),
        period=content.period.get(language),
        days=saying.days(content, language),
        edition=tuple(edition),
        contents=_("Contents"),
        short=short,
        why=_("Why this is version %(number)s:") % {"number": content.version},
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
        hint=_("Few reports is not the same as safe."),
    )


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
        brief=True,
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
    """Each with its tables; those that would say one thing only are told in a sentence."""
    every = [one for section in content.sections for one in section.tables]
    few = [one for one in every if says_one_thing(one)]
    said_at_once = any(is_total(one) for one in few)
    parts = []
    for section in content.sections:
        here = [one for one in section.tables if one in few]
        told = here if not said_at_once else few if any(is_total(one) for one in here) else []
        parts.append(
            Part(
                section.code,
                section.title.get(language),
                said=paragraphs(section.text, language),
                plain=few_in_all(told, language),
                warning=few_is_not_safe() if told and said_at_once else "",
                tables=tuple(
                    grid(content, table, language) for table in section.tables if table not in few
                ),
            )
        )
    return parts


def told_once(parts: list[Part]) -> list[Part]:
    """How to read a chart stands below the first one only."""
    said: set[str] = set()
    for place, part in enumerate(parts):
        tables = []
        for one in part.tables:
            shown = one.picture
            if shown is not None and shown.legend in said:
                shown = replace(shown, legend="")
            said.update([shown.legend] if shown is not None else [])
            tables.append(replace(one, picture=shown))
        parts[place] = replace(part, tables=tuple(tables))
    return parts


def grid(content: ReportContent, table: ReportTable, language: Language) -> Grid:
    """As it is printed. One line of several years stands upright: words in it need the width."""
    columns = tuple(one.get(language) for one in table.columns)
    rows = tuple(
        Cells(
            row.label.get(language),
            tuple(saying.figure(one, language) for one in row.figures),
            not row.code,
        )
        for row in in_order(table)
    )
    if columns == (table.of.get(language),):
        columns = (_("Number"),)
    if is_total(table):
        rows = tuple(
            Cells(year, (cell,)) for year, cell in zip(columns, rows[0].cells, strict=True)
        )
        columns = (_("Number"),)
    return Grid(
        table.id,
        table.title.get(language),
        saying.counted(content, table, language),
        columns,
        rows,
        (*left_out(table, language), *paragraphs(table.note, language)),
        picture(content, table, language),
    )


def left_out(table: ReportTable, language: Language) -> tuple[Said, ...]:
    """Which rows had 0 and aren't shown."""
    labels = "; ".join(row.label.get(language) for row in noughts(table))
    if not labels:
        return ()
    range_of = saying.between(0, noughts(table)[0].figures[0].high, language)
    told = _("Figure 0, so %(range)s, for: %(rows)s.") % {"range": range_of, "rows": labels}
    return (Said(told, language),)


def few_is_not_safe() -> str:
    return _(
        "Few reports is not the same as safe. It can also mean that people don't know the "
        "counsellors, or don't dare to go to them."
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
                "Together with rounding it reaches this far: in 19 of 20 such reports the real "
                "rate lies in a range made like this one."
            )
            % {"workers": workers},
        ),
        warning=few_is_not_safe(),
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
    return Part("counsellors", _("Whom you can turn to"), entries=entries, people=True)
