"""Hiding instead of rounding, for those who insist on it."""

from __future__ import annotations

import random

import pytest

from luwte.disclosure import Ledger, Policy, Release, audit, exact, protect

from .samples import SECRET, random_table, release, table

pytestmark = pytest.mark.mission("M26")
HIDE = Policy(method="suppress")


def hidden(shown: Release) -> set[tuple[str, ...]]:
    return {p for t in shown.tables for p, f in t.figures.items() if f.kind == "hidden"}


def test_small_counts_and_as_many_others_as_it_takes_are_hidden() -> None:
    one = release("2025", table({"a": [3, 12, 9], "b": [14, 8, 21], "c": [7, 30, 11]}, "x y z"))
    done = protect(one, Ledger(), HIDE, SECRET)
    places = hidden(done.release)
    assert ("a", "x") in places
    assert 4 <= len(places) <= 8
    for place, figure in done.release.tables[0].figures.items():
        assert place in places or figure == exact(one.tables[0].all_counts[place])
    assert audit([done.release], HIDE).passed


def test_a_random_table_passes_the_same_audit_as_rounded_ones() -> None:
    one = release("2025", random_table(random.Random(1), 4, 3, 6))
    shown = protect(one, Ledger(), HIDE, SECRET).release
    assert audit([shown.without_counts()], HIDE).passed


def test_a_group_at_a_hundred_percent_is_not_shown() -> None:
    one = release("2025", table({"a": [12, 0, 0], "b": [14, 20, 9], "c": [9, 8, 17]}, "x y z"))
    shown = protect(one, Ledger(), HIDE, SECRET).release
    assert ("a", "x") in hidden(shown)
    assert audit([shown], HIDE).passed
