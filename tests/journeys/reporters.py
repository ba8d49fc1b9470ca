"""Reporters of a test: the real session, in Node, without a screen."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Instance

ROOT = Path(__file__).resolve().parents[2]


class Refused(Exception):
    """The session refused; `code` and `status` as in the Worker's errors."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(told["error"])
        self.code, self.status = told["code"], told["status"]


def build_reporter(folder: Path) -> Path:
    """Bundles reporter.ts; returns where."""
    program = folder / "reporter.mjs"
    options = ["--bundle", "--platform=node", "--format=esm", "--target=node20"]
    subprocess.run(
        [
            str(ROOT / "node_modules/.bin/esbuild"),
            "tests/journeys/reporter.ts",
            *options,
            "--loader:.txt=text",
            f"--outfile={program}",
            "--log-level=error",
        ],
        cwd=ROOT,
        check=True,
    )
    return program


class Reporter:
    """One reporter, for as long as the process runs."""

    def __init__(self, program: Path, instance: Instance) -> None:
        node = shutil.which("node")
        assert node is not None
        self.origin = instance.app_origin
        self.process = subprocess.Popen(
            [node, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @classmethod
    @contextmanager
    def of(cls, program: Path, instance: Instance) -> Iterator[Reporter]:
        reporter = cls(program, instance)
        yield reporter
        assert reporter.process.stdin is not None
        reporter.process.stdin.close()
        reporter.process.wait(timeout=10)

    def tell(self, method: str, *args: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        command = {"origin": self.origin, "do": method, "args": args}
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        if "error" in told:
            raise Refused(told)
        return told["result"]

    def begin(self, roster: str, name: str, *, about: str, story: str) -> str:
        """Writes to the counsellor of this name; returns the conversation."""
        view = self.tell("openRoster", roster)
        people = {one["profile"]["name"]: one["person"] for one in view["counsellors"]}
        self.tell("makePhrase", "nl")
        statements = [
            said(
                "exceptions-read",
                version="1",
                sector="private",
                position="internal",
                minor=False,
                language="nl",
            ),
            said("consent-to-keep", version="1", language="nl", months=3),
            said("look-out", text=about),
            said("message", text=story),
        ]
        created = self.tell(
            "create",
            {
                "roster": roster,
                "counsellor": people[name],
                "statements": statements,
                "files": [],
                "withPhrase": True,
            },
        )
        conversation: str = created["conversation"]
        return conversation

    def read(self, conversation: str) -> list[tuple[str, dict[str, Any]]]:
        """Kind and content of every statement, in order."""
        view = self.tell("refresh", conversation)
        return [(one["kind"], one["content"]) for one in view["statements"]]

    def newest_file(self, conversation: str) -> tuple[dict[str, Any], bytes]:
        """What is said of the last file that came, and the file itself."""
        view = self.tell("refresh", conversation)
        last = [one for one in view["statements"] if one["kind"] == "file"][-1]
        content: dict[str, Any] = last["content"]
        return content, base64.b64decode(self.tell("readFile", conversation, last["id"]))


def said(kind: str, **content: Any) -> dict[str, Any]:
    return {"kind": kind, "content": content}
