"""Rosters: founding, counter-signing, renewing, ending; and what everybody gets to see."""

from __future__ import annotations

import pytest

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, User
from luwte.vault import cards, days
from luwte.vault.models import Roster, RosterMember
from luwte.vault.wire import digest, from_bin, to_bin
from tests.vault.conftest import Team, make_person, make_team
from tests.vault.roster_acts import PNG, head_body, known_card, outcome, send_card, send_entry, show
from tests.vault.wire_client import Line
from tests.vault.writer import (
    Keys,
    Member,
    card_bytes,
    profile_bytes,
    reporter,
)
from tests.vault.writer import Roster as Chain

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M36")]


# --- From invitation to being current -----------------------------------------------------------


def test_a_newcomer_sends_a_card_and_a_colleague_counter_signs_it(team: Team) -> None:
    newcomer = make_person("Chris", team.organisation)
    line = Line().sign_in(User.objects.get(person__public_id=newcomer.person))
    place = line.send("me", {}).json()["organisations"][0]
    assert (place["state"], place["roster"]) == ("invited", team.roster.fingerprint)

    profile = profile_bytes("Chris", portrait=digest(PNG))
    card = card_bytes(newcomer, profile)
    assert send_card(line, team.organisation, card, profile, PNG).status_code == 200
    assert line.send("me", {}).json()["organisations"][0]["state"] == "card-sent"

    desk, colleague = team.line(), team.counsellors[0]
    asked = {"organisation": team.organisation.public_id}
    (waiting,) = desk.send("roster/pending", asked).json()["cards"]
    assert waiting["name"] == "Chris"
    assert from_bin(waiting["card"]) == card
    assert from_bin(waiting["profile"]) == profile
    entry = team.roster.add(team.roster.entry("admit", colleague, card=waiting["card"], via=None))
    answer = send_entry(desk, team.organisation, entry)
    assert answer.json() == {
        "length": 3,
        "head": team.roster.head,
        "roster": team.roster.fingerprint,
    }

    assert line.send("me", {}).json()["organisations"][0]["state"] == "current"
    assert desk.send("roster/pending", asked).json()["cards"] == []
    assert Line().send("portrait", {"portrait": digest(PNG)}).content == PNG


@pytest.mark.mission("M06")
def test_everybody_gets_the_hours_of_who_is_current(team: Team) -> None:
    weekly = [{"weekday": 2, "begin": "09:00", "end": "12:00"}]
    Appointment.objects.filter(person__name="Anne").update(meeting_hours={"weekly": weekly})
    told = Line().send("hours", {"fingerprint": team.roster.fingerprint}).json()["hours"]
    anne = next(one for one in told if one["person"] == team.counsellors[0].person)
    assert (anne["weekly"], anne["minutes"]) == (weekly, 60)
    assert {one["person"] for one in told} == {one.person for one in team.counsellors}
    assert Line().send("hours", {"fingerprint": "a" * 32}).json()["code"] == "unknown-roster"


def test_everybody_gets_what_is_needed_to_check_a_roster(team: Team) -> None:
    Appointment.objects.filter(person__name="Anne").update(promise_days=3, on_site_nl="dinsdag")
    Organisation.objects.filter(pk=team.organisation.pk).update(walk_in_nl="dinsdag in kamer 3")
    assert team.line().send("roster/head", head_body(team, 0)).status_code == 200
    shown = show(team.roster.fingerprint).json()
    assert [from_bin(entry) for entry in shown["entries"]] == team.roster.entries
    assert cards.fingerprint(from_bin(shown["entries"][0])) == shown["roster"]
    assert {digest(from_bin(profile)) for profile in shown["profiles"]} == set(
        RosterMember.objects.values_list("profile", flat=True)
    )
    anne = next(one for one in shown["available"] if one["person"] == team.counsellors[0].person)
    assert (anne["promise_days"], anne["on_site"]) == (3, {"nl": "dinsdag", "en": ""})
    assert len(shown["heads"]) == 1
    assert shown["organisation"]["retention_months"] == 3
    assert shown["organisation"]["hours"]["nl"] == "dinsdag in kamer 3"
    assert (shown["succeeded_by"], shown["via"]) == ("", [])


def test_an_unknown_roster_is_nowhere(db: None) -> None:
    answer = show("a" * 32)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-roster")
    assert Line().send("portrait", {"portrait": "0" * 64}).status_code == 404


# --- Entries that are refused -------------------------------------------------------------------


def test_entries_follow_on_the_head(team: Team) -> None:
    colleague = team.counsellors[0]
    entry = team.roster.entry(
        "admit", colleague, card=known_card(make_person("C", team.organisation)), via=None
    )
    stale = Chain()
    stale.entries, stale.fingerprint = team.roster.entries[:1], team.roster.fingerprint
    late = stale.entry(
        "admit", colleague, card=known_card(make_person("D", team.organisation)), via=None
    )
    assert outcome(send_entry(team.line(), team.organisation, late)) == "conflict"
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    assert Roster.objects.get().length == 3


def test_only_who_is_current_admits(team: Team) -> None:
    outsider = make_person("Chris", team.organisation)
    line = Line().sign_in(User.objects.get(person__public_id=outsider.person))
    entry = team.roster.entry("admit", outsider, card=known_card(outsider), via=None)
    assert outcome(send_entry(line, team.organisation, entry)) == "roster-refused"


def test_nobody_sends_anothers_entry(team: Team) -> None:
    newcomer = make_person("Chris", team.organisation)
    entry = team.roster.entry("admit", team.counsellors[0], card=known_card(newcomer), via=None)
    assert outcome(send_entry(team.line(1), team.organisation, entry)) == "roster-refused"


def test_nobody_is_admitted_twice_and_no_key_counts_for_two(team: Team) -> None:
    first, second = team.counsellors[:2]
    again = team.roster.entry("admit", first, card=known_card(second), via=None)
    assert outcome(send_entry(team.line(), team.organisation, again)) == "roster-refused"
    newcomer = make_person("Chris", team.organisation)
    shared = Member(newcomer.person, "counsellor", second.keys)
    entry = team.roster.entry("admit", first, card=known_card(shared), via=None)
    assert outcome(send_entry(team.line(), team.organisation, entry)) == "roster-refused"


def test_a_card_is_signed_by_its_own_key(team: Team) -> None:
    newcomer = make_person("Chris", team.organisation)
    forged = card_bytes(newcomer, profile_bytes("Chris"))
    forged = forged[:1] + bytes(64) + forged[65:]
    entry = team.roster.entry("admit", team.counsellors[0], card=to_bin(forged), via=None)
    assert outcome(send_entry(team.line(), team.organisation, entry)) == "malformed"


def test_an_organisation_founds_one_roster(team: Team) -> None:
    chain, colleague = Chain(), team.counsellors[1]
    fields = {"card": known_card(colleague), "replaces": "", "provider": ""}
    entry = chain.entry("found", colleague, **fields)
    assert outcome(send_entry(team.line(1), team.organisation, entry)) == "roster-exists"


# --- Renewing, updating, ending -----------------------------------------------------------------


def test_a_card_is_updated_with_the_same_keys(team: Team) -> None:
    first = team.counsellors[0]
    entry = team.roster.entry("update", first, card=known_card(first, "Anne B."))
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    other = Member(first.person, "counsellor", Keys())
    team.roster.add(entry)
    wrong = team.roster.entry("update", first, card=known_card(other))
    assert outcome(send_entry(team.line(), team.organisation, wrong)) == "roster-refused"


def test_keys_are_renewed_by_the_old_key(team: Team) -> None:
    first = team.counsellors[0]
    new = Member(first.person, "counsellor", Keys())
    entry = team.roster.add(team.roster.entry("renew", first, card=known_card(new)))
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    assert RosterMember.objects.get(person=first.person).sign == new.keys.sign
    old = team.roster.entry("end", first, person=first.person)
    assert outcome(send_entry(team.line(), team.organisation, old)) == "roster-refused"


def end(team: Team, by: int, of: int) -> str:
    """One entry that ends another's place."""
    author, person = team.counsellors[by], team.counsellors[of].person
    entry = team.roster.entry("end", author, person=person)
    code = outcome(send_entry(team.line(by), team.organisation, entry))
    if not code:
        team.roster.add(entry)
    return code


def current(team: Team) -> set[int]:
    persons = set(RosterMember.objects.filter(current=True).values_list("person", flat=True))
    return {n for n, member in enumerate(team.counsellors) if member.person in persons}


def test_anybody_ends_their_own_place(team: Team) -> None:
    assert end(team, 1, 1) == ""
    assert current(team) == {0}


def test_of_two_the_other_ends_it(team: Team) -> None:
    assert end(team, 0, 1) == ""
    assert current(team) == {0}


def test_of_more_two_others_end_it(db: None) -> None:
    team = make_team("groot", size=4)
    assert end(team, 0, 3) == ""
    assert current(team) == {0, 1, 2, 3}
    assert end(team, 0, 3) == "roster-refused"
    assert end(team, 1, 3) == ""
    assert current(team) == {0, 1, 2}


def test_whoever_asked_must_still_be_current_when_the_second_asks(db: None) -> None:
    team = make_team("groot", size=4)
    assert end(team, 0, 3) == ""
    assert end(team, 0, 0) == ""
    assert end(team, 1, 3) == ""
    assert current(team) == {1, 2, 3}


def test_who_was_ended_is_told_so_and_comes_back_by_an_invitation(team: Team) -> None:
    def state() -> str:
        return str(team.line(1).send("me", {}).json()["organisations"][0]["state"])

    assert end(team, 0, 1) == ""
    ended = Appointment.objects.get(person__public_id=team.counsellors[1].person)
    assert (state(), ended.ends) == ("ended", days.today())
    Appointment.objects.create(person=ended.person, organisation=team.organisation)
    assert state() == "invited"


def test_an_ended_person_may_be_admitted_again(team: Team) -> None:
    end(team, 0, 1)
    first, second = team.counsellors[:2]
    entry = team.roster.entry("admit", first, card=known_card(second), via=None)
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    assert current(team) == {0, 1}


def test_an_ended_counsellor_gets_no_new_conversation(team: Team) -> None:
    end(team, 0, 1)
    log = team.conversation(reporter(), counsellor=1)
    assert Line().create(log.take()).json()["code"] == "key-not-current"


def test_who_spoke_with_an_ended_counsellor_can_still_see_their_name(team: Team) -> None:
    profile = RosterMember.objects.get(person=team.counsellors[1].person).profile
    end(team, 0, 1)
    shown = show(team.roster.fingerprint).json()["profiles"]
    assert profile in {digest(from_bin(one)) for one in shown}
