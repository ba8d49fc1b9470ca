"""What in somebody's own words may give away who came, how many, or from where.

It points and explains; the writer decides. The rules are data (`data/own_words.toml`), read here
and, to the same answers, by the browser (client/own-words/rules.ts).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Reason = Literal[
    "count", "none", "single", "share", "same", "person", "title", "unit", "time", "event", "quote"
]
DATA = Path(__file__).parent / "data" / "own_words.toml"
BEFORE = "(?<![{letter}0-9])"
AFTER = "(?![{letter}0-9])"
SENTENCE_END = re.compile(r"[.!?]+(?=['’\"”)]*[ \n\t]+['‘\"“(]?[A-ZÀÈÉ])|\n+")
BLANKS = re.compile("[ \t]+")
BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
# What nobody sees: it would part a word in two that a reader sees as one.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
HYPHENS = re.compile("[\u2010\u2011]")
BROKEN = re.compile(" ?\n ?(?=[a-zà-ÿ])")
NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Trace:
    """A passage of the text as `plain` gives it, and why it may give somebody away."""

    start: int
    end: int
    passage: str
    sentence: str
    reason: Reason

    @property
    def key(self) -> str:
        """What a writer confirms: this passage in this sentence."""
        return f"{self.passage} | {self.sentence.strip()}"


@dataclass(frozen=True)
class Rule:
    reason: Reason
    form: re.Pattern[str]
    exact: bool
    needs: frozenset[str]
    never: frozenset[str]
    unless: re.Pattern[str] | None

    def applies(self, sentence: str, marks: frozenset[str]) -> bool:
        if not self.needs <= marks or self.never & marks:
            return False
        return self.unless is None or not self.unless.search(sentence)


@dataclass(frozen=True)
class Language:
    words: re.Pattern[str]
    marks: dict[str, re.Pattern[str]]
    rules: tuple[Rule, ...]


def traces(text: str, units: Sequence[str] = ()) -> list[Trace]:
    """All that may give somebody away, in the order of the text, never one over another.

    `units`: the organisation's own parts that have too few people to be named.
    """
    found: list[Trace] = []
    for start, sentence in sentences(plain(text)):
        for reason, first, last in passages(sentence, units):
            found.append(Trace(start + first, start + last, sentence[first:last], sentence, reason))
    return found


def plain(text: str) -> str:
    """As a reader sees it: usual letters and digits (NFKC), nothing unseen, single spaces, and no
    line that breaks within a sentence.
    """
    usual = unicodedata.normalize("NFKC", BREAKS.sub("\n", UNSEEN.sub("", text)))
    return BROKEN.sub(" ", BLANKS.sub(" ", HYPHENS.sub("-", usual))).strip()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, and where they begin. A point within an abbreviation ends none."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield start, text[start:]


Found = tuple[Reason, int, int]


def passages(sentence: str, units: Sequence[str]) -> list[Found]:
    found = list(named(sentence, units))
    lower = lowered(sentence)
    for language in spoken(lower):
        marks = marks_of(language, lower)
        for rule in language.rules:
            if rule.applies(lower, marks):
                said = sentence if rule.exact else lower
                found += [(rule.reason, *one.span()) for one in rule.form.finditer(said)]
    return apart(trimmed(sentence, found))


def lowered(sentence: str) -> str:
    """In small letters, each in its place. Cheaper by far than forms that ignore case."""
    lower = sentence.lower()
    if len(lower) == len(sentence):
        return lower
    return "".join(small if len(small := one.lower()) == 1 else one for one in sentence)


def spoken(sentence: str) -> list[Language]:
    """The language that a sentence is in; both when that can't be told."""
    known = languages()
    scores = [len(language.words.findall(sentence)) for language in known]
    return [one for one, score in zip(known, scores, strict=True) if score == max(scores)]


def marks_of(language: Language, sentence: str) -> frozenset[str]:
    marks = {name for name, form in language.marks.items() if form.search(sentence)}
    if "story" in marks:
        marks |= {"case", "loose"}
    if "general" not in marks:
        marks.add("loose")
    return frozenset(marks)


def named(sentence: str, units: Iterable[str]) -> Iterator[Found]:
    letters = rules_read()["words"]["letter"][0]
    for unit in map(plain, units):
        if not unit:
            continue
        form = f"(?<![{letters}0-9]){re.escape(lowered(unit))}(?![{letters}0-9])"
        for match in re.finditer(form, lowered(sentence)):
            yield ("unit", *match.span())


def trimmed(sentence: str, found: Iterable[Found]) -> Iterator[Found]:
    for reason, first, last in found:
        passage = sentence[first:last]
        before = len(passage) - len(passage.lstrip(" \n\t"))
        yield reason, first + before, first + len(passage.rstrip(" \n\t"))


def apart(found: Iterable[Found]) -> list[Found]:
    """The first and longest of what lies over each other."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one[1], -one[2])):
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


@cache
def rules_read() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def languages() -> tuple[Language, ...]:
    return tuple(language_of(name) for name in rules_read()["languages"])


def language_of(name: str) -> Language:
    data = rules_read()
    return Language(
        words=form_of(data["languages"][name]),
        marks={mark: form_of(forms) for mark, forms in data["marks"][name].items()},
        rules=tuple(rule_of(rule) for rule in data["rules"][name]),
    )


def rule_of(data: dict[str, Any]) -> Rule:
    return Rule(
        reason=data["reason"],
        form=form_of([data["form"]]),
        exact=data.get("exact", False),
        needs=frozenset(data.get("needs", ())),
        never=frozenset(data.get("never", ())),
        unless=form_of([data["unless"]]) if "unless" in data else None,
    )


def form_of(forms: Sequence[str]) -> re.Pattern[str]:
    """One expression for whole words of any of these forms."""
    return re.compile(filled(f"{BEFORE}(?:{'|'.join(forms)}){AFTER}"))


def filled(form: str) -> str:
    """The form with each `{name}` replaced by its words."""
    words: dict[str, list[str]] = rules_read()["words"]

    def alternatives(match: re.Match[str]) -> str:
        chosen = words[match[1]]
        return filled(chosen[0] if len(chosen) == 1 else f"(?:{'|'.join(chosen)})")

    return NAME.sub(alternatives, form)
