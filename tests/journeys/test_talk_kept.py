"""The reporter sees what is kept about them, by kind, and corrects it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.phone import Phone
from tests.journeys.test_talk_access import examined, too_small, violations

__all__ = ["examined"]

STORY = "Mijn rooster wordt steeds op het laatst veranderd."


@pytest.mark.mission("M16")
def test_all_of_it_is_shown_and_can_be_corrected(examined: Phone, town: Town) -> None:
    phone, page = examined, examined.page
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    town.noor.answer(conversation, "Dank je wel voor je bericht.")

    phone.come_back(town.return_address, words)
    phone.on("conversation")
    phone.tap("Wat er over mij bewaard wordt")
    phone.on("kept")
    phone.tap(page.get_by_text("Berichten (2)"))
    expect(page.get_by_text(STORY)).to_be_visible()
    expect(page.get_by_text("Dank je wel voor je bericht.")).to_be_visible()
    phone.tap(page.get_by_text("Waar het over gaat", exact=True).last)
    phone.tap(page.get_by_label("Ik zag of hoorde het"))
    phone.tap("Verstuur waar het over gaat")
    expect(page.get_by_role("button", name="Verstuur waar het over gaat")).to_be_enabled()
    assert violations(page) == []
    assert too_small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    said = [one for one in town.noor.newest()["statements"] if one["kind"] == "about"]
    assert said[-1]["content"]["role"] != said[0]["content"]["role"]
