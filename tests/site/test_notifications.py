"""Mails to counsellors tell nothing by coming, nor by what is in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.db.models import F

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person, User
from luwte.reports.models import Advice
from luwte.site import notifications
from luwte.vault.models import Conversation, Participation
from tests.vault.conftest import begin_for_caller, begin_talk, make_team
from tests.vault.writer import Phrase

TUESDAY = datetime(2026, 11, 24, 8, 3, tzinfo=ZoneInfo("Europe/Amsterdam"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="v", mail_domains="veldermeer.example"
    )


def counsellor(organisation: Organisation, email: str, notify: str = "always") -> Person:
    user = User.objects.create_user(email)
    person = Person.objects.create(user=user, name=email, notify=notify)
    Appointment.objects.create(
        person=person, organisation=organisation, state="current", position="external"
    )
    return person


def news_for(person: Person, change: int) -> None:
    conversation = Conversation.objects.create(
        public_id=f"{change:032x}", purpose="conversation", head="", length=1
    )
    Participation.objects.create(
        conversation=conversation,
        person=person.public_id,
        role="counsellor",
        sign="",
        change=change,
    )


@pytest.mark.mission("M22")
def test_everybody_gets_the_same_bytes_with_and_without_news(town: Organisation) -> None:
    busy = counsellor(town, "busy@veldermeer.example")
    counsellor(town, "quiet@veldermeer.example")
    news_for(busy, 1)
    assert notifications.send_due(TUESDAY) == 2
    assert len({(one.subject, one.body) for one in mail.outbox}) == 1
    assert f"{settings.LUWTE.app_origin}/desk/" in mail.outbox[0].body
    assert "Kijk even" in mail.outbox[0].body
    assert "Please look" in mail.outbox[0].body


@pytest.mark.mission("M22")
def test_each_moment_is_used_once(town: Organisation) -> None:
    counsellor(town, "one@veldermeer.example")
    assert notifications.send_due(TUESDAY) == 1
    assert notifications.send_due(TUESDAY + timedelta(minutes=5)) == 0
    assert notifications.send_due(TUESDAY + timedelta(days=1)) == 0
    assert notifications.send_due(TUESDAY + timedelta(days=3)) == 1


@pytest.mark.mission("M22")
def test_a_worker_that_was_down_sends_the_same_day_or_not_at_all(town: Organisation) -> None:
    counsellor(town, "one@veldermeer.example")
    assert notifications.send_due(TUESDAY + timedelta(hours=7)) == 0
    assert notifications.send_due(TUESDAY + timedelta(hours=5)) == 1


def test_the_moments_are_tuesday_and_friday_at_eight_in_amsterdam() -> None:
    moment = notifications.latest_moment(datetime(2026, 7, 3, 5, 59, tzinfo=UTC))
    assert moment.isoformat() == "2026-06-30T08:00:00+02:00"
    moment = notifications.latest_moment(datetime(2026, 7, 3, 6, 0, tzinfo=UTC))
    assert moment.isoformat() == "2026-07-03T08:00:00+02:00"


@pytest.mark.mission("M22")
def test_news_only_goes_to_addresses_that_the_organisation_cannot_see(town: Organisation) -> None:
    outside = counsellor(town, "one@elders.example", notify="when-something-waits")
    counsellor(town, "two@veldermeer.example", notify="when-something-waits")
    assert notifications.send_to(notifications.counsellors()) == 1
    assert mail.outbox[0].to == ["two@veldermeer.example"]
    news_for(outside, 5)
    assert notifications.send_to([outside]) == 1
    assert notifications.send_to([outside]) == 0


@pytest.mark.mission("M44")
def test_an_ended_role_still_gets_the_mail(town: Organisation) -> None:
    person = counsellor(town, "one@veldermeer.example")
    person.appointments.get().end(TUESDAY.date())
    assert notifications.send_due(TUESDAY) == 1


@pytest.mark.mission("M22")
def test_ones_own_writing_is_no_news_and_the_answer_to_it_is() -> None:
    talk = begin_talk(make_team())
    writer = Person.objects.get(public_id=talk.counsellor.person)
    Person.objects.filter(pk=writer.pk).update(notify="when-something-waits")
    writer.refresh_from_db()
    writer.appointments.update(position="external")
    assert notifications.send_to([writer]) == 1
    talk.log.statement(talk.counsellor, "Dank je wel voor je bericht.")
    assert talk.by_counsellor().status_code == 200
    assert notifications.send_to([writer]) == 0
    talk.log.statement(talk.who, "Ik lees het net.")
    assert talk.by_reporter().status_code == 200
    assert notifications.send_to([writer]) == 1
    assert notifications.send_to([writer]) == 0


@pytest.mark.mission("M22")
def test_a_case_that_one_began_oneself_is_no_news() -> None:
    begin_for_caller(make_team(), Phrase())
    assert list(Participation.objects.filter(role="counsellor", change__gt=F("seen"))) == []


@pytest.mark.mission("M24")
def test_who_wants_news_only_hears_once_that_something_ends_soon() -> None:
    talk = begin_talk(make_team())
    person = Person.objects.get(public_id=talk.counsellor.person)
    Person.objects.filter(pk=person.pk).update(notify="when-something-waits")
    person.refresh_from_db()
    person.appointments.update(position="external")
    talk.log.event("close", talk.counsellor)
    assert talk.by_counsellor().status_code == 200
    assert notifications.send_to([person]) in {0, 1}
    assert notifications.send_to([person]) == 0
    soon = datetime.now(UTC).date() + timedelta(days=30)
    Conversation.objects.update(destroy_on=soon)
    assert notifications.send_to([person]) == 1
    assert notifications.send_to([person]) == 0
    Conversation.objects.update(destroy_on=soon + timedelta(days=1))
    assert notifications.send_to([person]) == 0


# --- Management and the second address ----------------------------------------------------------

FIRST_TUESDAY = datetime(2026, 12, 1, 8, 3, tzinfo=ZoneInfo("Europe/Amsterdam"))


def reader(organisation: Organisation, email: str, role: str) -> Person:
    person = Person.objects.create(user=User.objects.create_user(email), name=email)
    Appointment.objects.create(person=person, organisation=organisation, role=role)
    return person


@pytest.mark.mission("M28")
@pytest.mark.mission("M44")
def test_management_and_second_address_get_the_same_mail_once_a_month_news_or_not(
    town: Organisation,
) -> None:
    reader(town, "directie@veldermeer.example", "management")
    reader(town, "raad@elders.example", "second-address")
    moments = [FIRST_TUESDAY + timedelta(days=days) for days in (-4, 0, 3, 7)]
    assert [notifications.send_due(moment) for moment in moments] == [0, 2, 0, 0]
    without_news = {(one.subject, one.body) for one in mail.outbox}
    assert len(without_news) == 1
    assert f"{settings.LUWTE.site_origin}/board/" in mail.outbox[0].body

    for addressee in ("management", "second"):
        Advice.objects.create(
            organisation=town, subject="Overleg", text="Plan het.", addressee=addressee
        ).give((FIRST_TUESDAY - timedelta(weeks=5)).date())
    mail.outbox.clear()
    assert notifications.send_due(FIRST_TUESDAY.replace(year=2027, month=1, day=5)) == 2
    assert {(one.subject, one.body) for one in mail.outbox} == without_news


@pytest.mark.mission("M44")
def test_whoever_no_longer_has_the_role_hears_nothing(town: Organisation) -> None:
    person = reader(town, "directie@veldermeer.example", "management")
    person.appointments.get().end(TUESDAY.date())
    assert notifications.send_due(FIRST_TUESDAY) == 0
