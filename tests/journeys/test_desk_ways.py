"""Going to the site and back, and going back in the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance, start_instance
from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk, invite

SLUG = "elzenbos"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with start_instance(tmp_path_factory.mktemp("crossing")) as instance:
        instance.luwte("organisation", "add", "--name", "Elzenbos", "--sector", "private", SLUG)
        yield instance


@pytest.mark.mission("M26")
def test_who_has_only_a_passkey_writes_reports_too(chromium: Browser, place: Instance) -> None:
    with Desk.at(chromium, place, narrow=True) as desk:
        desk.arrive_with_passkey(invite(place, SLUG, "Jorn Hekman"))
        desk.go("Instellingen")
        with desk.page.context.expect_page() as opening:
            desk.page.get_by_text("Verslagen, advies en ander werk").click()
        site = opening.value
        expect(site.get_by_text("Je gaat hier verder als")).to_be_visible()
        assert site.evaluate("window.opener === null")
        site.get_by_role("button", name="Verder").click()
        expect(site.get_by_role("heading", name="Werk dat geen zaak is")).to_be_visible()
        site.goto(f"{place.site_origin}/lead/of/{SLUG}/reports/")
        expect(site.get_by_role("link", name="Een verslag beginnen")).to_be_visible()
        # The desk stayed open.
        desk.on("settings")


@pytest.mark.mission("M22")
def test_going_back_leads_to_where_one_was_in_a_long_list(chromium: Browser, brink: Brink) -> None:
    with Desk.at(chromium, brink.instance, narrow=True, state=brink.roos.state) as desk:
        desk.unlock(brink.roos.words)
        desk.go("Instellingen")
        far = desk.page.get_by_role("button", name="Meldingen per mail")
        far.scroll_into_view_if_needed()
        before = desk.page.evaluate("scrollY")
        assert before > 100
        far.click()
        expect(desk.page.locator("[data-screen=settings-notifications]")).to_be_visible()
        assert desk.page.evaluate("scrollY") == 0
        desk.press("Terug")
        expect(far).to_be_in_viewport(ratio=1)
        assert desk.page.evaluate("scrollY") == before
