"""A second counsellor comes in beside a first one, who hears eight words and signs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.desks import Desk, Kept

# The desk of whoever signs, the words that open it, and their name.
Signer = tuple[Desk, str, str]


def sign_onto_the_list(desk: Desk, signer: str, name: str, words: list[str]) -> None:
    """After the eight words, read aloud and compared."""
    desk.go("Collega's")
    desk.press(f"Ik hoor {name} nu")
    assert desk.page.locator(".desk-words li").all_inner_texts() == words
    desk.press("Elk woord is hetzelfde: onderteken")
    expect(desk.page.get_by_text(f"ondertekend door {signer}").first).to_be_visible()


def arrive_beside(signer: Signer, desk: Desk, link: str, name: str) -> Kept:
    """Comes in by invitation; the one who was there first hears and signs."""
    first, words, by = signer
    desk.accept_with_password(link)
    kept = desk.make_keys()
    desk.send_card()
    desk.on("read-aloud")
    heard = desk.page.locator(".desk-words li").all_inner_texts()
    first.unlock_again(words)
    sign_onto_the_list(first, by, name, heard)
    desk.press("Mijn collega heeft ondertekend")
    desk.on("today")
    return kept
