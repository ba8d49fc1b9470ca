"""What a published report says: fixed at publishing, and all that its outputs are made of.

Web page, PDF, Word, CSV and JSON know nothing else. No count is in here: only figures as they are
printed, words that people wrote, and labels in both languages.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

Language = Literal["nl", "en"]
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Signs that steer machines, or never had a meaning: no XML may hold them, so no Word and no chart.
MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def readable(text: str) -> str:
    """The text with usual line breaks, and without what no file can hold."""
    return MEANINGLESS.sub("", BREAKS.sub("\n", text))


Text = Annotated[str, AfterValidator(readable)]


class Fixed(BaseModel):
    """Never changes once made; nothing in it that isn't named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Fixed):
    """The same in Dutch and in English; one of them may be missing where somebody wrote it."""

    nl: Text = ""
    en: Text = ""

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)

    def get(self, language: Language) -> str:
        """In this language, else in the other one."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)

    def language(self, wanted: Language) -> Language:
        """Which language `get` answers in."""
        if getattr(self, wanted):
            return wanted
        return "en" if wanted == "nl" else "nl"


class PrintedFigure(Fixed):
    """A figure as it stands in print, and what it may stand for: from `low` to `high`.

    `value` is None for a band, for what is hidden, and for an exact one that nobody filled in.
    `high` is None where nothing is known.
    """

    kind: Literal["exact", "rounded", "band", "hidden"]
    value: int | None = None
    low: int = 0
    high: int | None = None


class TableRow(Fixed):
    """One line of a table. `code` is the answer's own, "" for the total."""

    code: str
    label: Words
    figures: tuple[PrintedFigure, ...]


class ReportTable(Fixed):
    """A table, and how it may be drawn.

    `columns` has a label for each figure of a row. `of` says what is counted: cases, behaviours,
    reporters, sessions, hours … `rows` end with the total where there is one.
    `chart`: bars for one column, columns for years, stacked for two questions crossed.
    """

    id: str
    title: Words
    of: Words
    columns: tuple[Words, ...]
    rows: tuple[TableRow, ...]
    chart: Literal["bars", "years", "stacked", ""] = ""
    note: Words = Words()


class Rate(Fixed):
    """Cases per 1,000 workers, and between which numbers it lies for 19 of 20 such organisations.

    Made of printed figures only; the rounding is in the range.
    """

    per_thousand: float
    low: float
    high: float
    workers: int


class Section(Fixed):
    """One section: what was written, and its tables."""

    code: str
    title: Words
    text: Words = Words()
    tables: tuple[ReportTable, ...] = ()


class AskedFor(Fixed):
    """What is asked: of whom, and by when."""

    number: int
    text: Words
    owner: Text
    due: datetime.date | None


class FollowUp(Fixed):
    """What came of a recommendation or an advice of before."""

    number: int
    text: Words
    state: Literal["done", "partly", "not-done", "unknown"]
    came_of_it: Words = Words()


class ReviewAnswer(Fixed):
    """One fixed question on how the organisation deals with it, as the external counsellor sees."""

    code: str
    question: Words
    observation: Words
    ground: Words
    improvement: Words = Words()


class AdviceGiven(Fixed):
    """An advice, and what management answered."""

    subject: Words
    text: Words
    asked: bool
    given: datetime.date
    answer: Words = Words()


class Counsellor(Fixed):
    """Who there is to turn to."""

    name: Text
    position: Words


class ReportContent(Fixed):
    """One published report, whole.

    `base` is what figures are rounded to; 1 when nothing in it is rounded. `below` is set when
    there were so few cases that every figure says "fewer than" it.
    `logo` is a `data:` address; empty where there is none.
    """

    organisation: Text
    accent: str
    logo: str = ""
    title: Words
    period: Words
    start: datetime.date
    end: datetime.date
    published: datetime.date
    version: int = 1
    correction: Words = Words()
    counsellors: tuple[Counsellor, ...] = ()
    workers: int = 0
    base: int = 5
    below: int | None = None
    summary: Words = Words()
    sections: tuple[Section, ...] = ()
    rate: Rate | None = None
    recommendations: tuple[AskedFor, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    review: tuple[ReviewAnswer, ...] = ()
    advice: tuple[AdviceGiven, ...] = ()
