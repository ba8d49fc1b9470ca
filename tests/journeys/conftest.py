"""An organisation with two counsellors, and a phone to reach them with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Instance
from tests.journeys.counsellors import Counsellor, build_program
from tests.journeys.phone import Phone


@dataclass(frozen=True)
class Town:
    """A municipality with an internal and an external counsellor, both current."""

    instance: Instance
    roster: str
    noor: Counsellor
    bas: Counsellor

    @property
    def address(self) -> str:
        """What the poster's code leads to."""
        return f"{self.instance.app_origin}/talk/#{self.roster}"

    @property
    def return_address(self) -> str:
        return f"{self.instance.app_origin}/talk/"


def available(counsellor: Counsellor, **change: object) -> None:
    usual = {
        "promise_days": 2,
        "absent_from": "",
        "absent_until": "",
        "on_site": {"nl": "dinsdag van 9 tot 12 uur", "en": "Tuesday from 9 to 12"},
        "phone": "06 00 00 00 01",
        "stand_in": "",
    }
    counsellor.tell("available", availability=usual | change)


@pytest.fixture(scope="session")
def town(instance: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    slug = "elderveen"
    instance.luwte(
        "organisation", "add", "--name", "Gemeente Elderveen", "--sector", "government", slug
    )
    program = build_program(tmp_path_factory.mktemp("counsellors"))
    noor = Counsellor(program, instance, slug, "Noor de Wit")
    bas = Counsellor(program, instance, slug, "Bas Verhoeven")
    noor.enter(gender="woman")
    bas.enter(gender="man", position="external", domains=["conduct", "integrity"])
    noor.tell("admit")
    bas.tell("me")
    roster = noor.tell("me")["organisations"][0]["roster"]
    for counsellor in (noor, bas):
        available(counsellor)
    yield Town(instance, roster, noor, bas)
    for counsellor in (noor, bas):
        counsellor.leave()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Phone]:
    """A Dutch telephone of 390 pixels, operated by thumb, with nothing on it."""
    with Phone.borrow(chromium, "nl-NL") as phone:
        yield phone


@pytest.fixture
def english_phone(chromium: Browser) -> Iterator[Phone]:
    with Phone.borrow(chromium, "en-GB") as phone:
        yield phone


@pytest.fixture
def page(phone: Phone) -> Page:
    return phone.page
