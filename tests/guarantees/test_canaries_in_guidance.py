"""Every screen of guidance, at the desk and on the phone: all that can be typed is typed and sent.

Nothing here names a field: whatever takes words on a screen gets a canary of its own, and every
form is sent, so a new field or form is in it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.guarantees.canary import Hunt, files, forms, fresh, memory, with_unpacked
from tests.guarantees.serving import Served, serve
from tests.journeys.desks import Desk, invite
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.mission("M22"), pytest.mark.mission("M08"), pytest.mark.slow]

WORDS = "textarea:visible, input[type=text]:visible, input:not([type]):visible"
SETTLE_MS = 400
UNFOLD = "one => one.querySelectorAll('details').forEach(two => { two.open = true; })"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("guided")) as running:
        running.instance.luwte("organisation", "add", "gidsstad", "--name", "Gidsstad")
        yield running


class Typist:
    """Types a new canary wherever words can be typed, and remembers where."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.typed: dict[str, str] = {}

    def screen(self) -> Locator:
        return self.page.locator("main [data-screen]").first

    def fill_all(self) -> None:
        name = self.screen().get_attribute("data-screen") or ""
        self.screen().evaluate(UNFOLD)
        for number, place in enumerate(self.screen().locator(WORDS).all()):
            word = fresh()
            place.fill(word)
            self.typed[word] = f"{name}, field {number}"

    def send_all(self) -> None:
        """Each form in turn; what a screen asks for besides words may keep it from going."""
        name = self.screen().get_attribute("data-screen")
        self.fill_all()
        count = self.screen().locator("form").count()
        for number in range(count):
            form = self.screen().locator("form").nth(number)
            send = form.locator("button[type=submit]:visible").first
            if self.screen().get_attribute("data-screen") != name or send.count() == 0:
                continue
            self.fill_all()
            send.click()
            self.page.wait_for_timeout(SETTLE_MS)


def at_the_desk(desk: Desk, typist: Typist) -> None:
    """Every subject of the case."""
    rows = desk.page.get_by_role("region", name="Samen").locator("[data-row]")
    count = rows.count()
    assert count >= 10
    for number in range(count):
        rows.nth(number).click()
        expect(desk.page.locator("[data-screen^='guide-']")).to_be_visible()
        desk.page.wait_for_timeout(SETTLE_MS)
        typist.send_all()
        while desk.page.locator("[data-screen^='case-']").count() == 0:
            desk.page.go_back()
            desk.page.wait_for_timeout(SETTLE_MS)


def on_the_phone(phone: Phone, typist: Typist) -> None:
    """Every subject that the reporter can open."""
    rows = phone.page.locator(".talk-together li button")
    expect(rows.first).to_be_visible()
    count = rows.count()
    assert count >= 8
    for number in range(count):
        rows.nth(number).tap()
        expect(phone.page.locator("[data-screen='conversation']")).to_have_count(0)
        phone.page.wait_for_timeout(SETTLE_MS)
        for name in ("Lees: ", "Ik kies dit"):
            if phone.button(name).count() > 0:
                phone.button(name).first.tap()
                phone.page.wait_for_timeout(SETTLE_MS)
        typist.send_all()
        while phone.page.locator("[data-screen='conversation']").count() == 0:
            phone.page.go_back()
            phone.page.wait_for_timeout(SETTLE_MS)


def answer(desk: Desk) -> None:
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_role("region", name="Samen")).to_be_visible()


def test_nothing_typed_in_guidance_leaves_the_browser_unsealed(
    chromium: Browser, served: Served, hunting: Path
) -> None:
    name = f"Anouk {fresh()}"
    with Desk.at(chromium, served.instance) as desk, Phone.borrow(chromium, "nl-NL") as phone:
        kept = desk.arrive(invite(served.instance, "gidsstad", name))
        ((roster,),) = served.query("SELECT fingerprint FROM vault_roster")
        phone.open(f"{served.instance.app_origin}/talk/#{roster}")
        words = phone.write_to(name, "Het gaat over mijn rooster.")
        desk.unlock_again(kept.words)
        answer(desk)
        typists = [Typist(desk.page), Typist(phone.page)]
        at_the_desk(desk, typists[0])
        phone.come_back(f"{served.instance.app_origin}/talk/", words)
        phone.on("conversation")
        on_the_phone(phone, typists[1])
        typed = typists[0].typed | typists[1].typed
        assert len(typists[0].typed) >= 15, typists[0].typed
        assert len(typists[1].typed) >= 3, typists[1].typed
        assert arrived(phone, served, words, typists[0].typed) >= 5
        search(served, hunting, typed, name.split()[1])


def arrived(phone: Phone, served: Served, words: list[str], typed: dict[str, str]) -> int:
    """How much of it the reporter reads: so that it was really sent."""
    phone.come_back(f"{served.instance.app_origin}/talk/", words)
    phone.on("conversation")
    expect(phone.page.locator(".talk-together")).to_be_visible()
    shown = phone.page.content()
    return sum(word in shown for word in typed)


def search(served: Served, hunting: Path, typed: dict[str, str], public: str) -> None:
    needles = dict.fromkeys(forms(public), "public")
    for word, place in typed.items():
        needles |= dict.fromkeys(forms(word), place)
    hunt = Hunt(hunting, needles)
    assert hunt.found(with_unpacked(served.tap.requests())) == {"public"}
    assert hunt.found(with_unpacked(served.tap.answers())) == {"public"}
    assert hunt.found(served.database_files()) == {"public"}
    assert hunt.found(piece for one in served.processes() for piece in memory(one)) == {"public"}
    assert hunt.found(files(served.data / "serve.log", served.data / "media")) == set()
