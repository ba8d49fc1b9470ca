"""Counting a case: a few taps, in codes, at rest for a day, and then without a way back."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.reporters import Reporter

pytestmark = [pytest.mark.mission("M24"), pytest.mark.mission("M25")]

CARD = re.compile("^Tel deze zaak")


def waiting(brink: Brink) -> list[tuple[str, int, dict[str, Any]]]:
    """What the server was handed, straight from its database."""
    address = f"file:{brink.instance.data / 'luwte.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        found = connection.execute("SELECT kind, year, codes FROM registry_waitingregistration")
        return [(kind, year, json.loads(codes)) for kind, year, codes in found]


def bullied(brink: Brink) -> list[dict[str, Any]]:
    """Of what other tests closed uncounted, only the year is there."""
    return [codes for _, _, codes in waiting(brink) if codes.get("category") == "pesten"]


def open_story(desk: Desk, brink: Brink) -> None:
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")


def test_a_case_is_counted_in_a_few_taps_and_leaves_a_day_later(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    before = bullied(brink)
    reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Ze lachen me uit.")
    desk.page.clock.install()
    desk.unlock(brink.roos.words)
    open_story(desk, brink)
    desk.page.get_by_role("button", name=CARD).click()
    desk.on("guide-count")
    desk.examine()
    expect(desk.page.get_by_text("Leeftijd")).to_have_count(0)
    desk.choose("Ongewenst gedrag")
    desk.choose("Pesten")
    desk.press("Tel deze zaak")
    expect(desk.page.get_by_role("button", name="Tel deze zaak Geteld")).to_be_visible()
    desk.page.get_by_role("button", name=CARD).click()
    desk.choose("Zelf aangepakt")
    desk.choose("Het is beter")
    desk.press("Tel deze zaak")
    expect(desk.page.get_by_role("button", name="Tel deze zaak Geteld")).to_be_visible()
    assert bullied(brink) == before

    desk.page.clock.fast_forward("25:00:00")
    desk.unlock(brink.roos.words)
    expect(desk.page.get_by_role("heading", name="Vandaag")).to_be_visible()
    desk.page.wait_for_timeout(3_000)
    (codes,) = [one for one in bullied(brink) if one not in before]
    assert codes["domain"] == "oo"
    assert (codes["category"], codes["route"], codes["outcome"]) == ("pesten", "zelf", "verbeterd")


def test_closing_says_that_it_is_not_counted_and_leads_there(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Het is wel goed zo.")
    open_story(desk, brink)
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.examine()
    desk.press("Tel hem eerst")
    desk.on("guide-count")
    desk.choose("Iets anders")
    desk.press("Tel deze zaak")
    desk.on("ending")
    expect(desk.button("Tel hem eerst")).to_have_count(0)
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd"))).to_be_visible()


@pytest.mark.mission("M27")
def test_what_came_more_often_is_worth_a_look_and_the_counsellor_decides(
    desk: Desk, brink: Brink
) -> None:
    raised(brink)
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_role("button", name="Pesten Kwam vaker voor dan gewoon.").click()
    desk.on("settings-signals")
    said = "Ongeveer 10 zaken in de 2 kwartalen tot en met kwartaal 3 van 2026. Gewoon is 4."
    expect(desk.page.get_by_text(said)).to_be_visible()
    desk.examine()
    desk.choose("De leiding adviseren")
    desk.unlock_again(brink.roos.words)
    expect(desk.page.get_by_role("heading", name="Vandaag")).to_be_visible()
    desk.go("Instellingen")
    desk.page.get_by_text("Wat vaker voorkomt dan gewoon").click()
    expect(desk.page.get_by_label("De leiding adviseren")).to_be_checked()
    desk.go("Vandaag")
    expect(desk.page.get_by_text("Een blik waard")).to_have_count(0)


def raised(brink: Brink) -> None:
    """What a night two weeks after the third quarter finds (tests/reports/test_noticing.py)."""
    with closing(sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=20)) as connection:
        (organisation,) = connection.execute(
            "SELECT id FROM organisations_organisation WHERE slug = ?", (brink.slug,)
        ).fetchone()
        connection.execute(
            "INSERT INTO reports_watchedquarter (organisation_id, year, quarter, outcome)"
            " VALUES (?, 2026, 3, 'watched')",
            (organisation,),
        )
        connection.execute(
            "INSERT INTO reports_signal (organisation_id, public_id, series, year, quarter,"
            " quarters, about, usual, decision) VALUES (?, ?, ?, 2026, 3, 2, 10, 4, '')",
            (organisation, "5" * 32, "category:pesten"),
        )
        connection.commit()
