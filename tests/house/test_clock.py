"""A clock that runs ahead destroys nothing before somebody says what day it is."""

from __future__ import annotations

import datetime
from datetime import UTC, timedelta

import pytest

from luwte.site.clock import MOST_DAYS, ClockAhead
from luwte.site.commands import main, sweep
from luwte.site.models import LastDay, SweepRun
from luwte.site.sweeps import Sweep, run_due
from luwte.vault import days
from luwte.vault.models import UsedChallenge

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M24")]

NOON = datetime.datetime(2026, 3, 9, 12, tzinfo=UTC)


def luwte(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


@pytest.fixture
def due() -> None:
    """Something to destroy, and an instance that worked yesterday."""
    LastDay.objects.create(pk=1, day=days.today() - timedelta(days=1))
    UsedChallenge.objects.create(key=1, day=days.today() - timedelta(days=3))


def test_sweeps_go_on_from_day_to_day_and_over_a_week() -> None:
    turns: list[str] = []
    tidy = Sweep("tidy", timedelta(hours=1), lambda: turns.append("tidy"))
    for ahead in (0, 1, 2, 2 + MOST_DAYS):
        run_due([tidy], NOON + timedelta(days=ahead))
    assert len(turns) == 4


def test_a_jump_of_more_than_a_week_runs_nothing_and_takes_no_turn() -> None:
    turns: list[str] = []
    tidy = Sweep("tidy", timedelta(hours=1), lambda: turns.append("tidy"))
    run_due([tidy], NOON)
    for _ in range(2):
        with pytest.raises(ClockAhead, match="Nothing was destroyed"):
            run_due([tidy], NOON + timedelta(days=MOST_DAYS + 1))
    assert SweepRun.objects.get(name="tidy").ran_at == NOON
    run_due([tidy], NOON + timedelta(hours=2))  # the clock was mended
    assert len(turns) == 2


def test_a_clock_that_lags_keeps_the_day() -> None:
    run_due([], NOON)
    run_due([], NOON - timedelta(days=400))
    assert LastDay.objects.get().day == NOON.date()


def test_the_command_refuses_says_why_and_goes_on_once_the_day_is_confirmed(
    due: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = days.today()
    later = real + timedelta(days=100)
    monkeypatch.setattr(sweep, "today", lambda: later)
    monkeypatch.setattr("luwte.vault.retention.today", lambda: later)
    assert luwte("sweep") == 1
    assert f"luwte sweep --today {later}" in capsys.readouterr().out
    assert luwte("sweep", "--today", str(real)) == 1
    assert UsedChallenge.objects.exists()
    assert luwte("sweep", "--today", str(later)) == 0
    assert not UsedChallenge.objects.exists()
    assert luwte("sweep") == 0


def test_the_worker_refuses_too(
    due: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    LastDay.objects.update(day=days.today() - timedelta(days=MOST_DAYS + 1))
    assert luwte("worker", "--once") == 1
    assert "Nothing was destroyed" in capsys.readouterr().out
    assert UsedChallenge.objects.exists()
    assert not SweepRun.objects.exists()
