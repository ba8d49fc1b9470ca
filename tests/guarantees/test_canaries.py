"""What was said in confidence is nowhere but in the heads and browsers of who said and read it.

A story with a canary in every confidential field is lived by the real protocol code. Then every
medium is searched: the line, the database and its write-ahead log, the files, the logs, the mail,
and the memory of the running server. Public canaries prove that each search would have found them.
"""

from __future__ import annotations

import calendar
import datetime
import gzip
import re
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.guarantees.canary import (
    Hunt,
    files,
    forms,
    fresh,
    memory,
    secret_forms,
    with_unpacked,
)
from tests.guarantees.players import Players
from tests.guarantees.serving import serve
from tests.guarantees.story import Story, tell
from tools.postgres import Cluster

pytestmark = [pytest.mark.mission("M22"), pytest.mark.slow]

AGE = b"age-encryption.org/v1"


@pytest.fixture(scope="module")
def story(
    cluster: Cluster | None, playing: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    with serve(tmp_path_factory.mktemp("story"), cluster) as served:
        players = Players(playing, served.instance)
        yield tell(served, players)
        players.leave()


@pytest.fixture(scope="module")
def hunt(story: Story, hunting: Path) -> Hunt:
    """Looks for all that is confidential, and for what is public."""
    needles: dict[bytes, str] = {}
    for said in (story.confidential, story.public):
        for name, several in said.items():
            needles |= {form: name for canary in several for form in forms(canary)}
    for number, secret in enumerate(story.drawn):
        needles |= dict.fromkeys(secret_forms(secret), f"drawn secret {number}")
    needles[AGE] = "age"
    return Hunt(hunting, needles)


def line(story: Story) -> Iterable[bytes]:
    """Headers and bodies of requests and answers."""
    yield from with_unpacked(story.served.tap.requests())
    yield from with_unpacked(story.served.tap.answers())


def database(story: Story) -> Iterable[bytes]:
    yield from story.served.cells()
    yield from story.served.database_files()


def media(story: Story) -> Iterable[bytes]:
    return files(story.served.data / "media")


def mail(story: Story) -> Iterable[bytes]:
    return files(story.served.data / "mail")


def logs(story: Story) -> Iterable[bytes]:
    """What the server's processes print. The control is written by way of their own stderr."""
    (control,) = story.public["profile of the counsellor"]
    for process in story.served.processes():
        with Path(f"/proc/{process}/fd/2").open("a") as stderr:
            stderr.write(f"{control!s}\n")
    return files(story.served.data / "serve.log")


def running_memory(story: Story) -> Iterable[bytes]:
    for process in story.served.processes():
        yield from memory(process)


MEDIA: dict[str, tuple[Callable[[Story], Iterable[bytes]], set[str]]] = {
    "line": (line, {"profile of the counsellor", "hours on site", "age"}),
    "database": (
        database,
        {"name of the organisation", "profile of the counsellor", "hours on site", "age"},
    ),
    "media": (media, {"age"}),
    "mail": (mail, {"name of the organisation"}),
    "logs": (logs, {"profile of the counsellor"}),
    "memory": (running_memory, {"profile of the counsellor", "age"}),
}


@pytest.mark.parametrize("medium", MEDIA)
def test_nothing_confidential_is_anywhere(story: Story, hunt: Hunt, medium: str) -> None:
    look, expected = MEDIA[medium]
    found = hunt.found(look(story))
    assert expected <= found, "the search would not have found it"
    confidential = set(story.confidential) | {
        f"drawn secret {number}" for number in range(len(story.drawn))
    }
    assert found & confidential == set()


def test_the_story_was_whole(story: Story) -> None:
    """So that an empty search isn't the emptiness of a story that stopped."""
    assert len(story.confidential) >= 300
    assert len(story.drawn) >= 10
    assert len(list((story.served.data / "media").rglob("?" * 32))) == 2
    assert len(story.served.tap.requests()) > 1_200_000


@pytest.mark.mission("M06")
@pytest.mark.mission("M07")
@pytest.mark.mission("M21")
def test_every_kind_of_statement_was_said_wherever_it_belongs(story: Story) -> None:
    """From the table of kinds itself, so that none can be forgotten."""
    assert len(story.kinds) >= 50
    for row in story.kinds:
        for place in row.places:
            assert row.kind in story.heard[place] or row.kind == "noted"
        worded = [name for name, kind in row.fields.items() if kind in ("text", "texts", "answers")]
        for name in worded if row.kind != "noted" else ["on"]:
            assert any(one.startswith(f"{name} of {row.kind}") for one in story.confidential)


def test_every_form_of_a_canary_is_found(hunting: Path) -> None:
    made = {
        form: f"{kind} {number}"
        for kind, canary in (("word", f"{fresh()} é"), ("key", secrets.token_bytes(32)))
        for number, form in enumerate(sorted(forms(canary)))
    }
    hunt = Hunt(hunting, made)
    for size in (7, 64):
        said = b"|begin|".join(made)
        pieces = (said[at : at + size] for at in range(0, len(said), size))
        assert hunt.found(pieces) == set(made.values())
    word = next(iter(made))
    packed = gzip.compress(word) + zlib.compress(word)
    assert hunt.found(with_unpacked(b"begin" + packed + b"end")) == {made[word]}
    assert hunt.found([b"nothing"]) == set()


# --- Traces -------------------------------------------------------------------------------------

# Accounts of people who sign in, and what the instance does by itself at its own moments.
KNOWN_TIMES = {
    "account_emailaddress",
    "account_emailconfirmation",
    "django_migrations",
    "django_session",
    "mfa_authenticator",
    "people_crossing",
    "people_invitation",
    "people_user",
    "site_notificationrun",
    "site_sweeprun",
}


def test_only_accounts_and_the_clockwork_have_columns_with_a_time(story: Story) -> None:
    timed = {table for table, _, kind in story.served.columns() if "time" in kind}
    assert timed <= KNOWN_TIMES
    assert "django_session" in timed


def test_no_value_tells_when_a_reporter_did_something(story: Story) -> None:
    """Not as a column of times, nor as text or number that happens to be one."""
    day = datetime.datetime.now(datetime.UTC)
    written = re.compile(rf"{day:%Y-%m-%d}[T ]\d\d:\d\d|\b\d\d:\d\d:\d\d\b")
    told = []
    for table in set(story.served.tables()) - KNOWN_TIMES:
        for row in story.served.rows(table):
            for cell in row:
                is_text = isinstance(cell, str) and written.search(cell)
                is_number = isinstance(cell, int) and is_about(cell, day.timestamp())
                if is_text or is_number or isinstance(cell, datetime.datetime):
                    told.append((table, cell))
    assert told == []


def is_about(number: int, now: float) -> bool:
    """Whether this number is a moment of the last ten minutes, in any unit."""
    return any(now - 600 <= number / unit <= now + 60 for unit in (1, 1e3, 1e6, 1e9))


def test_files_tell_the_day_and_no_more(story: Story) -> None:
    times = {
        path.stat().st_mtime
        for folder in ("media", "mail")
        for path in (story.served.data / folder).rglob("*")
        if path.is_file()
    }
    today = datetime.datetime.now(datetime.UTC).date()
    midnight = float(calendar.timegm(today.timetuple()))
    assert times <= {midnight, midnight - 86_400, midnight + 86_400}


def test_a_reporter_causes_no_mail_and_no_session(story: Story) -> None:
    """There is the one invitation, and the one session of who accepted it."""
    assert len(list((story.served.data / "mail").iterdir())) == 1
    assert len(story.served.rows("django_session")) == 1


def test_a_reporters_requests_carry_no_cookie(story: Story) -> None:
    requests = re.split(rb"(?=POST /api/v1/)", story.served.tap.requests())
    bearing = [one for one in requests if b"uthorization: Bearer" in one.partition(b"\r\n\r\n")[0]]
    assert len(bearing) > 10
    assert not [one for one in bearing if b"ookie:" in one.partition(b"\r\n\r\n")[0]]
