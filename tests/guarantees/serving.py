"""A server to look at from all sides: its line, its database, its files, its processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.conftest import Instance, start_instance
from tests.guarantees.canary import family, files
from tests.guarantees.traffic import Tap
from tools.postgres import Cluster


@dataclass(frozen=True)
class Served:
    """A running instance, with a tap on its line and a look into its database."""

    instance: Instance
    tap: Tap
    cluster: Cluster | None

    @property
    def data(self) -> Path:
        return self.instance.data

    def processes(self) -> list[int]:
        """The server and its workers."""
        return family(self.instance.process.pid)

    def query(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows, straight from the database. `?` stands for a value."""
        if self.cluster is None:
            address = f"file:{self.data / 'luwte.sqlite3'}?mode=ro"
            with closing(sqlite3.connect(address, uri=True)) as connection:
                return connection.execute(statement, values).fetchall()
        with psycopg.connect(self.cluster.url) as connection:
            return connection.execute(sql.SQL(statement.replace("?", "%s")), values).fetchall()

    def columns(self) -> list[tuple[str, str, str]]:
        """Table, column and type of everything in the database."""
        if self.cluster is None:
            return self.query(
                "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m, "
                "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, c.cid"
            )
        return self.query(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public' ORDER BY 1, ordinal_position"
        )

    def tables(self) -> list[str]:
        return sorted({table for table, _, _ in self.columns()})

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        return self.query(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of ours

    def cells(self) -> Iterator[bytes]:
        """Every value in every table, as the database gives it back."""
        for table in self.tables():
            for row in self.rows(table):
                for cell in row:
                    yield b"\n" + (bytes(cell) if isinstance(cell, bytes) else str(cell).encode())

    def database_files(self) -> Iterator[bytes]:
        """What lies on disk: tables, indexes and the write-ahead log."""
        if self.cluster is not None:
            self.query("SELECT pg_switch_wal()")
            return files(self.cluster.folder)
        return files(*self.data.glob("luwte.sqlite3*"))


@contextmanager
def serve(folder: Path, cluster: Cluster | None = None, **variables: str) -> Iterator[Served]:
    """A server of its own with its data in this folder, reached through a tap."""
    with Tap() as tap:
        public = {
            "LUWTE_SITE_ORIGIN": f"http://127.0.0.1:{tap.port}",
            "LUWTE_APP_ORIGIN": f"http://localhost:{tap.port}",
            "LUWTE_WORK_COST": "50",
            "LUWTE_FRESH_SIGN_IN": "3600",
            **variables,
        }
        if cluster is not None:
            public["LUWTE_DATABASE"] = cluster.url
        starting = start_instance(folder, **public)
        tap.to_port = starting.port
        with starting as direct:
            instance = replace(
                direct,
                site_origin=public["LUWTE_SITE_ORIGIN"],
                app_origin=public["LUWTE_APP_ORIGIN"],
            )
            yield Served(instance, tap, cluster)
