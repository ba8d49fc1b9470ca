"""A passkey is added and taken away again, and nobody shuts themselves out by it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance, start_instance
from tests.journeys.desks import Desk, code_of, invite

SLUG, OTHER = "wilgenhoek", "esdoornlaan"
# Longer than a code of the app is good for, so that the next one is another.
FRESH_SECONDS = 45


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """An instance that soon asks again who is there."""
    folder = tmp_path_factory.mktemp("strict")
    with start_instance(folder, LUWTE_FRESH_SIGN_IN=str(FRESH_SECONDS)) as instance:
        for slug in (SLUG, OTHER):
            instance.luwte("organisation", "add", "--name", slug, "--sector", "private", slug)
        yield instance


def to_passkeys(desk: Desk) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Passkeys en ontgrendelen").click()
    desk.on("settings-unlocking")


@pytest.mark.mission("M22")
def test_a_passkey_is_added_and_removed_by_who_shows_who_they_are(
    chromium: Browser, strict: Instance
) -> None:
    with Desk.at(chromium, strict) as desk:
        kept = desk.arrive(invite(strict, SLUG, "Evelien Maas"))
        signed_in = time.monotonic()
        desk.passkey_device()
        to_passkeys(desk)
        expect(desk.page.get_by_text("Je hebt er nog geen.")).to_be_visible()
        time.sleep(max(0, FRESH_SECONDS + 2 - (time.monotonic() - signed_in)))

        desk.fill("Hoe noem je hem?", "Mijn telefoon")
        desk.press("Een nieuwe passkey maken")
        question = desk.page.get_by_role("dialog", name="Laat zien dat jij het bent")
        expect(question).to_be_visible()
        desk.examine()
        question.get_by_label("Zes cijfers die de app laat zien").fill(code_of(desk.secret))
        question.get_by_role("button", name="Verder").click()
        expect(desk.page.get_by_text("Logt je in en opent je sleutels.")).to_be_visible()
        desk.examine()

        desk.press("Mijn telefoon weghalen")
        removal = desk.page.get_by_role("dialog", name="Mijn telefoon weghalen")
        desk.examine()
        words = removal.get_by_label("Je zes woorden, of je wachtzin")
        words.fill("heel andere woorden dan deze")
        removal.get_by_role("button", name="Deze passkey weghalen").click()
        expect(removal.get_by_role("alert")).to_be_visible()
        words.fill(kept.words)
        removal.get_by_role("button", name="Deze passkey weghalen").click()
        expect(desk.page.get_by_text("Je hebt er nog geen.")).to_be_visible()
        expect(desk.page.locator(".told")).to_contain_text("Mijn telefoon opent niets meer")

        desk.unlock_again(kept.words)
        to_passkeys(desk)
        expect(desk.page.get_by_text("Je hebt er nog geen.")).to_be_visible()


@pytest.mark.mission("M22")
def test_the_last_way_of_signing_in_stays(chromium: Browser, strict: Instance) -> None:
    with Desk.at(chromium, strict, narrow=True) as desk:
        desk.arrive_with_passkey(invite(strict, OTHER, "Jorn Hekman"))
        to_passkeys(desk)
        expect(desk.page.get_by_text("Dit is je enige manier om in te loggen.")).to_be_visible()
        expect(desk.page.get_by_role("button", name="weghalen")).to_have_count(0)
        desk.examine()
