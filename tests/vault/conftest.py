"""An organisation with its counsellors, and lines to the server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person, User
from luwte.vault import instance, rosters
from luwte.vault.models import PublicBlob
from luwte.vault.rosters import keep_blob
from luwte.vault.wire import to_bin
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, Member, Roster, card_bytes, profile_bytes, reporter


@dataclass
class Team:
    """An organisation with a founded roster and counsellors who are current in it."""

    organisation: Organisation
    roster: Roster
    counsellors: list[Member]

    def line(self, number: int = 0) -> Line:
        """The line of one of the counsellors, signed in."""
        person = self.counsellors[number].person
        return Line().sign_in(User.objects.get(person__public_id=person))

    def conversation(self, who: Member, *, counsellor: int = 0) -> Log:
        """A conversation begun by a reporter, not yet sent."""
        return (
            Log()
            .create(who, roster=self.roster.at(), counsellor=self.counsellors[counsellor])
            .epoch(who)
            .statement(who, kind="exceptions-read")
            .statement(who, kind="consent-to-keep")
            .statement(who, kind="look-out")
            .statement(who, "Er is iets gebeurd.")
        )


def make_person(name: str, organisation: Organisation) -> Member:
    """An account with a running appointment; its keys are only here."""
    address = f"{name.lower()}@{organisation.slug}.example"
    user = User.objects.create_user(address, "een lang wachtwoord")
    person = Person.objects.create(user=user, name=name)
    Appointment.objects.create(person=person, organisation=organisation)
    return Member(person.public_id, "counsellor", Keys())


def found(organisation: Organisation, founder: Member, **further: str) -> Roster:
    """A roster with one counsellor."""
    roster = Roster()
    profile = profile_bytes("Anne")
    keep_blob(PublicBlob.Kind.PROFILE, profile)
    card = to_bin(card_bytes(founder, profile))
    fields = {"replaces": "", "provider": "", **further}
    entry = roster.add(roster.entry("found", founder, card=card, **fields))
    rosters.append(instance.instance_id(), founder.person, organisation.public_id, entry)
    return roster


def admit(organisation: Organisation, roster: Roster, by: Member, newcomer: Member) -> None:
    """Another one, counter-signed by a colleague."""
    profile = profile_bytes("Bo")
    keep_blob(PublicBlob.Kind.PROFILE, profile)
    card = to_bin(card_bytes(newcomer, profile))
    entry = roster.add(roster.entry("admit", by, card=card, via=None))
    rosters.append(instance.instance_id(), by.person, organisation.public_id, entry)


def make_team(slug: str = "hoekstra", size: int = 2) -> Team:
    organisation = Organisation.objects.create(slug=slug, code=slug, name=slug.title())
    names = ("Anne", "Bo", "Chris", "Dana")[:size]
    people = [make_person(name, organisation) for name in names]
    roster = found(organisation, people[0])
    for other in people[1:]:
        admit(organisation, roster, people[0], other)
    return Team(organisation, roster, people)


@pytest.fixture(autouse=True)
def fresh_instance(settings: Settings, tmp_path: Path) -> None:
    """The instance's id is made in this test's database; files lie in its own folder."""
    instance.instance_id.cache_clear()
    settings.LUWTE = replace(settings.LUWTE, work_cost=1)
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def who() -> Member:
    return reporter()


@pytest.fixture
def line() -> Line:
    return Line()
