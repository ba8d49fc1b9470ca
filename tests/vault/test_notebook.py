"""A reporter's notebook: a log that they alone take part in (docs/protocol.md 5 and 8)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from luwte.vault import days, retention, stored
from luwte.vault.keeping import first_from, first_until
from luwte.vault.models import Conversation, Desk, Envelope, Header, Item, Participation
from tests.vault.conftest import Team, begin_talk
from tests.vault.wire_client import Line
from tests.vault.writer import Keys, Log, Member, Phrase, new_id, reporter

Later = Callable[[int], datetime.date]

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]


@dataclass
class Notebook:
    """A notebook under way, and its only reader."""

    log: Log
    who: Member
    line: Line
    token: str

    def send(self, **extra: Any) -> Any:
        self.log.request.extra = extra
        return self.line.append(self.log, token=self.token)

    def refused(self) -> str:
        return str(self.send().json().get("code", ""))

    def read(self) -> Any:
        return self.line.read(self.log.conversation, self.token)[0]

    def ids(self) -> list[str]:
        found = Item.objects.order_by("seq").values_list("public_id", flat=True)
        return list(found.filter(conversation__public_id=self.log.conversation))


def begin() -> Notebook:
    who, line = reporter(), Line()
    log = Log("notebook").create(who).epoch(who).statement(who, "Maandag.", kind="own-note")
    created = line.create(log.take())
    assert created.status_code == 201, created.content
    return Notebook(log, who, line, created.json()["token"])


@pytest.fixture
def notebook(db: None) -> Notebook:
    return begin()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Moves the vault's clock on by so many days."""

    def move(count: int) -> datetime.date:
        day = days.today() + datetime.timedelta(days=count)
        for module in (retention, stored):
            monkeypatch.setattr(module, "today", lambda: day)
        return day

    return move


# --- Who may ------------------------------------------------------------------------------------


def test_a_reporter_begins_a_notebook_that_belongs_to_no_organisation(notebook: Notebook) -> None:
    found = Conversation.objects.get()
    assert (found.purpose, found.organisation, found.state) == ("notebook", None, "open")
    assert [one.role for one in Participation.objects.all()] == ["reporter"]
    assert notebook.read()["length"] == 3
    assert not Desk.objects.exists()


def test_a_notebook_costs_work_as_a_conversation_does() -> None:
    who = reporter()
    log = Log("notebook").create(who).epoch(who)
    assert Line().create(log.take(), work=False).json()["code"] == "work-refused"


def test_a_counsellor_keeps_no_notebook(team: Team) -> None:
    vp = team.counsellors[0]
    log = Log("notebook").create(vp).epoch(vp)
    assert team.line().create(log.take(), work=False).json()["code"] == "not-allowed"


def test_a_notebook_names_no_roster_and_no_counsellor(team: Team) -> None:
    who = reporter()
    log = Log("notebook").create(who, roster=team.roster.at(), counsellor=team.counsellors[0])
    assert Line().create(log.epoch(who).take()).json()["code"] == "malformed"


def test_no_phrase_is_registered_with_it() -> None:
    who, phrase = reporter(), Phrase()
    log = Log("notebook").create(who).epoch(who)
    request = log.take()
    request.locator, request.index = phrase.registration(), phrase.index(log)
    assert Line().create(request).json()["code"] == "not-allowed"


@pytest.mark.parametrize("kind", ["close", "reopen", "restore"])
def test_a_notebook_is_neither_closed_nor_reopened(notebook: Notebook, kind: str) -> None:
    notebook.log.event(kind, notebook.who)
    assert notebook.refused() in {"not-allowed", "is-open"}


def test_nobody_joins_a_notebook_and_nobody_rejoins_it(team: Team, notebook: Notebook) -> None:
    before = (notebook.log.head, notebook.log.length)
    notebook.log.join(notebook.who, team.counsellors[0], team.roster.at(), "reporter")
    assert notebook.refused() == "not-allowed"
    notebook.log.head, notebook.log.length = before
    notebook.log.rejoin(notebook.who, notebook.who.person, Keys())
    assert notebook.refused() == "not-allowed"


def test_it_gets_other_keys_with_another_phrase(notebook: Notebook) -> None:
    new = Keys()
    notebook.log.replace_key(notebook.who, new)
    notebook.log.epoch(Member(notebook.who.person, "reporter", new))
    assert notebook.send().status_code == 200
    assert notebook.line.read(notebook.log.conversation, notebook.token)[0] == 401


def test_for_everybody_else_it_is_not_there(team: Team, notebook: Notebook) -> None:
    other, desk = begin_talk(team), team.line()
    answers = [
        desk.read(notebook.log.conversation),
        desk.read(new_id()),
        other.line.read(notebook.log.conversation, other.token),
        other.line.read(new_id(), other.token),
    ]
    assert answers == [(404, [])] * 4
    assert all(one["conversation"] != notebook.log.conversation for one in desk.list())


# --- One note is destroyed ----------------------------------------------------------------------


def test_a_note_goes_for_good_with_the_statement_that_says_so(notebook: Notebook) -> None:
    note = notebook.ids()[2]
    notebook.log.statement(notebook.who, kind="own-note-gone")
    assert notebook.send(destroyed=[note]).status_code == 200
    headers = [one["header"] for one in notebook.read()["items"]]
    assert headers == [False, False, False, True]
    assert Header.objects.count() == 1


def test_destroying_again_is_harmless(notebook: Notebook) -> None:
    note = notebook.ids()[2]
    notebook.log.statement(notebook.who, kind="own-note-gone")
    request = notebook.log.take()
    request.extra = {"destroyed": [note, new_id()]}
    for _ in range(2):
        notebook.log.request = request
        assert notebook.line.append(notebook.log, token=notebook.token).status_code == 200
    assert Header.objects.count() == 1


def test_nothing_is_taken_out_of_a_conversation(team: Team) -> None:
    talk = begin_talk(team)
    said = Item.objects.get(seq=5).public_id
    talk.log.statement(talk.who)
    talk.log.request.extra = {"destroyed": [said]}
    assert talk.by_reporter().json()["code"] == "not-allowed"
    assert Header.objects.count() == 4


def test_nothing_is_taken_out_of_another_notebook(notebook: Notebook) -> None:
    other = begin()
    other.log.statement(other.who)
    assert other.send(destroyed=notebook.ids()).status_code == 200
    assert Header.objects.count() == 3


# --- Ends ---------------------------------------------------------------------------------------


@pytest.mark.mission("M24")
def test_it_goes_when_nothing_was_written_for_twenty_four_months(
    notebook: Notebook, later: Later
) -> None:
    last = first_until(days.months_later(days.today(), 24))
    assert notebook.read()["destroy_on"] == last.isoformat()
    day = later(40)
    notebook.log.statement(notebook.who, "Later.", kind="own-note")
    assert notebook.send().status_code == 200
    last = first_until(days.months_later(day, 24))
    assert notebook.read()["destroy_on"] == last.isoformat()
    later((last - days.today()).days)
    retention.sweep()
    assert notebook.read()["state"] == "destroyed"
    assert not Envelope.objects.exists()
    assert not Item.objects.exists()
    later((last - days.today()).days + 1)
    retention.sweep()
    assert not Conversation.objects.exists()


@pytest.mark.mission("M24")
def test_an_earlier_day_may_be_asked_for_and_no_later_one(notebook: Notebook) -> None:
    today = days.today()
    for months in (6, 60):
        notebook.log.statement(notebook.who, kind="own-note")
        asked = days.months_later(today, months)
        assert notebook.send(keep_until=asked.isoformat()).status_code == 200
        most = first_until(days.months_later(today, 24))
        assert notebook.read()["destroy_on"] == min(first_from(asked), most).isoformat()


@pytest.mark.mission("M24")
def test_withdrawn_it_can_be_brought_back_for_three_days(notebook: Notebook, later: Later) -> None:
    before = notebook.read()["destroy_on"]
    notebook.log.event("withdraw", notebook.who)
    assert notebook.send().status_code == 200
    later(3)
    retention.sweep()
    notebook.log.event("restore", notebook.who)
    assert notebook.send().status_code == 200
    assert notebook.read()["state"] == "open"
    assert notebook.read()["destroy_on"] >= before
    notebook.log.event("withdraw", notebook.who)
    assert notebook.send().status_code == 200
    later(7)
    retention.sweep()
    assert notebook.read()["state"] == "destroyed"


@pytest.mark.mission("M24")
def test_left_it_opens_for_nobody_and_one_sweep_leaves_nothing(notebook: Notebook) -> None:
    notebook.log.leave(notebook.who)
    assert notebook.send().status_code == 200
    assert not Envelope.objects.exists()
    assert notebook.read() == 404
    retention.sweep()
    for model in (Conversation, Participation, Item, Header):
        assert not model.objects.exists()
