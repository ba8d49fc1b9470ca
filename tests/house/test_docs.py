"""The documentation is true to the sources where a machine can tell; its links lead somewhere."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from luwte.vault import grants

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.com", re.IGNORECASE)
ACTORS: dict[object, str] = {
    grants.participant: "participant",
    grants.themself: "self",
    grants.reporter: "reporter",
    grants.reporter_who_says_so: "reporter",
    grants.counsellor_told_so: "counsellor-alone",
    grants.counsellor_for_reporter: "counsellor",
    grants.counsellor_for_unused_words: "counsellor-unused",
}
Line = tuple[frozenset[str], frozenset[str], bool, frozenset[str]]


def pages() -> list[Path]:
    """Every page of text that git knows."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, without heads."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def names(cell: str) -> frozenset[str]:
    return frozenset(cell.split(", "))


# --- Links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    lost = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, part = target.partition("#")
        there = (page.parent / name) if name else page
        if not there.exists() or (part and part not in anchors(there)):
            lost.append(target)
    assert lost == []


def anchors(page: Path) -> set[str]:
    """What a heading can be linked by."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_no_page_names_a_package_registry() -> None:
    assert [page.name for page in pages() if REGISTRIES.search(page.read_text("utf-8"))] == []


def test_the_index_names_every_page() -> None:
    index = set(LINK.findall((DOCS / "README.md").read_text("utf-8")))
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} - index == set()


def test_every_decision_is_listed() -> None:
    listed = set(LINK.findall((DOCS / "decisions/README.md").read_text("utf-8")))
    assert {page.name for page in (DOCS / "decisions").glob("0*.md")} == listed


# --- Dependencies -------------------------------------------------------------------------------


def asked_for() -> set[str]:
    """What the requirements and package.json name."""
    found = set()
    for file in (ROOT / "requirements").glob("*.in"):
        lines = [line.partition("#")[0].strip() for line in file.read_text("utf-8").splitlines()]
        wanted = [line for line in lines if line and not line.startswith("-")]
        found |= {re.split(r"[\s\[~<>=]", line)[0] for line in wanted}
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    return found | set(package["dependencies"]) | set(package["devDependencies"])


def test_every_dependency_is_argued_for() -> None:
    told = {
        cells[0].strip("`"): cells[1:]
        for cells in rows((DOCS / "dependencies.md").read_text("utf-8"))
        if cells[0].startswith("`")
    }
    assert set(told) == asked_for()
    assert [name for name, cells in told.items() if len(cells) != 3 or not all(cells)] == []


# --- Who may write what -------------------------------------------------------------------------


def on_paper() -> dict[str, Line]:
    text = (DOCS / "conversations.md").read_text("utf-8")
    return {
        cells[0].strip("`"): (names(cells[1]), names(cells[2]), cells[3] == "yes", names(cells[4]))
        for cells in rows(text)
        if cells[0].startswith("`")
    }


def in_python() -> dict[str, Line]:
    return {
        kind: (
            frozenset(ACTORS[by] for by in grant.by),
            frozenset(grant.states),
            grant.pending,
            frozenset(grant.purposes),
        )
        for kind, grant in grants.GRANTS.items()
    }


def in_typescript() -> dict[str, Line]:
    """Read off the table in the source."""
    source = (ROOT / "client/protocol/grants.ts").read_text("utf-8")
    lists = {
        name: frozenset(re.findall(r'"([\w-]+)"', values))
        for name, values in re.findall(r"const (\w+): readonly Purpose\[\] = \[([^\]]*)\]", source)
    }
    table = source.partition("export const GRANTS")[2].partition("\n};")[0]
    entry = re.compile(
        r'"?([\w-]+)"?: \{\s*by: \[([^\]]*)\],\s*during: \[([^\]]*)\],'
        r"\s*whileEpochDue: (true|false),\s*purposes: (\w+),?\s*\}"
    )
    return {
        kind: (
            frozenset(re.findall(r'"([\w-]+)"', by)),
            frozenset(re.findall(r'"([\w-]+)"', during)),
            due == "true",
            lists[purposes],
        )
        for kind, by, during, due, purposes in entry.findall(table)
    }


@pytest.mark.mission("M22")
def test_page_browser_and_server_hold_the_same_table_of_grants() -> None:
    paper = on_paper()
    assert paper == in_typescript()
    # What the server asks of a statement stands in a function of its own.
    statement = paper.pop("statement")
    assert statement[:3] == (frozenset({"participant"}), frozenset({"open"}), False)
    assert paper == in_python()


def test_the_protocol_names_each_line_of_that_table() -> None:
    text = (DOCS / "protocol.md").read_text("utf-8").partition("### 5.3")[2].partition("###")[0]
    told = {kind for cells in rows(text) for kind in re.findall(r"`([\w-]+)`", cells[0])}
    assert set(on_paper()) - {"statement"} <= told
    assert any(cells[0] == "statement" for cells in rows(text))


# --- Commands -----------------------------------------------------------------------------------


def test_the_operators_guide_names_every_command() -> None:
    guide = (DOCS / "operator.md").read_text("utf-8")
    modules = (ROOT / "src/luwte/site/commands").glob("[a-z]*.py")
    commands = {path.stem.replace("_", "-") for path in modules}
    assert {name for name in commands if f"`luwte {name}" not in guide} == set()
