"""`luwte disclosure`: others can protect their tables with it, and check ours."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from luwte.disclosure import MalformedFile, read_file
from luwte.site.commands import main

pytestmark = pytest.mark.mission("M26")
SCHEMA = jsonschema_rs.validator_for(
    json.loads((Path(__file__).parents[2] / "docs/disclosure.schema.json").read_text("utf-8"))
)
COUNTS = {
    "policy": {"method": "round", "base": 5, "threshold": 5},
    "releases": [
        {
            "id": "2025",
            "tables": [
                {
                    "id": "t1",
                    "dimensions": [
                        {
                            "name": "unit",
                            "categories": ["A", "B", "C"],
                            "total": "Total",
                            "parents": {"A": "Group1", "B": "Group1"},
                        },
                        {"name": "subject", "categories": ["bullying", "other"]},
                    ],
                    "cells": [
                        {"at": ["A", "bullying"], "count": 3},
                        {"at": ["A", "other"], "count": 7},
                        {"at": ["B", "other"], "count": 6},
                        {"at": ["C", "bullying"], "count": 12},
                        {"at": ["C", "other"], "count": 8},
                    ],
                }
            ],
        }
    ],
}


def luwte(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


def saved(folder: Path, content: object, name: str = "in.json") -> str:
    path = folder / name
    path.write_text(json.dumps(content), "utf-8")
    return str(path)


@pytest.mark.parametrize("method", ["round", "suppress"])
def test_what_protect_writes_fits_the_schema_holds_no_count_and_passes_the_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], method: str
) -> None:
    given = changed(["policy", "method"], method)
    assert SCHEMA.is_valid(given)
    assert luwte("disclosure", "protect", saved(tmp_path, given)) == 0
    written: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert SCHEMA.is_valid(written)
    cells = written["releases"][0]["tables"][0]["cells"]
    assert len(cells) == 5 * 3
    assert all(("published" in one) != ("suppressed" in one) for one in cells)
    assert '"count"' not in json.dumps(written)
    assert luwte("disclosure", "audit", saved(tmp_path, written)) == 0
    assert "passed" in capsys.readouterr().out


def test_an_audit_that_fails_names_the_figures_and_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert luwte("disclosure", "audit", saved(tmp_path, COUNTS)) == 1
    assert "AT RISK  2025, t1, A × bullying: printed as it is" in capsys.readouterr().out


def test_the_same_secret_gives_the_same_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(range(32)))
    words = ("disclosure", "protect", saved(tmp_path, COUNTS), "--secret-file", str(secret))
    outputs = set()
    for _ in range(2):
        assert luwte(*words) == 0
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1
    secret.write_bytes(b"short")
    assert luwte(*words) == 2


def changed(path: list[str | int], value: object) -> Any:
    content: Any = copy.deepcopy(COUNTS)
    spot = content
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return content


TABLE: list[str | int] = ["releases", 0, "tables", 0]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["releases"], [], "file.releases: at least one"),
        ([*TABLE, "cells", 1, "count"], -1, "file.releases[0].tables[0].cells[1].count: a whole"),
        ([*TABLE, "cells", 1, "count"], True, "cells[1].count: a whole number"),
        ([*TABLE, "cells", 1, "at"], ["A", "x"], "no 'x' in dimension 'subject'"),
        ([*TABLE, "cells", 1, "at"], ["A", "bullying"], "stands there twice"),
        ([*TABLE, "cells", 0], {"at": ["Total", "Total"], "count": 1}, "add up to 33"),
        ([*TABLE, "cells", 1, "note"], "x", "nobody knows note"),
        (["policy", "threshold"], 2, "file.policy: threshold can't be 2"),
        (["policy", "method"], "guess", "file.policy: the method is"),
        (["releases", 0, "period"], "2025-13", "file.releases[0].period: a period is like"),
    ],
)
def test_a_file_that_is_not_right_is_refused_at_the_very_place(
    path: list[str | int], value: object, message: str
) -> None:
    with pytest.raises(MalformedFile) as refused:
        read_file(changed(path, value))
    assert message in str(refused.value)


def test_what_cannot_be_read_ends_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    assert luwte("disclosure", "audit", str(broken)) == 2
    assert luwte("disclosure", "audit", str(tmp_path / "none.json")) == 2
    assert "luwte disclosure: this is no JSON" in capsys.readouterr().err
