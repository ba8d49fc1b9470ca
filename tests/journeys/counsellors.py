"""Counsellors of a test organisation: real keys and sessions, in Node, without a screen."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import Instance

ROOT = Path(__file__).resolve().parents[2]


def build_program(folder: Path) -> Path:
    """Bundles counsellor.ts; returns where."""
    program = folder / "counsellor.mjs"
    subprocess.run(
        [
            str(ROOT / "node_modules/.bin/esbuild"),
            "tests/journeys/counsellor.ts",
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--target=node20",
            "--loader:.txt=text",
            f"--outfile={program}",
            "--log-level=error",
        ],
        cwd=ROOT,
        check=True,
    )
    return program


def profile(name: str, **shown: Any) -> dict[str, Any]:
    return {
        "name": name,
        "position": "internal",
        "domains": ["conduct"],
        "trained": True,
        "gender": "",
        "age": "",
        "languages": ["nl", "en"],
        "background": "",
        "expertise": [],
        "text": {"nl": f"Ik ben {name}.", "en": f"I am {name}."},
        "portrait": "",
    } | shown


class Counsellor:
    """One counsellor, signed in for as long as the process runs."""

    def __init__(self, program: Path, instance: Instance, organisation: str, name: str) -> None:
        node = shutil.which("node")
        assert node is not None
        self.instance, self.organisation, self.name = instance, organisation, name
        self.process = subprocess.Popen(
            [node, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, do: str, **rest: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        command = {"do": do, "organisation": self.organisation} | rest
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer.get("result")

    def enter(self, **shown: Any) -> Any:
        """Takes up an invitation, makes keys and sends a card."""
        position = shown.get("position", "internal")
        told = self.instance.luwte(
            "counsellor",
            "invite",
            "--organisation",
            self.organisation,
            "--name",
            self.name,
            "--position",
            position,
            f"{self.name.split()[0].lower()}@{self.organisation}.example",
        )
        link = re.search(r"[#/]([A-Za-z0-9_:.-]+)\s*$", told.strip())
        assert link is not None, told
        return self.tell(
            "enter",
            origin=self.instance.app_origin,
            invitation=link.group(1),
            profile=profile(self.name, **shown),
        )

    # "list" tells what changed since it was last asked.
    def newest(self) -> Any:
        """The conversation that changed last, opened."""
        listed = [one for one in self.tell("list") if one["purpose"] == "conversation"]
        return self.tell("open", conversation=listed[-1]["conversation"])

    def answer(self, conversation: str, text: str) -> None:
        self.tell(
            "write",
            conversation=conversation,
            statements=[{"kind": "message", "content": {"text": text}}],
        )

    def read_file(self, conversation: str) -> bytes:
        return base64.b64decode(self.tell("file", conversation=conversation)["bytes"])

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
