"""Files: sealed, sent piece by piece, resumed, bound to one conversation, else swept."""

from __future__ import annotations

import datetime
import json
import os
import secrets
from typing import Any

import pytest

from luwte.vault import days, retention, uploads
from luwte.vault.age_shapes import FILE_MOST, padme, sealed_payload
from luwte.vault.models import Upload
from luwte.vault.wire import join_parts
from tests.vault import sealing
from tests.vault.conftest import Talk, begin_talk
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, new_id

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M09")]

KEY = secrets.token_bytes(32)


def sealed(length: int) -> bytes:
    """A sealed stream with so many bytes inside, padded."""
    return b"".join(sealing.with_key(KEY, bytes(padme(length))))


def start(line: Line, size: int) -> Any:
    return line.send("uploads/start", {"size": size, "work": line.work()})


def piece(line: Line, upload: str, offset: int, data: bytes) -> Any:
    meta = json.dumps({"upload": upload, "offset": offset}).encode()
    return line.send("uploads/chunk", join_parts([meta, data]))


def send(line: Line, data: bytes, chunk: int = uploads.CHUNK) -> str:
    upload = str(start(line, len(data)).json()["upload"])
    for at in range(0, len(data), chunk):
        assert piece(line, upload, at, data[at : at + chunk]).status_code == 200
    return upload


def named(talk: Talk, *names: str) -> Any:
    """Append a statement that names these uploads."""
    request = talk.log.statement(talk.who, kind="file").take()
    request.uploads = list(names)
    return talk.line.append(talk.log, request, talk.token)


def fetch(line: Line, talk: Talk, upload: str, token: str = "", **body: int) -> Any:
    asked = {"conversation": talk.log.conversation, "upload": upload, **body}
    return line.send("blobs/read", asked, token)


def test_a_file_goes_and_comes_back_byte_for_byte(talk: Talk) -> None:
    data = sealed(2_500_000)
    upload = send(talk.line, data)
    assert named(talk, upload).status_code == 200
    desk = talk.team.line()
    got = b""
    while len(got) < len(data):
        answer = fetch(desk, talk, upload, offset=len(got), length=uploads.CHUNK)
        assert answer["Content-Type"] == "application/octet-stream"
        got += answer.content
    assert got == data
    assert fetch(desk, talk, upload, offset=len(data)).content == b""


def test_after_a_lost_connection_it_goes_on_where_it_stopped(talk: Talk) -> None:
    data = sealed(300_000)
    upload = start(talk.line, len(data)).json()["upload"]
    first = data[:100_000]
    assert piece(talk.line, upload, 0, first).json() == {"offset": 100_000}
    again = piece(talk.line, upload, 0, first)
    assert (again.status_code, again.json()["offset"]) == (409, 100_000)
    status = talk.line.send("uploads/status", {"upload": upload}).json()
    assert status == {"offset": 100_000, "size": len(data)}
    assert piece(talk.line, upload, 100_000, data[100_000:]).json() == {"offset": len(data)}
    assert uploads.path_of(upload).read_bytes() == data


def test_what_the_disk_has_beyond_the_row_is_overwritten(talk: Talk) -> None:
    data = sealed(200_000)
    upload = start(talk.line, len(data)).json()["upload"]
    piece(talk.line, upload, 0, data[:1_000])
    with uploads.path_of(upload).open("ab") as file:
        file.write(b"half a piece, then the power went")
    piece(talk.line, upload, 1_000, data[1_000:])
    assert uploads.path_of(upload).read_bytes() == data


@pytest.mark.parametrize("size", [1, 164, 181, 1_000, FILE_MOST + 1, 10**12])
def test_only_sizes_of_sealed_files_are_taken(line: Line, db: None, size: int) -> None:
    assert start(line, size).status_code == 422


@pytest.mark.parametrize("content", [1, 17, 65_536, 65_537, 1_000_000, 100_000_000])
def test_sizes_of_padded_files_are_taken(line: Line, db: None, content: int) -> None:
    assert start(line, 149 + sealed_payload(padme(content))).status_code == 200


def test_what_isnt_sealed_is_refused(talk: Talk) -> None:
    data = sealed(5_000)
    upload = start(talk.line, len(data)).json()["upload"]
    assert piece(talk.line, upload, 0, b"%PDF-1.7".ljust(1_000)).status_code == 422
    assert piece(talk.line, upload, 0, data[:100]).status_code == 422
    assert piece(talk.line, upload, 0, b"").status_code == 422
    assert piece(talk.line, upload, 0, data + b"x").status_code == 422
    assert piece(talk.line, upload, 0, data).status_code == 200


def test_a_piece_has_a_bounded_size(talk: Talk) -> None:
    data = sealed(3_000_000)
    upload = start(talk.line, len(data)).json()["upload"]
    assert piece(talk.line, upload, 0, data[: uploads.CHUNK + 1]).status_code == 422
    assert piece(talk.line, upload, 0, data[: uploads.CHUNK + 2_000]).status_code == 413


def test_an_unknown_upload_is_nowhere(talk: Talk) -> None:
    assert piece(talk.line, new_id(), 0, b"x" * 200).status_code == 404
    assert talk.line.send("uploads/status", {"upload": new_id()}).status_code == 404
    assert named(talk, new_id()).json()["code"] == "unknown-upload"


def test_starting_asks_for_work_or_a_session(talk: Talk) -> None:
    size = len(sealed(1_000))
    assert Line().send("uploads/start", {"size": size}).status_code == 401
    assert Line().send("uploads/start", {"size": size, "work": "x"}).status_code == 403
    assert talk.team.line().send("uploads/start", {"size": size}).status_code == 200


def test_only_a_complete_file_is_bound_and_to_one_conversation(talk: Talk) -> None:
    data = sealed(2_000)
    upload = start(talk.line, len(data)).json()["upload"]
    assert named(talk, upload).status_code == 404
    talk.log.head, talk.log.length = previous(talk)
    piece(talk.line, upload, 0, data)
    assert named(talk, upload).status_code == 200
    assert named(talk, upload).status_code == 200
    other = begin_talk(talk.team)
    assert named(other, upload).status_code == 404


def previous(talk: Talk) -> tuple[str, int]:
    meta, _ = talk.line.read(talk.log.conversation, talk.token)
    return meta["head"], meta["length"]


def test_whoever_takes_no_part_reads_no_file(talk: Talk) -> None:
    upload = send(talk.line, sealed(2_000))
    assert fetch(talk.line, talk, upload, talk.token).status_code == 404
    named(talk, upload)
    other = begin_talk(talk.team)
    assert fetch(talk.line, talk, upload, talk.token).status_code == 200
    assert fetch(other.line, other, upload, other.token).status_code == 404
    assert fetch(other.line, talk, upload, other.token).status_code == 404
    assert fetch(talk.team.line(1), talk, upload).status_code == 404
    assert fetch(Line(), talk, upload).status_code == 401


def test_once_bound_it_answers_nobody_but_participants(talk: Talk) -> None:
    """Who took part once knows the id, and must not see from it when the conversation ends."""
    data = sealed(2_000)
    upload = send(talk.line, data)
    named(talk, upload)
    for known in (upload, new_id()):
        status = Line().send("uploads/status", {"upload": known})
        again = piece(Line(), known, 0, data)
        assert (status.status_code, again.status_code) == (404, 404)
        assert status.json()["code"] == again.json()["code"] == "unknown-upload"


def test_the_disk_tells_no_time_but_the_day(talk: Talk) -> None:
    upload = send(talk.line, sealed(2_000))
    status = uploads.path_of(upload).stat()
    assert status.st_mtime == days.at_midnight(days.today())
    assert status.st_mode & 0o077 == 0


def test_a_conversation_holds_so_much(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luwte.vault.claiming.UPLOADED_MOST", 5_000)
    first, second = (send(talk.line, sealed(3_000)) for _ in range(2))
    assert named(talk, first).status_code == 200
    answer = named(talk, second)
    assert (answer.status_code, answer.json()["code"]) == (413, "conversation-full")
    assert Upload.objects.filter(conversation=None).count() == 1


def test_when_there_is_no_room_it_says_so_kindly(
    line: Line, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UNBOUND_MOST", 1_000)
    answer = start(line, len(sealed(1_000)))
    assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")


def test_announcing_files_takes_no_room_from_others(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what came in counts: whoever announces much and sends nothing keeps nobody out."""
    size = len(sealed(3_000))
    monkeypatch.setattr(uploads, "UNBOUND_MOST", size * 2)
    for _ in range(5):
        assert start(talk.line, size).status_code == 200
    send(talk.line, sealed(3_000))
    assert start(talk.line, size).status_code == 200
    send(talk.line, sealed(3_000))
    assert start(talk.line, size).status_code == 507


def test_the_last_room_on_the_disk_is_kept_free(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sealed(3_000)
    upload = start(talk.line, len(data)).json()["upload"]
    with monkeypatch.context() as during:
        during.setattr(uploads, "FREE_LEAST", 2**62)
        assert piece(talk.line, upload, 0, data).status_code == 507
    assert piece(talk.line, upload, 0, data).status_code == 200


def test_a_disk_that_fills_up_half_way_loses_nothing(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sealed(3_000)
    upload = start(talk.line, len(data)).json()["upload"]

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as during:
        during.setattr(os, "pwrite", full)
        assert piece(talk.line, upload, 0, data).status_code == 507
    assert piece(talk.line, upload, 0, data).status_code == 200


def sweep_on(monkeypatch: pytest.MonkeyPatch, later: int) -> None:
    day = days.today() + datetime.timedelta(days=later)
    monkeypatch.setattr(retention, "today", lambda: day)
    retention.sweep()


def test_files_that_nobody_named_go_after_two_whole_days(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, lost = (send(talk.line, sealed(2_000)) for _ in range(2))
    named(talk, kept)
    sweep_on(monkeypatch, 2)
    assert uploads.path_of(lost).exists()
    sweep_on(monkeypatch, 3)
    assert not uploads.path_of(lost).exists()
    assert uploads.path_of(kept).exists()
    assert Upload.objects.count() == 1


def test_files_without_a_row_go_too(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = new_id()
    uploads.write(uploads.path_of(stray), 0, b"left behind", last=True)
    sweep_on(monkeypatch, 2)
    assert uploads.path_of(stray).exists()
    sweep_on(monkeypatch, 3)
    assert not uploads.path_of(stray).exists()


def test_destroying_a_conversation_takes_its_files(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(talk.line, sealed(2_000))
    named(talk, upload)
    talk.log.event("withdraw", talk.who)
    talk.by_reporter()
    assert fetch(talk.team.line(), talk, upload).status_code == 404
    sweep_on(monkeypatch, 4)
    assert not uploads.path_of(upload).exists()
    assert not Upload.objects.exists()


def test_a_replaced_key_reads_no_file(talk: Talk) -> None:
    upload = send(talk.line, sealed(2_000))
    named(talk, upload)
    talk.log.replace_key(talk.who, Keys()).epoch(talk.log.members[talk.who.person])
    talk.by_reporter()
    assert fetch(talk.line, talk, upload, talk.token).status_code == 401
