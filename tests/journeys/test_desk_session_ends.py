"""A session that ends in the middle of something: one signs in again, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.desks import PASSWORD, PERIOD, Desk, code_of, invite
from tests.journeys.test_desk_phone import open_case

NOTE = "Belt woensdag terug, na het overleg."


@pytest.mark.mission("M22")
def test_who_is_signed_out_signs_in_again_and_goes_on_typing(
    instance: Instance, chromium: Browser
) -> None:
    instance.luwte("organisation", "add", "--name", "Zandoever", "--sector", "private", "zandoever")
    with Desk.at(chromium, instance) as desk:
        kept = desk.arrive(invite(instance, "zandoever", "Lotte Wierda"))
        open_case(desk, "Oude molen")
        desk.press("Later: naar de zaak")
        desk.page.get_by_label("Nieuwe notitie").fill(NOTE)
        desk.context.clear_cookies()
        desk.press("Deze notitie bewaren")

        desk.on("sign-in")
        expect(desk.page.get_by_text("Wat je hebt getypt, staat er nog.")).to_be_visible()
        desk.examine()
        desk.press("Wachtwoord en code gebruiken")
        desk.fill("E-mailadres", "lotte@zandoever.example")
        desk.fill("Wachtwoord", PASSWORD)
        desk.press("Verder")
        desk.on("code")
        # A code counts once, and one was typed on arriving.
        desk.page.wait_for_timeout(PERIOD * 1_000)
        desk.page.locator("input").last.fill(code_of(desk.secret))
        desk.page.locator("button[type=submit]").click()
        desk.on("unlock-phrase")
        desk.fill("Jouw zes woorden", kept.words)
        desk.press("Ontgrendelen")
        expect(desk.page.get_by_label("Nieuwe notitie")).to_have_value(NOTE)
        desk.press("Deze notitie bewaren")
        expect(desk.page.locator(".notes__text", has_text=NOTE)).to_be_visible()
