"""Two archives: the rest alone opens nothing, and with the keys everything is back."""

from __future__ import annotations

import datetime
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Instance, start_instance
from tests.guarantees.canary import Hunt, byte_forms
from tests.guarantees.players import Player, Players, Refused, beginning, blob, message
from tests.guarantees.serving import Served, serve
from tests.journeys.moving_on import sweep_on

pytestmark = [pytest.mark.mission("M22"), pytest.mark.slow]

PASSPHRASE = "een zin die alleen zij kent"
KEY_TABLES = ("vault_header", "vault_envelope", "vault_bundle", "vault_unlocker")


@dataclass
class BackedUp:
    """The archives, and what those who made them know."""

    folder: Path
    secret_key: Path
    account: dict[str, str]
    phrase: str
    conversation: str
    keys: list[bytes]

    @property
    def rest(self) -> Path:
        (found,) = self.folder.glob("luwte-rest-*.tar.gz")
        return found

    @property
    def key_archive(self) -> Path:
        (found,) = self.folder.glob("luwte-keys-*.tar.gz")
        return found


@pytest.fixture(scope="module")
def backed_up(playing: Path, tmp_path_factory: pytest.TempPathFactory) -> BackedUp:
    folder = tmp_path_factory.mktemp("archives")
    with serve(tmp_path_factory.mktemp("original")) as served:
        players = Players(playing, served.instance)
        served.instance.luwte("organisation", "add", "proef", "--name", "Proef")
        made = converse(served, players, folder)
        served.instance.luwte("backup", str(folder))
        players.leave()
    return made


def converse(served: Served, players: Players, folder: Path) -> BackedUp:
    anna, account = players.with_account("anna", "proef", passphrase=PASSPHRASE)
    place = anna.place("proef")
    reporter = players.reporter("rita")
    reporter.do("openRoster", place["roster"])
    words = reporter.do("makePhrase", "nl")
    said: dict[str, Any] = {
        "roster": place["roster"],
        "counsellor": anna.do("me")["person"],
        "statements": beginning(message("Wat er gebeurde")),
        "files": [{"name": "a.txt", "blob": blob(b"inhoud"), "stripped": True}],
        "withPhrase": True,
    }
    view = reporter.do("create", said)
    anna.do("write", view["conversation"], [message("Dank je")])
    keys = [
        bytes(row[0])
        for statement in (
            "SELECT bytes FROM vault_header",
            "SELECT bytes FROM vault_envelope",
            "SELECT bytes FROM vault_bundle",
            "SELECT sealed FROM vault_unlocker",
        )
        for row in served.query(statement)
    ]
    assert len(keys) > 8
    return BackedUp(
        folder,
        Path(shutil.copy(served.data / "secret_key", folder / "secret_key")),
        account,
        " ".join(words),
        view["conversation"],
        keys,
    )


@contextmanager
def restored(folder: Path, backed_up: BackedUp, *archives: Path) -> Iterator[Instance]:
    """A new instance with what is in these archives.

    Even with the server's own secret, which goes with the keys, the rest alone opens nothing.
    """
    if backed_up.key_archive not in archives:
        shutil.copy(backed_up.secret_key, folder / "secret_key")
    starting = start_instance(folder, LUWTE_WORK_COST="50")
    origins = (f"http://127.0.0.1:{starting.port}", f"http://localhost:{starting.port}")
    unstarted = Instance(*origins, folder, None, starting.environment)  # type: ignore[arg-type]
    unstarted.luwte("migrate")
    unstarted.luwte("restore", *(str(archive) for archive in archives))
    with starting as running:
        yield running


@contextmanager
def people(
    playing: Path, instance: Instance, account: dict[str, str]
) -> Iterator[tuple[Player, Player]]:
    """The counsellor, signed in, and the reporter on another device."""
    players = Players(playing, instance)
    names = ("email", "password", "totp")
    players.do("anna", "sign-in", instance.app_origin, *(account[name] for name in names))
    yield Player(players, "anna"), players.reporter("rita")
    players.leave()


@dataclass
class Before:
    """Two back-ups, and what was destroyed and what was written between them."""

    older: BackedUp
    newer: BackedUp
    kept: str
    kept_phrase: str


@pytest.fixture(scope="module")
def before_destruction(playing: Path, tmp_path_factory: pytest.TempPathFactory) -> Before:
    """One case is closed, and its day comes; in another one somebody writes on."""
    older, newer = tmp_path_factory.mktemp("older"), tmp_path_factory.mktemp("newer")
    with serve(tmp_path_factory.mktemp("destroying")) as served:
        players = Players(playing, served.instance)
        served.instance.luwte("organisation", "add", "proef", "--name", "Proef")
        made = converse(served, players, older)
        anna, remy = Player(players, "anna"), players.reporter("remy")
        kept_phrase = " ".join(remy.do("makePhrase", "nl"))
        place = anna.place("proef")
        remy.do("openRoster", place["roster"])
        said: dict[str, Any] = {
            "roster": place["roster"],
            "counsellor": anna.do("me")["person"],
            "statements": beginning(message("Wat bleef")),
            "files": [],
            "withPhrase": True,
        }
        kept = remy.do("create", said)["conversation"]
        served.instance.luwte("backup", str(older))
        closed = anna.do("close", made.conversation, [message("Tot zover")])
        sweep_on(served.instance, datetime.date.fromisoformat(closed["destroyOn"]))
        anna.do("write", kept, [message("Daarna geschreven")])
        served.instance.luwte("backup", str(newer))
        shutil.copy(made.secret_key, newer / "secret_key")
        players.leave()
    return Before(made, replace(made, folder=newer), kept, kept_phrase)


@pytest.mark.mission("M24")
def test_an_older_back_up_brings_back_nothing_that_was_destroyed_since(
    before_destruction: Before, playing: Path, tmp_path: Path
) -> None:
    """With the newest keys, as an operator would: other cases open, and the destroyed one doesn't.

    Neither with the phrase nor with the counsellor's own keys.
    """
    made = before_destruction
    archives = (made.older.rest, made.newer.key_archive)
    with (
        restored(tmp_path, made.newer, *archives) as instance,
        people(playing, instance, made.newer.account) as (anna, rita),
    ):
        told = rita.do("signIn", made.older.phrase)
        assert "Wat er gebeurde" not in str(told)
        assert "Dank je" not in str(told)
        anna.do("unlockWithPassphrase", PASSPHRASE)
        anna.do("sync")
        view = anna.do("open", made.older.conversation)
        assert [one["state"] for one in view["statements"] if one["state"] == "ok"] == []
        with pytest.raises(Refused):
            anna.do("write", made.older.conversation, [message("Nog iets")])
        remy = rita.players.reporter("remy")
        assert "Wat bleef" in str(remy.do("signIn", made.kept_phrase))
        assert "Wat bleef" in str(anna.do("open", made.kept))


def test_the_rest_holds_no_key(backed_up: BackedUp, hunting: Path) -> None:
    """Neither as a table nor anywhere in it, in any form."""
    with tarfile.open(backed_up.rest) as archive:
        names = archive.getnames()
        contents = [file.read() for name in names if (file := archive.extractfile(name))]
    tables = {
        name.removeprefix("tables/").removesuffix(".jsonl").replace(".", "_") for name in names
    }
    assert tables & set(KEY_TABLES) == set()
    assert {"vault_conversation", "vault_item", "vault_locator"} <= tables
    # A piece out of the middle: the begin of all of them is the same public line.
    needles = {
        form: "key" for key in backed_up.keys for form in byte_forms(key[len(key) // 2 :][:24])
    }
    hunt = Hunt(hunting, needles)
    assert hunt.found(contents) == set()
    with tarfile.open(backed_up.key_archive) as archive:
        keys = [file.read() for member in archive if (file := archive.extractfile(member))]
    assert hunt.found(keys) == {"key"}


def test_the_rest_alone_opens_nothing(backed_up: BackedUp, playing: Path, tmp_path: Path) -> None:
    with (
        restored(tmp_path, backed_up, backed_up.rest) as instance,
        people(playing, instance, backed_up.account) as (anna, rita),
    ):
        with pytest.raises(Refused):
            anna.do("unlockWithPassphrase", PASSPHRASE)
        told = rita.do("signIn", backed_up.phrase)
        texts = [one["content"] for view in told["conversations"] for one in view["statements"]]
        assert "Wat er gebeurde" not in str(texts)


def test_with_the_keys_everything_is_back(
    backed_up: BackedUp, playing: Path, tmp_path: Path
) -> None:
    with (
        restored(tmp_path, backed_up, backed_up.rest, backed_up.key_archive) as instance,
        people(playing, instance, backed_up.account) as (anna, rita),
    ):
        (view,) = rita.do("signIn", backed_up.phrase)["conversations"]
        said = [one["content"]["text"] for one in view["statements"] if one["kind"] == "message"]
        assert said == ["Wat er gebeurde", "Dank je"]
        (file,) = [one for one in view["statements"] if one["kind"] == "file"]
        fetched = rita.do("readFile", view["conversation"], file["id"])
        assert fetched == {"$blob": blob(b"inhoud")["$blob"]}
        anna.do("unlockWithPassphrase", PASSPHRASE)
        anna.do("sync")
        read = anna.do("open", backed_up.conversation)
        assert read["head"] == view["head"]
        anna.do("write", backed_up.conversation, [message("En verder")])
