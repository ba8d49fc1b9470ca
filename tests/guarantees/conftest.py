"""Servers that were lived with, and programs that look for what should not be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guarantees.lied_to import LiedTo, living_with_a_liar
from tests.guarantees.players import build_program
from tools.postgres import Cluster


@pytest.fixture(scope="session")
def hunting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that looks for canaries."""
    return build_program("hunt", tmp_path_factory.mktemp("hunt"))


@pytest.fixture(scope="session")
def playing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in which reporters and counsellors live."""
    return build_program("players", tmp_path_factory.mktemp("players"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster | None]:
    """Both databases in turn: None for a file of SQLite, else a PostgreSQL of its own."""
    if request.param == "sqlite":
        yield None
        return
    with Cluster() as made:
        yield made


@pytest.fixture(scope="module")
def lied_to(playing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiedTo]:
    """People with a past, and a server that may lie to them."""
    with living_with_a_liar(playing, tmp_path_factory.mktemp("liar")) as people:
        yield people
