"""An organisation with two counsellors, and a phone to reach them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Instance
from tests.journeys.counsellors import Counsellor, build_program
from tests.journeys.desks import Desk, Kept, invite
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter, build_reporter


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


@dataclass(frozen=True)
class Brink:
    """A company with one counsellor, Roos, who came to the desk by invitation."""

    instance: Instance
    roos: Kept
    roster: str
    reporters: Path
    slug: str

    COUNSELLOR = "Roos Timmer"


def roster_of(instance: Instance, slug: str) -> str:
    """The fingerprint behind the start button of the organisation's page."""
    with urlopen(f"{instance.site_origin}/o/{slug}/") as page:
        found = re.search(r"/talk/#([a-z2-7]{32})", page.read().decode())
    assert found is not None
    return found.group(1)


@pytest.fixture(scope="module")
def brink(
    instance: Instance,
    chromium: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Brink:
    """Each module's own: what one leaves waiting would be the first that another finds."""
    slug = "brink-" + request.module.__name__.rpartition("test_")[2].replace("_", "-")
    return settle(instance, chromium, tmp_path_factory.mktemp("reporters"), slug)


def settle(instance: Instance, chromium: Browser, folder: Path, slug: str) -> Brink:
    """Such a company under this name; its counsellor comes to the desk by invitation."""
    add = ("organisation", "add", "--name", "Brinkhuizen Bouw", "--sector", "private")
    instance.luwte(*add, slug)
    with Desk.at(chromium, instance) as desk:
        kept = desk.arrive(invite(instance, slug, Brink.COUNSELLOR))
    return Brink(instance, kept, roster_of(instance, slug), build_reporter(folder), slug)


@pytest.fixture
def desk(chromium: Browser, brink: Brink) -> Iterator[Desk]:
    """Roos at her desk, unlocked, on a wide screen."""
    with Desk.at(chromium, brink.instance, state=brink.roos.state) as desk:
        desk.unlock(brink.roos.words)
        yield desk


@pytest.fixture
def reporter(brink: Brink) -> Iterator[Reporter]:
    with Reporter.of(brink.reporters, brink.instance) as reporter:
        yield reporter
