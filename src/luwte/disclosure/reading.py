"""Files of tables: read strictly, with errors that name the place, and written back.

`docs/disclosure.schema.json` describes the same shape; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from .figures import HIDDEN, Figure, band, exact, rounded
from .periods import read_period
from .policy import LooserPolicy, Method, Policy
from .tables import Dimension, MalformedTable, Place, Release, Table

Json = dict[str, Any]
Read = TypeVar("Read")


class MalformedFile(ValueError):
    """A file that isn't as it should be: where, and why."""


class _Spot:
    """A value in a file, with the path to it."""

    def __init__(self, value: object, path: str) -> None:
        self.value = value
        self.path = path

    def fail(self, why: str) -> MalformedFile:
        return MalformedFile(f"{self.path}: {why}")

    def fields(self, required: set[str], optional: set[str]) -> Mapping[str, _Spot]:
        if not isinstance(self.value, dict):
            raise self.fail("an object is needed")
        if missing := required - set(self.value):
            raise self.fail(f"{', '.join(sorted(missing))} is missing")
        if unknown := set(self.value) - required - optional:
            raise self.fail(f"nobody knows {', '.join(sorted(map(str, unknown)))}")
        return {name: _Spot(value, f"{self.path}.{name}") for name, value in self.value.items()}

    def items(self) -> list[_Spot]:
        if not isinstance(self.value, list):
            raise self.fail("a list is needed")
        return [_Spot(value, f"{self.path}[{i}]") for i, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fail("a text is needed")
        return self.value

    def number(self, least: int = 0) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < least:
            raise self.fail(f"a whole number from {least} is needed")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.fail("true or false is needed")
        return self.value

    def mapping(self, read: Callable[[_Spot], Read]) -> dict[str, Read]:
        if not isinstance(self.value, dict):
            raise self.fail("an object is needed")
        return {k: read(_Spot(v, f"{self.path}.{k}")) for k, v in self.value.items()}


def read_file(content: object) -> tuple[Policy, tuple[Release, ...]]:
    """The policy and the releases of a file, in the order of publication."""
    spot = _Spot(content, "file")
    top = spot.fields({"releases"}, {"policy"})
    policy = _policy(top["policy"]) if "policy" in top else Policy()
    releases = tuple(_release(one, policy) for one in top["releases"].items())
    if not releases:
        raise top["releases"].fail("at least one release is needed")
    if len({one.id for one in releases}) < len(releases):
        raise top["releases"].fail("two releases have the same id")
    return policy, releases


def _policy(spot: _Spot) -> Policy:
    stricter = {
        "threshold", "values", "values_one", "values_two", "unit_workers", "trait_workers",
        "pool_below", "place_workers",
    }  # fmt: skip
    fields = spot.fields(set(), {"method", "base", *stricter})
    method = fields["method"].text() if "method" in fields else "round"
    base = fields["base"].number() if "base" in fields else 5
    try:
        # A policy looks at it itself, and says what it must be.
        start = Policy.for_base(base, cast(Method, method))
        return start.stricter(**{n: fields[n].number() for n in stricter & set(fields)})
    except (LooserPolicy, ValueError) as error:
        raise spot.fail(str(error)) from error


def _release(spot: _Spot, policy: Policy) -> Release:
    fields = spot.fields({"id", "tables"}, {"period", "workers", "corrects", "protection"})
    identifier = fields["id"].text()
    named = fields["period"].text() if "period" in fields else identifier
    period = read_period(named)
    if period is None and "period" in fields:
        raise fields["period"].fail("a period is like 2025, 2025-Q1, 2025-H2, 2025-04 or 2024/2025")
    method, base, hides, commitment, at_least = _protection(fields.get("protection"), policy)
    tables = tuple(_table(one, method, base) for one in fields["tables"].items())
    try:
        return Release(
            identifier, tables, period,
            fields["workers"].number() if "workers" in fields else None,
            fields["corrects"].text() if "corrects" in fields else None,
            hides, commitment, at_least,
        )  # fmt: skip
    except MalformedTable as error:
        raise spot.fail(str(error)) from error


def _protection(spot: _Spot | None, policy: Policy) -> tuple[str, int, bool, str | None, int]:
    if spot is None:
        return policy.method, policy.base, False, None, 0
    fields = spot.fields({"method"}, {"base", "hides_zeros", "commitment", "at_least"})
    method = fields["method"].text()
    if method not in ("round", "suppress", "none"):
        raise fields["method"].fail("the method is round, suppress or none")
    return (
        method,
        fields["base"].number(1) if "base" in fields else policy.base,
        fields["hides_zeros"].flag() if "hides_zeros" in fields else False,
        fields["commitment"].text() if "commitment" in fields else None,
        fields["at_least"].number() if "at_least" in fields else 0,
    )


def _table(spot: _Spot, method: str, base: int) -> Table:
    fields = spot.fields({"id", "dimensions", "cells"}, {"of"})
    dimensions = tuple(_dimension(one) for one in fields["dimensions"].items())
    counts: dict[Place, int] = {}
    figures: dict[Place, Figure] = {}
    for cell in fields["cells"].items():
        place, count, figure = _cell(cell, method, base)
        if place in counts or place in figures:
            raise cell.fail(f"{list(place)} stands there twice")
        if count is not None:
            counts[place] = count
        if figure is not None:
            figures[place] = figure
    try:
        return Table(
            fields["id"].text(), dimensions, counts if counts or not figures else None, figures,
            fields["of"].text() if "of" in fields else "cases",
        )  # fmt: skip
    except MalformedTable as error:
        raise spot.fail(str(error)) from error


def _dimension(spot: _Spot) -> Dimension:
    fields = spot.fields({"name", "categories"}, {"total", "parents", "workers", "trait"})
    try:
        return Dimension(
            fields["name"].text(),
            tuple(one.text() for one in fields["categories"].items()),
            fields["total"].text() if "total" in fields else "Total",
            fields["parents"].mapping(_Spot.text) if "parents" in fields else {},
            fields["workers"].mapping(_Spot.number) if "workers" in fields else {},
            trait=fields["trait"].flag() if "trait" in fields else False,
        )
    except MalformedTable as error:
        raise spot.fail(str(error)) from error


def _cell(spot: _Spot, method: str, base: int) -> tuple[Place, int | None, Figure | None]:
    fields = spot.fields({"at"}, {"count", "published", "suppressed", "band"})
    place = tuple(one.text() for one in fields["at"].items())
    count = fields["count"].number() if "count" in fields else None
    shown = [name for name in ("published", "suppressed", "band") if name in fields]
    if len(shown) > 1:
        raise spot.fail(f"{' and '.join(shown)} at once")
    if not shown and count is None:
        raise spot.fail("a count, or what is published, is needed")
    return place, count, _figure(fields, method, base)


def _figure(fields: Mapping[str, _Spot], method: str, base: int) -> Figure | None:
    if "published" in fields:
        value = fields["published"].number()
        if method != "round":
            return exact(value)
        if value % base:
            raise fields["published"].fail(f"{value} isn't a multiple of {base}")
        return rounded(value, base)
    if "band" in fields:
        ends = fields["band"].items()
        if len(ends) != 2:
            raise fields["band"].fail("a band has two ends")
        low = ends[0].number()
        high = None if ends[1].value is None else ends[1].number(low)
        return band(low, high)
    if "suppressed" in fields:
        if not fields["suppressed"].flag():
            raise fields["suppressed"].fail("only true can stand here")
        return HIDDEN
    return None


def write_file(policy: Policy, releases: tuple[Release, ...], *, counts: bool = False) -> Json:
    """The same as a file; without `counts` nothing in it is secret once all are protected."""
    return {
        "policy": dict(policy.__dict__),
        "releases": [_written_release(one, counts=counts) for one in releases],
    }


def _written_release(release: Release, *, counts: bool) -> Json:
    kinds = {f.kind: f.base for table in release.tables for f in table.figures.values()}
    protection: Json = {"method": "suppress" if "hidden" in kinds else "none"}
    if "rounded" in kinds:
        protection = {"method": "round", "base": kinds["rounded"]}
    elif release.hides_zeros:
        protection["hides_zeros"] = True
    if release.commitment:
        protection["commitment"] = release.commitment
    if release.at_least:
        protection["at_least"] = release.at_least
    months = release.period
    return {
        "id": release.id,
        **({"period": _written_period(months.start, months.end)} if months else {}),
        **({"workers": release.workers} if release.workers is not None else {}),
        **({"corrects": release.corrects} if release.corrects else {}),
        "protection": protection,
        "tables": [_written_table(table, counts=counts) for table in release.tables],
    }


def _written_period(start: int, end: int) -> str:
    return "/".join(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (start, end - 1))


def _written_table(table: Table, *, counts: bool) -> Json:
    known = table.all_counts if counts and table.counts is not None else {}
    return {
        "id": table.id,
        "of": table.of,
        "dimensions": [_written_dimension(one) for one in table.dimensions],
        "cells": [
            {
                "at": list(place),
                **({"count": known[place]} if place in known else {}),
                **(_written_figure(table.figures[place]) if place in table.figures else {}),
            }
            for place in table.places
            if place in known or place in table.figures
        ],
    }


def _written_dimension(dimension: Dimension) -> Json:
    return {
        "name": dimension.name,
        "categories": list(dimension.categories),
        "total": dimension.total,
        **({"parents": dict(dimension.parents)} if dimension.parents else {}),
        **({"workers": dict(dimension.workers)} if dimension.workers else {}),
        **({"trait": True} if dimension.trait else {}),
    }


def _written_figure(figure: Figure) -> Json:
    if figure.kind == "hidden":
        return {"suppressed": True}
    if figure.kind == "band":
        return {"band": list(figure.band or (0, None))}
    return {"published": figure.value}
