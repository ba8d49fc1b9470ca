"""Join attack: a thief of the whole database after a year tries to match counts to conversations.

The thief sees every row of both sides, the order in which they lie, days, sizes, and knows all
code. They know the organisation, year and quarter of each row, since the row says so; within such
a group they put conversations in every order that they can think of, rows in every order, and
match them one to one. By chance such a matching gets one right in each group, however large.

The same attack against a table in the order of writing must succeed, or it would prove nothing.
"""

from __future__ import annotations

import datetime
import random
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from luwte.registry import models as registry_models
from luwte.registry import nightly
from luwte.registry.codes import checked, code_lists, fields_for
from luwte.registry.handing_over import handle_of
from luwte.registry.models import Registration, WaitingRegistration
from luwte.vault import days
from tests.registry.conftest import new_token
from tests.vault.conftest import Team, make_team
from tests.vault.wire_client import Line
from tests.vault.writer import Log, Member, reporter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.mission("M24"),
    pytest.mark.mission("M25"),
    pytest.mark.slow,
]

YEAR = 2026
SIZES = {"gemeente": (2400, 64), "bedrijf": (120, 36), "club": (30, 10)}
SEED = 20261122


@dataclass
class Clock:
    """The day that both sides of the server believe it is."""

    day: datetime.date = datetime.date(YEAR, 1, 1)

    def put(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = self

        class Moment(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Moment:
                return cls(clock.day.year, clock.day.month, clock.day.day, 12, tzinfo=tz)

        time = SimpleNamespace(datetime=Moment, UTC=datetime.UTC, date=datetime.date)
        monkeypatch.setattr(days, "datetime", time)
        monkeypatch.setattr(registry_models, "datetime", time)


@dataclass
class Case:
    """One conversation, and when what happened to it. `token`: of its registration."""

    team: Team
    begun: datetime.date
    closed: datetime.date
    codes: dict[str, str]
    token: str = field(default_factory=new_token)
    log: Log = field(default_factory=Log)


@dataclass(frozen=True)
class Seen:
    """What the thief reads of one conversation, or of one row: a number by each way to order it."""

    name: str
    group: tuple[Any, ...]
    ways: dict[str, float]


# --- A year --------------------------------------------------------------------------------------


def live_through(chance: random.Random, clock: Clock) -> list[Case]:
    """Everybody's year, day by day, with the night after each."""
    teams = {slug: make_team(slug) for slug in SIZES}
    cases = []
    for slug, (people, count) in SIZES.items():
        organisation = teams[slug].organisation
        organisation.headcount = people
        organisation.save()
        for _ in range(count):
            cases.append(make_case(chance, teams[slug]))
    own = {slug: begin_own(teams[slug]) for slug in SIZES}
    last = max(case.closed for case in cases) + datetime.timedelta(days=2)
    while clock.day <= last:
        of_today(chance, clock.day, cases, own)
        if WaitingRegistration.objects.exists():
            nightly.move()
        clock.day += datetime.timedelta(days=1)
    return cases


def make_case(chance: random.Random, team: Team) -> Case:
    begun = datetime.date(YEAR, 1, 1) + datetime.timedelta(days=chance.randrange(300))
    closed = begun + datetime.timedelta(days=chance.randrange(3, 60))
    return Case(team, begun, closed, answers(chance, team, begun))


def answers(chance: random.Random, team: Team, begun: datetime.date) -> dict[str, str]:
    """Codes by chance, as many as this organisation may collect."""
    fields = fields_for(team.organisation)
    codes = {"domain": "oo", "category": chance.choice(["pesten", "intimidatie", "agressie"])}
    for one in fields:
        if one.name in (*codes, "ground", "further", "quarter") or chance.random() < 0.2:
            continue
        possible = [code.code for code in one.codes]
        chosen = chance.sample(possible, chance.randint(1, 5)) if one.multiple else []
        codes[one.name] = " ".join(c for c in possible if c in chosen) or chance.choice(possible)
    if any(one.name == "quarter" for one in fields):
        codes["quarter"] = str((begun.month + 2) // 3)
    return checked(codes, fields, begun.year)


def begin_own(team: Team) -> tuple[Line, Log, Member]:
    """A counsellor's own log, on their line."""
    counsellor, line = team.counsellors[0], team.line()
    log = Log("own").create(counsellor).epoch(counsellor)
    assert line.create(log.take(), work=False).status_code == 201
    return line, log, counsellor


def of_today(
    chance: random.Random,
    day: datetime.date,
    cases: Sequence[Case],
    own: dict[str, tuple[Line, Log, Member]],
) -> None:
    for case in cases:
        if case.begun == day:
            begin(chance, case)
    for slug, (line, log, counsellor) in own.items():
        mine = [case for case in cases if case.team.organisation.slug == slug]
        for case in (one for one in mine if one.closed == day):
            case.log.event("close", counsellor)
            assert line.append(case.log).status_code == 200
            log.statement(counsellor, kind="registration", text=str(case.codes) + case.token)
            assert line.append(log).status_code == 200
        due = [one for one in mine if one.closed == day - datetime.timedelta(days=1)]
        if due:
            hand_over(chance, line, due)
            log.statement(counsellor, kind="registration-sent", text="x" * 32 * len(due))
            assert line.append(log).status_code == 200


def begin(chance: random.Random, case: Case) -> None:
    who = reporter()
    case.log = case.team.conversation(who)
    for _ in range(chance.randrange(4)):
        case.log.statement(who, "x" * chance.randrange(3_000))
    assert Line().create(case.log.take()).status_code == 201


def hand_over(chance: random.Random, line: Line, due: list[Case]) -> None:
    chance.shuffle(due)
    version = code_lists().version
    rows = [
        {"token": one.token, "kind": "case", "version": version, "year": YEAR, "codes": one.codes}
        for one in due
    ]
    body = {"organisation": due[0].team.organisation.public_id, "registrations": rows}
    assert line.send("registrations/hand-over", body).status_code == 200


# --- The thief -----------------------------------------------------------------------------------

CONVERSATIONS = """
SELECT c.public_id, c.organisation_id, c.key, c.length, c.day,
       (SELECT MIN(i.day) FROM vault_item i WHERE i.conversation_id = c.key),
       (SELECT SUM(LENGTH(i.bytes)) FROM vault_item i WHERE i.conversation_id = c.key)
FROM vault_conversation c WHERE c.purpose = 'conversation'
"""
REGISTRATIONS = "SELECT handle, organisation_id, year, 0 FROM registry_registration"
REGISTRATIONS_AND_WRITERS = REGISTRATIONS.replace("0 FROM", "xmin::text::bigint FROM")
OWN_SIZES = """
SELECT i.day, LENGTH(i.bytes), p.person FROM vault_item i
JOIN vault_conversation c ON c.key = i.conversation_id
JOIN vault_participation p ON p.conversation_id = c.key WHERE c.purpose = 'own' ORDER BY i.key
"""


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def conversations() -> list[Seen]:
    """Each with the day it began, the day it was closed, sizes, keys, and what the own log did."""
    sizes: dict[str, int] = {}
    for day, size, _ in rows(OWN_SIZES):
        sizes[str(day)] = max(size, sizes.get(str(day), 0))
    seen = []
    for at, (name, organisation, key, length, last, first, size) in enumerate(rows(CONVERSATIONS)):
        ways = {
            "key": key,
            "place": at,
            "items": length,
            "bytes": size,
            "begun": number_of(first),
            "closed": number_of(last),
            "own log": sizes.get(str(last), 0) * 1_000 + number_of(last) % 1_000,
        }
        seen.append(Seen(name, group_of(organisation, first), ways))
    return seen


def number_of(day: Any) -> int:
    return datetime.date.fromisoformat(str(day)).toordinal()


def group_of(organisation: int, first: Any) -> tuple[Any, ...]:
    """What a row says of its own: where a quarter is collected, that too."""
    day = datetime.date.fromisoformat(str(first))
    return (organisation, day.year, (day.month + 2) // 3)


def registrations() -> list[Seen]:
    """Each with its key, where it lies, and how much there is in it."""
    where = "ctid" if connection.vendor == "postgresql" else "handle"
    table = REGISTRATIONS_AND_WRITERS if connection.vendor == "postgresql" else REGISTRATIONS
    lying = [row[0] for row in rows(f"{table} ORDER BY {where}")]
    as_read = [row[0] for row in rows(table)]
    by_index = [row[0] for row in rows(f"{table} ORDER BY organisation_id, year")]
    models = {one.handle: one for one in Registration.objects.all()}
    seen = []
    for handle, organisation, year, transaction in rows(table):
        codes = models[handle].codes
        ways = {
            "handle": int(handle, 16),
            "lying": lying.index(handle),
            "as read": as_read.index(handle),
            "by index": by_index.index(handle),
            "transaction": transaction,
            "answers": len(codes),
            "bytes": len(str(codes)),
        }
        seen.append(Seen(handle, (organisation, year, int(codes.get("quarter", 0))), ways))
    return seen


def groups(left: Sequence[Seen], right: Sequence[Seen]) -> Iterator[tuple[list[Seen], list[Seen]]]:
    """Conversations and rows that can belong together by what the rows themselves say."""
    for group in sorted({one.group for one in right}):
        rough = group[2] == 0
        theirs = [
            one for one in left if one.group[:2] == group[:2] and (rough or one.group == group)
        ]
        yield theirs, [one for one in right if one.group == group]


def hits(left: list[Seen], right: list[Seen], truth: dict[str, str], ways: tuple[str, str]) -> int:
    """How many are matched rightly when both are put in these orders."""
    lefts = sorted(left, key=lambda one: one.ways[ways[0]])
    rights = sorted(right, key=lambda one: one.ways[ways[1]])
    return sum(truth[a.name] == b.name for a, b in zip(lefts, rights, strict=False))


def attack(left: list[Seen], right: list[Seen], truth: dict[str, str]) -> dict[str, int]:
    """Rightly matched, for each pair of orders."""
    score = {}
    for way in left[0].ways:
        for other in right[0].ways:
            score[f"{way} / {other}"] = sum(
                hits(a, b, truth, (way, other)) for a, b in groups(left, right)
            )
    return score


def test_rows_are_matched_to_conversations_no_better_than_by_chance(
    monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    chance, clock = random.Random(SEED), Clock()  # noqa: S311 - a rehearsal
    clock.put(monkeypatch)
    cases = live_through(chance, clock)
    truth = {case.log.conversation: handle_of(case.token) for case in cases}
    left, right = conversations(), registrations()
    assert {one.name for one in left} == set(truth)
    assert {one.name for one in right} == set(truth.values())
    by_chance = len({one.group for one in right})

    score = attack(left, right, truth)
    best, found = max(score.items(), key=lambda pair: pair[1])
    mean = statistics.mean(score.values())
    figure = (
        f"{len(cases)} cases in {by_chance} groups; right by chance {by_chance}, "
        f"by {len(score)} attacks on average {mean:.1f}, by the best ({best}) {found}"
    )
    sys.stdout.write(f"\n{figure}\n")
    record_property("join attack", figure)
    assert mean <= by_chance * 1.6
    assert found <= by_chance + 5 * by_chance**0.5

    naive = [Seen(one.name, one.group, {"order": written(one.name, cases)}) for one in right]
    control = attack(left, naive, truth)
    sys.stdout.write(f"against rows in the order of writing: {max(control.values())}\n")
    assert max(control.values()) > len(cases) / 2


def written(handle: str, cases: Sequence[Case]) -> int:
    """What a table that numbers its rows would remember: the order of handing over."""
    case = next(one for one in cases if handle_of(one.token) == handle)
    return case.closed.toordinal()
