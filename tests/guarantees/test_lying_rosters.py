"""A server that lies about who the counsellors are: refused, or shown with a warning."""

from __future__ import annotations

import json

import pytest

from tests.guarantees import further_lies
from tests.guarantees.lied_to import PASSPHRASE, LiedTo, new_conversation
from tests.guarantees.lying_server import Lie
from tests.guarantees.refused import codes_of, name_of, refusal_of, says_no_more

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22")]


@pytest.mark.parametrize("change", further_lies.ROSTERS, ids=name_of)
def test_a_false_roster_is_refused(lied_to: LiedTo, change: further_lies.RosterChange) -> None:
    device = lied_to.somebody()
    device.do("makePhrase", "nl")
    new = new_conversation(lied_to.roster, lied_to.known.counsellor)
    with lied_to.server.telling(further_lies.about_roster(change)) as telling:
        refused = [
            refusal_of(device, "openRoster", lied_to.roster),
            refusal_of(device, "create", new),
        ]
        assert telling.written == []
    assert [one.code for one in refused] == [further_lies.ROSTERS[change]] * 2
    assert ["not right" in one.detail for one in refused] == [True, True]


@pytest.mark.parametrize("change", further_lies.DOUBTFUL_ROSTERS, ids=name_of)
def test_a_doubtful_roster_is_shown_with_a_warning(
    lied_to: LiedTo, change: further_lies.RosterChange
) -> None:
    with lied_to.server.telling(further_lies.about_roster(change)):
        view = lied_to.somebody().do("openRoster", lied_to.roster)
    assert further_lies.DOUBTFUL_ROSTERS[change] in {one["code"] for one in view["warnings"]}
    names = {one["profile"]["name"] for one in view["counsellors"]}
    assert names <= {"Anna", "Bram", "Cato"}


def test_an_older_roster_is_refused_by_who_saw_the_newer(lied_to: LiedTo) -> None:
    device = lied_to.somebody()
    device.do("openRoster", lied_to.roster)
    with lied_to.server.telling(further_lies.about_roster(further_lies.is_an_old_roster)):
        refused = refusal_of(device, "openRoster", lied_to.roster)
    assert refused.code == "rolled-back"


def test_an_older_roster_than_a_conversation_names_is_refused(lied_to: LiedTo) -> None:
    with lied_to.server.telling(further_lies.about_roster(further_lies.is_an_old_roster)):
        view = lied_to.of(lied_to.somebody().do("signIn", lied_to.words))
    assert "rolled-back" in codes_of(view)
    assert not view["writable"]


def test_a_counsellor_signs_no_head_of_an_older_roster(lied_to: LiedTo) -> None:
    with lied_to.server.telling(further_lies.about_roster(further_lies.is_an_old_roster)):
        refused = refusal_of(lied_to.anna, "openRoster", lied_to.roster)
    assert refused.code == "rolled-back"


@pytest.mark.parametrize("in_its_place", [False, True])
def test_a_counsellor_takes_no_other_roster_for_that_of_the_organisation(
    lied_to: LiedTo, in_its_place: bool
) -> None:
    """Not even one that holds their own card: who began it could lend keys to colleagues."""

    def honest(operation: str, about: str) -> bytes:
        calls = lied_to.server.honestly(operation, about)
        return [call.answer.body for call in calls if call.answer.body != b"{}"][-1]

    anna = lied_to.anna
    anna.do("me")
    anna.do("openRoster", lied_to.roster)
    organisation = anna.place("hoekstra")["id"]
    true = json.loads(honest("roster", lied_to.roster))
    replaces = lied_to.roster if in_its_place else ""
    another = further_lies.AnotherRoster(true, colleague=1, counsellor=0, replaces=replaces)
    anna.do("lock")
    anna.do("unlockWithPassphrase", PASSPHRASE)
    with lied_to.server.telling(another.told(honest)) as telling:
        assert anna.do("me")["organisations"][0]["roster"] == another.fingerprint
        anna.do("sync")
        view = anna.do("openRoster", another.fingerprint)
        assert "wrong-roster" in {one["code"] for one in view["warnings"]}
        refused = refusal_of(anna, "createFile", organisation, [])
        assert refused.code == "wrong-roster"
        assert telling.written == []
    assert lied_to.server.honestly("roster/head", another.fingerprint) == []
    anna.do("me")


def test_a_conversation_listed_under_another_organisation_is_refused(lied_to: LiedTo) -> None:
    """It would be read, answered and counted as somebody else's."""
    anna, conversation = lied_to.anna, lied_to.known.conversation
    anna.do("lock")
    anna.do("unlockWithPassphrase", PASSPHRASE)
    with lied_to.server.telling(further_lies.listed_elsewhere(conversation)) as telling:
        anna.do("sync")
        view = anna.do("open", conversation)
        assert codes_of(view) == {"wrong-organisation"}
        assert not view["writable"]
        says_no_more(anna, conversation)
        assert telling.written == []
    anna.do("lock")
    anna.do("unlockWithPassphrase", PASSPHRASE)
    anna.do("sync")
    assert anna.do("open", conversation)["writable"]


def test_a_portrait_that_is_another_is_no_portrait(lied_to: LiedTo) -> None:
    with lied_to.server.telling(Lie(("portrait",), further_lies.one_byte(3))):
        assert lied_to.somebody().do("portrait", "a" * 64) is None
