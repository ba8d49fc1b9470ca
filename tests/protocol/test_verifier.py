"""An archive that somebody altered is found out, and what is whole is said to be whole."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from luwte.verifier.__main__ import main
from luwte.verifier.archive import Verified, verify_archive
from luwte.verifier.notation import bin_, canonical, unbin

from .archives import STORY, Story, Written

pytestmark = pytest.mark.mission("M21")
APPENDS = [one["name"] for one in STORY["logs"][0]["appends"]]
LINES = "evidence/log.jsonl"
SIGNED = "evidence/archive.signed"


def verified(archive: bytes) -> Verified:
    return verify_archive(zipfile.ZipFile(io.BytesIO(archive)))


@pytest.fixture
def written() -> Written:
    """A conversation of two people with four statements and an answer."""
    return Written.of(Story.of(2))


def test_who_said_what_in_which_order_is_told(written: Written) -> None:
    found = verified(written.signed())
    assert found.wrong == []
    assert [one.signed["kind"] for one in found.statements if one.signed] == [
        "exceptions-read",
        "consent-to-keep",
        "look-out",
        "message",
        "message",
    ]
    assert [one.role for one in found.statements] == ["reporter"] * 4 + ["counsellor"]
    assert [one.roster for one in found.counsellors] == [STORY["roster"]["fingerprint"]]


@pytest.mark.parametrize("appends", range(1, len(APPENDS) + 1), ids=APPENDS)
def test_an_archive_of_every_moment_is_whole_unless_one_time_words_are_waiting(
    appends: int,
) -> None:
    found = verified(Written.of(Story.of(appends)).signed())
    one_time = APPENDS[appends - 1] in (
        "lost phrase: a one-time phrase from the counsellor",
        "said with the one-time phrase",
    )
    assert found.wrong == (["evidence/archive.signed: not-allowed"] if one_time else [])


def drop(written: Written, at: int) -> None:
    del written.lines[at]


def swap(written: Written, at: int) -> None:
    written.lines[at], written.lines[at + 1] = written.lines[at + 1], written.lines[at]


def change(written: Written, at: int) -> None:
    item = bytearray(unbin(written.lines[at]["item"]))
    item[-1] ^= 1
    written.lines[at]["item"] = bin_(bytes(item))


def destroy(written: Written, at: int) -> None:
    written.lines[at] = {**written.lines[at], "header": None, "key": None}


def close(written: Written, at: int) -> None:
    written.lines[at] = {**written.lines[at], "key": None}


@pytest.mark.parametrize("at", [2, 3, 4, 5])
@pytest.mark.parametrize("act", [drop, swap, change])
def test_what_was_dropped_swapped_or_changed_is_found_though_signed_anew(
    written: Written, act: Callable[[Written, int], None], at: int
) -> None:
    act(written, at)
    wrong = verified(written.signed()).wrong
    assert any(one.startswith(LINES) for one in wrong), wrong


def test_a_statement_that_was_left_out_at_the_end_is_found(written: Written) -> None:
    written.lines.pop()
    wrong = verified(written.signed()).wrong
    assert wrong == [f"{SIGNED}: broken-chain (6 items of 7)"]


@pytest.mark.parametrize("act", [destroy, close])
def test_what_was_made_unreadable_is_told_as_unreadable(
    written: Written, act: Callable[[Written, int], None]
) -> None:
    act(written, 5)
    found = verified(written.signed())
    assert found.wrong == []
    assert [one.seq for one in found.statements if one.signed is None] == [5]


@pytest.mark.parametrize("part", ["conversation.txt", LINES, "evidence/rosters.json"])
def test_a_changed_byte_in_any_part_is_found(written: Written, part: str) -> None:
    written.signed()
    data = bytearray(written.parts[part])
    data[len(data) // 2] ^= 1
    written.parts[part] = bytes(data)
    assert any(one.startswith(f"{part}: changed") for one in verified(written.zipped()).wrong)


def test_a_part_too_many_and_a_part_too_few_are_found(written: Written) -> None:
    written.signed()
    written.parts["more.txt"] = written.parts.pop("conversation.txt")
    assert verified(written.zipped()).wrong[:2] == [
        "conversation.txt: missing",
        "more.txt: not listed",
    ]


def test_words_put_into_the_mouth_of_the_counsellor_are_found() -> None:
    story = Story.of(2)
    reporter, anna = story.keys["reporter"], story.keys["anna"]
    story.say(anna["person"], unbin(reporter["signSecret"]), "Dat heb ik nooit gezegd.")
    wrong = verified(Written.of(story).signed()).wrong
    assert f"{LINES}: bad-signature (item 7)" in wrong


def test_a_statement_by_a_stranger_is_found() -> None:
    story = Story.of(2)
    story.say("ab" * 16, bytes(range(32)), "Ik was er ook bij.")
    wrong = verified(Written.of(story).signed()).wrong
    assert f"{LINES}: unknown-author (item 7)" in wrong


def test_what_was_truly_said_later_is_no_forgery() -> None:
    story = Story.of(2)
    anna = story.keys["anna"]
    story.say(anna["person"], unbin(anna["signSecret"]), "Ik ben er morgen.")
    assert verified(Written.of(story).signed()).wrong == []


def test_nobody_else_signs_the_end(written: Written) -> None:
    anna = written.story.keys["anna"]
    assert verified(written.signed(author=anna["person"])).wrong != []
    written.story.keys["reporter"] = {
        **written.story.keys["reporter"],
        "signSecret": anna["signSecret"],
    }
    assert verified(written.signed()).wrong == [f"{SIGNED}: bad-signature"]


def test_a_counsellor_whom_the_list_never_named_is_not_believed(written: Written) -> None:
    proof = {**json.loads(written.parts["evidence/rosters.json"])[0]}
    written.parts["evidence/rosters.json"] = canonical([])
    assert verified(written.signed()).wrong != []
    cut = {**proof, "entries": proof["entries"][:1]}
    written.parts["evidence/rosters.json"] = canonical([cut])
    assert verified(written.signed()).wrong != []


@pytest.mark.parametrize("junk", [b"", b"{}", b"null\n", b"[1]\n", b"\xff\n", b'{"item":"AA"}\n'])
def test_no_junk_makes_it_stumble(written: Written, junk: bytes) -> None:
    for part in (LINES, "evidence/rosters.json", SIGNED):
        written.signed()
        written.parts[part] = junk
        assert verified(written.zipped()).wrong != []
    with_kind = written.signed(files=[{"name": 1}])
    assert verified(with_kind).wrong != []


def test_the_command_opens_what_another_age_program_sealed(
    written: Written, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passphrase = "zeven paarse olifanten drinken thee"
    archive = tmp_path / "copy.zip.age"
    archive.write_bytes(pyrage.passphrase.encrypt(written.signed(), passphrase))
    words = tmp_path / "words"
    words.write_text(f"{passphrase}\n", "utf-8")
    arguments = [str(archive), "--passphrase-file", str(words)]
    assert main([*arguments, "--show"]) == 0
    told = capsys.readouterr().out
    assert "All 5 statements that can be read were signed" in told
    words.write_text("iets anders", "utf-8")
    assert main(arguments) == 1
    assert "can't be opened" in capsys.readouterr().err


def test_luwte_verifies_an_archive_without_an_instance(written: Written, tmp_path: Path) -> None:
    archive = tmp_path / "copy.zip"
    archive.write_bytes(written.signed())
    command = [sys.executable, "-m", "luwte", "verify-archive", str(archive)]
    environment = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "Nothing is missing or changed" in done.stdout


def test_what_somebody_wrote_moves_no_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Story.of(2)
    anna = story.keys["anna"]
    story.say(anna["person"], unbin(anna["signSecret"]), "\x1b[2J\u202eniets aan de hand")
    archive = tmp_path / "copy.zip"
    archive.write_bytes(Written.of(story).signed())
    assert main([str(archive), "--show"]) == 0
    told = capsys.readouterr().out
    assert "niets aan de hand" in told
    assert not {"\x1b", "\u202e"} & set(told)
