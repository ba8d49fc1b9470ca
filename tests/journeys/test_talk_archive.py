"""Everything in one file: made on the phone, opened by another age program, verified elsewhere."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone
from tests.journeys.test_talk_access import examined, too_small, violations
from tests.journeys.test_talk_files import choose, send

__all__ = ["examined"]

pytestmark = pytest.mark.mission("M21")
STORY = "Ik kreeg een bericht dat me bang maakt. <b>Kijk</b> & lees."
ANSWER = "Dank je wel. Ik lees het nu."
OWN = "zeven paarse olifanten drinken elke dinsdag koude thee"


def in_archive(phone: Phone) -> None:
    phone.tap("Wat er over mij bewaard wordt")
    phone.on("kept")
    phone.tap("Alles in één bestand")
    phone.on("archive")


def saved(phone: Phone) -> tuple[str, bytes]:
    phone.tap("Maak het bestand")
    expect(phone.button("Bewaar het bestand")).to_be_visible(timeout=60_000)
    with phone.page.expect_download() as saving:
        phone.tap("Bewaar het bestand")
    return saving.value.suggested_filename, saving.value.path().read_bytes()


def telling(asked: list[str]) -> set[str]:
    """Without the parts of the application that come along with every conversation."""
    late = re.compile(r"^blob:|/assets/(?!words)")
    return {one for one in asked if not late.search(one)}


def verdict(folder: Path, name: str, *arguments: str) -> tuple[int, str]:
    """What the program says that lies in the archive itself."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUN, name, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    return done.returncode, done.stdout + done.stderr


#: As `python -m verifier`, but with nothing of ours in reach.
RUN = (
    "import sys, runpy; sys.path.insert(0, '.'); runpy.run_module('verifier', run_name='__main__')"
)


def unpacked(zip_file: bytes, folder: Path) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(zip_file))
    archive.extractall(folder)
    (folder / "kopie.zip").write_bytes(zip_file)
    return archive


def test_all_of_it_is_saved_under_new_words_and_verified_by_the_program_within(
    examined: Phone, town: Town, tmp_path: Path
) -> None:
    phone, page = examined, examined.page
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    phone.on("conversation")
    choose(phone, "brief.txt", "text/plain", b"Wat er in de brief staat.\n" * 9)
    send(phone, "brief.txt")
    conversation = town.noor.newest()["conversation"]
    town.noor.answer(conversation, ANSWER)

    phone.come_back(town.return_address, words)
    phone.on("conversation")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    asked: list[str] = []
    phone.context.on("request", lambda request: asked.append(request.url))
    in_archive(phone)
    assert telling(asked) == set(), "which screen was opened could be seen"
    assert violations(page) == []
    phone.tap("Maak acht woorden")
    new_words = phone.words()
    assert new_words != words
    assert violations(page) == []
    assert too_small(page) == []
    asked.clear()
    name, sealed = saved(phone)
    here = f"{town.instance.app_origin}/api/v1/"
    assert telling(asked) == {f"{here}blobs/read"}, "more than the file was asked for"
    assert violations(page) == []
    assert name == "kopie.zip.age"

    opened = pyrage.passphrase.decrypt(sealed, " ".join(new_words))
    archive = unpacked(opened, tmp_path)
    page_to_read = archive.read("gesprek.html").decode()
    assert ANSWER in page_to_read
    assert "&lt;b&gt;Kijk&lt;/b&gt; &amp; lees." in page_to_read
    assert "<script" not in page_to_read
    assert STORY in archive.read("gesprek.txt").decode()
    assert archive.read("bestanden/01 brief.txt").startswith(b"Wat er in de brief staat.")
    status, told = verdict(tmp_path, "kopie.zip")
    assert status == 0, told
    assert "Counsellor Noor de Wit" in told
    assert told.count("message, by the reporter") == 1
    assert "message, by Noor de Wit" in told
    assert "Not in here" not in told

    (tmp_path / name).write_bytes(sealed)
    (tmp_path / "words").write_text(" ".join(new_words))
    assert verdict(tmp_path, name, "--passphrase-file", "words") == (0, told)
    assert no_key_of_the_conversation(archive, words)


def no_key_of_the_conversation(archive: zipfile.ZipFile, words: list[str]) -> bool:
    """No two statements share a key, and the words of the phrase are nowhere together."""
    lines = [json.loads(one) for one in archive.read("evidence/log.jsonl").splitlines()]
    keys = [one["key"] for one in lines if one["key"]]
    everything = b"\n".join(archive.read(one) for one in archive.namelist())
    return len(set(keys)) == len(keys) > 4 and " ".join(words).encode() not in everything


def test_an_own_sentence_must_be_strong_and_no_lock_is_warned_about(
    examined: Phone, town: Town, tmp_path: Path
) -> None:
    phone, page = examined, examined.page
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", "Een kort verhaal.")
    phone.tap("Open het gesprek")
    phone.on("conversation")
    in_archive(phone)
    phone.tap(page.get_by_label("Met een eigen zin"))
    for weak, why in (("wachtwoord", "makkelijk te raden"), (" ".join(words), "terugkomzin")):
        page.get_by_label("Je eigen zin", exact=True).fill(weak)
        phone.tap("Maak het bestand")
        expect(page.get_by_role("alert").filter(has_text=why)).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Je eigen zin", exact=True).fill(OWN)
    _, sealed = saved(phone)
    assert pyrage.passphrase.decrypt(sealed, OWN)[:2] == b"PK"

    phone.tap("Maak het opnieuw")
    phone.tap(page.get_by_text("Niet op slot"))
    phone.tap("Maak het bestand")
    expect(page.get_by_text("Vink dit eerst aan, of kies een slot.")).to_be_visible()
    assert violations(page) == []
    phone.tap(page.get_by_label("Ik weet dit, en wil het zonder slot"))
    name, plain = saved(phone)
    assert name == "kopie.zip"
    unpacked(plain, tmp_path)
    assert verdict(tmp_path, name)[0] == 0
