"""Taking over earlier years: columns, meanings, a look, and then all of it or nothing."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luwte.organisations.models import Organisation
from luwte.registry import nightly
from luwte.registry.models import Registration, WaitingRegistration
from tests.site.test_lead import somebody, text

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M25")]

ADDRESS = "/lead/of/veldermeer/import/"
TABLE = """Jaar;Kwartaal;Domein;Soort;Wat koos de melder?;Wie
2022;1;oo;Pesten;Zelf aangepakt;m/v
2022;3;oo;Discriminatie op het werk;Formele klacht;m/v
2023;2;int;Geld en goederen;Zelf aangepakt;m/v
"""


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="veldermeer", headcount=120
    )


@pytest.fixture
def anne(town: Organisation) -> Client:
    return somebody(town, "Anne")


class Importing:
    """Somebody who goes from step to step with what the page gave them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.given: dict[str, str] = {}
        self.page = ""

    def begin(self, table: str) -> None:
        file = SimpleUploadedFile("jaren.csv", table.encode())
        self.page = text(self.client.post(ADDRESS, {"file": file}))
        self.read()

    def read(self) -> None:
        """What a browser would send: hidden values and what is chosen in the lists."""
        self.given = {
            name: html.unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', self.page
            )
            if name != "csrfmiddlewaretoken"
        }
        for name, options in re.findall(r'(?s)<select name="([\w-]+)"(.*?)</select>', self.page):
            chosen = re.search(r'<option value="([^"]*)" selected', options)
            self.given[name] = chosen.group(1) if chosen else ""

    def choose(self, question: str, label: str) -> None:
        """In the list that is called so, the option that is called so."""
        found = re.search(rf'(?s)<label for="id_([\w-]+)">{re.escape(question)}</label>', self.page)
        assert found, question
        name = found.group(1)
        options = re.search(rf'(?s)<select name="{name}"(.*?)</select>', self.page)
        assert options
        value = re.search(rf'value="([^"]*)"[^>]*>{re.escape(label)}<', options.group(1))
        assert value, label
        self.given[name] = value.group(1)

    def go(self, step: str) -> Any:
        answer = self.client.post(ADDRESS, self.given | {"step": step})
        if answer.status_code == 200:
            self.page = answer.content.decode()
            self.read()
        return answer


def at_the_look(client: Client, table: str = TABLE) -> Importing:
    importing = Importing(client)
    importing.begin(table)
    importing.choose("What is it about?", "Domein")
    importing.choose("What is it mainly?", "Soort")
    importing.choose("Which step did the reporter choose?", "Wat koos de melder?")
    importing.go("columns")
    importing.choose("What is it mainly? “Discriminatie op het werk”", "Discrimination")
    importing.go("meanings")
    return importing


def test_from_a_table_to_figures(anne: Client, town: Organisation) -> None:
    importing = at_the_look(anne)
    assert "Take all of it over" in importing.page
    assert not WaitingRegistration.objects.exists()

    assert importing.go("take-over").status_code == 302
    nightly.move()
    rows = Registration.objects.filter(organisation=town)
    assert sorted((row.year, row.codes["category"]) for row in rows) == [
        (2022, "discriminatie"),
        (2022, "pesten"),
        (2023, "financieel"),
    ]
    assert {row.codes["quarter"] for row in rows} == {"1", "2", "3"}
    assert {row.codes["route"] for row in rows} == {"zelf", "klacht"}


def test_taken_over_again_nothing_counts_twice_and_a_shorter_table_replaces_it(
    anne: Client,
) -> None:
    for _ in range(2):
        at_the_look(anne).go("take-over")
        nightly.move()
    assert Registration.objects.count() == 3

    shorter = TABLE.replace("2022;1;oo;Pesten;Zelf aangepakt;m/v\n", "")
    at_the_look(anne, shorter).go("take-over")
    nightly.move()
    left = Registration.objects.values_list("year", "codes__category")
    assert sorted(left) == [(2022, "discriminatie"), (2023, "financieel")]


def test_another_counsellors_table_stands_beside_it(anne: Client, town: Organisation) -> None:
    at_the_look(anne).go("take-over")
    at_the_look(somebody(town, "Bo")).go("take-over")
    nightly.move()
    assert Registration.objects.count() == 6


def test_one_wrong_row_and_nothing_is_taken_over(anne: Client) -> None:
    wrong = TABLE + "1899;1;oo;Pesten;;\n2023;1;int;Pesten;;\n2023;1;;Pesten;;\n"
    importing = at_the_look(anne, wrong)
    assert "Row 5" in importing.page
    assert "The year is missing, or not between 2000 and now." in importing.page
    assert "Row 6" in importing.page
    assert "Row 7" in importing.page
    assert "Take all of it over" not in importing.page

    assert importing.go("take-over").status_code == 200
    assert not WaitingRegistration.objects.exists()


def test_what_was_chosen_stays_when_somebody_goes_back(anne: Client) -> None:
    importing = at_the_look(anne)
    importing.go("columns")
    assert re.search(r'value="discriminatie" selected', importing.page)


def test_only_what_the_size_allows_is_asked(town: Organisation, anne: Client) -> None:
    town.headcount = 30
    town.save()
    importing = Importing(anne)
    importing.begin(TABLE)
    assert "Quarter</label>" not in importing.page


@pytest.mark.parametrize("sheet", ["x", "[]", '[["a"],[["b","c"]],[]]', '[["a"],[[1]],[]]', "{}"])
def test_a_table_that_was_changed_on_the_way_begins_anew(anne: Client, sheet: str) -> None:
    page = text(anne.post(ADDRESS, {"sheet": sheet, "step": "take-over"}))
    assert 'type="file"' in page
    assert not WaitingRegistration.objects.exists()


def test_a_file_that_is_no_table_is_refused_kindly(anne: Client) -> None:
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04 nothing")
    assert "This is no Excel file that we can read." in text(anne.post(ADDRESS, {"file": file}))


def test_coordinators_and_others_do_not_take_over(town: Organisation) -> None:
    for one in (somebody(town, "Cas", "coordinator"),):
        assert one.get(ADDRESS).status_code == 404
        assert one.post(ADDRESS, {}).status_code == 404
    assert somebody(town, "Dirk", "management").get(ADDRESS).status_code == 403
