"""The built applications: the same bytes twice, listed, and with every script's hash."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPLICATIONS = ("talk", "desk")

pytestmark = pytest.mark.mission("M22")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the same sources, one after the other."""
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    node = shutil.which("node", path=os.environ["PATH"])
    assert node is not None
    for folder in folders:
        subprocess.run([node, "client/build.mjs", "--out", str(folder)], cwd=ROOT, check=True)
    return folders


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(builds: tuple[Path, Path]) -> None:
    first, second = map(contents, builds)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("application", APPLICATIONS)
def test_the_manifest_lists_every_file(builds: tuple[Path, Path], application: str) -> None:
    files = contents(builds[0] / application)
    listed = json.loads(files.pop("manifest.json"))["files"]
    actual = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if not name.endswith((".gz", ".br"))
    }
    assert listed == actual


@pytest.mark.parametrize("application", APPLICATIONS)
def test_the_shell_loads_its_own_files_only_each_with_its_hash(
    builds: tuple[Path, Path], application: str
) -> None:
    shell = (builds[0] / application / "index.html").read_text("utf-8")
    assert re.findall(r"(?:src|href)=\"(?!/|tel:)[^\"]+", shell) == []
    for tag in re.findall(r"<script[^>]*>|<link rel=\"stylesheet\"[^>]*>", shell):
        assert f'"/{application}/assets/' in tag
        assert 'integrity="sha256-' in tag


@pytest.mark.parametrize("application", APPLICATIONS)
def test_nothing_built_points_back_to_the_sources(
    builds: tuple[Path, Path], application: str
) -> None:
    for name, content in contents(builds[0] / application).items():
        assert not name.endswith(".map")
        if name.endswith((".js", ".css")):
            assert b"sourceMappingURL" not in content, name


def test_the_first_screen_of_a_reporter_loads_little(builds: tuple[Path, Path]) -> None:
    """Seven files and the roster make eight requests; 3.6 kB of 100 are left for the roster."""
    files = contents(builds[0] / "talk")
    shell = files["index.html"].decode()
    named = re.findall(r'(?:href|src)="/talk/([^"]+)"', shell)
    first = set(re.findall(r'content="/talk/(assets/first\.nl-[^"#]+)', shell))
    worker = {name for name in files if re.fullmatch(r"assets/worker-\w+\.js", name)}
    early = {"index.html", *first, *worker, *(name for name in named if "." in name)}
    sizes = {name: len(gzip.compress(files[name], 9)) for name in early if name in files}
    assert len(sizes) == 7
    assert sum(sizes.values()) <= 96_000, sizes
