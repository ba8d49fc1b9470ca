"""Rosters that name others: the provider's that vouches, and one whose keys are all lost."""

from __future__ import annotations

import pytest

from luwte.people.models import Appointment
from luwte.vault.models import Conversation
from luwte.vault.wire import digest
from tests.vault.conftest import Team, begin_talk, make_team
from tests.vault.roster_acts import known_card, outcome, send_entry, show
from tests.vault.wire_client import Line
from tests.vault.writer import (
    Keys,
    Log,
    Member,
    reporter,
)
from tests.vault.writer import Roster as Chain

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M36")]


def with_provider() -> tuple[Team, Team]:
    """An organisation whose chain names its provider's roster."""
    provider, client = make_team("bureau", size=2), make_team("klant", size=1)
    entry = client.roster.entry(
        "provider", client.counsellors[0], provider=provider.roster.fingerprint
    )
    client.roster.add(entry)
    assert send_entry(client.line(), client.organisation, entry).status_code == 200
    return provider, client


def test_a_provider_vouches_for_its_counsellors(db: None) -> None:
    provider, client = with_provider()
    by, newcomer = provider.counsellors
    Appointment.objects.create(
        person=Appointment.objects.get(person__public_id=newcomer.person).person,
        organisation=client.organisation,
    )
    entry = client.roster.add(
        client.roster.entry("admit", by, card=known_card(newcomer), via=provider.roster.via())
    )
    assert outcome(send_entry(provider.line(), client.organisation, entry)) == ""
    shown = show(client.roster.fingerprint).json()
    assert [via["roster"] for via in shown["via"]] == [provider.roster.fingerprint]
    assert newcomer.person in {one["person"] for one in shown["available"]}


def test_a_provider_witnesses(db: None) -> None:
    provider, client = with_provider()
    entry = client.roster.entry("witness", provider.counsellors[0], via=provider.roster.via())
    assert outcome(send_entry(provider.line(), client.organisation, entry)) == ""


def test_nobody_vouches_whom_the_chain_does_not_name(db: None) -> None:
    provider, client = make_team("bureau"), make_team("klant", size=1)
    entry = client.roster.entry("witness", provider.counsellors[0], via=provider.roster.via())
    refused = send_entry(provider.line(), client.organisation, entry)
    assert outcome(refused) == "roster-refused"


def test_vouching_never_goes_back_in_time(db: None) -> None:
    provider, client = with_provider()
    newest, oldest = provider.roster.via(), {**provider.roster.via()}
    oldest |= {"length": 1, "head": digest(provider.roster.entries[0])}
    for via, expected in ((newest, ""), (oldest, "roster-refused")):
        entry = client.roster.entry("witness", provider.counsellors[0], via=via)
        assert outcome(send_entry(provider.line(), client.organisation, entry)) == expected
        if not expected:
            client.roster.add(entry)


def begin_anew(team: Team) -> tuple[Chain, Member]:
    """The chain in place of one whose keys are lost, and its founder with new keys."""
    founder = Member(team.counsellors[0].person, "counsellor", Keys())
    chain = Chain()
    fields = {"card": known_card(founder), "provider": ""}
    entry = chain.entry("found", founder, replaces=team.roster.fingerprint, **fields)
    assert outcome(send_entry(team.line(), team.organisation, entry)) == "roster-refused"
    Appointment.objects.filter(person__name="Bo").update(state="ended")
    assert outcome(send_entry(team.line(), team.organisation, entry)) == ""
    chain.add(entry)
    return chain, founder


def test_when_all_keys_are_lost_a_new_roster_names_the_old(team: Team) -> None:
    chain, _founder = begin_anew(team)
    assert show(team.roster.fingerprint).json()["succeeded_by"] == chain.fingerprint
    place = team.line().send("me", {}).json()["organisations"][0]
    assert place["roster"] == chain.fingerprint


def test_nothing_begins_under_a_roster_whose_keys_are_lost(team: Team) -> None:
    running = begin_talk(team)
    written = team.conversation(reporter())
    chain, founder = begin_anew(team)
    refused = Line().create(written.take())
    assert (refused.status_code, refused.json()["code"]) == (403, "roster-replaced")
    assert Conversation.objects.count() == 1

    running.log.join(running.who, team.counsellors[1], team.roster.at(), "reporter")
    assert running.by_reporter().json()["code"] == "roster-replaced"

    author = reporter()
    anew = Log().create(author, roster=chain.at(), counsellor=founder).epoch(author)
    assert Line().create(anew.take()).status_code == 201
