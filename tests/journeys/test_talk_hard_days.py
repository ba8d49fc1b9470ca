"""A bad line, a dead battery, somebody walking in, and input that nobody expected."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone

STORY = "Sinds maart word ik elke week buiten het overleg gehouden."


def to_the_story(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    for name in ("Schrijven", "Sla dit over", "Sla dit over", "Kies Noor de Wit"):
        phone.tap(name)
    phone.tap("Ik heb dit gelezen")
    phone.agree()
    phone.on("story")


def to_the_send_button(phone: Phone) -> list[str]:
    phone.tap(phone.page.get_by_role("button", name=re.compile("^Ga verder")))
    words = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(words)
    return words


@pytest.mark.mission("M08")
def test_a_lost_answer_is_asked_again_and_nothing_is_doubled(phone: Phone, town: Town) -> None:
    to_the_story(phone, town)
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    to_the_send_button(phone)
    town.noor.tell("list")
    arrived: list[str] = []

    def lose_the_answer(route: Route) -> None:
        arrived.append(route.request.url)
        route.fetch()
        route.abort()

    phone.context.route("**/conversations/create", lose_the_answer)
    phone.tap("Verstuur")
    expect(phone.page.get_by_text("De verbinding is weg. We blijven het proberen.")).to_be_visible()
    phone.page.locator(".actions button").dispatch_event("click")
    phone.context.unroute("**/conversations/create")
    phone.on("sent")
    assert arrived
    assert len(town.noor.tell("list")) == 1


def kept_draft(phone: Phone) -> str:
    """What lies on the device, once it lies there: locking it takes a while on a busy machine."""
    for _ in range(60):
        phone.page.wait_for_timeout(500)
        if kept := phone.page.evaluate("localStorage.getItem('draft')"):
            return str(kept)
    raise AssertionError("no draft was kept")


@pytest.mark.mission("M08")
def test_a_draft_survives_only_for_who_wants_it(phone: Phone, town: Town) -> None:
    to_the_story(phone, town)
    phone.type_into("Je verhaal voor Noor de Wit", "Eerst dit.")
    phone.tap("Bewaar een kladversie op dit toestel")
    words = phone.words()
    assert phone.page.evaluate("localStorage.length") == 0
    phone.tap("Ik heb de woorden bewaard")
    phone.on("check")
    phone.type_back(words)
    phone.tap(phone.page.get_by_label("Bewaar mijn kladversie op dit toestel"))
    phone.tap("Terug naar mijn verhaal")
    phone.on("story")
    phone.page.get_by_label("Je verhaal voor Noor de Wit").fill(STORY)
    expect(phone.page.get_by_text("Bewaard, en op slot met je zin.")).to_be_visible()
    assert STORY not in kept_draft(phone)
    phone.come_back(town.return_address, words)
    phone.on("story")
    expect(phone.page.get_by_label("Je verhaal voor Noor de Wit")).to_have_value(STORY)
    phone.tap("Ga verder")
    phone.on("send")
    phone.tap("Verstuur")
    phone.on("sent")
    assert phone.page.evaluate("localStorage.length") == 0
    phone.come_back(town.return_address, words)
    phone.on("conversation")


@pytest.mark.mission("M01")
def test_escape_three_times_leaves_at_once(phone: Phone, town: Town) -> None:
    phone.context.route("https://**", lambda route: route.fulfill(body="weer"))
    to_the_story(phone, town)
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    for _ in range(3):
        phone.page.keyboard.press("Escape")
    phone.page.wait_for_url("https://**")
    assert STORY not in phone.page.content()


@pytest.mark.mission("M05")
def test_a_text_of_a_megabyte_is_kept_and_sent_as_a_file(phone: Phone, town: Town) -> None:
    to_the_story(phone, town)
    field = phone.page.get_by_label("Je verhaal voor Noor de Wit")
    field.fill("Dit is een lange dag. " * 47_000)
    expect(phone.page.get_by_text("Dit is te lang voor één bericht.")).to_be_visible()
    phone.tap("Maak er een bestand van")
    expect(field).to_have_value("Mijn verhaal staat in het bestand.")
    to_the_send_button(phone)
    phone.tap("Verstuur")
    phone.on("sent")
    view = town.noor.newest()
    assert len(town.noor.read_file(view["conversation"])) > 1_000_000


@pytest.mark.mission("M05")
def test_nothing_at_all_can_be_sent_too(phone: Phone, town: Town) -> None:
    to_the_story(phone, town)
    phone.tap("Ga verder zonder verhaal")
    words = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(words)
    expect(phone.page.get_by_text("Er zit nog geen verhaal bij.")).to_be_visible()
    phone.tap("Verstuur")
    phone.on("sent")
    kinds = [one["kind"] for one in town.noor.newest()["statements"]]
    assert kinds[:3] == ["exceptions-read", "consent-to-keep", "look-out"]
    assert "message" not in kinds


@pytest.mark.mission("M01")
def test_a_name_with_emoji_and_marks_arrives_as_it_was_typed(phone: Phone, town: Town) -> None:
    name = "Zoë \u202eדנה 🌿"
    to_the_story(phone, town)
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    phone.tap(phone.page.get_by_role("button", name=re.compile("^Je naam")))
    phone.on("name")
    phone.page.get_by_label("Je naam, of een verzonnen naam").fill(name)
    phone.tap("Klaar")
    phone.on("story")
    to_the_send_button(phone)
    phone.tap("Verstuur")
    phone.on("sent")
    told = {one["kind"]: one["content"] for one in town.noor.newest()["statements"]}
    assert told["name"]["name"] == name


@pytest.mark.mission("M43")
def test_a_clock_that_is_a_day_off_is_told(phone: Phone, town: Town) -> None:
    phone.page.clock.set_fixed_time(datetime.now(UTC) - timedelta(days=2))
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    expect(phone.page.get_by_text(re.compile("De datum op je toestel klopt niet."))).to_be_visible()


@pytest.mark.mission("M04")
def test_never_this_one_is_told_to_the_one_who_was_chosen(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    for name in ("Schrijven", "Sla dit over", "Sla dit over"):
        phone.tap(name)
    phone.on("whom")
    phone.tap(phone.page.get_by_text("Meer over Bas Verhoeven"))
    phone.tap(phone.page.get_by_label(re.compile("Nooit deze. Bas Verhoeven")))
    expect(phone.button("Kies Bas Verhoeven")).to_have_count(0)
    phone.tap("Kies Noor de Wit")
    phone.tap("Ik heb dit gelezen")
    phone.agree()
    phone.type_into("Je verhaal voor Noor de Wit", STORY)
    to_the_send_button(phone)
    phone.tap("Verstuur")
    phone.on("sent")
    told = {one["kind"]: one["content"] for one in town.noor.newest()["statements"]}
    assert told["never"]["persons"] == [town.bas.tell("me")["person"]]
