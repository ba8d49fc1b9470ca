"""A coordinator who is no counsellor learns nothing of how many cases colleagues counted.

Not from a page, an export, an answer of the interface, an error, or the work the server does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.people.models import User
from luwte.registry.models import Registration, WaitingRegistration, today
from tests.site.test_import import TABLE
from tests.site.test_lead import somebody
from tests.vault.wire_client import Line

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M25"), pytest.mark.mission("M32")]

LED = "/lead/of/veldermeer/"
YEAR = today().year
PAGES = (
    "/lead/",
    f"{LED}activities/",
    f"{LED}activities/?year={YEAR - 1}",
    f"{LED}activities/{YEAR}.csv",
    f"{LED}activities/new/",
    f"{LED}codes/",
    f"{LED}import/",
    "/account/",
)
CASE = {"kind": "case", "version": 1, "year": YEAR, "codes": {"domain": "oo"}}
ASKED: dict[str, dict[str, Any]] = {
    "me": {},
    "registrations/form": {},
    "registrations/hand-over": {"registrations": [CASE | {"token": "A" * 43}]},
    "judgements/shown": {},
    "signals": {},
    "signals/decide": {"signal": "5" * 32, "decision": "watch"},
}
COUNTED = re.compile("registry_(waiting)?registration|registry_(waiting|shown)?judgement", re.I)
#: Drawn anew for each page.
BY_CHANCE = re.compile(r'name="(csrfmiddlewaretoken|id)" value="[^"]*"|nonce-[\w+/=-]+')


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(
        name="Veldermeer", slug="veldermeer", code="veldermeer", headcount=1200
    )


@pytest.fixture
def cora(town: Organisation) -> Client:
    somebody(town, "Anne")
    return somebody(town, "Cora", "coordinator")


def count(town: Organisation, number: int) -> None:
    codes = {"domain": "oo", "category": "pesten", "quarter": "1"}
    for _ in range(number):
        for model in (Registration, WaitingRegistration):
            model._default_manager.create(
                handle=new_id(), organisation=town, kind="case", version=1, year=YEAR, codes=codes
            )


def everything(cora: Client, town: Organisation) -> Iterator[tuple[str, int, str]]:
    """What a coordinator may look at, as it comes."""
    for page in PAGES:
        answer = cora.get(page)
        yield page, answer.status_code, BY_CHANCE.sub("", answer.content.decode())
    table = SimpleUploadedFile("jaren.csv", TABLE.encode())
    answer = cora.post(f"{LED}import/", {"file": table})
    yield "import", answer.status_code, BY_CHANCE.sub("", answer.content.decode())
    line = Line().sign_in(User.objects.get(email="cora@veldermeer.example"))
    for operation, more in ASKED.items():
        told: Any = line.send(operation, {"organisation": town.public_id} | more)
        yield operation, told.status_code, told.content.decode()


def test_nothing_differs_between_no_cases_and_hundreds(cora: Client, town: Organisation) -> None:
    # What is told once, such as that somebody signed in, goes with the first round.
    list(everything(cora, town))
    before = list(everything(cora, town))
    assert [status for _, status, _ in before[-len(ASKED) :]] == [200, *[404] * (len(ASKED) - 1)]
    count(town, 300)
    assert list(everything(cora, town)) == before


def test_no_table_of_counts_is_even_read(cora: Client, town: Organisation) -> None:
    count(town, 3)
    with CaptureQueriesContext(connection) as asked:
        list(everything(cora, town))
    assert len(asked) > len(PAGES)
    assert [query["sql"] for query in asked if COUNTED.search(query["sql"])] == []


def test_earlier_years_are_taken_over_by_counsellors_only(cora: Client, town: Organisation) -> None:
    assert cora.get(f"{LED}import/").status_code == 404
    assert b"import" not in cora.get(f"{LED}activities/").content
    for step in ("columns", "meanings", "look", "take-over"):
        sheet = json.dumps([["Jaar", "Domein"], [["2022", "oo"]], []])
        told = cora.post(f"{LED}import/", {"sheet": sheet, "step": step})
        assert told.status_code == 404
    assert not WaitingRegistration.objects.exists()
