"""What a lying server can do with guidance: with consents above all, since these let something out.

A server can't tell kinds apart; here it is told which is which, so that it lies where it hurts.
Hours, templates and an organisation's own texts nobody signs: what a client makes of them is in
client/casework/sound-hours.test.ts and client/guidance/own-words.test.ts.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import pytest

from tests.guarantees import lies
from tests.guarantees.forging import Page
from tests.guarantees.lied_to import LiedTo, write_to
from tests.guarantees.players import Player, message
from tests.guarantees.refused import codes_of, name_of, says_no_more

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22"), pytest.mark.mission("M21")]

#: A page with more items than this begins at the beginning.
WHOLE = 6
ALLOWED = {
    "what": "Wat er in maart gebeurde",
    "to": "De directeur",
    "why": "Een gesprek",
    "until": "2027-01-31",
}


@dataclass
class Ledger:
    """A conversation in which a consent was given and taken back, and a word after that."""

    lied_to: LiedTo
    words: str
    known: lies.Known

    def told(self, device: Player) -> dict[str, Any]:
        listed = device.do("signIn", self.words)["conversations"]
        return dict(listed[0])

    def of_counsellor(self) -> dict[str, Any]:
        return dict(self.lied_to.anna.do("open", self.known.conversation))


@pytest.fixture(scope="module")
def ledger(lied_to: LiedTo) -> Ledger:
    reporter, anna = lied_to.somebody(), lied_to.anna
    words, _, conversation = write_to(reporter, lied_to.roster, lied_to.known.counsellor)
    anna.do("open", conversation)
    asked = {"kind": "consent-request", "content": ALLOWED}
    item = anna.do("write", conversation, [asked])["statements"][-1]["id"]
    reporter.do("refresh", conversation)
    given = {"kind": "consent-given", "content": {"item": item, **ALLOWED}}
    reporter.do("write", conversation, [given])
    anna.do("open", conversation)
    back = {"kind": "consent-withdrawn", "content": {"item": item, "text": "Toch niet."}}
    reporter.do("write", conversation, [back])
    reporter.do("write", conversation, [message("Laten we eerst praten.")])
    known = dataclasses.replace(lied_to.known, conversation=conversation)
    return Ledger(lied_to, " ".join(words), known)


def hides_the_withdrawal(page: Page, known: lies.Known) -> None:
    del page.items[-2]
    page.ends_here()


def replays_the_consent(page: Page, known: lies.Known) -> None:
    page.items.append(page.items[-3])
    page.ends_here()


def puts_the_consent_last(page: Page, known: lies.Known) -> None:
    page.items[-3], page.items[-2] = page.items[-2], page.items[-3]


def withholds_the_end(page: Page, known: lies.Known) -> None:
    """From the withdrawal on, when the whole log is asked for: nothing of what is told is false."""
    if len(page.items) > WHOLE:
        page.items = page.items[:-2]
        page.ends_here()


def kinds_in(view: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in view["statements"] if one["state"] == "ok"]


@pytest.mark.parametrize(
    "change",
    [hides_the_withdrawal, replays_the_consent, puts_the_consent_last],
    ids=name_of,
)
def test_a_consent_can_not_be_made_to_stand_again(ledger: Ledger, change: lies.PageChange) -> None:
    """For the reporter on a new device; what comes before the lie is still shown."""
    device = ledger.lied_to.somebody()
    with ledger.lied_to.server.telling(lies.about(change, ledger.known)) as telling:
        view = ledger.told(device)
        assert telling.lie.told > 0
        assert "broken-chain" in codes_of(view)
        assert not view["writable"]
        says_no_more(device, ledger.known.conversation)
        assert telling.written == []


def test_who_has_read_the_withdrawal_is_not_told_otherwise(ledger: Ledger) -> None:
    device = ledger.lied_to.somebody()
    assert "consent-withdrawn" in kinds_in(ledger.told(device))
    change = lies.about(withholds_the_end, ledger.known)
    with ledger.lied_to.server.telling(change):
        view = device.do("refresh", ledger.known.conversation)
    assert "consent-withdrawn" in kinds_in(view)


def test_a_withheld_withdrawal_is_found_by_who_writes_next(ledger: Ledger) -> None:
    """Known: the end of a log can be withheld. It holds until something is written after it."""
    device = ledger.lied_to.somebody()
    with ledger.lied_to.server.telling(lies.about(withholds_the_end, ledger.known)) as telling:
        view = ledger.told(device)
        assert telling.lie.told > 0
        assert kinds_in(view)[-1] == "consent-given"
        assert codes_of(view) == set()
        said = device.do("write", ledger.known.conversation, [message("Ik ben er weer.")])
    assert kinds_in(said)[-3:] == ["consent-withdrawn", "message", "message"]


def test_a_use_built_on_a_withheld_withdrawal_comes_after_it_for_everybody(
    ledger: Ledger,
) -> None:
    """So that both clients show it as a use without consent; see client/casework/consents.ts."""
    anna, conversation = ledger.lied_to.anna, ledger.known.conversation
    with ledger.lied_to.server.telling(lies.about(withholds_the_end, ledger.known)):
        view = ledger.of_counsellor()
        item = next(one for one in view["statements"] if one["kind"] == "consent-request")["id"]
        used = {"item": item, "what": ALLOWED["what"], "to": ALLOWED["to"], "on": "2026-11-22"}
        anna.do("write", conversation, [{"kind": "consent-used", "content": used}])
    shown = kinds_in(ledger.told(ledger.lied_to.somebody()))
    assert shown.index("consent-withdrawn") < shown.index("consent-used")
