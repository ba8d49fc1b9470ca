"""How well protected tables stand up to attackers: docs/disclosure.md records these figures."""

from __future__ import annotations

import contextlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from luwte.disclosure import (
    HIDDEN,
    Dimension,
    Ledger,
    NotPublishable,
    Policy,
    Release,
    Table,
    audit,
    exact,
    protect,
    read_period,
)
from luwte.disclosure.box import Box
from luwte.disclosure.faults import Unprotectable
from luwte.disclosure.rounding import CHANCE, round_release, seed_of
from luwte.disclosure.targets import Target, all_targets
from luwte.disclosure.witnesses import Witnesses
from tools.bench import figures

SECRET = b"this secret is for measuring only"
SIZES = ((6, 4), (8, 6), (10, 8))
#: Of the small counts of one release so many are attacked with exact programmes.
MOST_ATTACKED = 40
#: So often the figures are drawn anew for each value; with fewer a rare value looks impossible.
DRAWS = 96
UNITS = {f"unit {i}": f"directorate {i // 4}" for i in range(10)}
#: A municipality's year: units in directorates, and what is told apart of each case.
DIMENSIONS = {
    name: Dimension(
        name,
        tuple(f"{name} {i}" for i in range(size)),
        parents=UNITS if name == "unit" else {},
    )
    for name, size in (
        ("unit", 10), ("subject", 8), ("role", 6), ("relation", 8), ("route", 9), ("outcome", 7),
        ("channel", 8),
    )
}  # fmt: skip
REPORT = (
    ("unit", "subject"), ("subject", "role"), ("subject", "relation"), ("subject", "route"),
    ("subject", "outcome"), ("route", "outcome"), ("channel",),
)  # fmt: skip

Method = Callable[[Release], Release]


@dataclass
class Outcome:
    """What attackers made of tables protected in one way."""

    small: int = 0
    known: int = 0
    spans: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    hidden: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    tried: int = 0


def measure(number: int, linked: int, series: int, guesses: int) -> Iterator[figures.Table]:
    chance = random.Random(26)
    singles = [random_release(chance, *SIZES[i % 3]) for i in range(number)]
    few = singles[: max(6, number // 20)]
    hide = Policy(method="suppress")
    yield _shown("Single tables, rounded to 5", singles, _rounded_to(Policy()), goal=True)
    yield _shown("The same, rounded to 3", few, _rounded_to(Policy.for_base(3)))
    yield _shown("The same, below 5 hidden and nothing else", few, naive)
    yield _shown("The same, hidden by τ-ARGUS (`pytauargus`, FREQ and OPT)", few, tau_argus)
    yield _shown("The same, hidden by us", few[: max(3, len(few) // 5)], _rounded_to(hide))
    years = [municipality(chance, 40 + 20 * i) for i in range(linked)]
    title = "A municipality's whole year: seven linked tables"
    yield _shown(title, years, _rounded_to(Policy()), goal=True, most_seconds=5.0)
    yield _guessers(chance, guesses)
    yield from _series(chance, series)


# --- tables ---------------------------------------------------------------------------------


def random_release(chance: random.Random, rows: int, columns: int) -> Release:
    """One table, somewhat under half of its counts 1 to 4."""
    first = Dimension("unit", tuple(f"u{i}" for i in range(rows)))
    second = Dimension("subject", tuple(f"s{i}" for i in range(columns)))
    places = itertools.product(first.categories, second.categories)
    counts: dict[tuple[str, ...], int] = {p: int(chance.expovariate(1 / 4)) for p in places}
    return Release("2025", (Table("t", (first, second), counts),), read_period("2025"))


def people(chance: random.Random, number: int) -> list[dict[str, str]]:
    return [
        {
            name: d.categories[min(len(d.categories) - 1, int(chance.expovariate(0.5)))]
            for name, d in DIMENSIONS.items()
        }
        for _ in range(number)
    ]


def counted(cases: Sequence[dict[str, str]], names: tuple[str, ...]) -> Table:
    counts: dict[tuple[str, ...], int] = {}
    for one in cases:
        place = tuple(one[name] for name in names)
        counts[place] = counts.get(place, 0) + 1
    return Table(" × ".join(names), tuple(DIMENSIONS[name] for name in names), counts)


def municipality(chance: random.Random, number: int) -> Release:
    cases = people(chance, number)
    return Release("2025", tuple(counted(cases, one) for one in REPORT), read_period("2025"))


# --- ways to protect ------------------------------------------------------------------------


def _rounded_to(policy: Policy) -> Method:
    return lambda release: protect(release, Ledger(), policy, SECRET).release


def _hiding(release: Release, hides: Callable[[Table], set[tuple[str, ...]]]) -> Release:
    tables = []
    for table in release.tables:
        places = hides(table)
        counts = table.all_counts
        tables.append(
            table.with_figures({p: HIDDEN if p in places else exact(c) for p, c in counts.items()})
        )
    return release.with_tables(tables)


def naive(release: Release) -> Release:
    """What many reports do: every count from 1 to 4 hidden, nothing else."""
    return _hiding(release, lambda table: {p for p, c in table.all_counts.items() if 0 < c < 5})


def tau_argus(release: Release) -> Release:
    """The optimal suppression of τ-ARGUS for a frequency rule of 5."""
    # Only here: nothing but this comparison needs it.
    from pytauargus import protect as suppress  # noqa: PLC0415

    def hides(table: Table) -> set[tuple[str, ...]]:
        names = [dimension.name for dimension in table.dimensions]
        records = [
            {**dict(zip(names, place, strict=True)), "one": 1}
            for place, count in (table.counts or {}).items()
            for _ in range(count)
        ]
        # Its engine leaves logs where it runs.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            found = suppress(records, names, "one", safety_rules="FREQ(5,30)", suppress="OPT(1)")
        return {
            tuple(str(row[name]) for name in names)
            for row in found.tables[0].rows
            if row["status"] in "UM"
        }

    return _hiding(release, hides)


# --- attacks --------------------------------------------------------------------------------


def attacked(releases: Iterable[Release], method: Method) -> Outcome:
    """Small counts, and what an outsider with exact programmes can tell of them."""
    found = Outcome()
    for release in releases:
        began = time.monotonic()
        found.tried += 1
        try:
            shown = method(release)
        except (NotPublishable, Unprotectable):
            found.refused += 1
            continue
        found.seconds.append(time.monotonic() - began)
        _look(shown, found)
    return found


def _look(shown: Release, found: Outcome) -> None:
    small: set[tuple[str, ...]] = set()
    for table in shown.tables:
        counts = table.all_counts
        small |= {(table.id, *place) for place, count in counts.items() if 0 < count < 5}
        figures_of = table.figures
        found.hidden.append(statistics.mean(f.kind == "hidden" for f in figures_of.values()))
        found.errors += [
            abs(f.value - counts[p]) for p, f in figures_of.items() if f.value is not None
        ]
    box = Box([shown])
    outsider = Witnesses(box, *box.outsider())
    targets = [
        one
        for one in all_targets(box)
        if one.minus is None and (one.where[1], *one.where[2]) in small
    ]
    for target in random.Random(len(targets)).sample(targets, min(MOST_ATTACKED, len(targets))):
        _take(found, target, outsider)


def _take(found: Outcome, target: Target, outsider: Witnesses) -> None:
    extremes = outsider.extremes(target)
    found.small += 1
    if extremes is not None:
        found.spans.append(extremes[1] - extremes[0] + 1)
        found.known += extremes[0] == extremes[1]


def _shown(
    title: str,
    releases: Sequence[Release],
    method: Method,
    *,
    goal: bool = False,
    most_seconds: float | None = None,
) -> figures.Table:
    found = attacked(releases, method)
    known, spans = [float(found.known)], found.spans or [0.0]
    rows = [
        figures.Figure("small counts attacked exactly", "", [found.small]),
        figures.Figure("of them known exactly", "", known, most=0 if goal else None),
        figures.Figure(
            "fewest possible values", "", [min(spans)], least=3 if goal else None
        ),
        figures.Figure("possible values", "", [statistics.median(spans)]),
        figures.Figure(
            "mean error", "", [statistics.mean(found.errors or [0.0])],
            most=1.2 if goal else None, digits=2,
        ),
        figures.Figure("hidden", "%", [100 * statistics.mean(found.hidden or [0.0])], digits=1),
        figures.Figure("not publishable", "%", [100 * found.refused / found.tried], digits=1),
        figures.Figure(
            "a release, protected and audited", "s", found.seconds or [0.0],
            most=most_seconds, digits=2,
        ),
    ]  # fmt: skip
    return figures.Table(title, f"{len(releases)} releases.", rows)


# --- releases that overlap ------------------------------------------------------------------


def _series(chance: random.Random, number: int) -> list[figures.Table]:
    """A year told four times, each time with the quarters so far; and by quarters, then whole."""
    cumulative = [(f"2025-01/2025-{3 * q:02d}", range(q)) for q in (1, 2, 3, 4)]
    quarters = [(f"2025-Q{q}", range(q - 1, q)) for q in (1, 2, 3, 4)]
    tables = []
    for title, plan in (
        ("Four cumulative quarters", cumulative),
        ("Four quarters, then the year", [*quarters, ("2025", range(4))]),
    ):
        outcome, failed = Outcome(), 0
        for _ in range(number):
            failed += not _one_series(chance, plan, outcome)
        tables.append(
            figures.Table(
                title,
                f"{number} years of one table of 6 units × 4 subjects; every release is attacked "
                "together with all before it.",
                [
                    figures.Figure("releases", "", [outcome.tried]),
                    figures.Figure("releases refused", "", [outcome.refused]),
                    figures.Figure("years whose last audit failed", "", [failed], most=0),
                    figures.Figure("seconds a release", "s", outcome.seconds or [0.0], digits=2),
                ],
            )
        )
    return tables


def _one_series(chance: random.Random, plan: Sequence[tuple[str, range]], outcome: Outcome) -> bool:
    parts = [random_release(chance, 6, 4).tables[0] for _ in range(4)]
    ledger = Ledger()
    for name, which in plan:
        counts = {place: sum(parts[i].all_counts[place] for i in which) for place in parts[0].inner}
        release = Release(name, (Table("t", parts[0].dimensions, counts),), read_period(name))
        outcome.tried += 1
        began = time.monotonic()
        try:
            ledger = ledger.and_then(protect(release, ledger, Policy(), SECRET).release)
        except NotPublishable:
            outcome.refused += 1
        outcome.seconds.append(time.monotonic() - began)
    return audit(ledger, Policy()).passed


# --- who knows the method -------------------------------------------------------------------


def _guessers(chance: random.Random, number: int) -> figures.Table:
    """Somebody who knows every count but one, the method and the code, yet not the seed."""
    sure = {"optimal": 0, "ours": 0}
    left: list[float] = []
    belief: list[float] = []
    for _ in range(number):
        release = random_release(chance, 4, 3)
        table = release.tables[0]
        small = sorted(p for p in table.inner if 0 < table.all_counts[p] < 5)
        if not small:
            continue
        place = chance.choice(small)
        sure["optimal"] += len(_candidates(release, place, 0.0, 1)) == 1
        weights = _candidates(release, place, CHANCE, DRAWS)
        sure["ours"] += len(weights) == 1
        left.append(len(weights))
        belief.append(max(weights.values()) / sum(weights.values()))
    return figures.Table(
        "Somebody who knows all counts but one, and the code, but not the seed",
        f"{number} tables of 4 × 3; for each value that the one count could have the figures are "
        "drawn anew, and kept are the values that give what is in print.",
        [
            figures.Figure(
                "known exactly when the rounding is simply optimal", "", [sure["optimal"]]
            ),
            figures.Figure("known exactly with our chance", "", [sure["ours"]], most=0),
            figures.Figure("values left with our chance", "", left or [0.0]),
            figures.Figure("weight of the likeliest value", "", belief or [0.0], digits=2),
        ],
    )


def _candidates(
    release: Release, place: tuple[str, ...], reach: float, draws: int
) -> dict[int, int]:
    """How often each value of one count gives the figures in print."""
    table = release.tables[0]
    print_of = round_release(release, 5, seed_of(SECRET, release), chance=reach).tables[0].figures
    found: dict[int, int] = {}
    for value in range(10):
        counts = {**(table.counts or {}), place: value}
        other = release.with_tables([Table(table.id, table.dimensions, counts)])
        for draw in range(draws):
            seed = seed_of(bytes([draw]) * 32, other)
            drawn = round_release(other, 5, seed, chance=reach).tables[0].figures
            found[value] = found.get(value, 0) + (drawn == print_of)
    truth = table.all_counts[place]
    found[truth] = max(1, found.get(truth, 0))
    return {value: times for value, times in found.items() if times}
