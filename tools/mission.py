"""Prints each row of docs/mission.md with the tests that prove it: `make mission`.

Python tests name their rows with `@pytest.mark.mission("M07")`, browser tests in their title.
Standard library only; `--open` prints the open rows alone.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (M\d\d) \| [^|]* \| (.+) \|$", re.MULTILINE)
BROWSER_TEST = re.compile(r"\b(?:it|test|describe)(?:\.\w+)?\(\s*([\"'`])(.*?)\1", re.DOTALL)


def rows() -> dict[str, str]:
    """The rows of the mission with their first words."""
    text = (ROOT / "docs" / "mission.md").read_text("utf-8")
    return {number: shortened(words) for number, words in ROW.findall(text)}


def shortened(words: str, width: int = 76) -> str:
    return words if len(words) <= width else words[: width - 1].rsplit(" ", 1)[0] + "…"


def python_tests() -> Iterator[tuple[str, str]]:
    """Row and test, for every marked test."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        yield from marked(tree, path.relative_to(ROOT).as_posix(), module_rows(tree))


def marked(node: ast.AST, place: str, inherited: list[str]) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            own = inherited + [row for mark in child.decorator_list for row in mission_rows(mark)]
            yield from marked(child, f"{place}::{child.name}", own)
        elif isinstance(child, ast.FunctionDef) and child.name.startswith("test"):
            own = inherited + [row for mark in child.decorator_list for row in mission_rows(mark)]
            yield from ((row, f"{place}::{child.name}") for row in own)


def module_rows(tree: ast.Module) -> list[str]:
    """Rows of a module's `pytestmark`."""
    return [
        row
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        and any(
            isinstance(name, ast.Name) and name.id == "pytestmark" for name in statement.targets
        )
        for call in ast.walk(statement.value)
        for row in mission_rows(call)
    ]


def mission_rows(mark: ast.AST) -> list[str]:
    if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.mission"):
        return []
    return [str(word.value) for word in mark.args if isinstance(word, ast.Constant)]


def browser_tests() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "client").rglob("*.test.ts*")):
        for _, title in BROWSER_TEST.findall(path.read_text("utf-8")):
            for row in re.findall(r"\bM\d\d\b", title):
                yield row, f"{path.relative_to(ROOT).as_posix()}: {title}"


def main(arguments: list[str]) -> int:
    proofs: dict[str, list[str]] = defaultdict(list)
    for row, test in [*python_tests(), *browser_tests()]:
        proofs[row].append(test)
    known = rows()
    for row, words in sorted(known.items()):
        if not proofs[row]:
            print(f"{row}  OPEN  {words}")
        elif "--open" not in arguments:
            print(f"{row}        {words}")
            for test in proofs[row]:
                print(f"               {test}")
    unknown = sorted(set(proofs) - set(known))
    if unknown:
        print(f"Tests name rows that do not exist: {', '.join(unknown)}", file=sys.stderr)
    proved = sum(1 for row in known if proofs[row])
    print(f"\n{proved} of {len(known)} rows have a test, {len(known) - proved} are open.")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
