"""Reports, advice and links of others answer, to the byte, as if they weren't there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from luwte.organisations.ids import new_id
from luwte.organisations.models import Organisation
from luwte.registry.activities import Activity
from luwte.reports.models import Advice, AdviceAction, Report
from luwte.reports.reading_links import ReadingLink, make_link
from luwte.site.board.urls import urlpatterns as board_urls
from luwte.site.lead.urls import urlpatterns as lead_urls
from tests.reports.sample import municipality
from tests.site.test_lead import line, somebody
from tests.site.test_manage import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M26"), pytest.mark.mission("M28")]

HERE, THERE, NOWHERE = "veldermeer", "duinwijk", "duinwijt"
GIVEN = datetime.date(2026, 2, 1)
METHODS = ("GET", "HEAD", "POST")
#: Only where a file is asked for do headers of the question play a part.
PLAIN: dict[str, str] = {}
OF_A_FILE = (PLAIN, {"range": "bytes=0-9"}, {"if-none-match": "*"})


@dataclass(frozen=True)
class Thing:
    """Something that is there: which part of an address names it, and how."""

    part: str
    name: str

    @property
    def unknown(self) -> str:
        """As long, and nowhere."""
        return ("0" if self.name[0] != "0" else "1") + self.name[1:]


@pytest.fixture(autouse=True)
def unused_codes() -> None:
    cache.clear()


def place(slug: str) -> Organisation:
    return Organisation.objects.create(name=slug.title(), slug=slug, code=slug, headcount=1240)


def report_at(organisation: Organisation, year: int, *, published: bool) -> Report:
    made = Report.objects.create(
        organisation=organisation,
        start=datetime.date(year, 1, 1),
        end=datetime.date(year, 12, 31),
        tables=["domain"],
    )
    if published:
        made.publish(municipality(), GIVEN)
    return made


def advice_at(organisation: Organisation, addressee: str, *, given: bool) -> Advice:
    return Advice.objects.create(
        organisation=organisation,
        addressee=addressee,
        subject="Rooms",
        text="Make room.",
        given_on=GIVEN if given else None,
    )


@pytest.fixture
def things() -> dict[str, Thing]:
    """What is there in two organisations, by what it is."""
    here, there = place(HERE), place(THERE)
    second = advice_at(here, "second", given=True)
    action = AdviceAction.objects.create(
        advice=second, text="Talk", owner="Chair", due=GIVEN, day=GIVEN
    )
    published = report_at(here, 2024, published=True)
    make_link(published, None, 14, new_id())
    named: dict[str, tuple[str, Any]] = {
        "draft": ("report", report_at(here, 2025, published=False)),
        "report": ("report", published),
        "their draft": ("report", report_at(there, 2025, published=False)),
        "their report": ("report", report_at(there, 2024, published=True)),
        "advice draft": ("advice", advice_at(here, "management", given=False)),
        "advice": ("advice", advice_at(here, "management", given=True)),
        "second's advice": ("advice", second),
        "second's action": ("action", action),
        "their advice": ("advice", advice_at(there, "management", given=True)),
        "link": ("link", ReadingLink.objects.get()),
        "their activity": ("activity", activity_at(there)),
    }
    found = {name: Thing(part, one.public_id) for name, (part, one) in named.items()}
    return found | {"their place": Thing("slug", THERE)}


def activity_at(organisation: Organisation) -> Activity:
    return Activity.objects.create(
        organisation=organisation, kind="session", day=datetime.date(2026, 1, 2), minutes=60
    )


def visitors() -> dict[str, Client]:
    here, there = (Organisation.objects.get(slug=slug) for slug in (HERE, THERE))
    administrator = account("admin@luwte.example", is_administrator=True)
    return {
        "nobody": line(),
        "administrator": signed_in(line(), administrator),
        "management": somebody(here, "Dirk", "management"),
        "second": somebody(here, "Sanne", "second-address"),
        "coordinator": somebody(here, "Carla", "coordinator"),
        "counsellor": somebody(here, "Anne"),
        "elsewhere": somebody(there, "Erik"),
        "elsewhere's management": somebody(there, "Eva", "management"),
    }


THEIRS = ("their draft", "their report", "their advice", "their activity", "their place")
SECONDS = ("second's advice", "second's action")
DRAFTS = ("draft", "advice draft", "link")
HERE_IS = ("report", "advice")
#: What isn't there for whom. A visitor is sent to sign in, whatever the address.
UNSEEN = {
    "nobody": (*THEIRS, *SECONDS, *DRAFTS, *HERE_IS),
    "administrator": (*THEIRS, *SECONDS, *DRAFTS, *HERE_IS),
    "management": (*THEIRS, *SECONDS, *DRAFTS),
    "second": (*THEIRS, *DRAFTS, *HERE_IS),
    "coordinator": (*THEIRS, *SECONDS, "advice draft"),
    "counsellor": (*THEIRS, *SECONDS, *DRAFTS),
    "elsewhere": (*SECONDS, *DRAFTS, *HERE_IS),
    "elsewhere's management": (*SECONDS, *DRAFTS, *HERE_IS),
}


def addresses(thing: Thing) -> Iterator[str]:
    """Every address that has a place for such a thing, with the thing's place marked."""
    others = {
        "slug": HERE,
        "table": "trend",
        "language": "nl",
        "look": "wide",
        "name": "tables.json",
        "year": "2026",
        "code": "0" * 32,
    }
    for root, patterns in (("/board/", board_urls), ("/lead/", lead_urls)):
        for one in patterns:
            path = root + str(one.pattern)
            if f":{thing.part}>" not in path:
                continue
            path = re.sub(rf"<\w+:{thing.part}>", "{it}", path)
            yield re.sub(r"<\w+:(\w+)>", lambda part: others.get(part[1], "0" * 32), path)


def told(visitor: Client, method: str, path: str, name: str, asked: dict[str, str]) -> object:
    """All that comes back, without the name that was asked for."""
    answer = visitor.generic(method, path.format(it=name), headers=asked)
    if answer.status_code == 302:
        visitor.get("/account/")  # where what was said above a page is read, and gone
    body = re.sub(rb'(name="csrfmiddlewaretoken" value=)"\w+"', rb"\1", answer.content)
    headers = {key: value.replace(name, "IT") for key, value in answer.items()}
    headers["length"] = str(len(answer.content))
    return answer.status_code, headers, body.replace(name.encode(), b"IT"), list(answer.cookies)


@pytest.mark.parametrize("role", UNSEEN)
def test_what_is_not_for_somebody_answers_as_if_it_were_not_there(
    role: str, things: dict[str, Thing]
) -> None:
    visitor = visitors()[role]
    visitor.get("/account/")
    for name in UNSEEN[role]:
        thing = things[name]
        for path in addresses(thing):
            for method in METHODS:
                for asked in OF_A_FILE if "/take/" in path else (PLAIN,):
                    there = told(visitor, method, path, thing.name, asked)
                    nowhere = told(visitor, method, path, thing.unknown, asked)
                    assert there == nowhere, f"{name}: {method} {path} {asked}"
    assert Report.objects.count() == 4
    assert Advice.objects.count() == 4


def test_no_number_stands_in_for_a_name() -> None:
    """Ids are drawn, so that nobody goes from one's own to the next."""
    for patterns in (board_urls, lead_urls):
        whole = [str(one.pattern) for one in patterns]
        assert {re.sub(r".*<int:(\w+)>.*", r"\1", one) for one in whole if "<int:" in one} <= {
            "year"
        }
