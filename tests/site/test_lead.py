"""Work that is no case: planned, logged, added up; by counsellors and coordinators of the place."""

from __future__ import annotations

import csv
import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from luwte.registry.activities import Activity
from tests.site.test_manage import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M32")]

TODAY = datetime.datetime.now(datetime.UTC).date()
SESSION = {
    "id": "5" * 32,
    "kind": "session",
    "day": f"{TODAY.year}-01-02",
    "subject": "Who we are",
    "audience": "New colleagues",
    "reached": "14",
    "hours": "2.5",
}
WORK = "/lead/of/veldermeer/activities/"


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(name="Veldermeer", slug="veldermeer", code="veldermeer")


def line(language: str = "en") -> Client:
    host = settings.LUWTE.site_origin.partition("//")[2]
    return Client(headers={"host": host, "accept-language": language})


def somebody(town: Organisation, name: str, role: str = "counsellor") -> Client:
    user = account(f"{name.lower()}@{town.slug}.example")
    person = Person.objects.create(user=user, name=name)
    Appointment.objects.create(person=person, organisation=town, role=role)
    cache.clear()
    return signed_in(line(), user)


@pytest.fixture
def anne(town: Organisation) -> Client:
    return somebody(town, "Anne")


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_session_is_logged_and_stands_in_the_year_and_its_sums(anne: Client) -> None:
    page = text(anne.get(f"{WORK}new/"))
    assert "this isn" in page

    answer = anne.post(f"{WORK}new/", SESSION)
    assert answer["location"] == f"{WORK}?year={TODAY.year}"
    page = text(anne.get(answer["location"]))
    for said in ("Who we are", "New colleagues", "14", "2.5", "Anne"):
        assert said in page
    (logged,) = Activity.objects.all()
    assert (logged.minutes, logged.reached, logged.is_planned) == (150, 14, False)


def test_the_same_form_sent_twice_is_there_once(anne: Client) -> None:
    for _ in range(2):
        assert anne.post(f"{WORK}new/", SESSION).status_code == 302
    assert Activity.objects.count() == 1


def test_a_day_to_come_is_planned_and_not_added_up(anne: Client) -> None:
    later = TODAY + datetime.timedelta(days=40)
    anne.post(f"{WORK}new/", SESSION | {"day": later.isoformat(), "id": "6" * 32})

    page = text(anne.get(f"{WORK}?year={later.year}"))
    assert "planned" in page
    assert "added up" not in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(anne: Client) -> None:
    page = text(anne.post(f"{WORK}new/", SESSION | {"day": "1999-01-01", "reached": "-3"}))

    assert "Choose a day in one of the last or next years." in page
    assert "New colleagues" in page
    assert 'value="1999-01-01"' in page
    assert not Activity.objects.exists()


def test_it_is_changed_and_removed_by_a_colleague(anne: Client, town: Organisation) -> None:
    anne.post(f"{WORK}new/", SESSION)
    bo = somebody(town, "Bo", "coordinator")
    address = f"{WORK}{SESSION['id']}/"
    assert 'value="2.5"' in text(bo.get(address))

    bo.post(address, SESSION | {"kind": "training", "hours": "1"})
    (changed,) = Activity.objects.all()
    assert (changed.kind, changed.minutes, str(changed.person)) == ("training", 60, "Anne")
    for _ in range(2):
        assert bo.post(f"{address}remove/").status_code == 302
    assert not Activity.objects.exists()


def test_the_year_is_taken_along_as_a_table(anne: Client) -> None:
    anne.post(f"{WORK}new/", SESSION | {"subject": "=HYPERLINK(1)"})

    answer = anne.get(f"{WORK}{TODAY.year}.csv")
    head, row = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert head[0] == "Day"
    assert row[1:] == ["Session for staff", "'=HYPERLINK(1)", "New colleagues", "14", "150"]
    assert anne.get(f"{WORK}1999.csv").status_code == 404


def test_management_and_others_do_not_come_in(anne: Client, town: Organisation) -> None:
    anne.post(f"{WORK}new/", SESSION)
    elsewhere = Organisation.objects.create(name="Duinwijk", slug="duinwijk", code="duinwijk")
    cas, dirk = somebody(elsewhere, "Cas"), somebody(town, "Dirk", "management")
    address = f"{WORK}{SESSION['id']}/"

    assert line().get(WORK).status_code == 302
    for one, status in ((cas, 404), (dirk, 403)):
        for asked in (WORK, f"{WORK}new/", address, f"{WORK}{TODAY.year}.csv"):
            assert one.get(asked).status_code == status
        assert one.post(f"{address}remove/").status_code == status
    # An id of elsewhere, in a form of one's own place, neither shows nor changes anything.
    theirs = "/lead/of/duinwijk/activities/"
    assert cas.get(f"{theirs}{SESSION['id']}/").status_code == 404
    answer = cas.post(
        f"{theirs}new/", SESSION | {"subject": "Mine", "day": f"{TODAY.year - 1}-03-01"}
    )
    assert answer["location"] == f"{theirs}?year={TODAY.year - 1}"
    assert Activity.objects.get(organisation=elsewhere).public_id != SESSION["id"]
    assert Activity.objects.get(organisation=town).subject == "Who we are"


def test_many_entries_are_shown_a_page_at_a_time(
    anne: Client, town: Organisation, django_assert_max_num_queries: Any
) -> None:
    person = Person.objects.get(name="Anne")
    Activity.objects.bulk_create(
        Activity(organisation=town, person=person, kind="advice", day=TODAY, minutes=30)
        for _ in range(130)
    )
    with django_assert_max_num_queries(14):
        page = text(anne.get(WORK))
    assert page.count("<tr>") == 100 + 1 + 2
    assert "65" in page


def test_the_account_page_leads_there(anne: Client) -> None:
    assert 'href="/lead/"' in text(anne.get("/account/"))
    assert anne.get("/lead/")["location"] == WORK


def test_in_dutch_hours_are_typed_with_a_comma(anne: Client) -> None:
    anne.post(f"{WORK}new/", SESSION | {"hours": "1,5"}, headers={"accept-language": "nl"})
    assert Activity.objects.get().minutes == 90
    page = text(anne.get(WORK, headers={"accept-language": "nl"}))
    assert "Werk dat geen zaak is" in page
    assert "1,5" in page
