"""Periodic work: each turn is taken once, and a failure stops nothing else."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from luwte.site.sweeps import Sweep, claim, run_due

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_a_sweep_runs_when_its_time_has_come_and_not_before() -> None:
    turns: list[str] = []
    sweep = Sweep("tidy", timedelta(hours=1), lambda: turns.append("tidy"))
    for minutes in (0, 59, 60, 61, 120):
        run_due([sweep], NOON + timedelta(minutes=minutes))
    assert len(turns) == 3


def test_of_two_workers_one_takes_the_turn() -> None:
    sweep = Sweep("tidy", timedelta(hours=1), lambda: None)
    assert claim(sweep, NOON)
    assert [claim(sweep, NOON + timedelta(hours=2)) for _ in range(2)] == [True, False]


def test_a_failing_sweep_stops_no_other_and_its_log_tells_no_contents(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> None:
        raise ValueError("what somebody wrote")

    turns: list[str] = []
    sweeps = [
        Sweep("broken", timedelta(hours=1), fail),
        Sweep("tidy", timedelta(hours=1), lambda: turns.append("tidy")),
    ]
    with caplog.at_level(logging.ERROR, logger="luwte.sweeps"):
        assert run_due(sweeps, NOON) == ["broken", "tidy"]
    assert turns == ["tidy"]
    assert "ValueError" in caplog.text
    assert "what somebody wrote" not in caplog.text
