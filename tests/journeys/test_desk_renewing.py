"""A counsellor takes new keys: nothing is lost, not even a letter under way; old words are dead."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Instance
from tests.journeys.beside import arrive_beside
from tests.journeys.conftest import roster_of
from tests.journeys.desks import Desk, Kept, invite
from tests.journeys.phone import Phone

SLUG = "meidoornveld"
NAME, COLLEAGUE = "Tessel Vink", "Abel Prins"
# The newer one stands first in "today".
STORIES = ("Dit schreef ik voor de nieuwe sleutels.", "Dit was nog onderweg.")
KEY = re.compile(r"^[a-z2-7]{5}( [a-z2-7]{5}){3}$")


@pytest.fixture
def writer(chromium: Browser) -> Iterator[Phone]:
    """Somebody who has written everything and only has to press "send"."""
    with Phone.borrow(chromium, "nl-NL") as writer:
        yield writer


def to_renewing(desk: Desk) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Mijn sleutels vernieuwen", exact=True).click()
    desk.on("settings-keys")


def take_new_keys(desk: Desk) -> Kept:
    """From the explanation to the new words; gives what is kept of them."""
    desk.page.get_by_label("Dit apparaat is veilig, en ik heb pen en papier.").check()
    desk.examine()
    desk.press("Nieuwe sleutels maken")
    desk.on("words")
    desk.examine()
    words = " ".join(desk.page.locator(".desk-words li").all_inner_texts())
    desk.page.get_by_label("Ik heb de zes woorden bewaard").check()
    desk.press("Verder")
    desk.on("recovery")
    recovery = "-".join(desk.page.locator(".desk-recovery span").all_inner_texts())
    desk.press("Ik heb hem op papier")
    desk.on("type-back")
    desk.fill("Herstelsleutel", recovery)
    desk.press("Mijn sleutels bewaren")
    expect(desk.page.get_by_text("Je sleutels zijn nieuw")).to_be_visible()
    return Kept(words, recovery, None)


def own_key(desk: Desk) -> str:
    key = desk.page.locator(".own-key code")
    expect(key).to_have_text(KEY)
    return key.inner_text()


def open_and_answer(desk: Desk, story: str) -> None:
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.on("look-out")
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(story)).to_be_visible()
    desk.fill("Jouw antwoord", f"Ik las: {story}")
    desk.press("Verstuur")
    expect(desk.page.get_by_label("Jouw antwoord")).to_have_value("")
    desk.go("Vandaag")
    desk.on("today")


@pytest.mark.mission("M22")
@pytest.mark.mission("M36")
def test_keys_are_renewed_and_nothing_is_lost(
    chromium: Browser, phone: Phone, writer: Phone, instance: Instance
) -> None:
    instance.luwte("organisation", "add", "--name", "Meidoornveld", "--sector", "care", SLUG)
    with Desk.at(chromium, instance) as abel, Desk.at(chromium, instance, narrow=True) as desk:
        abels = abel.arrive(invite(instance, SLUG, COLLEAGUE)).words
        old = arrive_beside((abel, abels, COLLEAGUE), desk, invite(instance, SLUG, NAME), NAME)
        address = f"{instance.app_origin}/talk/#{roster_of(instance, SLUG)}"
        phone.open(address)
        words = phone.write_to(NAME, STORIES[0])
        writer.open(address)
        writer.prepare(NAME, STORIES[1])

        to_renewing(desk)
        desk.page.get_by_label("Dit apparaat is veilig, en ik heb pen en papier.").check()
        desk.press("Nieuwe sleutels maken")
        desk.on("words")
        desk.press("Stop, en houd mijn oude sleutels")
        desk.on("settings-keys")
        new = take_new_keys(desk)
        desk.examine()
        key = own_key(desk)

        # Whoever read the list before sends to the new key without noticing.
        writer.tap("Verstuur")
        writer.on("sent")

        the_colleague_compares(abel, abels, key)
        desk.press("Op slot")
        desk.on("unlock-phrase")
        desk.fill("Jouw zes woorden", old.words)
        desk.press("Ontgrendelen")
        expect(desk.page.get_by_role("alert")).to_be_visible()
        desk.fill("Jouw zes woorden", new.words)
        desk.press("Ontgrendelen")
        desk.page.locator(".rail").wait_for()
        desk.go("Vandaag")
        expect(desk.page.get_by_text("Iemand koos jou")).to_have_count(2)
        for story in STORIES:
            open_and_answer(desk, story)

    phone.come_back(f"{instance.app_origin}/talk/", words)
    phone.on("conversation")
    expect(phone.page.get_by_text(f"Ik las: {STORIES[0]}")).to_be_visible()
    expect(phone.page.get_by_text(f"{NAME} vernieuwde een sleutel.")).to_be_visible()


def the_colleague_compares(abel: Desk, words: str, key: str) -> None:
    abel.unlock_again(words)
    expect(abel.page.get_by_text("1 collega heeft nieuwe sleutels.")).to_be_visible()
    abel.examine()
    abel.go("Collega's")
    asked = abel.page.get_by_role("region", name=NAME)
    expect(asked.get_by_text(key)).to_be_visible()
    asked.get_by_role("button", name="Niet hetzelfde").click()
    expect(asked.get_by_role("alert")).to_be_visible()
    abel.examine()
    asked.get_by_role("button", name="Ik hoorde hem: hij is hetzelfde").click()
    expect(asked).to_have_count(0)
