"""What never was a case is counted too; a counsellor sees, corrects and keeps what they counted."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from luwte.registry.codes import code_lists
from luwte.registry.importing import preview, texts_of
from luwte.registry.sheets import read_sheet
from luwte.site.lead.importing import guessed, meant
from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.test_desk_count import waiting

pytestmark = pytest.mark.mission("M25")

PEOPLE = 1200


def grow(brink: Brink) -> None:
    """So large that everything is asked, and with a code of its own."""
    with closing(sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=20)) as connection:
        connection.execute(
            "UPDATE organisations_organisation SET headcount = ? WHERE slug = ?",
            (PEOPLE, brink.slug),
        )
        connection.execute(
            "INSERT INTO registry_addedcode"
            " (organisation_id, public_id, question, under, nl, en, first_year)"
            " SELECT id, ?, 'category', 'pesten', 'Via de app', 'In the app', 2020"
            " FROM organisations_organisation WHERE slug = ?",
            ("5" * 32, brink.slug),
        )
        connection.commit()


def begin(desk: Desk) -> None:
    """By keyboard, from wherever one is."""
    desk.page.locator("h1").focus()
    desk.page.keyboard.press("a")
    desk.on("count-without-case")


def count(desk: Desk, *answers: str) -> None:
    begin(desk)
    for answer in answers:
        desk.choose(answer)
    keep(desk)


def keep(desk: Desk) -> None:
    desk.press("Dit tellen")
    expect(desk.page.locator("[data-screen='count-without-case']")).to_have_count(0)


def open_list(desk: Desk) -> None:
    desk.page.locator("h1").focus()
    desk.page.keyboard.press("f")
    desk.on("counted")


def test_somebody_phoned_and_is_counted_corrected_and_taken_out(desk: Desk, brink: Brink) -> None:
    before = waiting(brink)
    desk.page.clock.install()
    desk.unlock(brink.roos.words)
    begin(desk)
    desk.examine()
    expect(desk.page.get_by_text("Hoeveel soorten gedrag?")).to_have_count(0)
    desk.page.keyboard.press("Escape")
    count(desk, "Ongewenst gedrag", "Stalking")
    count(desk, "Ongewenst gedrag", "Agressie en geweld")

    open_list(desk)
    desk.examine()
    expect(desk.page.get_by_text("2 zaken geteld")).to_be_visible()
    desk.page.get_by_role("button", name=re.compile("Stalking")).click()
    desk.on("recount")
    desk.examine()
    desk.choose("Zelf aangepakt")
    desk.press("Zo tellen")
    desk.on("counted")
    expect(desk.page.get_by_role("button", name=re.compile("Zelf aangepakt"))).to_be_visible()

    desk.page.get_by_role("button", name=re.compile("Agressie")).click()
    desk.press("Uit de cijfers halen")
    desk.examine()
    desk.press("Eruit halen")
    desk.on("counted")
    expect(desk.page.get_by_text("1 zaak geteld")).to_be_visible()
    assert waiting(brink) == before

    desk.page.clock.fast_forward("25:00:00")
    desk.unlock(brink.roos.words)
    open_list(desk)
    expect(desk.page.get_by_role("button", name=re.compile("Zelf aangepakt"))).to_be_visible()
    expect(desk.page.get_by_text("rust een dag")).to_have_count(0)
    fresh = [one for one in waiting(brink) if one not in before]
    assert sorted(kind for kind, _, _ in fresh) == ["case", "removed"]
    (codes,) = [codes for kind, _, codes in fresh if kind == "case"]
    assert (codes["category"], codes["route"]) == ("stalking", "zelf")


def test_what_was_taken_along_is_read_back_as_it_was(
    desk: Desk, brink: Brink, tmp_path: Path
) -> None:
    grow(brink)
    desk.unlock_again(brink.roos.words)
    count(desk, "Allebei", "Misbruik van positie, belangen", "Vrouw", "25–34", "Uitleg over routes")
    begin(desk)
    desk.choose("Ongewenst gedrag")
    expect(desk.page.get_by_label("Via de app")).to_have_count(0)
    desk.choose("Pesten")
    desk.choose("Via de app")
    further = desk.page.get_by_role("group", name="Wat speelde er nog meer?")
    expect(further.get_by_label("Pesten")).to_have_count(0)
    for other in ("Agressie en geweld", "Stalking"):
        further.get_by_label(other).check()
    keep(desk)
    open_list(desk)
    with desk.page.expect_download() as download:
        desk.press("Opslaan als tabel")
    assert re.fullmatch(r"geteld-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    saved = tmp_path / "table.csv"
    download.value.save_as(saved)

    assert "Via de app" in saved.read_text("utf-8")
    seen = read_back(saved)
    assert {"category": "positie", "gender": "vrouw", "age": "25"}.items() <= seen[0].items()
    assert seen[1]["further"] == "agressie stalking"
    assert [one["behaviours"] for one in seen[:2]] == ["1", "3"]


def read_back(saved: Path) -> list[dict[str, str]]:
    """As the page for earlier years reads it, with nothing chosen by hand; these two first."""
    fields = code_lists().fields
    sheet = read_sheet(saved.name, saved.read_bytes())
    asked = [
        ("year", ("year", "jaar")),
        *((one.name, (one.name, one.nl, one.en)) for one in fields),
    ]
    found = {name: guessed(sheet.head, names) for name, names in asked}
    columns = {name: int(at) for name, at in found.items() if at}
    meanings = {
        field.name: {
            text: meant(text, field) for text in texts_of(sheet, field, columns[field.name])
        }
        for field in fields
        if field.name in columns
    }
    assert all(all(texts.values()) for texts in meanings.values()), meanings
    seen = preview(sheet, fields, columns, meanings)
    assert not seen.faults
    assert not sheet.left_out
    return sorted((dict(one.codes) for one in seen.rows), key=lambda codes: "gender" not in codes)


def test_both_screens_fit_a_phone(chromium: Browser, brink: Brink) -> None:
    with Desk.at(chromium, brink.instance, narrow=True, state=brink.roos.state) as desk:
        desk.unlock(brink.roos.words)
        desk.go("Zaken")
        desk.press("Wat jij telde")
        desk.on("counted")
        desk.examine()
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
        desk.press("Tellen zonder zaak")
        desk.on("count-without-case")
        desk.examine()
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
