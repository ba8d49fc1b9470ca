"""Which tables a report can hold: a fixed list. There is no way to ask for another one.

What is crossed with what is fixed too, so that the audit knows every table that there can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luwte.organisations.models import Organisation
from luwte.registry.codes import UNIT, Field, every_field, fields_for
from luwte.reports.content import Words

#: Answers that say something about a person or a place: crossed with each other from 1,000 on.
TRAITS = frozenset({"gender", "age", "contract", UNIT})
UNANSWERED = "-"
NOT_RECORDED = Words(nl="Niet vastgelegd", en="Not recorded")
TOTAL = Words(nl="Totaal", en="Total")


@dataclass(frozen=True, slots=True)
class CatalogueTable:
    """One table: the questions it crosses, the section it stands in, what it counts.

    `usual`: in a report unless somebody leaves it out.
    """

    id: str
    section: str
    title: Words
    questions: tuple[str, ...]
    of: str = "cases"
    usual: bool = True
    chart: str = "bars"


def one(id_: str, section: str, nl: str, en: str, *, usual: bool = True) -> CatalogueTable:
    return CatalogueTable(id_, section, Words(nl=nl, en=en), (id_,), usual=usual)


def crossed(section: str, nl: str, en: str, *questions: str) -> CatalogueTable:
    return CatalogueTable(
        "-".join(questions), section, Words(nl=nl, en=en), questions, usual=False, chart="stacked"
    )


CATALOGUE: tuple[CatalogueTable, ...] = (
    one("domain", "subjects", "Waar het over ging", "What it was about"),
    one("category", "subjects", "Wat het vooral was", "What it was mainly"),
    CatalogueTable(
        "behaviours",
        "subjects",
        Words(nl="Alles wat er speelde", en="All that was going on"),
        ("category",),
        of="behaviours",
    ),
    one("wrongdoing", "subjects", "Vermoeden van een misstand", "Suspected wrongdoing"),
    crossed(
        "subjects", "Wat het was en over wie", "What it was and about whom", "category", "relation"
    ),
    one("role", "people", "Wie er kwamen", "Who came"),
    one("relation", "people", "Over wie het ging", "Who it was about"),
    one("reporters", "people", "Met hoeveel melders", "With how many reporters"),
    one("contract", "people", "Dienstverband van de melder", "Contract of the reporter"),
    one("gender", "people", "Geslacht van de melder", "Gender of the reporter", usual=False),
    one("age", "people", "Leeftijd van de melder", "Age of the reporter", usual=False),
    crossed("people", "Geslacht en leeftijd", "Gender and age", "gender", "age"),
    one(UNIT, "places", "In welk onderdeel", "In which part"),
    crossed("places", "Onderdeel en onderwerp", "Part and domain", UNIT, "domain"),
    crossed(
        "places", "Onderdeel, onderwerp en over wie", "Part, subject and about whom",
        UNIT, "category", "relation",
    ),
    one("channel", "how", "Hoe het binnenkwam", "How it came in"),
    one("known", "how", "Hoe melders ons kenden", "How reporters knew of us"),
    one("route", "how", "Welke stap melders kozen", "Which step reporters chose"),
    CatalogueTable(
        "help", "how", Words(nl="Wat wij deden", en="What we did"), ("help",), of="help"
    ),
    one("outcome", "outcome", "Hoe het nu is", "How it is now"),
    one("aftercare", "outcome", "Nazorg", "Aftercare"),
    one("disadvantage", "outcome", "Nadeel na het melden", "Worse off after speaking up"),
)  # fmt: skip
BY_ID: Mapping[str, CatalogueTable] = {table.id: table for table in CATALOGUE}


def questions_of(organisation: Organisation) -> dict[str, Field]:
    """What is counted there, by name."""
    return {field.name: field for field in fields_for(organisation)}


def readable_questions(organisation: Organisation) -> dict[str, Field]:
    """What was ever counted there, by name, to name the answers of figures taken before."""
    return {field.name: field for field in every_field(organisation)}


def possible_tables(organisation: Organisation) -> list[CatalogueTable]:
    """Those whose questions are asked in an organisation of this size."""
    asked = questions_of(organisation)
    return [
        table
        for table in CATALOGUE
        if all(name in asked for name in table.questions)
        and (table.of == "cases" or "further" in asked)
    ]


def chosen_tables(organisation: Organisation, ids: Sequence[str]) -> list[CatalogueTable]:
    """Those of these ids that are possible, in the order of the list."""
    return [table for table in possible_tables(organisation) if table.id in ids]
