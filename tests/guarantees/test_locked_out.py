"""A counsellor who changes the lock takes away nothing of what a reporter could read.

An epoch carries an envelope for everybody who takes part. Nobody but its maker knows what is in
those of the others, so it may be one that opens nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.guarantees.lied_to import LiedTo, write_to
from tests.guarantees.players import Player, Refused, message
from tests.guarantees.refused import codes_of, refusal_of
from tests.guarantees.test_lying_server_on_screen import come_back
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22")]


def locked_out(lied_to: LiedTo) -> tuple[str, str]:
    """The words of a reporter whose counsellor changed the lock, and the conversation."""
    reporter = lied_to.somebody()
    words, view, conversation = write_to(reporter, lied_to.roster, lied_to.known.counsellor)
    lied_to.anna.do("open", conversation)
    lied_to.anna.do("write", conversation, [message("Ik lees je.")])
    # So that the reporter has opened what there is now.
    reporter.do("write", conversation, [message("Dank je wel.")])
    lied_to.anna.do("lock-out", conversation, view["me"])
    lied_to.anna.do("write", conversation, [message("Dit lees jij niet.")])
    return " ".join(words), conversation


def come_in(lied_to: LiedTo, words: str) -> tuple[Player, dict[str, Any]]:
    device = lied_to.somebody()
    (view,) = device.do("signIn", words)["conversations"]
    return device, view


def said_in(view: dict[str, Any]) -> list[str]:
    return [
        one["content"]["text"]
        for one in view["statements"]
        if one["state"] == "ok" and one["kind"] == "message"
    ]


def test_what_was_there_before_is_read_and_nothing_more_is_written(lied_to: LiedTo) -> None:
    words, conversation = locked_out(lied_to)
    device, view = come_in(lied_to, words)
    assert said_in(view) == ["Er is iets gebeurd.", "Ik lees je.", "Dank je wel."]
    assert codes_of(view) == {"locked-out"}
    assert not view["writable"]
    assert [one["state"] for one in view["statements"]][-1] == "sealed"
    refused = refusal_of(device, "write", conversation, [message("Hoor je mij?")])
    assert refused.code == "locked-out"


def test_whoever_saw_it_happen_reads_on_as_well(lied_to: LiedTo) -> None:
    reporter = lied_to.somebody()
    _, view, conversation = write_to(reporter, lied_to.roster, lied_to.known.counsellor)
    lied_to.anna.do("open", conversation)
    lied_to.anna.do("lock-out", conversation, view["me"])
    view = reporter.do("refresh", conversation)
    assert said_in(view) == ["Er is iets gebeurd."]
    assert codes_of(view) == {"locked-out"}


def test_a_next_epoch_with_the_right_envelope_mends_it(lied_to: LiedTo) -> None:
    words, conversation = locked_out(lied_to)
    device, _ = come_in(lied_to, words)
    lied_to.anna.do("lock-out", conversation, "nobody")
    view = device.do("refresh", conversation)
    assert codes_of(view) == set()
    assert said_in(view)[-1] == "Dit lees jij niet."
    assert view["writable"]


def test_everything_can_still_be_withdrawn(lied_to: LiedTo) -> None:
    words, conversation = locked_out(lied_to)
    device, _ = come_in(lied_to, words)
    assert device.do("withdraw", conversation)["state"] == "withdrawn"
    assert device.do("restore", conversation)["state"] == "open"
    device.do("leave", conversation)
    with pytest.raises(Refused):
        lied_to.somebody().do("signIn", words)


def test_a_phrase_is_replaced_once_no_conversation_would_be_lost_by_it(lied_to: LiedTo) -> None:
    """The old phrase may open nothing afterwards, and the new one couldn't open this."""
    words, _ = locked_out(lied_to)
    device, _ = come_in(lied_to, words)
    device.do("makePhrase", "nl")
    refused = refusal_of(device, "replacePhrase")
    assert refused.code == "locked-out"
    assert "Leave or withdraw it first" in refused.detail


SENTENCES = {
    "nl-NL": (
        "Je vertrouwenspersoon veranderde het slot. Jouw woorden openen het niet.",
        "Wat er eerder stond, kun je nog lezen.",
        "Bel, of begin een nieuw gesprek met iemand anders.",
    ),
    "en-GB": (
        "Your counsellor changed the lock. Your words don't open it.",
        "You can still read what was there before.",
        "Call, or begin a new conversation with somebody else.",
    ),
}


@pytest.mark.parametrize("locale", SENTENCES)
def test_a_reporter_is_told_and_reads_on(lied_to: LiedTo, chromium: Browser, locale: str) -> None:
    words, _ = locked_out(lied_to)
    with Phone.borrow(chromium, locale) as phone:
        come_back(phone.page, lied_to, words)
        phone.on("conversation")
        for sentence in SENTENCES[locale]:
            expect(phone.page.get_by_text(sentence)).to_be_visible()
        expect(phone.page.get_by_text("Er is iets gebeurd.")).to_be_visible()
        expect(phone.page.get_by_text("Dank je wel.")).to_be_visible()
        expect(phone.page.get_by_text("Dit lees jij niet.")).to_have_count(0)
        expect(phone.page.locator("[data-screen='conversation'] textarea")).to_have_count(0)
