"""Reporters and counsellors in Node: the real sessions, told from here what to do."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

from luwte.site.node_programs import node
from tests.conftest import Instance

ROOT = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).resolve().parent


def build_program(name: str, folder: Path) -> Path:
    """Bundles `<name>.ts` of this folder; returns where."""
    source = f"{name}={(SOURCES / name).relative_to(ROOT)}.ts"
    build = [node(), "client/programs.mjs", "--out", str(folder), "--program", source]
    subprocess.run(build, cwd=ROOT, check=True)
    return folder / f"{name}.mjs"


class Refused(Exception):
    """The session or the server said no; `code` as in docs/protocol.md 6."""

    def __init__(self, code: str, status: int, detail: str) -> None:
        super().__init__(f"{code} ({status}): {detail}")
        self.code, self.status, self.detail = code, status, detail


def blob(data: bytes, media_type: str = "") -> dict[str, str]:
    """A file, as it travels to the program."""
    return {"$blob": base64.b64encode(data).decode(), "type": media_type}


def array(data: bytes) -> dict[str, str]:
    """Bytes, as they travel to the program."""
    return {"$bytes": base64.b64encode(data).decode()}


class Player:
    """One person. A method of their session is called as a method here."""

    def __init__(self, players: Players, name: str) -> None:
        self.players, self.name = players, name

    def do(self, what: str, *arguments: Any) -> Any:
        return self.players.do(self.name, what, *arguments)

    def cookies(self) -> dict[str, str]:
        """Of the application host."""
        found: dict[str, str] = self.do("cookies")
        return found

    def place(self, slug: str) -> dict[str, Any]:
        """Their place in one organisation."""
        organisations = self.do("me")["organisations"]
        return next(one for one in organisations if one["slug"] == slug)


class Players:
    """A process in which any number of people live."""

    def __init__(self, program: Path, instance: Instance) -> None:
        self.instance = instance
        self.process = subprocess.Popen(
            [node(), str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, who: str, what: str, *arguments: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        command = json.dumps({"who": who, "do": what, "args": arguments})
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "refused" in answer:
            raise Refused(**answer["refused"])
        return answer["result"]

    def reporter(self, name: str) -> Player:
        self.do(name, "reporter", self.instance.app_origin)
        return Player(self, name)

    def invited(self, name: str, organisation: str, role: str = "counsellor") -> Player:
        """Somebody with an account and a second factor, and no keys."""
        self.accept(name, organisation, role)
        return Player(self, name)

    def accept(self, name: str, organisation: str, role: str) -> dict[str, str]:
        """Takes up an invitation; gives the account."""
        printed = self.instance.luwte(
            *("counsellor", "invite", f"{name}@{organisation}.example"),
            *("--organisation", organisation, "--name", name.title(), "--role", role),
        )
        token = printed.strip().rpartition("/")[2]
        account: dict[str, str] = self.do(name, "accept", self.instance.app_origin, token)
        return account

    def counsellor(self, name: str, organisation: str, **choice: Any) -> Player:
        """Somebody with keys, whose card is in the roster or waits for a colleague."""
        return self.with_account(name, organisation, **choice)[0]

    def with_account(
        self, name: str, organisation: str, **choice: Any
    ) -> tuple[Player, dict[str, str]]:
        """The same, with what they sign in with."""
        account = self.accept(name, organisation, "counsellor")
        player = Player(self, name)
        shown = {key: choice.pop(key) for key in ("background", "text") if key in choice}
        player.do("makeKeys", "nl")
        player.do("keepKeys", {"passphrase": None, "prf": None, "label": "", **choice})
        place = player.place(organisation)
        player.do("sendCard", place["id"], profile(name.title(), place["position"], **shown), None)
        return player, account

    def leave(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)


def admit_all(by: Player) -> None:
    """Counter-signs every card that waits."""
    for card in by.do("pendingCards"):
        by.do("admit", card)


def profile(name: str, position: str, **shown: Any) -> dict[str, Any]:
    return {
        "name": name,
        "position": position,
        "domains": ["conduct"],
        "trained": True,
        "gender": "",
        "age": "",
        "languages": ["nl", "en"],
        "background": "",
        "expertise": [],
        "text": {"nl": "Ik luister.", "en": "I listen."},
        "portrait": "",
    } | shown


def beginning(*further: dict[str, Any], look_out: str = "") -> list[dict[str, Any]]:
    """What every conversation by a reporter begins with, and what follows."""
    read = {"version": "1", "sector": "private", "position": "internal", "minor": False}
    return [
        {"kind": "exceptions-read", "content": read | {"language": "nl"}},
        {"kind": "consent-to-keep", "content": {"version": "1", "language": "nl", "months": 24}},
        {"kind": "look-out", "content": {"text": look_out}},
        *further,
    ]


def message(text: str) -> dict[str, Any]:
    return {"kind": "message", "content": {"text": text}}
