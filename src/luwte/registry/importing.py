"""Earlier years, taken over from a table: all of it or nothing, and never twice.

What somebody takes over for a year takes the place of what they took over for it before. The rows
wait for the night like any registration.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from secrets import SystemRandom

from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luwte.organisations.models import Organisation
from luwte.people.models import Person
from luwte.registry.codes import Field, NotCoded, checked, code_lists
from luwte.registry.handing_over import EARLIEST
from luwte.registry.models import Registration, WaitingRegistration, today
from luwte.registry.sheets import SEVERAL, Row, Sheet

YEAR = "year"
#: These may stand between answers too, unless they are part of one.
OR_THESE = re.compile(r"\s*[,/]\s*")
MOST_FAULTS = 50

#: For each question, and `year`, the number of the column it stands in.
Columns = Mapping[str, int]
#: For each question what a text of its column means; "" is: no answer.
Meanings = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row. `row` is counted as a spreadsheet does, names being the first."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """One row, as it would be counted."""

    year: int
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be taken over: cases by year, and all that is in the way of it."""

    by_year: Mapping[int, int]
    faults: Sequence[Fault]
    rows: Sequence[Counts]


def texts_of(sheet: Sheet, field: Field, column: int) -> list[str]:
    """The texts of a column, each once; where several answers fit, each for itself."""
    texts = sheet.values(column)
    if not field.multiple:
        return texts
    return sorted({part for text in texts for part in parts_of(text, field)})


def parts_of(text: str, field: Field) -> list[str]:
    """The answers in one cell. An answer of ours that holds a comma stays whole."""
    parts: list[str] = []
    for part in SEVERAL.split(text):
        parts += [part] if part.casefold() in names_of(field) else OR_THESE.split(part)
    return [part for part in parts if part]


@lru_cache(maxsize=256)
def names_of(field: Field) -> frozenset[str]:
    names = (name for code in field.codes for name in (code.code, code.nl, code.en))
    return frozenset(name.casefold() for name in names)


def preview(sheet: Sheet, fields: Sequence[Field], columns: Columns, meanings: Meanings) -> Preview:
    """Every row as a registration, or what is wrong with it."""
    faults: list[Fault] = []
    rows: list[Counts] = []
    for number, row in enumerate(sheet.rows):
        try:
            year = year_in(row, columns)
            codes = checked(dict(codes_in(row, fields, columns, meanings)), fields, year)
        except NotCoded as error:
            faults.append(Fault(number + 2, reason(error.field, fields)))
            continue
        rows.append(Counts(year, codes))
    return Preview(
        dict(sorted(Counter(one.year for one in rows).items())), faults[:MOST_FAULTS], rows
    )


def year_in(row: Row, columns: Columns) -> int:
    text = row[columns[YEAR]]
    if not text.isdecimal() or not EARLIEST <= int(text) <= today().year:
        raise NotCoded(YEAR)
    return int(text)


def codes_in(
    row: Row, fields: Sequence[Field], columns: Columns, meanings: Meanings
) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.name not in columns:
            continue
        meant = meanings.get(field.name, {})
        text = row[columns[field.name]]
        if not field.multiple:
            yield field.name, meant.get(text, "")
            continue
        chosen = {meant.get(part, "") for part in parts_of(text, field)}
        yield field.name, " ".join(code.code for code in field.codes if code.code in chosen)


def reason(name: str, fields: Sequence[Field]) -> str:
    """Why a row can't be taken, for people."""
    if name == YEAR:
        return _("The year is missing, or not between 2000 and now.")
    asked = {field.name: field for field in fields}
    if name == "domain":
        return _("It doesn't say what it is about.")
    if name == "ground":
        return _("A ground is given, though it isn't about discrimination.")
    label = asked[name].nl if get_language() == "nl" else asked[name].en
    if asked[name].of:
        return _("“{question}”: this isn't asked of such a case in that year.").format(
            question=label
        )
    return _("“{question}”: this answer doesn't go with what it is about.").format(question=label)


# --- Taking over --------------------------------------------------------------------------------


def take_over(organisation: Organisation, person: Person, rows: Sequence[Counts]) -> None:
    """Let these wait for the night, in the place of what this person took over for these years.

    Rows are numbered by chance within a year, so that no name tells of an order. Again, or anew
    with a corrected table, nothing is counted twice.
    """
    by_year: dict[int, list[Counts]] = {}
    for one in rows:
        by_year.setdefault(one.year, []).append(one)
    waiting: list[WaitingRegistration] = []
    for year, same in by_year.items():
        SystemRandom().shuffle(same)
        names = Names(organisation, person, year)
        for number, one in enumerate(same):
            waiting.append(names.row(number, Registration.Kind.CASE, one.codes))
        for number in names.known_from(len(same)):
            waiting.append(names.row(number, Registration.Kind.REMOVED, {}))
    WaitingRegistration.objects.bulk_create(
        waiting,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["handle"],
        update_fields=["kind", "version", "year", "codes"],
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the rows that one person took over for one year."""

    organisation: Organisation
    person: Person
    year: int

    def of(self, number: int) -> str:
        """Tells nothing to who lacks the instance's secret."""
        value = f"{self.organisation.public_id} {self.person.public_id} {self.year} {number}"
        return salted_hmac("luwte/v1/import", value, algorithm="sha256").hexdigest()[:32]

    def row(self, number: int, kind: str, codes: Mapping[str, str]) -> WaitingRegistration:
        return WaitingRegistration(
            handle=self.of(number),
            organisation=self.organisation,
            kind=kind,
            version=code_lists().version,
            year=self.year,
            codes=dict(codes),
        )

    def known_from(self, number: int) -> Iterator[int]:
        """Rows that an earlier, longer table had beyond this one."""
        while any(
            model._default_manager.filter(handle=self.of(number)).exists()
            for model in (Registration, WaitingRegistration)
        ):
            yield number
            number += 1
