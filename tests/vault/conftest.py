"""An organisation with its counsellors, and lines to the server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person, User
from luwte.vault import instance, rosters
from luwte.vault.models import PublicBlob
from luwte.vault.rosters import keep_blob
from luwte.vault.wire import to_bin
from tests.vault.wire_client import Line
from tests.vault.writer import (
    Keys,
    Log,
    Member,
    Phrase,
    Roster,
    card_bytes,
    profile_bytes,
    reporter,
)


@dataclass
class Team:
    """An organisation with a begun roster and counsellors who are current in it."""

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


@dataclass
class Talk:
    """A conversation that is under way, and both ends of it."""

    team: Team
    log: Log
    who: Member
    line: Line
    token: str

    @property
    def counsellor(self) -> Member:
        return self.team.counsellors[0]

    def by_reporter(self) -> Any:
        """Send what was written last, as the reporter."""
        return self.line.append(self.log, token=self.token)

    def by_counsellor(self, number: int = 0) -> Any:
        """Send what was written last, as a counsellor."""
        return self.team.line(number).append(self.log)

    def sign_in(self, member: Member | None = None) -> str:
        """A new token, for instance with a new key."""
        answer = self.line.participant_token(self.log, member or self.who)
        assert answer.status_code == 200, answer.content
        self.token = answer.json()["token"]
        return self.token

    def rekey(self, keys: Keys) -> None:
        """The reporter uses other keys from here on."""
        self.who = Member(self.who.person, "reporter", keys)


def begin_talk(team: Team, phrase: Phrase | None = None) -> Talk:
    """Begun by a reporter, with a statement or four."""
    who, line = reporter(), Line()
    log = team.conversation(who)
    request = log.take()
    if phrase is not None:
        request.locator, request.index = phrase.registration(), phrase.index(log)
    created = line.create(request)
    assert created.status_code == 201, created.content
    return Talk(team, log, who, line, created.json()["token"])


def begin_for_caller(team: Team, phrase: Phrase) -> Talk:
    """Begun by a counsellor for somebody who phoned, with a one-time phrase."""
    counsellor, caller = team.counsellors[0], reporter()
    log = Log().create(counsellor, roster=team.roster.at(), intake=caller).epoch(counsellor)
    request = log.statement(counsellor, "Genoteerd", kind="noted").take()
    request.locator, request.index = phrase.registration(intake=True), phrase.index(log)
    created = team.line().create(request, work=False)
    assert created.status_code == 201, created.content
    talk = Talk(team, log, caller, Line(), "")
    talk.sign_in()
    return talk


@pytest.fixture
def talk(team: Team) -> Talk:
    return begin_talk(team)


@pytest.fixture
def called(team: Team) -> Talk:
    return begin_for_caller(team, Phrase())


@dataclass
class Scene:
    """A conversation, with everybody who might try something."""

    talk: Talk

    @property
    def log(self) -> Log:
        return self.talk.log

    @property
    def who(self) -> Member:
        return self.talk.who

    @property
    def vp(self) -> Member:
        return self.talk.team.counsellors[0]

    @property
    def other(self) -> Member:
        return self.talk.team.counsellors[1]

    def roster(self) -> dict[str, object]:
        return self.talk.team.roster.at()

    def as_reporter(self) -> str:
        answer = self.talk.by_reporter()
        return "" if answer.status_code == 200 else answer.json()["code"]

    def as_counsellor(self, number: int = 0) -> str:
        answer = self.talk.by_counsellor(number)
        return "" if answer.status_code == 200 else answer.json()["code"]


@pytest.fixture
def scene(team: Team) -> Scene:
    """Begun by a reporter who has a key of their own."""
    return Scene(begin_talk(team))


@pytest.fixture
def caller(team: Team) -> Scene:
    """Begun by a counsellor for somebody who holds a one-time phrase."""
    return Scene(begin_for_caller(team, Phrase()))
