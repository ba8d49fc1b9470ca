"""Asking to be called: a number, no phrase, nothing to come back to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone


@pytest.mark.mission("M01")
def test_call_me_takes_at_most_five_taps_from_the_poster(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.on("start")
    phone.tap("Laat mij bellen")
    phone.tap("Kies Noor de Wit")
    phone.on("exceptions")
    phone.agree()
    phone.on("call")
    phone.type_into("Je telefoonnummer", "06 00 00 00 99")
    phone.tap("Verstuur")
    phone.on("sent")
    assert phone.taps <= 5
    told = {one["kind"]: one["content"] for one in town.noor.newest()["statements"]}
    assert told["call-me"]["number"] == "06 00 00 00 99"
    assert told["consent-to-keep"]["months"] > 0


@pytest.mark.mission("M01")
def test_what_is_no_number_is_not_sent(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.tap("Laat mij bellen")
    phone.tap("Kies Noor de Wit")
    phone.agree()
    phone.type_into("Je telefoonnummer", "liever mail")
    phone.tap("Verstuur")
    expect(phone.page.get_by_text("Dit is nog geen telefoonnummer.")).to_be_visible()
    phone.on("call")
    number = phone.page.get_by_label("Je telefoonnummer")
    expect(number).to_have_value("liever mail")
    # The button lies a screen below: without this, nothing seems to happen.
    expect(number).to_be_focused()
    expect(number).to_be_in_viewport()
