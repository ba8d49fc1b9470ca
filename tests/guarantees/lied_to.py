"""Those whom a server lies to: a reporter, two counsellors, and what they said before."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import start_instance
from tests.guarantees import lies
from tests.guarantees.lying_server import LyingServer
from tests.guarantees.players import (
    Player,
    Players,
    admit_all,
    beginning,
    blob,
    message,
)

FILE = bytes(range(256)) * 40
PASSPHRASE = "een zin die ik zelf bedacht"


@dataclass
class LiedTo:
    """A reporter in two conversations, one of them in its second epoch, and a server in between."""

    server: LyingServer
    players: Players
    anna: Player
    bram: Player
    roster: str
    words: str
    other_words: str
    known: lies.Known
    file: str
    #: The statements as they were made.
    said: list[dict[str, Any]]
    names: Iterator[int] = dataclasses.field(default_factory=itertools.count)

    def somebody(self) -> Player:
        """A reporter's session on a device that never saw anything."""
        return self.players.reporter(f"device {next(self.names)}")

    def returned(self) -> Player:
        """The same reporter on a device that has seen everything."""
        device = self.somebody()
        assert self.of(device.do("signIn", self.words))["writable"]
        return device

    def of(self, told: dict[str, Any]) -> dict[str, Any]:
        """The conversation that is lied about."""
        found = [
            one
            for one in told["conversations"]
            if one["conversation"] in {self.known.conversation, ""}
        ]
        return dict(found[0])


def people(server: LyingServer, players: Players) -> LiedTo:
    anna = players.counsellor("anna", "hoekstra", passphrase=PASSPHRASE)
    bram, cato = (players.counsellor(name, "hoekstra") for name in ("bram", "cato"))
    admit_all(anna)
    for one in (anna, bram, cato):
        one.do("me")
        one.do("sync")
    roster = anna.place("hoekstra")["roster"]
    persons = [one.do("me")["person"] for one in (anna, bram)]
    reporter = players.reporter("reporter")
    words, first, conversation = write_to(reporter, roster, persons[0])
    anna.do("open", conversation)
    anna.do("write", conversation, [message("Ik lees je.")])
    reporter.do("refresh", conversation)
    before = whole_log(server, conversation)
    change = {"remove": [], "add": persons[1], "withHistory": True}
    reporter.do("changeCounsellor", conversation, change)
    reporter.do("write", conversation, [message("Bram mag het ook weten.")])
    sent = {"name": "a.txt", "blob": blob(FILE, "text/plain"), "stripped": True}
    file = reporter.do("sendFile", conversation, sent)["statements"][-1]["id"]
    reporter.do("write", conversation, [message("En dit is het laatste.")])
    anna.do("lock")
    anna.do("unlockWithPassphrase", PASSPHRASE)
    anna.do("open", conversation)
    to_counsellor = whole_log(server, conversation)
    reporter.do("signIn", " ".join(words))
    second = reporter.do("create", new_conversation(roster, persons[1]))
    honest = reporter.do("signIn", " ".join(words))["conversations"]
    other_words, _, _ = write_to(players.reporter("other"), roster, persons[0])
    known = lies.Known(
        conversation=conversation,
        reporter=first["me"],
        counsellor=persons[0],
        before=before,
        to_counsellor=to_counsellor,
        other=whole_log(server, second["conversation"]),
    )
    return LiedTo(
        server=server,
        players=players,
        anna=anna,
        bram=bram,
        roster=roster,
        words=" ".join(words),
        other_words=" ".join(other_words),
        known=known,
        file=file,
        said=[one for view in honest for one in view["statements"]],
    )


def new_conversation(roster: str, counsellor: str) -> dict[str, Any]:
    return {
        "roster": roster,
        "counsellor": counsellor,
        "statements": beginning(message("Er is iets gebeurd.")),
        "files": [],
        "withPhrase": True,
    }


def write_to(
    reporter: Player, roster: str, counsellor: str
) -> tuple[list[str], dict[str, Any], str]:
    reporter.do("openRoster", roster)
    words = reporter.do("makePhrase", "nl")
    view = reporter.do("create", new_conversation(roster, counsellor))
    return words, view, view["conversation"]


def whole_log(server: LyingServer, conversation: str) -> bytes:
    """The last reading from the start."""
    calls = server.honestly("conversations/read", conversation)
    return [call.answer.body for call in calls if b'"from":0' in call.body][-1]


@contextmanager
def living_with_a_liar(program: Path, folder: Path) -> Iterator[LiedTo]:
    """A real instance whose public port is the liar's."""
    with LyingServer() as server:
        variables = {
            "LUWTE_APP_ORIGIN": f"http://localhost:{server.port}",
            "LUWTE_SITE_ORIGIN": f"http://127.0.0.1:{server.port}",
            "LUWTE_WORK_COST": "20",
        }
        with start_instance(folder, **variables) as instance:
            server.to_port = int(instance.environment["PORT"])
            origin = variables["LUWTE_APP_ORIGIN"]
            instance.luwte("organisation", "add", "hoekstra", "--name", "Hoekstra")
            players = Players(program, dataclasses.replace(instance, app_origin=origin))
            yield people(server, players)
            players.leave()
