"""Files from the desk: what is hidden in them stays there as well, unless it is wanted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.reporters import Reporter
from tests.journeys.test_talk_files import AUTHOR, PLACE, letter, photograph, report, unpacked


@pytest.fixture
def conversation(desk: Desk, brink: Brink, reporter: Reporter) -> str:
    """An opened conversation, with the desk at it."""
    begun = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Mag ik iets zien?")
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text("Mag ik iets zien?")).to_be_visible()
    return begun


def choose(desk: Desk, name: str, kind: str, content: bytes) -> None:
    desk.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )


def send(desk: Desk, name: str) -> None:
    desk.press("Verstuur")
    expect(desk.page.locator(".bubble__file").filter(has_text=name)).to_be_visible()
    expect(desk.page.locator(".files__one")).to_have_count(0)


@pytest.mark.mission("M09")
@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("foto.jpg", "image/jpeg", photograph()),
        ("brief.docx", "application/octet-stream", letter()),
        ("rapport.pdf", "application/pdf", report()),
    ],
    ids=["photograph", "letter", "report"],
)
def test_hidden_details_do_not_leave_the_desk(
    desk: Desk, reporter: Reporter, conversation: str, name: str, kind: str, content: bytes
) -> None:
    choose(desk, name, kind, content)
    expect(desk.page.get_by_text("Verborgen gegevens zijn eruit gehaald.")).to_be_visible()
    desk.examine()
    send(desk, name)
    said, received = reporter.newest_file(conversation)
    assert said["stripped"] is True
    assert received != content
    for secret in (PLACE, AUTHOR.encode(), AUTHOR.encode("utf-16-be"), b"pdf-lib"):
        assert secret not in unpacked(name, received)


@pytest.mark.mission("M09")
def test_a_counsellor_can_keep_the_original_on_purpose(
    desk: Desk, reporter: Reporter, conversation: str
) -> None:
    choose(desk, "foto.jpg", "image/jpeg", photograph())
    desk.page.get_by_label("Stuur het origineel").check()
    send(desk, "foto.jpg")
    said, received = reporter.newest_file(conversation)
    assert said["stripped"] is False
    assert received == photograph()
    expect(desk.page.get_by_text("verborgen gegevens")).to_be_visible()
    with desk.page.expect_download() as fetched:
        desk.press("Ophalen")
    assert fetched.value.suggested_filename == "foto.jpg"
    line = desk.page.locator(".bubble__file").filter(has_text="foto.jpg")
    expect(line.get_by_text("Bewaard bij de downloads van dit apparaat.")).to_be_visible()
    expect(desk.button("Opnieuw ophalen")).to_be_visible()
    desk.examine()


@pytest.mark.mission("M09")
def test_what_cannot_be_sent_or_cleaned_is_said_and_nothing_typed_is_lost(
    desk: Desk, conversation: str
) -> None:
    assert conversation
    desk.fill("Jouw antwoord", "Dit blijft staan.")
    choose(desk, "leeg.txt", "text/plain", b"")
    expect(desk.page.get_by_text("leeg.txt is leeg")).to_be_visible()
    choose(desk, "opname.m4a", "audio/mp4", b"\x00\x00\x00\x20ftypM4A " * 20)
    expect(desk.page.get_by_text("Uit dit bestand kunnen we niets weghalen.")).to_be_visible()
    desk.press("Haal opname.m4a weg")
    expect(desk.page.locator(".files__one")).to_have_count(0)
    expect(desk.page.get_by_label("Jouw antwoord")).to_have_value("Dit blijft staan.")
