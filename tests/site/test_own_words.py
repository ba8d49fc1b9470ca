"""Own words on a page of the site, in a real browser and under the site's own policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Route, expect

from luwte.site import hosts

pytestmark = pytest.mark.mission("M26")

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TELLING = "Er waren dit jaar drie meldingen."
HARMLESS = "Wij adviseren het bestuur om leidinggevenden te scholen."
LOOK = "Can somebody be recognised by this?"
FINE = "This gives nobody away"


class Visit:
    """A page of the site in Chromium; each request is answered by Django itself."""

    def __init__(self, browser: Browser, **options: object) -> None:
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, **options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.sent: list[str] = []
        self.complaints: list[str] = []
        self.client = Client(headers={"host": settings.LUWTE.site_origin.partition("//")[2]})
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route("**/*", self.answer)
        self.page.goto(f"{settings.LUWTE.site_origin}/write/")

    def answer(self, route: Route) -> None:
        request = route.request
        if request.method == "POST":
            self.sent.append(request.post_data or "")
        headers = request.all_headers()
        answer = self.client.generic(
            request.method,
            request.url.removeprefix(settings.LUWTE.site_origin),
            request.post_data or "",
            content_type=headers.get("content-type", ""),
            headers={"accept-language": headers.get("accept-language", "en")},
        )
        route.fulfill(
            status=answer.status_code,
            headers=dict(answer.headers),
            body=b"".join(answer),
        )

    def write(self, text: str, field: str = "Summary") -> None:
        self.page.get_by_label(field).fill(text)

    def send(self) -> None:
        self.page.get_by_role("button", name="Send").click()


@pytest.fixture(autouse=True)
def a_page_with_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "SITE_URLS", "tests.site.own_words_page")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    visit = Visit(chromium, locale="en-GB")
    yield visit
    visit.context.close()


def test_while_typing_each_passage_is_quoted_with_why_and_what_instead(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_role("group", name=LOOK)).to_have_count(0)
    visit.write(f"{HARMLESS} {TELLING}")
    seen = page.get_by_role("group", name=LOOK).get_by_role("listitem")
    expect(seen).to_have_count(1)
    expect(seen).to_contain_text("drie meldingen")
    expect(seen).to_contain_text("A small number can show who it was.")
    expect(seen).to_contain_text("Leave the number out, or point to the table.")
    expect(page.get_by_role("status").first).to_have_text("One passage needs another look.")
    visit.write(HARMLESS)
    expect(page.get_by_role("group", name=LOOK)).to_have_count(0)
    assert visit.complaints == []


def test_nothing_is_sent_until_each_passage_is_ticked_or_written_anew(visit: Visit) -> None:
    page = visit.page
    visit.write(TELLING)
    visit.write("Wij denken aan de Postkamer.", "Remarks")
    visit.send()
    first, second = page.get_by_role("checkbox", name=FINE).all()
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description(
        "drie meldingen A small number can show who it was."
        " Leave the number out, or point to the table."
    )
    page.keyboard.press("Space")
    visit.send()
    expect(second).to_be_focused()
    assert visit.sent == []
    visit.write("Wij denken aan iedereen.", "Remarks")
    visit.send()
    expect(page.get_by_role("heading", name="drie meldingen")).to_be_visible()
    assert len(visit.sent) == 1


def test_a_tick_stays_while_the_rest_is_typed_and_goes_with_its_sentence(visit: Visit) -> None:
    visit.write(TELLING)
    tick = visit.page.get_by_role("checkbox", name=FINE)
    tick.check()
    expect(visit.page.get_by_role("status").first).to_have_text("You have looked at every passage.")
    visit.write(f"{TELLING} {HARMLESS}")
    expect(visit.page.get_by_role("status").first).to_have_text("You have looked at every passage.")
    expect(tick).to_be_checked()
    visit.write(f"Er waren drie meldingen uit de keuken. {HARMLESS}")
    expect(tick.first).not_to_be_checked()


def test_without_script_the_server_asks_the_same(chromium: Browser) -> None:
    visit = Visit(chromium, locale="en-GB", java_script_enabled=False)
    visit.write(TELLING)
    visit.send()
    expect(visit.page.get_by_label("Summary")).to_have_value(TELLING)
    expect(visit.page.get_by_text("Write the passages below anew")).to_be_visible()
    visit.page.get_by_role("checkbox", name=FINE).check()
    visit.send()
    expect(visit.page.get_by_role("heading", name="drie meldingen")).to_be_visible()
    visit.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, scheme: str) -> None:
    visit = Visit(chromium, locale="nl-NL", color_scheme=scheme, bypass_csp=True)
    visit.write(f"{TELLING} Iemand uit de keuken meldde zich in maart.")
    boxes = visit.page.get_by_role("checkbox", name="Hieraan is niemand te herkennen")
    expect(boxes.first).to_be_visible()
    boxes.first.check()
    expect(visit.page.get_by_role("status").first).to_have_text("Kijk nog eens naar 3 passages.")
    visit.page.evaluate(AXE.read_text("utf-8"))
    found = visit.page.evaluate(
        "async () => (await axe.run(document)).violations"
        ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))"
    )
    assert found == []
    visit.context.close()
