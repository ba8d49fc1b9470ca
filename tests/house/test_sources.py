"""Rules about the sources themselves, searched for in every file that git knows."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN_WORDS = re.compile(
    r"\b(founded|unfounded|findings?|credibility|severity[ _-]?score|perpetrators?|victims?)\b",
    re.IGNORECASE,
)
FORBIDDEN_MODULES = {"utils", "helpers", "common", "manager", "util", "helper"}
# Files that quote the rule, and an official text that isn't ours.
QUOTES_THE_RULE = {
    "tests/house/test_sources.py",
    "src/luwte/registry/data/judging_words.toml",
    "CONTRIBUTING.md",
    "LICENSE",
}
TEXT = {".py", ".ts", ".tsx", ".mjs", ".html", ".css", ".md", ".po", ".toml", ".json", ".txt"}


def known_files() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def texts(*folders: str) -> list[tuple[str, str]]:
    """Path and text of our own sources below these folders."""
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for path in known_files()
        if path.suffix in TEXT and path.relative_to(ROOT).parts[0] in folders
    ]


def test_words_that_judge_occur_nowhere() -> None:
    places = [
        f"{name}: {word.group(0)}"
        for name, text in texts("src", "client", "docs", "tools", "tests", "README.md")
        if name not in QUOTES_THE_RULE
        for word in FORBIDDEN_WORDS.finditer(text)
    ]
    assert places == []


def test_modules_are_named_after_what_they_do() -> None:
    names = [
        path.relative_to(ROOT).as_posix()
        for path in known_files()
        if path.stem in FORBIDDEN_MODULES and path.suffix in {".py", ".ts", ".tsx", ".mjs"}
    ]
    assert names == []


def test_no_template_lets_markup_through() -> None:
    places = [
        name
        for name, text in texts("src")
        if re.search(r"\|\s*safe\b|autoescape\s+off|mark_safe", text)
    ]
    assert places == []


@pytest.mark.mission("M22")
def test_no_page_holds_a_script_or_style_of_its_own() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=\"|href=\"javascript:")
    places = [
        name
        for name, text in texts("src", "client")
        if name.endswith((".html", ".tsx")) and inline.search(text)
    ]
    assert places == []


@pytest.mark.mission("M22")
def test_no_screen_writes_markup_from_text() -> None:
    writes = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML")
    places = [
        name
        for name, text in texts("client")
        if name.endswith((".ts", ".tsx")) and ".test." not in name and writes.search(text)
    ]
    assert places == []


def test_lock_files_hold_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        assert "://" not in path.read_text("utf-8"), path.name
        assert "--hash=sha256:" in path.read_text("utf-8"), path.name


def test_the_browser_lock_covers_every_platform() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    names = {name.rpartition("node_modules/")[2] for name in lock}
    missing = [
        wanted
        for entry in lock.values()
        for wanted in entry.get("optionalDependencies", {})
        if wanted not in names
    ]
    assert missing == []


def test_one_version_of_each_cryptographic_library() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for library in ("ciphers", "curves", "hashes"):
        copies = [name for name in lock if name.endswith(f"node_modules/@noble/{library}")]
        assert [lock[name]["version"] for name in copies] == ["2.4.0"]
