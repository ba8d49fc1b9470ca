"""Counting: only what the organisation's size allows, by whoever is appointed there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, User
from luwte.registry import nightly
from luwte.registry.activities import Activity
from luwte.registry.additions import AddedCode
from luwte.registry.codes import code_lists, fields_for
from luwte.registry.models import KEPT_IN_ORDER, Registration, WaitingRegistration
from tests.registry.conftest import Office, counsellor_of, make_office, new_token
from tests.vault.wire_client import Line

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M25"), pytest.mark.mission("M24")]

SMALLEST = {"domain", "category", "route", "outcome"}
SECOND = SMALLEST | {"quarter", "role", "relation"}


def asked(office: Office) -> set[str]:
    body = {"organisation": office.organisation.public_id}
    answer = office.line.send("registrations/form", body)
    assert answer.status_code == 200, answer.content
    return {field["name"] for field in answer.json()["fields"]}


def test_the_smaller_the_organisation_the_less_is_asked() -> None:
    by_size = {
        people: asked(make_office(f"office-{people}", people))
        for people in (0, 49, 50, 249, 250, 999, 1000)
    }
    assert by_size[0] == by_size[49] == SMALLEST
    assert by_size[50] == by_size[249] == SECOND
    assert by_size[250] == by_size[999] == SECOND | {"contract"}
    everything = {field.name for field in code_lists().fields}
    assert by_size[1000] == everything


def test_what_was_counted_stays_readable_whatever_the_size_is_now(office: Office) -> None:
    office.organisation.units.create(name="Receptie", headcount=9)
    body = {"organisation": office.organisation.public_id}
    words = office.line.send("registrations/form", body).json()["words"]
    assert {one["name"] for one in words} == {one.name for one in code_lists().fields} | {"unit"}
    assert all(code["label"]["nl"] for one in words for code in one["codes"])


def test_a_unit_is_asked_only_when_it_is_large_enough() -> None:
    office = make_office(headcount=1200)
    office.organisation.units.create(name="Receptie", headcount=49)
    large = office.organisation.units.create(name="Magazijn", headcount=50)
    (unit,) = [field for field in fields_for(office.organisation) if field.name == "unit"]
    assert [code.code for code in unit.codes] == [large.public_id]


@pytest.mark.parametrize(
    ("people", "finer"),
    [
        (49, {"quarter": "1"}),
        (49, {"role": "getuige"}),
        (49, {"contract": "vast"}),
        (249, {"contract": "vast"}),
        (999, {"gender": "vrouw"}),
        (999, {"reporters": "2"}),
    ],
)
def test_what_is_too_fine_for_the_size_is_refused(people: int, finer: dict[str, str]) -> None:
    office = make_office(headcount=people)
    codes = {"domain": "oo", "category": "pesten"} | finer
    answer = office.hand_over(office.registration(codes=codes))
    assert answer.status_code == 422
    assert answer.json()["field"] in finer
    assert not WaitingRegistration.objects.exists()


@pytest.mark.parametrize(
    "codes",
    [
        {},
        {"category": "pesten"},
        {"domain": "pesten"},
        {"domain": "oo", "category": "financieel"},
        {"domain": "oo", "category": "pesten stalking"},
        {"domain": "oo", "note": "chef"},
        {"domain": "oo", "route": "anders"},
    ],
)
def test_what_is_no_code_is_refused(office: Office, codes: dict[str, str]) -> None:
    answer = office.hand_over(office.registration(codes=codes))
    assert (answer.status_code, answer.json()["code"]) == (422, "not-coded")


@pytest.mark.parametrize(
    "text", ["Jan sloeg mij", "2026-03-04", "a" * 33, "Pesten", "pesten, stalking"]
)
def test_no_free_text_fits_anywhere(office: Office, text: str) -> None:
    office.organisation.headcount = 5000
    office.organisation.save()
    for field in code_lists().fields:
        codes = {"domain": "oo", "category": "pesten"} | {field.name: text}
        assert office.hand_over(office.registration(codes=codes)).status_code == 422
    assert not WaitingRegistration.objects.exists()


def test_a_ground_is_asked_of_discrimination_only() -> None:
    office = make_office(headcount=2000)
    bullying = {"domain": "oo", "category": "pesten", "ground": "leeftijd"}
    assert office.hand_over(office.registration(codes=bullying)).status_code == 422
    both = bullying | {"further": "discriminatie"}
    assert office.hand_over(office.registration(codes=both)).status_code == 200


def test_a_case_of_a_year_that_is_still_to_come_is_refused(office: Office) -> None:
    assert office.hand_over(office.registration(year=2999)).status_code == 422


def test_other_lists_are_refused_so_that_years_stay_comparable(office: Office) -> None:
    answer = office.hand_over(office.registration(version=code_lists().version + 1))
    assert (answer.status_code, answer.json()["code"]) == (409, "lists-changed")


# --- Who ----------------------------------------------------------------------------------------


def test_only_counsellors_who_are_appointed_there_hand_over(office: Office) -> None:
    elsewhere = make_office("duinwijk")
    one = office.registration()
    assert office.hand_over(one, line=elsewhere.line).status_code == 404
    assert office.hand_over(one, line=Line()).status_code == 401
    Appointment.objects.filter(organisation=office.organisation).update(role="coordinator")
    assert office.hand_over(one).status_code == 404
    Appointment.objects.filter(organisation=office.organisation).update(
        role="counsellor", state="ended"
    )
    assert office.hand_over(one).status_code == 404
    assert not WaitingRegistration.objects.exists()


def test_a_password_alone_counts_nothing(office: Office) -> None:
    user = User.objects.get(person__appointments__organisation=office.organisation)
    line = Line().sign_in(user, second_factor=False)
    assert office.hand_over(office.registration(), line=line).status_code == 403


# --- Correcting ---------------------------------------------------------------------------------


def test_handing_over_again_changes_nothing(office: Office) -> None:
    one = office.registration()
    for _ in range(3):
        assert office.hand_over(one).status_code == 200
    nightly.move()
    assert office.hand_over(one).status_code == 200
    nightly.move()
    assert Registration.objects.count() == 1


def test_at_closing_the_same_case_is_completed(office: Office) -> None:
    one = office.registration()
    office.hand_over(one)
    nightly.move()
    whole = {"domain": "oo", "category": "pesten", "route": "zelf", "outcome": "gestopt"}
    office.hand_over(one | {"codes": whole})
    assert Registration.objects.get().codes == {"domain": "oo", "category": "pesten"}
    nightly.move()
    assert Registration.objects.get().codes == whole


def test_a_colleague_with_the_token_may_correct_and_nobody_without(office: Office) -> None:
    one = office.registration()
    office.hand_over(one)
    nightly.move()
    colleague = counsellor_of(office.organisation, "Bo")
    office.hand_over(one | {"kind": "removed", "codes": {}}, line=colleague)
    office.hand_over(one | {"kind": "removed", "codes": {}, "token": new_token()}, line=colleague)
    nightly.move()
    assert not Registration.objects.exists()


def test_nobody_of_another_organisation_corrects_it(office: Office) -> None:
    elsewhere = make_office("duinwijk")
    one = office.registration()
    office.hand_over(one)
    assert elsewhere.hand_over(one).status_code == 409
    nightly.move()
    assert elsewhere.hand_over(one).status_code == 409
    assert Registration.objects.get().organisation == office.organisation


def test_one_that_is_not_counted_is_known_by_its_year_alone(office: Office) -> None:
    withdrawn = office.registration(kind="not-counted", codes={})
    assert office.hand_over(withdrawn).status_code == 200
    nightly.move()
    row = Registration.objects.get()
    assert (row.kind, row.codes) == ("not-counted", {})
    told = office.registration(kind="not-counted")
    assert office.hand_over(told).status_code == 422


# --- What is kept -------------------------------------------------------------------------------


def test_no_row_holds_a_time_a_person_or_the_token(office: Office) -> None:
    """Only what is no casework has a day and a name."""
    anonymous = set(apps.get_app_config("registry").get_models()) - {Activity, AddedCode}
    assert anonymous == set(KEPT_IN_ORDER)
    for model in anonymous:
        for field in model._meta.get_fields():
            assert not isinstance(field, models.DateField | models.TimeField), field
            assert field.related_model in (None, Organisation), field
    one = office.registration()
    office.hand_over(one)
    row = WaitingRegistration.objects.get()
    assert one["token"] not in str(vars(row))
