"""A server that lies is caught: the clients refuse, say so, and write nothing any more.

The liar stands between a real instance and the real sessions; lies.py has the table.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import start_instance
from tests.guarantees import lies
from tests.guarantees.lying_server import WRITING, Lie, LyingServer
from tests.guarantees.players import (
    Player,
    Players,
    Refused,
    admit_all,
    beginning,
    blob,
    build_program,
    message,
)

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22")]

FILE = bytes(range(256)) * 40
#: So many bytes of a whole log are flipped, one at a time, spread evenly.
FLIPS = 48
PASSPHRASE = "een zin die ik zelf bedacht"


@dataclass
class World:
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


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    program = build_program("players", tmp_path_factory.mktemp("program"))
    with LyingServer() as server:
        variables = {
            "LUWTE_APP_ORIGIN": f"http://localhost:{server.port}",
            "LUWTE_SITE_ORIGIN": f"http://127.0.0.1:{server.port}",
            "LUWTE_WORK_COST": "20",
        }
        with start_instance(tmp_path_factory.mktemp("instance"), **variables) as instance:
            server.to_port = int(instance.environment["PORT"])
            origin = variables["LUWTE_APP_ORIGIN"]
            instance.luwte("organisation", "add", "hoekstra", "--name", "Hoekstra")
            players = Players(program, dataclasses.replace(instance, app_origin=origin))
            yield people(server, players)
            players.leave()


def people(server: LyingServer, players: Players) -> World:
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
    return World(
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


def name_of(change: Callable[..., Any]) -> str:
    return change.__name__


def codes_of(view: dict[str, Any]) -> set[str]:
    return {one["code"] for one in view["refusals"]}


def says_no_more(device: Player, conversation: str) -> None:
    with pytest.raises(Refused) as refused:
        device.do("write", conversation, [message("Dit mag er niet in.")])
    assert refused.value.detail != ""


# --- Logs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", lies.LOGS, ids=name_of)
def test_a_false_log_is_refused_on_a_new_device(world: World, change: lies.PageChange) -> None:
    """What is shown was said by whom it is ascribed to; other conversations stay as they are."""
    device = world.somebody()
    with world.server.telling(lies.about(change, world.known)) as telling:
        told = device.do("signIn", world.words)
        view = world.of(told)
        assert telling.lie.told > 0
        assert lies.LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(device, world.known.conversation)
        assert telling.written == []
    shown = [one for one in view["statements"] if one["state"] == "ok"]
    assert [one for one in shown if one not in world.said] == []
    others = [one for one in told["conversations"] if one != view]
    assert [one["writable"] for one in others] == [True]


@pytest.mark.parametrize("change", lies.REPEATED_LOGS, ids=name_of)
def test_a_log_that_was_seen_otherwise_is_refused(world: World, change: lies.PageChange) -> None:
    device = world.returned()
    with world.server.telling(lies.about(change, world.known)) as telling:
        view = device.do("refresh", world.known.conversation)
        assert lies.REPEATED_LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(device, world.known.conversation)
        assert telling.written == []


def test_a_counsellor_remembers_on_another_device(world: World) -> None:
    """The own log tells how far they had read."""
    seen = world.anna.do("open", world.known.conversation)
    read = {"conversation": world.known.conversation, "seq": seen["length"] - 1}
    world.anna.do("writeOwn", [{"kind": "read", "content": read}])
    world.anna.do("lock")
    world.anna.do("unlockWithPassphrase", PASSPHRASE)
    with world.server.telling(lies.about(earlier, world.known)) as telling:
        view = world.anna.do("open", world.known.conversation)
        assert codes_of(view) == {"rolled-back"}
        assert not view["writable"]
        says_no_more(world.anna, world.known.conversation)
        assert telling.written == []
    world.anna.do("lock")
    world.anna.do("unlockWithPassphrase", PASSPHRASE)


def earlier(page: lies.Page, known: lies.Known) -> None:
    """All but the last two, which are of the same epoch: nothing in it is false."""
    page.items = page.items[:-2]
    page.ends_here()


FOR_COUNSELLORS = (
    lies.alters_the_first_event,
    lies.mixes_in_another_conversation,
    lies.lets_somebody_in,
    lies.lists_one_more,
    lies.gives_another_header,
    lies.gives_no_envelope,
)


@pytest.mark.parametrize("change", FOR_COUNSELLORS, ids=name_of)
def test_a_false_log_is_refused_by_a_counsellor(world: World, change: lies.PageChange) -> None:
    world.anna.do("lock")
    world.anna.do("unlockWithPassphrase", PASSPHRASE)
    with world.server.telling(lies.about(change, world.known)) as telling:
        view = world.anna.do("open", world.known.conversation)
        assert lies.LOGS[change] in codes_of(view)
        assert not view["writable"]
        says_no_more(world.anna, world.known.conversation)
        assert telling.written == []
    world.anna.do("lock")
    world.anna.do("unlockWithPassphrase", PASSPHRASE)


def test_what_was_acknowledged_and_dropped_is_missed(world: World) -> None:
    device, conversation = world.returned(), world.known.conversation
    with world.server.telling(lies.swallowing(lies.acknowledged, "conversations/append")):
        device.do("write", conversation, [message("Dit houdt de server achter.")])
    view = device.do("refresh", conversation)
    assert codes_of(view) == {"rolled-back"}
    assert not view["writable"]


def test_two_histories_are_told_apart(world: World) -> None:
    """The reporter's statement is held back; the counsellor's takes its place."""
    device = world.somebody()
    _, _, conversation = write_to(device, world.roster, world.known.counsellor)
    with world.server.telling(lies.swallowing(lies.acknowledged, "conversations/append")):
        device.do("write", conversation, [message("Het eerste antwoord.")])
    world.anna.do("open", conversation)
    world.anna.do("write", conversation, [message("Een ander eerste antwoord.")])
    view = device.do("refresh", conversation)
    assert codes_of(view) == {"forked"}
    says_no_more(device, conversation)
    world.anna.do("write", conversation, [message("En nog een.")])
    assert not device.do("refresh", conversation)["writable"]


def test_a_header_held_back_is_told_as_destroyed(world: World) -> None:
    """It can't be told from one that was destroyed; it is never silently left out."""

    def without(page: lies.Page, known: lies.Known) -> None:
        page.items[5].header = None

    with world.server.telling(lies.about(without, world.known)):
        view = world.of(world.somebody().do("signIn", world.words))
    assert [one["seq"] for one in view["statements"] if one["state"] == "destroyed"] == [5]


def test_every_byte_of_a_log_counts(world: World) -> None:
    """Refused as a whole, or refused in its place; what remains is the day, which isn't signed."""
    honest = without_days(world.of(world.somebody().do("signIn", world.words)))
    body = whole_log(world.server, world.known.conversation)
    silent = []
    for at in range(0, len(body), len(body) // FLIPS + 1):
        device = world.somebody()
        lie = Lie(("conversations/read",), only(world.known.conversation, lies.one_byte(at)))
        with world.server.telling(lie) as telling:
            try:
                view = world.of(device.do("signIn", world.words))
            except Refused as refused:
                assert refused.detail, f"byte {at}"
                continue
            assert telling.lie.told > 0
        if view["writable"] and without_days(view) != honest:
            silent.append(at)
    assert silent == []


def without_days(view: dict[str, Any]) -> dict[str, Any]:
    """All that was signed by somebody."""
    unsigned = {"day", "destroyOn", "state", "head", "length"}
    kept = {key: value for key, value in view.items() if key not in unsigned}
    for name in ("events", "statements"):
        kept[name] = [{k: v for k, v in one.items() if k != "day"} for one in view[name]]
    return kept


def only(conversation: str, change: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    return lambda call: change(call) if conversation.encode() in call.body else call.answer.body


# --- Rosters ------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", lies.ROSTERS, ids=name_of)
def test_a_false_roster_is_refused(world: World, change: lies.RosterChange) -> None:
    device = world.somebody()
    device.do("makePhrase", "nl")
    with world.server.telling(lies.about_roster(change)) as telling:
        with pytest.raises(Refused) as refused:
            device.do("openRoster", world.roster)
        assert refused.value.code == lies.ROSTERS[change]
        assert "klopt" in refused.value.detail
        with pytest.raises(Refused):
            device.do("create", new_conversation(world.roster, world.known.counsellor))
        assert telling.written == []


@pytest.mark.parametrize("change", lies.DOUBTFUL_ROSTERS, ids=name_of)
def test_a_doubtful_roster_is_shown_with_a_warning(world: World, change: lies.RosterChange) -> None:
    with world.server.telling(lies.about_roster(change)):
        view = world.somebody().do("openRoster", world.roster)
    assert lies.DOUBTFUL_ROSTERS[change] in {one["code"] for one in view["warnings"]}
    names = {one["profile"]["name"] for one in view["counsellors"]}
    assert names <= {"Anna", "Bram", "Cato"}


def test_an_older_roster_is_refused_by_who_saw_the_newer(world: World) -> None:
    device = world.somebody()
    device.do("openRoster", world.roster)
    with world.server.telling(lies.about_roster(lies.is_an_old_roster)):
        with pytest.raises(Refused) as refused:
            device.do("openRoster", world.roster)
    assert refused.value.code == "rolled-back"


def test_an_older_roster_than_a_conversation_names_is_refused(world: World) -> None:
    with world.server.telling(lies.about_roster(lies.is_an_old_roster)):
        view = world.of(world.somebody().do("signIn", world.words))
    assert "rolled-back" in codes_of(view)
    assert not view["writable"]


def test_a_counsellor_signs_no_head_of_an_older_roster(world: World) -> None:
    with world.server.telling(lies.about_roster(lies.is_an_old_roster)):
        with pytest.raises(Refused) as refused:
            world.anna.do("openRoster", world.roster)
    assert refused.value.code == "rolled-back"


def test_a_portrait_that_is_another_is_no_portrait(world: World) -> None:
    with world.server.telling(Lie(("portrait",), lies.one_byte(3))):
        assert world.somebody().do("portrait", "a" * 64) is None


# --- Coming in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("change", lies.BUNDLES, ids=name_of)
def test_a_false_bundle_opens_nothing(world: World, change: lies.MeChange) -> None:
    world.anna.do("lock")
    with world.server.telling(lies.about_me(change)):
        with pytest.raises(Refused) as refused:
            world.anna.do("unlockWithPassphrase", PASSPHRASE)
    assert refused.value.code == lies.BUNDLES[change]
    assert "klopt" in refused.value.detail
    world.anna.do("unlockWithPassphrase", PASSPHRASE)


def test_an_index_that_was_altered_opens_nothing(world: World) -> None:
    with world.server.telling(Lie(("locator/sign-in",), lies.altered_index)) as telling:
        with pytest.raises(Refused) as refused:
            world.somebody().do("signIn", world.words)
        assert telling.written == []
    assert refused.value.code == "unreadable"


def test_another_phrases_index_opens_nothing(world: World) -> None:
    world.somebody().do("signIn", world.other_words)
    other = world.server.honestly("locator/sign-in")[-1].answer.body
    with world.server.telling(Lie(("locator/sign-in",), lies.another_index(other))):
        with pytest.raises(Refused) as refused:
            world.somebody().do("signIn", world.words)
    assert refused.value.code == "unreadable"


def test_another_instance_than_the_phrase_belongs_to_is_refused(world: World) -> None:
    """The answers of this one, told by a server that calls itself another."""
    told = {call.operation: call.answer.body for call in world.server.calls}

    def elsewhere(call: Any) -> bytes:
        if call.operation == "instance":
            return lies.another_instance(call)
        return told["locator/sign-in"]

    world.somebody().do("signIn", world.words)
    told = {call.operation: call.answer.body for call in world.server.calls}
    lie = Lie(("instance", "locator/sign-in"), elsewhere)
    with world.server.telling(lie):
        with pytest.raises(Refused):
            world.somebody().do("signIn", world.words)


def test_a_server_in_between_can_sign_nobody_in(world: World) -> None:
    """The origin is part of what is signed: an answer given to one is worth nothing to another."""
    with LyingServer(to_port=world.server.to_port) as other:
        device = world.players.do("lured", "reporter", f"http://localhost:{other.port}")
        assert device == {}
        with pytest.raises(Refused) as refused:
            world.players.do("lured", "signIn", world.words)
        assert refused.value.code == "wrong-phrase"
        statuses = [call.answer.status for call in other.honestly("locator/sign-in")]
        assert statuses == [401]


def test_endless_work_is_refused(world: World) -> None:
    device = world.somebody()
    device.do("openRoster", world.roster)
    device.do("makePhrase", "nl")
    with world.server.telling(Lie(("work",), lies.dear_work)) as telling:
        with pytest.raises(Refused) as refused:
            device.do("create", new_conversation(world.roster, world.known.counsellor))
        assert telling.written == []
    assert refused.value.code == "bad-answer"


# --- Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [lies.one_byte(200), lies.one_byte(-1), lies.cut, lies.nothing])
def test_a_false_file_is_not_given(world: World, change: Callable[[Any], bytes]) -> None:
    device = world.returned()
    with world.server.telling(Lie(("blobs/read",), change)) as telling:
        with pytest.raises(Refused) as refused:
            device.do("readFile", world.known.conversation, world.file)
        assert telling.lie.told > 0
    assert refused.value.code == "file-damaged"
    assert "beschadigd" in refused.value.detail


def test_the_truth_is_accepted(world: World) -> None:
    """So that the refusals above are of the lies."""
    device = world.returned()
    view = device.do("refresh", world.known.conversation)
    assert view["refusals"] == []
    assert device.do("readFile", world.known.conversation, world.file)["$blob"] != ""
    assert json.loads(world.server.honestly("instance")[0].answer.body)["v"] == 1
    assert WRITING <= {call.operation for call in world.server.calls} | {"phrase/replace"}
