"""The page of an organisation's own codes: by those who lead it, and telling of no count."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.registry.additions import AddedCode
from tests.site.test_lead import somebody, text

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M25")]

YEAR = datetime.datetime.now(datetime.UTC).year
ADDRESS = "/lead/of/veldermeer/codes/"
ADDED = {
    "place": "category:pesten",
    "nl": "Via de app",
    "en": "In the app",
    "first_year": str(YEAR),
}


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="veldermeer", headcount=300
    )


@pytest.fixture(params=["counsellor", "coordinator"])
def anne(town: Organisation, request: pytest.FixtureRequest) -> Client:
    return somebody(town, "Anne", request.param)


def test_one_is_added_mended_and_retired_but_never_deleted(
    anne: Client, town: Organisation
) -> None:
    assert "Everybody in your organisation may read these words" in text(anne.get(ADDRESS))
    assert anne.post(ADDRESS, ADDED).status_code == 302
    (added,) = AddedCode.objects.all()
    assert "In the app" in text(anne.get(ADDRESS))
    one = f"{ADDRESS}{added.public_id}/"
    words = {"nl": "Via de telefoon", "en": "By phone"}
    assert anne.post(one, words | {"last_year": str(YEAR - 1)}).status_code == 200
    assert anne.post(one, words | {"last_year": str(YEAR)}).status_code == 302
    page = text(anne.get(ADDRESS))
    assert "By phone" in page
    assert f"up to and including {YEAR}" in page
    added.refresh_from_db()
    assert (added.under, added.first_year, added.last_year) == ("pesten", YEAR, YEAR)


def test_only_answers_to_questions_that_are_collected_here_are_offered(
    anne: Client, town: Organisation
) -> None:
    page = text(anne.get(ADDRESS))
    assert 'value="relation:leiding"' in page
    assert "channel:" not in page
    assert "outcome:" not in page


def test_a_small_organisation_reads_why_it_has_none(anne: Client, town: Organisation) -> None:
    Organisation.objects.update(headcount=249)
    page = text(anne.get(ADDRESS))
    assert "From 250 people on" in page
    assert "<select" not in page
    assert "From 250 people on" in text(anne.post(ADDRESS, ADDED))
    assert not AddedCode.objects.exists()


def test_codes_of_another_organisation_are_as_if_they_were_not_there(
    anne: Client, town: Organisation
) -> None:
    other = Organisation.objects.create(name="Elders", slug="elders", code="elders", headcount=300)
    theirs = AddedCode.objects.create(
        organisation=other, question="category", under="pesten", nl="x", en="x", first_year=YEAR
    )
    assert anne.get("/lead/of/elders/codes/").status_code == 404
    assert anne.get(f"{ADDRESS}{theirs.public_id}/").status_code == 404
    assert anne.post(f"{ADDRESS}{theirs.public_id}/", {"nl": "y", "en": "y"}).status_code == 404


def test_words_that_name_a_small_part_are_kept_in_the_form_and_added_nowhere(
    anne: Client, town: Organisation
) -> None:
    town.units.create(name="Postkamer", headcount=6)
    telling = "Pesten in de postkamer"
    page = text(anne.post(ADDRESS, ADDED | {"nl": telling}))
    assert "“postkamer” may show who it is" in page
    assert telling in page
    assert not AddedCode.objects.exists()
    assert anne.post(ADDRESS, ADDED).status_code == 302
    added = AddedCode.objects.get()
    changed = {"nl": telling, "en": "In the app", "last_year": ""}
    assert anne.post(f"{ADDRESS}{added.public_id}/", changed).status_code == 200
    added.refresh_from_db()
    assert added.nl == "Via de app"
