"""The disk is full: a kind word, nothing half-written, nothing lost, and on it goes afterwards."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.guarantees.asking import Answer, Visitor, parts
from tests.guarantees.players import Player, Players, Refused, admit_all, beginning, message
from tests.guarantees.serving import Served, serve
from tests.vault.sealing import with_key

pytestmark = [
    pytest.mark.mission("M08"),
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk"),
]

# Files are refused when less than half a gigabyte would be left.
DISK = "560m"
LEFT = 60_000
TEXT = "Het staat hier. " * 3_000


@dataclass
class Small:
    """An instance on a small disk."""

    served: Served
    disk: Path
    reporter: Player
    conversation: str
    counsellor: Visitor

    @contextmanager
    def full(self) -> Iterator[None]:
        """Something else takes the room, for a while."""
        ballast = self.disk / "ballast"
        state = os.statvfs(self.disk)
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, state.f_bavail * state.f_frsize - LEFT)
        try:
            yield
        finally:
            ballast.unlink()

    def texts(self) -> list[str]:
        view = self.reporter.do("refresh", self.conversation)
        assert [one["code"] for one in view["refusals"] if one["code"] != "stale-head"] == []
        return [one["content"]["text"] for one in view["statements"] if one["kind"] == "message"]


@pytest.fixture(scope="module")
def small(playing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    disk = tmp_path_factory.mktemp("disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", disk], check=True)
    try:
        with serve(disk) as served:
            players = Players(playing, served.instance)
            yield settle(served, disk, players)
            players.leave()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def settle(served: Served, disk: Path, players: Players) -> Small:
    served.instance.luwte("organisation", "add", "proef", "--name", "Proef")
    anna = players.counsellor("anna", "proef")
    admit_all(anna)
    roster = anna.place("proef")["roster"]
    reporter = players.reporter("rita")
    reporter.do("openRoster", roster)
    said = {
        "roster": roster,
        "counsellor": anna.do("me")["person"],
        "statements": beginning(message("begin")),
        "files": [],
        "withPhrase": False,
    }
    view = reporter.do("create", said)
    visitor = Visitor(served, cookies=anna.cookies())
    return Small(served, disk, reporter, view["conversation"], visitor)


def test_a_message_is_refused_kindly_and_can_be_sent_again(small: Small) -> None:
    sent = ["begin"]
    with small.full():
        refused = write_until_refused(small, sent)
        assert (refused.code, refused.status) == ("disk-full", 507)
        assert "Je bent niets kwijt" in refused.detail
        assert small.texts() == sent
    last = f"weer ruimte {TEXT}"
    small.reporter.do("write", small.conversation, [message(last)])
    assert small.texts() == [*sent, last]
    ((items, length),) = small.served.query(
        "SELECT (SELECT count(*) FROM vault_item WHERE conversation_id = c.key), c.length "
        "FROM vault_conversation c WHERE c.public_id = ?",
        [small.conversation],
    )
    assert items == length


def write_until_refused(small: Small, sent: list[str]) -> Refused:
    """Adds to `sent` what was acknowledged."""
    for number in range(20):
        text = f"{number} {TEXT}"
        try:
            small.reporter.do("write", small.conversation, [message(text)])
        except Refused as refused:
            return refused
        sent.append(text)
    pytest.fail("the disk was never full")


def test_a_new_conversation_is_refused_whole(small: Small) -> None:
    tables = ("vault_conversation", "vault_item", "vault_header", "vault_envelope", "vault_locator")

    def counts() -> list[int]:
        return [len(small.served.rows(table)) for table in tables]

    before = counts()
    newcomer = small.reporter.players.reporter("newcomer")
    anna = Player(small.reporter.players, "anna")
    roster = anna.place("proef")["roster"]
    newcomer.do("openRoster", roster)
    newcomer.do("makePhrase", "nl")
    said = {
        "roster": roster,
        "counsellor": anna.do("me")["person"],
        "statements": beginning(*(message(TEXT) for _ in range(8))),
        "files": [],
        "withPhrase": True,
    }
    with small.full():
        with pytest.raises(Refused) as refused:
            newcomer.do("create", said)
        assert refused.value.code == "disk-full"
        assert counts() == before
    newcomer.do("create", said)
    assert counts()[0] == before[0] + 1


def test_a_file_goes_on_where_the_disk_was_full(small: Small) -> None:
    size = 3 * 1024 * 1024
    header, body = with_key(secrets.token_bytes(32), bytes(size))
    sealed = header + body
    told = started(small, len(sealed))
    first = sealed[: 1 << 20]
    assert piece(small, told, 0, first).status == 200
    with small.full():
        refused = piece(small, told, len(first), sealed[1 << 20 : 2 << 20])
        assert (refused.status, refused.code) == (507, "disk-full")
        status = small.counsellor.call("uploads/status", {"upload": told})
        assert b'"offset": %d' % len(first) in status.body
        another = small.counsellor.call("uploads/start", {"size": len(sealed)})
        assert (another.status, another.code) == (507, "disk-full")
    for at in range(1 << 20, len(sealed), 1 << 20):
        assert piece(small, told, at, sealed[at : at + (1 << 20)]).status == 200
    kept = small.disk / "media" / "sealed" / told[:2] / told
    assert kept.read_bytes() == sealed


def started(small: Small, size: int) -> str:
    answer = small.counsellor.call("uploads/start", {"size": size})
    assert answer.status == 200, answer.body
    return answer.body.decode().split('"')[3]


def piece(small: Small, upload: str, offset: int, data: bytes) -> Answer:
    return small.counsellor.call("uploads/chunk", parts({"upload": upload, "offset": offset}, data))
