"""An organisation's own codes: finer, below the fixed core, and never in the way of comparing."""

from __future__ import annotations

from typing import Any

import pytest

from luwte.registry import nightly
from luwte.registry.additions import AddedCode
from luwte.registry.codes import fields_for
from luwte.registry.importing import preview, texts_of
from luwte.registry.models import Registration, today
from luwte.registry.own_codes import AddForm
from luwte.registry.sheets import Sheet
from tests.registry.conftest import Office, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M25")]

YEAR = today().year


def own(office: Office, question: str = "category", **changed: Any) -> AddedCode:
    usual = {"under": "pesten", "nl": "Via de app", "en": "In the app", "first_year": YEAR - 1}
    return AddedCode.objects.create(
        organisation=office.organisation, question=question, **(usual | changed)
    )


def form_of(office: Office) -> Any:
    body = {"organisation": office.organisation.public_id}
    return office.line.send("registrations/form", body).json()


def counted(office: Office, code: str, **changed: Any) -> Any:
    codes = {"domain": "oo", "category": "pesten", "category_own": code}
    codes |= changed.pop("codes", {})
    return office.hand_over(office.registration(codes=codes, **changed))


def test_the_row_holds_the_core_code_and_the_finer_one_beside_it() -> None:
    office = make_office(headcount=300)
    added = own(office)
    assert counted(office, added.public_id).status_code == 200
    nightly.move()
    (row,) = Registration.objects.all()
    assert row.codes == {"domain": "oo", "category": "pesten", "category_own": added.public_id}


def test_it_goes_with_the_answer_it_is_below_only() -> None:
    office = make_office(headcount=300)
    added = own(office)
    answer = counted(office, added.public_id, codes={"category": "agressie"})
    assert (answer.status_code, answer.json()["field"]) == (422, "category_own")


def test_an_older_case_keeps_the_code_of_its_year_and_a_newer_one_cannot_have_it() -> None:
    office = make_office(headcount=300)
    retired = own(office, first_year=YEAR - 3, last_year=YEAR - 2)
    assert counted(office, retired.public_id, year=YEAR - 2).status_code == 200
    for year in (YEAR - 4, YEAR - 1, YEAR):
        assert counted(office, retired.public_id, year=year).status_code == 422


@pytest.mark.parametrize(("people", "status"), [(249, 422), (250, 200)])
def test_in_a_small_organisation_nothing_finer_is_collected(people: int, status: int) -> None:
    office = make_office(headcount=people)
    assert counted(office, own(office).public_id).status_code == status


def test_it_is_collected_only_where_its_question_is() -> None:
    office = make_office(headcount=300)
    own(office, "channel", under="telefoon")
    assert [one.name for one in fields_for(office.organisation) if one.of] == []
    large = make_office("large", headcount=1000)
    own(large, "channel", under="telefoon")
    assert [one.name for one in fields_for(large.organisation) if one.of] == ["channel_own"]


def test_it_counts_for_its_own_organisation_only() -> None:
    office, other = make_office(headcount=300), make_office("other", headcount=300)
    assert counted(other, own(office).public_id).status_code == 422
    assert "category_own" not in {one["name"] for one in form_of(other)["words"]}


def test_what_was_counted_stays_readable_when_it_is_retired_and_the_place_has_shrunk() -> None:
    office = make_office(headcount=300)
    added = own(office, first_year=2020, last_year=2021)
    office.organisation.headcount = 40
    office.organisation.save()
    told = form_of(office)
    assert all(not one["of"] for one in told["fields"])
    (words,) = [one for one in told["words"] if one["name"] == "category_own"]
    (code,) = words["codes"]
    assert code == {"code": added.public_id, "label": {"nl": "Via de app", "en": "In the app"}}


def test_the_form_names_what_each_is_below_and_from_which_year() -> None:
    office = make_office(headcount=300)
    own(office)
    (asked,) = [one for one in form_of(office)["fields"] if one["of"]]
    (code,) = asked["codes"]
    assert (asked["of"], code["under"], code["first_year"], code["last_year"]) == (
        "category",
        "pesten",
        YEAR - 1,
        0,
    )


def test_a_table_of_earlier_years_may_hold_them() -> None:
    office = make_office(headcount=300)
    added = own(office)
    fields = fields_for(office.organisation)
    rows = ((f"{YEAR}", "oo", "App"), (f"{YEAR}", "oo", "Pesten"), (f"{YEAR - 5}", "oo", "App"))
    sheet = Sheet(("Jaar", "Domein", "Soort"), rows)
    columns = {"year": 0, "domain": 1, "category": 2, "category_own": 2}
    (question,) = [one for one in fields if one.of]
    assert texts_of(sheet, question, 2) == ["App", "Pesten"]
    meanings = {
        "domain": {"oo": "oo"},
        "category": {"App": "pesten", "Pesten": "pesten"},
        "category_own": {"App": added.public_id},
    }
    seen = preview(sheet, fields, columns, meanings)
    assert [one.codes.get("category_own", "") for one in seen.rows] == [added.public_id, ""]
    assert [one.row for one in seen.faults] == [4]


# --- The form -----------------------------------------------------------------------------------


def filled(**changed: str) -> dict[str, str]:
    usual = {"place": "category:pesten", "nl": "Via de app", "en": "In the app"}
    return usual | {"first_year": str(YEAR)} | changed


def test_one_is_added_below_an_answer_of_the_core() -> None:
    office = make_office(headcount=300)
    form = AddForm(filled(nl="  Via  de app "), office.organisation)
    assert form.is_valid(), form.errors
    form.save()
    (added,) = AddedCode.objects.all()
    assert (added.question, added.under, added.nl) == ("category", "pesten", "Via de app")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "outcome:gestopt"),
        ("place", "channel:telefoon"),
        ("place", "category:eigen"),
        ("nl", "De dader ontkent"),
        ("en", "What a guilty one did"),
        ("nl", "Een; of twee"),
        ("nl", "=1+1"),
        ("nl", "Stalking"),
        ("en", "stalking"),
        ("first_year", str(YEAR + 2)),
        ("nl", ""),
    ],
)
def test_a_code_that_judges_misleads_or_has_no_place_is_refused(field: str, value: str) -> None:
    form = AddForm(filled(**{field: value}), make_office(headcount=300).organisation)
    assert not form.is_valid()
    assert field in form.errors


def test_the_same_form_sent_twice_is_there_once() -> None:
    office = make_office(headcount=300)
    for _ in range(2):
        form = AddForm(filled(), office.organisation)
        if form.is_valid():
            form.save()
    assert AddedCode.objects.count() == 1
