"""What may be counted: the code lists, and how fine each organisation may collect them.

What is collected follows what may be published. In a small organisation a quarter and a role are
nearly a name, so they aren't asked, and refused when somebody sends them all the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from luwte.organisations.models import Organisation

UNIT = "unit"
UNITS_FROM = 1000
UNIT_HEADCOUNT = 50
REQUIRED = frozenset({"domain"})


class NotCoded(Exception):
    """This field doesn't belong here, or holds what is no code of it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Code:
    """One answer. `domains`: where it belongs; everywhere when empty."""

    code: str
    nl: str
    en: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question, asked from so many people on. `moment`: when it can first be answered."""

    name: str
    at_least: int
    moment: str
    multiple: bool
    nl: str
    en: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class CodeLists:
    """All questions, and the version that is kept with each answer."""

    version: int
    fields: tuple[Field, ...]


@cache
def code_lists() -> CodeLists:
    """The fixed core, the same for every organisation."""
    read = tomllib.loads(files("luwte.registry").joinpath("data/codes.toml").read_text("utf-8"))
    by_name: dict[str, tuple[Code, ...]] = {}
    fields = []
    for row in read["fields"]:
        codes = by_name[row["same_as"]] if "same_as" in row else tuple(map(code_of, row["codes"]))
        by_name[row["name"]] = codes
        multiple = row.get("multiple", False)
        words = (row["nl"], row["en"])
        fields.append(Field(row["name"], row["from"], row["moment"], multiple, *words, codes))
    return CodeLists(read["version"], tuple(fields))


def code_of(row: Mapping[str, Any]) -> Code:
    return Code(row["code"], row["nl"], row["en"], tuple(row.get("domains", ())))


def fields_for(organisation: Organisation) -> tuple[Field, ...]:
    """The questions that this organisation's size allows."""
    people = organisation.headcount
    fields = tuple(field for field in code_lists().fields if field.at_least <= people)
    units = unit_codes(organisation) if people >= UNITS_FROM else ()
    if not units:
        return fields
    return (*fields, Field(UNIT, UNITS_FROM, "closing", False, "Onderdeel", "Unit", units))


def unit_codes(organisation: Organisation) -> tuple[Code, ...]:
    """Parts that are large enough to be named."""
    large = organisation.units.filter(headcount__gte=UNIT_HEADCOUNT)
    return tuple(Code(unit.public_id, unit.name, unit.name) for unit in large)


def checked(codes: Mapping[str, str], fields: Sequence[Field]) -> dict[str, str]:
    """The answers in the order of the lists, without the empty ones; raises NotCoded."""
    known = {field.name: field for field in fields}
    for name in codes:
        if name not in known:
            raise NotCoded(name)
    given = {name: codes[name] for name in known if codes.get(name)}
    for name in REQUIRED - given.keys():
        raise NotCoded(name)
    for name, answer in given.items():
        check_answer(known[name], answer, given["domain"])
    if given.get("ground") and not names_discrimination(given):
        raise NotCoded("ground")
    return given


def check_answer(field: Field, answer: str, domain: str) -> None:
    possible = [one.code for one in field.codes if not one.domains or domain in one.domains]
    chosen = answer.split(" ")
    in_order = [code for code in possible if code in chosen]
    if in_order != chosen or (len(chosen) > 1 and not field.multiple):
        raise NotCoded(field.name)


def names_discrimination(given: Mapping[str, str]) -> bool:
    """A ground is asked of discrimination only."""
    return "discriminatie" in (given.get("category", ""), *given.get("further", "").split(" "))
