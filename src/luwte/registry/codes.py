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

from luwte.organisations.models import Organisation, Unit
from luwte.registry.additions import OWN, REFINED_FROM, AddedCode

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
    """One answer. `domains`: where it belongs; everywhere when empty.

    An organisation's own is `under` one of the core, and asked of cases of some years; 0 is open.
    """

    code: str
    nl: str
    en: str
    domains: tuple[str, ...] = ()
    under: str = ""
    first_year: int = 0
    last_year: int = 0

    def is_asked_in(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year == 0 or year <= self.last_year)


@dataclass(frozen=True, slots=True)
class Field:
    """One question, asked from so many people on. `moment`: when it can first be answered.

    `of`: the question that it asks more of, with an organisation's own codes.
    """

    name: str
    at_least: int
    moment: str
    multiple: bool
    nl: str
    en: str
    codes: tuple[Code, ...]
    of: str = ""


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


def label_of(named: Field | Code, language: str) -> str:
    """What a question or answer is called."""
    return named.nl if language == "nl" else named.en


def fields_for(organisation: Organisation) -> tuple[Field, ...]:
    """The questions that this organisation's size allows."""
    people = organisation.headcount
    core = tuple(field for field in code_lists().fields if field.at_least <= people)
    fields = with_own(core, organisation) if people >= REFINED_FROM else core
    units = unit_codes(organisation) if people >= UNITS_FROM else ()
    return (*fields, unit_field(units)) if units else fields


def every_field(organisation: Organisation) -> tuple[Field, ...]:
    """All that this organisation may ever have counted, to read what was, whatever its size now."""
    fields = with_own(code_lists().fields, organisation)
    units = tuple(map(unit_code, organisation.units.all()))
    return (*fields, unit_field(units)) if units else fields


def with_own(core: Sequence[Field], organisation: Organisation) -> tuple[Field, ...]:
    """These questions, each followed by the organisation's own codes below its answers."""
    own: dict[str, list[Code]] = {}
    for one in AddedCode.objects.filter(organisation=organisation):
        code = Code(
            one.public_id, one.nl, one.en, (), one.under, one.first_year, one.last_year or 0
        )
        own.setdefault(one.question, []).append(code)
    fields: list[Field] = []
    for field in core:
        fields.append(field)
        if field.name in own:
            fields.append(own_field(field, own[field.name]))
    return tuple(fields)


def own_field(field: Field, codes: Sequence[Code]) -> Field:
    name = f"{field.name}{OWN}"
    nl, en = f"{field.nl} (nader)", f"{field.en} (more precisely)"
    at_least = max(field.at_least, REFINED_FROM)
    return Field(name, at_least, field.moment, field.multiple, nl, en, tuple(codes), field.name)


def unit_field(units: tuple[Code, ...]) -> Field:
    return Field(UNIT, UNITS_FROM, "closing", False, "Onderdeel", "Unit", units)


def unit_codes(organisation: Organisation) -> tuple[Code, ...]:
    """Parts that are large enough to be named."""
    large = organisation.units.filter(headcount__gte=UNIT_HEADCOUNT)
    return tuple(map(unit_code, large))


def unit_code(unit: Unit) -> Code:
    return Code(unit.public_id, unit.name, unit.name)


def checked(codes: Mapping[str, str], fields: Sequence[Field], year: int) -> dict[str, str]:
    """The answers of a case of that year, in the order of the lists, without the empty ones.

    Raises NotCoded.
    """
    known = {field.name: field for field in fields}
    for name in codes:
        if name not in known:
            raise NotCoded(name)
    given = {name: codes[name] for name in known if codes.get(name)}
    for name in REQUIRED - given.keys():
        raise NotCoded(name)
    for name in given:
        check_answer(known[name], given, year)
    if given.get("ground") and not names_discrimination(given):
        raise NotCoded("ground")
    return given


def check_answer(field: Field, given: Mapping[str, str], year: int) -> None:
    possible = [one.code for one in field.codes if goes_with(one, field, given, year)]
    chosen = given[field.name].split(" ")
    in_order = [code for code in possible if code in chosen]
    if in_order != chosen or (len(chosen) > 1 and not field.multiple):
        raise NotCoded(field.name)


def goes_with(code: Code, field: Field, given: Mapping[str, str], year: int) -> bool:
    """Whether this code may stand beside what else was answered."""
    if code.domains and given["domain"] not in code.domains:
        return False
    if field.of and code.under not in given.get(field.of, "").split(" "):
        return False
    return code.is_asked_in(year)


def names_discrimination(given: Mapping[str, str]) -> bool:
    """A ground is asked of discrimination only."""
    return "discriminatie" in (given.get("category", ""), *given.get("further", "").split(" "))
