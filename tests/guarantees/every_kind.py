"""One statement of every kind there is, by all who may write it, wherever it belongs.

What there is comes from the table of client/casework/kinds.ts: a new kind is in it by itself, and
a field of a new type has to be given a canary here before any test passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.guarantees.players import Player, Players

#: More go into one request, but not many more.
TOGETHER = 20

Hide = Callable[[str], str]
Draft = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """What the table says of a kind; `writers` by their letters."""

    kind: str
    writers: list[str]
    places: list[str]
    fields: dict[str, str]


def table(players: Players) -> list[Row]:
    told = players.do("anyone", "kinds")
    return [Row(kind, row["writers"], row["places"], row["fields"]) for kind, row in told.items()]


def content(row: Row, hide: Hide, said: str) -> dict[str, Any]:
    """A canary in every field that takes words, also where a screen would put a code."""
    made: dict[str, Callable[[str], Any]] = {
        "text": hide,
        "texts": lambda name: [hide(name), hide(f"second {name}")],
        "answers": lambda name: {"since": hide(name)},
        "positions": lambda name: {hide(name): 7},
        "number": lambda _: 7,
        "flag": lambda _: True,
    }
    return {
        field: made[kind](f"{field} of {row.kind}, {said}") for field, kind in row.fields.items()
    }


def drafts(rows: list[Row], hide: Hide, writer: str, place: str) -> Iterator[Draft]:
    """What this writer may say here, and may note there of what a reporter said or signed."""
    for row in rows:
        if row.kind == "noted":
            continue
        if writer in row.writers and place in row.places:
            said = content(row, hide, f"by {writer} in the {place}")
            yield {"kind": row.kind, "content": said}
    noting = next(row for row in rows if row.kind == "noted")
    if writer not in noting.writers or place not in noting.places:
        return
    for row in rows:
        said_to_others = "conversation" in row.places or "file" in row.places
        if "R" in row.writers and said_to_others and row.kind != "noted":
            for form in ("spoken", "paper"):
                said = content(row, hide, f"{form}, in the {place}")
                told = {"what": row.kind, "content": said, "form": form, "on": hide("on of noted")}
                yield {"kind": "noted", "content": told}


def write_all(player: Player, conversation: str, said: list[Draft]) -> dict[str, Any]:
    """In as many requests as it takes; gives the log as it then is.

    "" is a counsellor's own log, "notebook" a reporter's.
    """
    view: dict[str, Any] = {}
    for at in range(0, len(said), TOGETHER):
        some = said[at : at + TOGETHER]
        if conversation == "":
            view = player.do("writeOwn", some)
        elif conversation == "notebook":
            view = player.do("write", "", some)
        else:
            view = player.do("write", conversation, some)
    return view


def kinds_in(view: dict[str, Any]) -> set[str]:
    """Of what can be read, what was noted included."""
    readable = [one for one in view["statements"] if one["state"] == "ok"]
    noted = {one["content"]["what"] for one in readable if one["kind"] == "noted"}
    return {one["kind"] for one in readable} | noted
