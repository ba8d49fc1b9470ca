"""What was counted and done in the years before: codes and sessions, all invented by dice.

The dice always fall alike, so that pictures of the demo can be compared.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import Person
from luwte.registry.activities import Activity
from luwte.registry.codes import Code, Field, code_lists, fields_for
from luwte.registry.models import Registration
from luwte.reports import noticing
from luwte.reports.noticing import Quarter
from luwte.site.demo.people import Account, ago, told
from luwte.vault.days import today

#: Cases in each quarter, oldest first, up to the newest that is over. Some years have none.
CASES: Mapping[str, Sequence[int]] = {
    "veldermeer": [8, 7, 9, 8, 7, 9, 8, 10, 9, 8, 8, 9, 8, 9, 8, 9, 9, 8, 10, 9],
    "kompasroos": [1, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0],
    "zandloper": [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0],
}
#: Codes of questions with more than one answer, and how likely each number of answers is.
SEVERAL: Mapping[str, Sequence[int]] = {"further": [6, 3, 1], "help": [0, 2, 4, 2]}
#: In the newest two quarters of the municipality, on top of what is usual.
RISE = {"domain": "oo", "category": "pesten", "relation": "groep"}
RISE_CASES = (7, 9)
LIKELY = {"oo": 6, "int": 2, "mix": 1, "buiten": 1}


def fill_past_years(
    organisations: Mapping[str, Organisation], accounts: Mapping[str, Account]
) -> None:
    """Registrations of five years, what is worth a look in them, and work that was no case."""
    dice = random.Random(7)  # noqa: S311 - invented figures, nothing secret
    newest = noticing.newest_over(today())
    rows: list[Registration] = []
    for slug, cases in CASES.items():
        rows += registrations(organisations[slug], cases, newest, dice)
    rows += rise(organisations["veldermeer"], newest, dice)
    several_answers(rows)
    Registration.objects.bulk_create(sorted(rows, key=lambda row: row.handle), batch_size=200)
    noticing.notice()
    people = {key: account.person for key, account in accounts.items()}
    Activity.objects.bulk_create(activities(organisations, people))


def registrations(
    organisation: Organisation, cases: Sequence[int], newest: Quarter, dice: random.Random
) -> Iterator[Registration]:
    for number, count in enumerate(cases):
        when = newest - len(cases) + 1 + number
        for _ in range(count):
            yield registration(organisation, when, {}, dice)


def rise(
    organisation: Organisation, newest: Quarter, dice: random.Random
) -> Iterator[Registration]:
    unit = organisation.units.get(name="Burgerzaken").public_id
    for back, count in enumerate(reversed(RISE_CASES)):
        for _ in range(count):
            yield registration(organisation, newest - back, RISE | {"unit": unit}, dice)


def registration(
    organisation: Organisation, when: Quarter, given: Mapping[str, str], dice: random.Random
) -> Registration:
    """One case in what this organisation may collect."""
    year, quarter = divmod(when, 4)
    codes: dict[str, str] = {}
    for field in fields_for(organisation):
        if field.name == "quarter":
            codes["quarter"] = str(quarter + 1)
            continue
        answer = given.get(field.name) or thrown(field, codes, dice)
        if answer:
            codes[field.name] = answer
    return Registration(
        handle=new_id(),
        organisation=organisation,
        kind=Registration.Kind.CASE,
        version=code_lists().version,
        year=year,
        codes=codes,
    )


def thrown(field: Field, codes: Mapping[str, str], dice: random.Random) -> str:
    """An answer that fits; the first ones of a list are the likelier ones."""
    if field.name == "domain":
        return dice.choices(list(LIKELY), list(LIKELY.values()))[0]
    if field.name == "ground" and codes.get("category") != "discriminatie":
        return ""
    if field.name == "further" or field.of:
        return ""
    possible = [one for one in field.codes if fits(one, codes["domain"])]
    likely = [1 / (2 + place) for place in range(len(possible))]
    return dice.choices(possible, likely)[0].code if possible else ""


def several_answers(rows: Sequence[Registration]) -> None:
    """What else was going on in a case, and all that was done. Its dice are its own."""
    dice = random.Random(11)  # noqa: S311 - invented figures, nothing secret
    asked = {field.name: field for field in code_lists().fields if field.name in SEVERAL}
    for row in rows:
        if "help" not in row.codes:
            continue
        for name, field in asked.items():
            possible = [
                one.code
                for one in field.codes
                if fits(one, row.codes["domain"]) and one.code != row.codes["category"]
            ]
            likely = SEVERAL[name]
            number = min(dice.choices(range(len(likely)), likely)[0], len(possible))
            # The first ones of a list are the likelier ones here too.
            order = sorted(possible, key=lambda code: (1 + possible.index(code)) * dice.random())
            if number:
                row.codes[name] = " ".join(sorted(order[:number], key=possible.index))


def fits(code: Code, domain: str) -> bool:
    return not code.domains or domain in code.domains


def activities(
    organisations: Mapping[str, Organisation], people: Mapping[str, Person]
) -> Iterator[Activity]:
    """Told in activities.toml: so many days ago, or on a day of the year that is over."""
    for one in told("activities.toml")["activity"]:
        yield Activity(
            organisation=organisations[one["organisation"]],
            person=people[one["by"]],
            kind=one["kind"],
            day=last_year(one["last_year"]) if "last_year" in one else day(one["ago"]),
            subject=one["subject"],
            audience=one.get("audience", ""),
            reached=one.get("reached"),
            minutes=one["minutes"],
        )


def day(days: int) -> datetime.date:
    """A working day near so many days ago."""
    then = ago(days)
    return then - datetime.timedelta(days=max(0, then.weekday() - 4))


def last_year(month_and_day: str) -> datetime.date:
    """Such as "05-14". The report of that year tells of it."""
    return datetime.date.fromisoformat(f"{today().year - 1}-{month_and_day}")
