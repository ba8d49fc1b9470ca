"""Somebody phones or walks in: a case without a reporter on the platform, from begin to end."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Brink
from tests.journeys.counsellors import Counsellor, build_program
from tests.journeys.desks import Desk
from tests.journeys.reporters import Refused, Reporter


def open_case(desk: Desk, nickname: str) -> None:
    desk.go("Nieuwe zaak")
    desk.on("open-case")
    desk.fill("Hoe noem je deze persoon?", nickname)
    desk.press("De zaak openen")
    desk.on("talk")


def read_out(desk: Desk) -> None:
    desk.page.get_by_role("group", name="Mag je notities maken?").get_by_label("Ja").check()
    desk.page.get_by_label("Ik las dit voor, met de uitzonderingen").check()


def months_pass(brink: Brink) -> list[str]:
    """The day of destruction comes, and the sweep with it."""
    database = brink.instance.data / "luwte.sqlite3"
    yesterday = (
        datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    ).isoformat()
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute(
            "UPDATE vault_conversation SET destroy_on = ? WHERE destroy_on IS NOT NULL", [yesterday]
        )
    return sweep_now(brink)


def sweep_now(brink: Brink) -> list[str]:
    """What is due is destroyed, whenever the last sweep was."""
    with sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=30) as connection:
        connection.execute("DELETE FROM site_sweeprun")
    return brink.instance.luwte("worker", "--once").split()


def logs_stored(brink: Brink) -> set[int]:
    """Every conversation and file of which the server still holds something sealed."""
    with sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=30) as connection:
        rows = connection.execute("SELECT key FROM vault_conversation WHERE length > 0")
        return {key for (key,) in rows}


@pytest.mark.mission("M02")
@pytest.mark.mission("M24")
def test_a_case_by_phone_from_opening_to_destruction_in_three_minutes(
    desk: Desk, brink: Brink
) -> None:
    begun = time.monotonic()
    open_case(desk, "Blauwe fiets")
    assert time.monotonic() - begun < 20
    expect(desk.page.get_by_text("Er zijn een paar uitzonderingen", exact=False)).to_be_visible()
    read_out(desk)
    desk.fill("Jouw notities", "Wil eerst zelf met de ploegleider praten.")
    desk.page.get_by_text("Waar het over gaat").click()
    desk.page.get_by_label("Pesten", exact=False).first.check()
    desk.press("Bewaren, en dit gesprek noteren")
    desk.on("contact")
    desk.choose("45 min")
    desk.press("Dit contact noteren")
    expect(desk.page.get_by_text("45 minuten in totaal")).to_be_visible()
    expect(desk.page.get_by_text("Wil eerst zelf met de ploegleider praten.")).to_be_visible()
    expect(desk.page.get_by_text("Tot 3 maanden na het afsluiten.")).to_be_visible()

    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.on("ending")
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd"))).to_be_visible()

    assert "vault" in months_pass(brink)
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.choose("Alle")
    expect(desk.page.get_by_text("Blauwe fiets")).to_have_count(0)
    assert time.monotonic() - begun < 180


@pytest.mark.mission("M24")
def test_of_a_destroyed_case_no_name_stays_in_the_own_log(
    desk: Desk, brink: Brink, tmp_path: Path
) -> None:
    open_case(desk, "Kanarie Eerstenaam")
    desk.press("Later: naar de zaak")
    desk.page.locator("details.menu summary").click()
    desk.press("De bijnaam veranderen")
    desk.fill("Hoe noem je deze persoon?", "Kanarie Tweedenaam")
    desk.press("Bewaren")
    expect(desk.page.get_by_role("heading", name="Kanarie Tweedenaam")).to_be_visible()
    desk.press("Samen afsluiten")
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd"))).to_be_visible()
    assert "vault" in months_pass(brink)
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.choose("Alle")
    expect(desk.page.get_by_text("Kanarie")).to_have_count(0)

    program = build_program(tmp_path)
    own = Counsellor(program, brink.instance, brink.slug, brink.COUNSELLOR)
    cookies = desk.context.cookies(brink.instance.app_origin)
    origin = brink.instance.app_origin
    log = own.tell("own-of", origin=origin, cookies=cookies, words=brink.roos.words)
    own.leave()
    assert "case-index" in {one["kind"] for one in log["statements"]}
    assert all(one["state"] == "ok" for one in log["statements"])
    assert "anarie" not in json.dumps(log)


@pytest.mark.mission("M02")
@pytest.mark.mission("M08")
def test_words_for_a_caller_are_spelled_work_once_and_can_be_given_anew(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    open_case(desk, "Rode jas")
    read_out(desk)
    desk.press("Bewaren, en dit gesprek noteren")
    desk.on("contact")
    desk.page.go_back()
    desk.page.locator("details.menu summary").click()
    desk.press("Woorden geven om verder te praten")
    desk.press("De woorden maken")
    desk.on("one-time-words")
    words = desk.page.locator(".one-time__word").all_inner_texts()
    assert len(words) == 8
    desk.examine()
    spelled = desk.page.locator(".one-time__spelled").first.locator("span").all_inner_texts()
    assert spelled[0][0].lower() == words[0][0].lower()
    desk.press("De beller heeft ze opgeschreven")

    entered = reporter.tell("signIn", " ".join(words))
    assert entered["oneTime"]
    noted = [s for s in entered["conversations"][0]["statements"] if s["kind"] == "noted"]
    assert {one["content"]["what"] for one in noted} == {"exceptions-read", "consent-to-keep"}
    own = reporter.tell("makePhrase", "nl")
    reporter.tell("replacePhrase")
    conversation = entered["conversations"][0]["conversation"]
    with Reporter.of(brink.reporters, brink.instance) as thief, pytest.raises(Refused) as refused:
        thief.tell("signIn", " ".join(words))
    assert refused.value.code == "wrong-phrase"

    item = noted[1]["id"]
    answers = [{"kind": "contest", "content": {"item": item, "text": "Dat zei ik niet."}}]
    reporter.tell("write", conversation, answers)
    desk.unlock_again(brink.roos.words)
    expect(desk.page.get_by_text("iets niet klopt wat je noteerde")).to_be_visible()
    desk.page.get_by_role("button").filter(has_text="Rode jas").first.click()
    expect(desk.page.get_by_text("Dat zei ik niet.")).to_be_visible()

    desk.page.locator("details.menu summary").click()
    desk.press("Nieuwe woorden voor wie ze kwijt is")
    desk.press("De woorden maken")
    desk.on("one-time-words")
    fresh = desk.page.locator(".one-time__word").all_inner_texts()
    desk.press("De beller heeft ze opgeschreven")
    expect(desk.page.get_by_text("Er zijn nieuwe woorden gegeven")).to_be_visible()
    with Reporter.of(brink.reporters, brink.instance) as returned:
        assert returned.tell("signIn", " ".join(fresh))["oneTime"]
    with Reporter.of(brink.reporters, brink.instance) as old:
        assert old.tell("signIn", " ".join(own))["conversations"] == []


@pytest.mark.mission("M24")
def test_a_caller_who_wants_no_notes_leaves_none(desk: Desk) -> None:
    open_case(desk, "Gele tas")
    desk.fill("Jouw notities", "Vergunning Kanaalweg")
    desk.page.get_by_role("group", name="Mag je notities maken?").get_by_label("Nee").check()
    desk.page.get_by_label("Ik las dit voor, met de uitzonderingen").check()
    expect(desk.page.get_by_text("Dan geen notities.")).to_be_visible()
    desk.press("Bewaren, en dit gesprek noteren")
    desk.on("contact")
    desk.press("Dit contact noteren")
    expect(desk.page.get_by_text("1 contact", exact=False).first).to_be_visible()
    assert "Kanaalweg" not in desk.page.content()


@pytest.mark.mission("M14")
def test_a_contact_is_logged_by_thumb_in_twelve_taps(chromium: Browser, brink: Brink) -> None:
    with Desk.at(chromium, brink.instance, narrow=True, state=brink.roos.state) as phone:
        phone.unlock(brink.roos.words)
        open_on_phone(phone, "Groene muts")
        phone.tap(phone.page.locator(".rail__lock"))
        phone.on("unlock-phrase")

        phone.taps, begun = 0, time.monotonic()
        field = phone.page.get_by_label("Jouw zes woorden")
        phone.tap(field)
        field.fill(brink.roos.words)
        phone.tap("Ontgrendelen")
        phone.page.locator(".rail").wait_for()
        unlocked = time.monotonic()
        phone.tap(phone.page.get_by_role("navigation").get_by_role("button", name="Vandaag"))
        phone.tap("Contact noteren")
        phone.tap(phone.page.get_by_role("button").filter(has_text="Groene muts"))
        phone.on("contact")
        phone.tap(phone.page.get_by_label("15 min", exact=True))
        phone.tap(phone.page.get_by_label("Telefoon", exact=True))
        phone.tap("Dit contact noteren")
        expect(phone.page.get_by_text("Contact genoteerd").first).to_be_visible()
        assert phone.taps <= 12
        assert time.monotonic() - unlocked < 30, f"in all {time.monotonic() - begun}"


def open_on_phone(phone: Desk, nickname: str) -> None:
    open_case(phone, nickname)
    phone.press("Later: naar de zaak")
    phone.page.get_by_role("heading", name=nickname).wait_for()


@pytest.mark.mission("M02")
@pytest.mark.mission("M24")
def test_a_caller_who_takes_back_consent_is_thrown_away_at_once(desk: Desk, brink: Brink) -> None:
    open_case(desk, "Zilveren lepel")
    read_out(desk)
    desk.fill("Jouw notities", "Kanarie op het dossier.")
    desk.press("Bewaren, en dit gesprek noteren")
    desk.on("contact")
    desk.press("Dit contact noteren")
    expect(desk.page.get_by_text("Kanarie op het dossier.")).to_be_visible()
    before = logs_stored(brink)

    desk.page.locator("details.menu summary").click()
    desk.press("De beller trok de toestemming in")
    expect(desk.page.get_by_text("Alleen de telling blijft", exact=False)).to_be_visible()
    desk.examine()
    desk.press("Tel het, en vernietig het nu")
    desk.on("cases")
    assert "Zilveren lepel" not in desk.page.content()

    sweep_now(brink)
    assert logs_stored(brink) < before
    desk.unlock_again(brink.roos.words)
    desk.go("Zaken")
    desk.choose("Alle")
    expect(desk.page.get_by_text("Zilveren lepel")).to_have_count(0)
    desk.page.get_by_role("searchbox").fill("kanarie op het dossier")
    expect(desk.page.locator("[data-row]")).to_have_count(0)


@pytest.mark.mission("M24")
def test_consent_can_still_be_taken_back_when_the_case_is_closed(desk: Desk) -> None:
    open_case(desk, "Groene lampion")
    desk.press("Later: naar de zaak")
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.press("De zaak afsluiten")
    desk.press("De beller trok de toestemming in")
    desk.press("Tel het, en vernietig het nu")
    desk.on("cases")
    desk.choose("Alle")
    expect(desk.page.get_by_text("Groene lampion")).to_have_count(0)


def give_words(desk: Desk, nickname: str) -> list[str]:
    """A case with a conversation for a caller, who holds eight words."""
    open_case(desk, nickname)
    read_out(desk)
    desk.press("Bewaren, en dit gesprek noteren")
    desk.on("contact")
    desk.page.go_back()
    desk.page.locator("details.menu summary").click()
    desk.press("Woorden geven om verder te praten")
    desk.press("De woorden maken")
    desk.on("one-time-words")
    words = desk.page.locator(".one-time__word").all_inner_texts()
    desk.press("De beller heeft ze opgeschreven")
    return words


@pytest.mark.mission("M02")
@pytest.mark.mission("M24")
def test_words_that_were_never_used_die_before_the_file(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    words = give_words(desk, "Houten trommel")
    sweep_now(brink)
    before = logs_stored(brink)
    desk.page.locator("details.menu summary").click()
    desk.press("De beller trok de toestemming in")
    expect(desk.page.get_by_text("Eerst sterven de acht woorden.", exact=False)).to_be_visible()
    desk.examine()
    desk.press("Tel het, en vernietig het nu")
    desk.on("cases")
    desk.choose("Alle")
    expect(desk.page.get_by_text("Houten trommel")).to_have_count(0)
    assert reporter.tell("signIn", " ".join(words))["conversations"] == []
    sweep_now(brink)
    assert len(before - logs_stored(brink)) == 2


@pytest.mark.mission("M24")
def test_words_that_were_used_are_the_reporters_and_cannot_be_taken_back(
    desk: Desk, reporter: Reporter
) -> None:
    words = give_words(desk, "Stalen emmer")
    desk.page.locator("details.menu summary").click()
    expect(desk.button("De beller trok de toestemming in")).to_be_visible()
    reporter.tell("signIn", " ".join(words))
    reporter.tell("makePhrase", "nl")
    conversation = reporter.tell("replacePhrase")["conversations"][0]["conversation"]

    # The desk hasn't heard of it yet, and is refused.
    desk.press("De beller trok de toestemming in")
    desk.press("Tel het, en vernietig het nu")
    expect(desk.page.locator(".told")).to_contain_text("De beller gebruikte de woorden.")
    expect(desk.button("De beller trok de toestemming in")).to_have_count(0)
    assert len(reporter.read(conversation)) == 2
