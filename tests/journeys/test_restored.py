"""Destroyed, and then a back-up from before is restored: nobody's browser opens anything of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance, start_instance
from tests.journeys.conftest import Brink, roster_of
from tests.journeys.desks import PASSWORD, Desk, Kept, code_of, invite
from tests.journeys.moving_on import ends_on, sweep_on
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.mission("M24"), pytest.mark.slow]

SLUG = "brink-restored"
STORY = "Hij loopt elke dag achter mij aan."
ANSWER = "Dank je, ik denk met je mee."


def archive(folder: Path, name: str) -> str:
    (found,) = folder.glob(f"luwte-{name}-*.tar.gz")
    return str(found)


def write(chromium: Browser, instance: Instance) -> list[str]:
    """Somebody tells their story; gives the eight words."""
    with Phone.borrow(chromium, "nl-NL") as phone:
        phone.open(f"{instance.app_origin}/talk/#{roster_of(instance, SLUG)}")
        return phone.write_to(Brink.COUNSELLOR, STORY)


def answer_and_close(desk: Desk, instance: Instance, kept: Kept, older: Path) -> None:
    """A back-up is made before the case is closed."""
    desk.unlock(kept.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY)).to_be_visible()
    desk.fill("Jouw antwoord", ANSWER)
    desk.press("Verstuur")
    expect(desk.page.get_by_label("Jouw antwoord")).to_have_value("")
    instance.luwte("backup", str(older))
    desk.page.locator("details.menu summary").click()
    desk.press("Samen afsluiten")
    desk.press("De zaak afsluiten")
    expect(desk.button("Weer openen")).to_be_visible()


def sign_in(desk: Desk, secret: str) -> None:
    desk.page.goto(f"{desk.instance.app_origin}/desk/")
    desk.on("sign-in")
    desk.press("Wachtwoord en code gebruiken")
    desk.fill("E-mailadres", f"roos@{SLUG}.example")
    desk.fill("Wachtwoord", PASSWORD)
    desk.press("Verder")
    desk.on("code")
    desk.fill("Zes cijfers", code_of(secret))
    desk.press("Inloggen")
    desk.on("unlock-phrase")


def test_an_older_back_up_opens_nothing_for_reporter_or_counsellor(
    chromium: Browser, tmp_path: Path
) -> None:
    older, newer, data, again = (
        tmp_path / name for name in ("older", "newer", "original", "restored")
    )
    for folder in (older, newer, data, again):
        folder.mkdir()
    with start_instance(data) as instance:
        add = ("organisation", "add", "--name", "Brinkhuizen Bouw", "--sector", "private")
        instance.luwte(*add, SLUG)
        with Desk.at(chromium, instance) as desk:
            kept = desk.arrive(invite(instance, SLUG, Brink.COUNSELLOR))
            secret = desk.secret
            words = write(chromium, instance)
            answer_and_close(desk, instance, kept, older)
        last: datetime.date = ends_on(instance)[-1]
        sweep_on(instance, last)
        instance.luwte("backup", str(newer))

    starting = start_instance(again)
    origins = (f"http://127.0.0.1:{starting.port}", f"http://localhost:{starting.port}")
    unstarted = Instance(*origins, again, None, starting.environment)  # type: ignore[arg-type]
    unstarted.luwte("migrate")
    unstarted.luwte("restore", archive(older, "rest"), archive(newer, "keys"))
    with starting as restored:
        with Phone.borrow(chromium, "nl-NL") as phone:
            phone.come_back(f"{restored.app_origin}/talk/", words)
            phone.on("conversation")
            expect(phone.page.get_by_text("Dit is vernietigd.").first).to_be_visible()
            for text in (STORY, ANSWER):
                expect(phone.page.get_by_text(text)).to_have_count(0)
        with Desk.at(chromium, restored) as desk:
            sign_in(desk, secret)
            desk.fill("Jouw zes woorden", kept.words)
            desk.press("Ontgrendelen")
            desk.on("today")
            desk.go("Zaken")
            desk.choose("Alle")
            desk.page.locator("[data-row]").first.click()
            expect(
                desk.page.get_by_text("Hier stond iets dat vernietigd is.").first
            ).to_be_visible()
            expect(desk.page.get_by_text("Je kunt hier niet meer schrijven.")).to_be_visible()
            for text in (STORY, ANSWER):
                expect(desk.page.get_by_text(text)).to_have_count(0)
