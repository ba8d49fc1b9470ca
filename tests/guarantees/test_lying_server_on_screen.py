"""In a real browser: what a lying server tells is refused, and the screen says so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.guarantees import further_lies, lies
from tests.guarantees.lied_to import PASSPHRASE, LiedTo, write_to
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.mission("M22")]

#: scrypt on a machine that does much else.
WAIT_MS = 60_000
NOT_RIGHT = {
    "nl-NL": "Er klopt iets niet met dit gesprek.",
    "en-GB": "Something is not right with this conversation.",
}
SHUT = {"nl-NL": "Je kunt hier niet meer schrijven.", "en-GB": "You can't write here any more."}


def origin_of(lied_to: LiedTo) -> str:
    return f"http://localhost:{lied_to.server.port}"


def come_back(page: Page, lied_to: LiedTo, words: str) -> None:
    page.goto(f"{origin_of(lied_to)}/talk/")
    page.locator("[data-screen='return'] textarea").fill(words)
    page.locator(".actions .utrecht-button--primary-action").click()


def open_the_one_lied_about(page: Page) -> None:
    """The phrase has two conversations."""
    shown = page.locator("[data-screen='conversations'] .talk-way")
    expect(shown).to_have_count(2, timeout=WAIT_MS)
    shown.first.click()


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
@pytest.mark.parametrize(
    "change",
    [
        lies.alters_a_statement,
        lies.lists_one_more,
        lies.lets_somebody_in,
        lies.gives_another_header,
        lies.gives_no_envelope,
        lies.makes_the_whole_log,
    ],
    ids=lambda change: change.__name__,
)
def test_a_reporter_reads_that_the_log_is_not_right(
    lied_to: LiedTo, chromium: Browser, locale: str, change: lies.PageChange
) -> None:
    with (
        Phone.borrow(chromium, locale) as phone,
        lied_to.server.telling(lies.about(change, lied_to.known)) as telling,
    ):
        come_back(phone.page, lied_to, lied_to.words)
        open_the_one_lied_about(phone.page)
        expect(phone.page.get_by_text(NOT_RIGHT[locale])).to_be_visible()
        expect(phone.page.get_by_text(SHUT[locale])).to_be_visible()
        expect(phone.page.get_by_text(lies.LOGS[change])).to_be_visible()
        expect(phone.page.locator("[data-screen='conversation'] textarea")).to_have_count(0)
        assert telling.written == []


def test_a_reporter_reads_that_something_is_gone(lied_to: LiedTo, chromium: Browser) -> None:
    """The server told more a moment ago."""
    words, _, conversation = write_to(lied_to.somebody(), lied_to.roster, lied_to.known.counsellor)
    with Phone.borrow(chromium, "nl-NL") as phone:
        come_back(phone.page, lied_to, " ".join(words))
        phone.on("conversation")
        known = further_lies.shorter_by_one(conversation)
        with lied_to.server.telling(known) as telling:
            phone.page.get_by_role("button", name="Kijk of er iets nieuws is").tap()
            expect(phone.page.get_by_text(NOT_RIGHT["nl-NL"])).to_be_visible(timeout=WAIT_MS)
            expect(phone.page.get_by_text("rolled-back")).to_be_visible()
            assert telling.written == []


@pytest.mark.parametrize(
    "change",
    [further_lies.swaps_the_founder, further_lies.swaps_a_key, further_lies.admits_somebody],
    ids=lambda change: change.__name__,
)
def test_a_newcomer_reads_that_the_list_of_counsellors_is_not_right(
    lied_to: LiedTo, chromium: Browser, change: further_lies.RosterChange
) -> None:
    for locale, sentence in (
        ("nl-NL", "De lijst met vertrouwenspersonen klopt niet."),
        ("en-GB", "The list of counsellors is not right."),
    ):
        with (
            Phone.borrow(chromium, locale) as phone,
            lied_to.server.telling(further_lies.about_roster(change)) as telling,
        ):
            phone.open(f"{origin_of(lied_to)}/talk/#{lied_to.roster}")
            expect(phone.page.get_by_text(sentence)).to_be_visible(timeout=WAIT_MS)
            expect(phone.page.locator(".talk-card")).to_have_count(0)
            assert telling.written == []


def test_a_newcomer_is_warned_of_an_older_list(lied_to: LiedTo, chromium: Browser) -> None:
    with Phone.borrow(chromium, "nl-NL") as phone:
        lie = further_lies.about_roster(further_lies.is_an_old_roster)
        with lied_to.server.telling(lie):
            phone.open(f"{origin_of(lied_to)}/talk/#{lied_to.roster}")
            phone.on("start")
            phone.tap("Laat mij bellen")
            warning = phone.page.get_by_text("Er is iets veranderd in de lijst")
            expect(warning.first).to_be_visible()


def test_a_phrase_that_another_index_came_to_opens_nothing(
    lied_to: LiedTo, chromium: Browser
) -> None:
    with (
        Phone.borrow(chromium, "nl-NL") as phone,
        lied_to.server.telling(further_lies.of_the_index()) as telling,
    ):
        come_back(phone.page, lied_to, lied_to.words)
        sentence = phone.page.get_by_text("De server gaf iets wat niet klopt.")
        expect(sentence.first).to_be_visible(timeout=WAIT_MS)
        phone.on("return")
        assert telling.written == []


# --- The desk -----------------------------------------------------------------------------------


def at_the_desk(lied_to: LiedTo, context: BrowserContext) -> Page:
    """Anna, signed in, before her keys are open."""
    cookies = lied_to.anna.cookies()
    context.add_cookies(
        [
            {"name": name, "value": value, "url": origin_of(lied_to)}
            for name, value in cookies.items()
        ]
    )
    page = context.new_page()
    page.goto(f"{origin_of(lied_to)}/desk/")
    expect(page.locator("[data-screen='unlock-phrase']")).to_be_visible(timeout=WAIT_MS)
    page.locator("[data-screen='unlock-phrase'] input").fill(PASSPHRASE)
    return page


def test_a_counsellor_reads_that_the_log_is_not_right(lied_to: LiedTo, chromium: Browser) -> None:
    context = chromium.new_context(locale="nl-NL")
    lie = lies.about(lies.lets_somebody_in, lied_to.known)
    with lied_to.server.telling(lie) as telling:
        page = at_the_desk(lied_to, context)
        page.get_by_role("button", name="Ontgrendelen").click()
        expect(page.locator("[data-screen='today'] .rows li").nth(1)).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_text("Je zaken gaan open")).to_have_count(0, timeout=WAIT_MS)
        told = page.get_by_text("De server gaf iets wat niet klopt (bad-signature).")
        for row in range(page.locator(".rows li").count()):
            page.locator(".rows li button").nth(row).click()
            expect(page.locator("[data-screen='look-out']")).to_be_visible()
            if told.count() > 0:
                break
            page.get_by_role("button", name="Vandaag").first.click()
        expect(told).to_be_visible()
        expect(page.get_by_text("Je kunt hier niet meer schrijven.")).to_be_visible()
        assert telling.written == []
    context.close()


def test_a_counsellor_reads_that_their_keys_were_tampered_with(
    lied_to: LiedTo, chromium: Browser
) -> None:
    context = chromium.new_context(locale="nl-NL")
    with lied_to.server.telling(further_lies.about_me(further_lies.alters_the_bundle)):
        page = at_the_desk(lied_to, context)
        page.get_by_role("button", name="Ontgrendelen").click()
        told = page.get_by_text(re.compile("De server gaf iets wat niet klopt"))
        expect(told.first).to_be_visible(timeout=WAIT_MS)
        expect(page.locator("[data-screen='today']")).to_have_count(0)
    context.close()
