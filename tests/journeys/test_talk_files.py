"""Files and photographs: what is hidden in them stays on the phone, unless it is wanted."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone

PLACE = b"52.0907N 5.1214E"
AUTHOR = "K. van Schrijver"


def photograph() -> bytes:
    """A picture that tells in its EXIF who made it and where."""
    picture = Image.new("RGB", (64, 48), (120, 40, 40))
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x013B] = AUTHOR
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def letter() -> bytes:
    """A Word file with an author, in its properties and beside a tracked change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("docProps/core.xml", f"<c><dc:creator>{AUTHOR}</dc:creator></c>")
        parts.writestr(
            "word/document.xml", f'<w:ins w:author="{AUTHOR}"><w:t>Beste lezer</w:t></w:ins>'
        )
    return out.getvalue()


def report() -> bytes:
    """A PDF whose properties name its author."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (20, 90, 40)).save(out, "PDF", author=AUTHOR, title="Rapport")
    return out.getvalue()


def unpacked(name: str, received: bytes) -> bytes:
    """What is readable in a file; of a Word file its text must still be there."""
    if not name.endswith(".docx"):
        return received
    with zipfile.ZipFile(io.BytesIO(received)) as parts:
        inside = b"".join(parts.read(one) for one in parts.namelist())
    assert b"Beste lezer" in inside
    return inside


def choose(phone: Phone, name: str, kind: str, content: bytes) -> None:
    phone.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )


def in_conversation(phone: Phone, town: Town) -> str:
    phone.open(town.address)
    phone.write_to("Noor de Wit", "Ik heb er ook iets bij.")
    phone.tap("Open het gesprek")
    phone.on("conversation")
    return str(town.noor.newest()["conversation"])


def send(phone: Phone, name: str) -> None:
    phone.tap("Verstuur")
    expect(phone.button(f"Bewaar {name}")).to_be_visible(timeout=30_000)


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
def test_hidden_details_do_not_leave_the_phone(
    phone: Phone, town: Town, name: str, kind: str, content: bytes
) -> None:
    conversation = in_conversation(phone, town)
    choose(phone, name, kind, content)
    expect(phone.page.get_by_text("Verborgen gegevens zijn eruit gehaald.")).to_be_visible(
        timeout=30_000
    )
    send(phone, name)
    received = town.noor.read_file(conversation)
    assert received != content
    for secret in (PLACE, AUTHOR.encode(), AUTHOR.encode("utf-16-be"), b"pdf-lib"):
        assert secret not in unpacked(name, received)


@pytest.mark.mission("M09")
def test_the_original_can_be_kept(phone: Phone, town: Town) -> None:
    conversation = in_conversation(phone, town)
    choose(phone, "foto.jpg", "image/jpeg", photograph())
    phone.tap(phone.page.get_by_label("Stuur het origineel"))
    send(phone, "foto.jpg")
    assert town.noor.read_file(conversation) == photograph()
    expect(phone.page.get_by_text("Met alles wat erin zat")).to_be_visible()


@pytest.mark.mission("M09")
def test_an_empty_file_is_refused_kindly_and_nothing_is_lost(phone: Phone, town: Town) -> None:
    in_conversation(phone, town)
    phone.type_into("Je bericht", "Dit blijft staan.")
    choose(phone, "leeg.txt", "text/plain", b"")
    expect(phone.page.get_by_text("leeg.txt is leeg")).to_be_visible()
    expect(phone.page.get_by_label("Je bericht")).to_have_value("Dit blijft staan.")


@pytest.mark.mission("M09")
def test_a_file_that_is_too_large_is_refused_kindly(
    phone: Phone, town: Town, tmp_path_factory: pytest.TempPathFactory
) -> None:
    in_conversation(phone, town)
    large = tmp_path_factory.mktemp("large") / "film.mp4"
    with large.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    phone.page.locator("input[type=file]").set_input_files(large)
    expect(phone.page.get_by_text("film.mp4 is groter dan 100 MB.")).to_be_visible()


@pytest.mark.mission("M09")
def test_what_cannot_be_cleaned_is_said(phone: Phone, town: Town) -> None:
    in_conversation(phone, town)
    choose(phone, "opname.m4a", "audio/mp4", b"\x00\x00\x00\x20ftypM4A " * 20)
    expect(phone.page.get_by_text("Uit dit bestand kunnen we niets weghalen.")).to_be_visible()
