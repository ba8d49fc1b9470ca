"""The sections of a report and the fixed questions of the yearly review, as data/ tells them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from luwte.reports.content import Words

#: Leads the whole report; it is no section of its own.
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section: its title, what could stand in it, and what does until somebody writes."""

    code: str
    title: Words
    hint: Words
    standard: Words


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """One question that the external counsellor answers each year."""

    code: str
    question: Words


@cache
def section_kinds() -> tuple[SectionKind, ...]:
    """All sections, in the order of the report."""
    return tuple(
        SectionKind(
            row["code"], Words(nl=row["nl"], en=row["en"]), words(row, "hint"),
            words(row, "standard"),
        )
        for row in _told()["sections"]
    )  # fmt: skip


@cache
def review_questions() -> tuple[ReviewQuestion, ...]:
    """All questions, in their order."""
    return tuple(
        ReviewQuestion(row["code"], Words(nl=row["nl"], en=row["en"])) for row in _told()["review"]
    )


def words(row: Mapping[str, str], name: str) -> Words:
    return Words(nl=row.get(f"{name}_nl", ""), en=row.get(f"{name}_en", ""))


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("luwte.reports").joinpath("data/sections.toml").read_text("utf-8"))
