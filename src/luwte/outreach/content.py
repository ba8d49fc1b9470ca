"""The texts that come from law and practice, for the pages of the site host.

The words lie in `client/content/` as dated TOML files with both languages in each; the two
applications get the same files compiled. `content()` reads them once per process.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Language = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")
KINDS = frozenset({"text", "exception", "helpline", "choices", "questions", "route"})
# What everybody wants to know of a route before they choose it; one missing stops the build.
ROUTE_PARTS = ("what", "who", "time", "risks", "back", "counsellor")
SOURCES = Path(__file__).resolve().parents[3] / "client" / "content"
# An installed package has no sources beside it, but the copy that the build made.
FOLDER = SOURCES if SOURCES.is_dir() else Path(__file__).resolve().parent / "data"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_HEADER = ("id", "kind", "parts", "checked_on", "next_review", "sources")


class ContentError(ValueError):
    """A content file lacks something; the message names the file."""


@dataclass(frozen=True)
class Section:
    """A heading with its points."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One choice, question or line of a list, in one language."""

    code: str
    label: str
    text: str
    options: tuple["Item", ...]


@dataclass(frozen=True)
class Text:
    """One text in one language, with the day it was last checked."""

    id: str
    checked_on: date
    next_review: date
    sources: tuple[str, ...]
    title: str
    short: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    closing: tuple[str, ...]
    sections: tuple[Section, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Helpline:
    """Somebody else to turn to. `phone` is empty when no number was confirmed."""

    id: str
    checked_on: date
    title: str
    short: str
    phone: str
    also: str
    website: str
    hours: str
    cost: str
    tags: frozenset[str]

    @property
    def dial(self) -> str:
        """The number as a `tel:` address wants it."""
        return re.sub(r"\D", "", self.phone)


@dataclass(frozen=True)
class Source:
    """A content file as it was read, with both languages."""

    path: Path
    table: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The name of this text everywhere."""
        return str(self.table["id"])

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return str(self.table["kind"])

    @property
    def next_review(self) -> date:
        """The day before which a person must have read this again."""
        return cast(date, self.table["next_review"])

    def words(self, language: Language) -> Text:
        """The text in one language."""
        own = self.table[language]
        return Text(
            id=self.id,
            checked_on=self.table["checked_on"],
            next_review=self.next_review,
            sources=tuple(self.table["sources"]),
            title=own["title"],
            short=own.get("short", ""),
            paragraphs=tuple(own.get("paragraphs", ())),
            points=tuple(own.get("points", ())),
            closing=tuple(own.get("closing", ())),
            sections=tuple(
                Section(one["title"], tuple(one["points"])) for one in own.get("sections", ())
            ),
            items=tuple(_item(one, language) for one in self.table.get("items", ())),
        )

    def helpline(self, language: Language) -> Helpline:
        """The help line in one language."""
        own = self.table[language]
        return Helpline(
            id=self.id,
            checked_on=self.table["checked_on"],
            title=own["title"],
            short=own["short"],
            phone=self.table.get("phone", ""),
            also=self.table.get("also", ""),
            website=self.table["website"],
            hours=own.get("hours", ""),
            cost=own.get("cost", ""),
            tags=frozenset(self.table["tags"]),
        )

    def applies(self, sector: str, position: str, minor: str) -> bool:
        """Whether an exception holds for this sector, position and reporter."""
        rule = self.table["applies"]
        return (
            sector in rule["sectors"] and position in rule["positions"] and minor in rule["minors"]
        )


def _item(table: Mapping[str, Any], language: Language) -> Item:
    own = table[language]
    return Item(
        code=table["code"],
        label=own.get("label", ""),
        text=own.get("text", ""),
        options=tuple(_item(one, language) for one in table.get("options", ())),
    )


class Content:
    """All texts of a folder."""

    def __init__(self, sources: Iterable[Source]) -> None:
        """Keep the sources by id; the same id twice is an error."""
        self.sources: dict[str, Source] = {}
        for source in sources:
            if source.id in self.sources:
                raise ContentError(f"{source.path}: {source.id} exists already")
            self.sources[source.id] = source

    def text(self, id_: str, language: Language) -> Text:
        """One text; KeyError when there is none of that name."""
        return self.sources[id_].words(language)

    def for_position(self, position: str, language: Language) -> Text:
        """What a counsellor of this position is for: a counsellor, or a club's contact person."""
        for source in self.sources.values():
            if position in source.table.get("for_positions", ()):
                return source.words(language)
        raise KeyError(position)

    def helplines(self, language: Language, tags: Iterable[str] = ("all",)) -> list[Helpline]:
        """The help lines that carry one of these tags, in order of urgency."""
        wanted = set(tags)
        return [
            source.helpline(language)
            for source in self._in_order("helpline")
            if wanted & set(source.table["tags"])
        ]

    def exceptions(
        self, language: Language, *, sector: str, position: str, minor: str = ""
    ) -> list[Text]:
        """The exceptions to confidentiality that hold here, the most particular first."""
        return [
            source.words(language)
            for source in self._in_order("exception")
            if source.applies(sector, position, minor)
        ]

    def routes(self) -> list[str]:
        """The ids of the routes, in the order of the alphabet."""
        return sorted(one.id for one in self.sources.values() if one.kind == "route")

    def overdue(self, today: date) -> list[Source]:
        """The texts that somebody should have read again by now."""
        return [source for source in self.sources.values() if source.next_review <= today]

    def _in_order(self, kind: str) -> list[Source]:
        chosen = [source for source in self.sources.values() if source.kind == kind]
        return sorted(chosen, key=lambda source: int(source.table["order"]))


def _read(path: Path) -> Source:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in (*_HEADER, *LANGUAGES):
        if not table.get(name):
            raise ContentError(f"{path}: {name} is missing")
    if table["kind"] not in KINDS:
        raise ContentError(f"{path}: unknown kind {table['kind']}")
    if table["id"] != path.stem:
        raise ContentError(f"{path}: the id is not the file's name")
    if table["kind"] == "route":
        _want_route_parts(path, table)
    return Source(path, table)


def _want_route_parts(path: Path, table: Mapping[str, Any]) -> None:
    for language in LANGUAGES:
        for part in ("title", "short", *ROUTE_PARTS):
            if not table[language].get(part):
                raise ContentError(f"{path}: {language}.{part} is missing")


def load(folder: Path = FOLDER) -> Content:
    """Read every text of a folder; ContentError names the file that is wrong."""
    return Content(_read(path) for path in sorted(folder.glob("*/*.toml")))


@cache
def content() -> Content:
    """The texts of this installation, read once."""
    return load()


def fill(text: str, **values: object) -> str:
    """Fill `{name}`, `{day}`, `{months}` and the like; KeyError when a value is missing."""
    return _PLACEHOLDER.sub(lambda match: str(values[match.group(1)]), text)


def placeholders(text: str) -> frozenset[str]:
    """What a text wants filled in."""
    return frozenset(_PLACEHOLDER.findall(text))
