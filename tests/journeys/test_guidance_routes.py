"""Ways are read and chosen, others are named, and what led nowhere opens the next way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Instance
from tests.journeys.conftest import Brink, Town, settle
from tests.journeys.desks import AXE, RULES, TOO_SMALL, Desk
from tests.journeys.phone import Phone

STORY = "Sinds maart word ik elke week buiten het overleg gehouden."
MOST_KEYS = 25


@pytest.fixture(scope="module")
def brink(instance: Instance, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Brink:
    """A company of these journeys' own: other tests leave cases that look alike."""
    return settle(instance, chromium, tmp_path_factory.mktemp("reporters"), "brinkwegen")


def examine(page: Page) -> None:
    """No violation of any rule of axe on the screen as it is now, and no text under 16 px."""
    run = f"{AXE.read_text()};axe.run(document, {{runOnly: {RULES}}})"
    options = {"expression": run, "awaitPromise": True, "returnByValue": True}
    answer: Any = page.context.new_cdp_session(page).send("Runtime.evaluate", options)
    found = answer["result"]["value"]["violations"]
    assert [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]] == []
    assert page.evaluate(TOO_SMALL) == []


def write(phone: Phone, address: str, name: str, subject: str) -> list[str]:
    """From the poster's code to the open conversation; gives the eight words."""
    phone.open(address)
    phone.on("start")
    phone.tap("Schrijven")
    phone.page.get_by_label(subject).check()
    phone.tap("Ga verder")
    phone.on("role")
    phone.tap("Het overkwam mij")
    phone.tap(f"Kies {name}")
    phone.on("exceptions")
    phone.tap("Ik heb dit gelezen")
    phone.on("consent")
    phone.agree()
    phone.on("story")
    phone.type_into(f"Je verhaal voor {name}", STORY)
    phone.tap("Ga verder")
    phone.on("phrase")
    words = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.on("send")
    phone.type_back(words)
    phone.tap("Verstuur")
    phone.on("sent")
    phone.tap("Open het gesprek")
    phone.on("conversation")
    return words


def ways(phone: Phone) -> Locator:
    """The cards in order, as they stand."""
    phone.tap("Wat kun je doen?")
    phone.on("routes")
    cards = phone.page.locator(".guide-routes > li[data-route]")
    expect(cards.first).to_be_visible()
    return cards


def order(cards: Locator) -> list[str]:
    return [str(one.get_attribute("data-route")) for one in cards.all()]


def open_case(desk: Desk, brink: Brink, nickname: str) -> None:
    """Opens the story and names the case, to tell it from those of other tests."""
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY).first).to_be_visible()
    desk.page.locator("details.menu summary").click()
    desk.press("De bijnaam veranderen")
    desk.page.get_by_role("dialog").get_by_label("Hoe noem je deze persoon?").fill(nickname)
    desk.press("Bewaren")
    expect(desk.page.get_by_role("heading", name=nickname, level=1)).to_be_visible()


def find_case(desk: Desk, brink: Brink, nickname: str) -> None:
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_role("button").filter(has_text=nickname).first.click()


def subject_of(desk: Desk, title: str) -> None:
    desk.page.get_by_role("region", name="Samen").get_by_role("button", name=title).click()


def look_again(phone: Phone, brink: Brink, words: list[str]) -> None:
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")


@pytest.mark.mission("M10")
@pytest.mark.mission("M11")
def test_ways_are_looked_at_together_and_the_reporter_chooses_the_own_talk(
    phone: Phone, desk: Desk, brink: Brink
) -> None:
    address = f"{brink.instance.app_origin}/talk/#{brink.roster}"
    words = write(phone, address, brink.COUNSELLOR, "Pesten")

    open_case(desk, brink, "Blauwe pet")
    subject_of(desk, "Wegen en keuzes")
    desk.on("guide-routes")
    desk.fill("Wat helpt vandaag?", "Morgen werk je op de andere locatie.")
    desk.press("Noteer wat helpt")
    expect(desk.page.get_by_text("Morgen werk je op de andere locatie.").first).to_be_visible()
    desk.examine()
    desk.press("Lees: Zelf met de ander praten")
    expect(desk.page.get_by_role("heading", name="Wat kan er misgaan?")).to_be_visible()
    desk.examine()
    desk.fill("In een paar woorden", "Lijkt je wat, na het oefenen.")
    desk.press("Noteer dit")
    expect(desk.page.get_by_text("Bekeken: Zelf met de ander praten")).to_be_visible()

    look_again(phone, brink, words)
    cards = ways(phone)
    assert order(cards)[:3] == ["safer-now", "only-listening", "own-talk"]
    expect(phone.page.get_by_text("Morgen werk je op de andere locatie.")).to_be_visible()
    own = phone.page.locator("[data-route='own-talk']")
    expect(own.get_by_text("Samen bekeken")).to_be_visible()
    expect(own.get_by_text("Lijkt je wat, na het oefenen.")).to_be_visible()
    examine(phone.page)
    phone.tap("Lees: Zelf met de ander praten")
    for heading in (
        "Wat is het?",
        "Wie krijgt wat te weten?",
        "Hoe lang duurt het?",
        "Wat kan er misgaan?",
        "Kan ik terug?",
        "Wat doet de vertrouwenspersoon?",
    ):
        expect(phone.page.get_by_role("heading", name=heading)).to_be_visible()
    expect(phone.button("Print het blad")).to_be_visible()
    examine(phone.page)
    phone.tap("Ik kies dit")
    expect(phone.page.get_by_text("Je koos: Zelf met de ander praten")).to_be_visible()
    phone.tap(phone.page.get_by_text("Vertel wat er gebeurde"))
    phone.type_into("Wat gebeurde er?", "We hebben gepraat. Het luchtte op.")
    phone.tap("Bewaar wat er gebeurde")
    expect(phone.page.get_by_text("We hebben gepraat. Het luchtte op.").first).to_be_visible()

    find_case(desk, brink, "Blauwe pet")
    subject_of(desk, "Wegen en keuzes")
    expect(desk.page.get_by_text("Gekozen: Zelf met de ander praten")).to_be_visible()
    expect(desk.page.get_by_text("We hebben gepraat. Het luchtte op.")).to_be_visible()


@pytest.mark.mission("M13")
def test_a_referral_that_led_nowhere_opens_the_next_way(
    phone: Phone, desk: Desk, brink: Brink
) -> None:
    address = f"{brink.instance.app_origin}/talk/#{brink.roster}"
    words = write(phone, address, brink.COUNSELLOR, "Discriminatie")

    open_case(desk, brink, "Groene sjaal")
    subject_of(desk, "Doorverwijzingen")
    desk.on("guide-referrals")
    desk.page.get_by_label("Waarvoor?").select_option("discrimination")
    found = desk.page.locator("[data-entry]")
    expect(found).to_have_count(2)
    desk.page.get_by_label("Zoeken", exact=True).fill("rechten mens")
    expect(found).to_have_count(1)
    desk.examine()
    desk.press("Doorverwijzen naar College voor de Rechten van de Mens")
    desk.fill("Wat je erbij zegt", "Bel gerust op een rustig moment.")
    desk.examine()
    desk.press("Noteer de doorverwijzing")
    title = "College voor de Rechten"
    expect(desk.page.get_by_role("heading", name=title, level=2)).to_be_visible()

    look_again(phone, brink, words)
    phone.tap("Anderen die kunnen helpen")
    phone.on("referrals")
    expect(phone.page.get_by_text("030-888 38 88")).to_be_visible()
    examine(phone.page)
    phone.tap("Stuur mijn antwoord")
    expect(phone.page.get_by_role("alert")).to_contain_text("Kies eerst een antwoord.")
    phone.tap(phone.page.get_by_text("Nee, het liep op niets uit"))
    phone.tap("Stuur mijn antwoord")
    expect(phone.page.get_by_role("heading", name="Dan zijn er andere wegen")).to_be_visible()
    examine(phone.page)
    phone.tap(phone.page.get_by_role("button", name="Lees: Alleen vertellen"))
    phone.on("routes")
    expect(phone.page.get_by_role("heading", name="Alleen vertellen")).to_be_visible()

    find_case(desk, brink, "Groene sjaal")
    subject_of(desk, "Doorverwijzingen")
    expect(desk.page.get_by_text("Nee, het liep op niets uit (").first).to_be_visible()
    desk.press("Bekijk een andere weg")
    desk.on("guide-routes")


@pytest.mark.mission("M10")
def test_what_may_be_sexual_violence_begins_with_help_and_the_centre(
    phone: Phone, town: Town
) -> None:
    write(phone, town.address, "Noor de Wit", "Seksuele intimidatie")
    cards = ways(phone)
    first = order(cards)
    assert first[:2] == ["medical-help", "safer-now"]
    assert "own-talk" not in first
    phone.tap("Lees: Eerst hulp voor jou")
    centre = phone.page.get_by_role("link", name="0800-0188")
    expect(centre).to_have_attribute("href", "tel:08000188")
    # The number stands above what explains it, and "back" leads to the list.
    number = centre.bounding_box()
    explained = phone.page.get_by_role("heading", name="Wat is het?").bounding_box()
    assert number is not None
    assert explained is not None
    assert number["y"] < explained["y"]
    phone.tap("Terug")
    expect(phone.page.get_by_role("heading", name="Welke wegen er zijn")).to_be_visible()
    phone.tap("Toon nog")
    assert order(cards)[-1] == "own-talk"
    phone.tap("Lees: Zelf met de ander praten")
    expect(phone.page.locator(".notice").get_by_text("Dan kan dit onveilig zijn")).to_be_visible()


@pytest.mark.mission("M44")
def test_about_the_director_the_second_address_comes_first_of_the_formal_ways(
    phone: Phone, town: Town
) -> None:
    write(phone, town.address, "Noor de Wit", "Intimidatie of machtsmisbruik")
    cards = ways(phone)
    phone.tap("Toon nog")
    before = order(cards)
    assert before.index("complaint") < before.index("outside-bodies")
    phone.tap(phone.page.get_by_text("Zet de wegen in een andere volgorde"))
    phone.page.get_by_label("Het gaat over de directie").check()
    phone.page.get_by_label("Laat eerst de formele wegen zien").check()
    formal = [one for one in order(cards) if one not in ("safer-now", "only-listening")]
    assert formal[0] == "second-address"
    phone.tap("Lees: Naar het tweede adres")
    expect(phone.page.get_by_role("heading", name="Naar het tweede adres")).to_be_visible()


@pytest.mark.mission("M42")
def test_a_report_is_followed_by_its_two_terms(phone: Phone, town: Town) -> None:
    words = write(phone, town.address, "Noor de Wit", "Integriteit")
    conversation = town.noor.newest()["conversation"]
    made = {"route": "integrity-report", "on": "2026-11-01"}
    tell(town, conversation, "report-made", made)
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    question = phone.page.get_by_text("Hoorde je vóór 8 november 2026 dat je melding er is?")
    expect(question).to_be_visible()
    phone.tap(phone.button("Kijk en antwoord").first)
    phone.on("routes")
    phone.tap("Niet gekregen: Een brief of mail dat je melding er is")
    phone.tap("Bekijk de volgende weg")
    expect(phone.page.get_by_role("heading", name="Huis voor Klokkenluiders")).to_be_visible()


def tell(town: Town, conversation: str, kind: str, content: dict[str, Any]) -> None:
    town.noor.tell(
        "write", conversation=conversation, statements=[{"kind": kind, "content": content}]
    )


@pytest.mark.mission("M10")
def test_a_choice_is_made_by_keyboard_within_a_few_keys(phone: Phone, town: Town) -> None:
    write(phone, town.address, "Noor de Wit", "Pesten")
    ways(phone)
    keys = reach(phone, "Lees: Alleen vertellen")
    keys += reach(phone, "Ik kies dit")
    expect(phone.page.get_by_text("Je koos: Alleen vertellen")).to_be_visible()
    assert keys <= MOST_KEYS


def reach(phone: Phone, name: str) -> int:
    """Presses Tab until the button has the focus, then Enter; gives the number of keys."""
    button = phone.page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    for pressed in range(1, MOST_KEYS):
        phone.page.keyboard.press("Tab")
        if button.evaluate("(one) => one === document.activeElement"):
            phone.page.keyboard.press("Enter")
            return pressed + 1
    raise AssertionError(f"{name} is too far by keyboard")


@pytest.mark.mission("M22")
def test_which_screen_somebody_opens_asks_nothing_of_the_server(phone: Phone, brink: Brink) -> None:
    """What can be done, and who else can help, came with the conversation."""
    address = f"{brink.instance.app_origin}/talk/#{brink.roster}"
    # What comes last with a conversation: once it is there, all of it was asked for.
    with phone.page.expect_response("**/assets/judging-*", timeout=60_000):
        write(phone, address, brink.COUNSELLOR, "Pesten")
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    expect(ways(phone).first).to_be_visible()
    phone.page.go_back()
    phone.on("conversation")
    phone.tap("Anderen die kunnen helpen")
    phone.on("referrals")
    assert asked == []
