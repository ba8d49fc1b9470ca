"""Coming back with the phrase, and everything that only the reporter may do."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Town, available
from tests.journeys.phone import Phone

STORY = "Sinds maart word ik elke week buiten het overleg gehouden."


@pytest.mark.mission("M08")
def test_a_mistyped_word_is_marked_and_mended_with_one_tap(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.open(town.return_address)
    phone.on("return")
    typed = [words[0][:-1] + "q" + words[0][-1], *words[1:]]
    phone.page.get_by_label("Je acht woorden").fill(" ".join(typed))
    expect(
        phone.page.get_by_text(re.compile("Woord 1: .* staat niet in onze lijst"))
    ).to_be_visible()
    phone.tap(phone.page.get_by_role("button", name=words[0], exact=True))
    phone.tap("Open")
    phone.on("conversation")


@pytest.mark.mission("M08")
def test_who_comes_without_an_organisation_is_shown_where_to_find_it(
    phone: Phone, town: Town
) -> None:
    phone.open(town.return_address)
    way = phone.page.get_by_role("link", name="Zoek de pagina van je organisatie")
    expect(way).to_have_attribute("href", f"{town.instance.site_origin}/")
    phone.tap(way)
    expect(phone.page.get_by_role("textbox")).to_be_visible()


@pytest.mark.mission("M08")
def test_a_wrong_phrase_gets_the_same_answer_ten_times(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.open(town.return_address)
    phone.on("return")
    for shift in range(10):
        turned = words[1 + shift % 7 :] + words[: 1 + shift % 7]
        phone.page.get_by_label("Je acht woorden").fill(" ".join(turned))
        phone.tap("Open")
        expect(phone.page.get_by_role("alert")).to_contain_text("Met deze woorden vinden we niets")


@pytest.mark.mission("M08")
def test_a_replaced_phrase_opens_and_the_old_one_does_not(
    phone: Phone, chromium: Browser, town: Town
) -> None:
    phone.open(town.address)
    old = phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    phone.tap("Je zin en je rechten")
    phone.tap("Vervang mijn zin")
    phone.on("new-phrase")
    new = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(new)
    phone.tap("Gebruik voortaan deze zin")
    phone.on("conversation")
    with Phone.borrow(chromium, "nl-NL") as other:
        other.come_back(town.return_address, old)
        expect(other.page.get_by_role("alert")).to_contain_text("vinden we niets")
        other.page.get_by_label("Je acht woorden").fill(" ".join(new))
        other.tap("Open")
        other.on("conversation")
        expect(other.page.get_by_text(STORY)).to_be_visible()


@pytest.mark.mission("M16")
def test_a_copy_is_made_on_the_phone_and_asks_the_server_nothing(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    phone.tap("Je zin en je rechten")
    asked: list[str] = []
    phone.page.on(
        "request", lambda one: asked.append(one.url) if one.url.startswith("http") else None
    )
    with phone.page.expect_download() as coming:
        phone.tap("Sla een kopie op")
    assert coming.value.suggested_filename == "kopie.txt"
    copy = coming.value.path().read_bytes().decode("utf-8-sig")
    assert copy.startswith("Je gesprek met Noor de Wit\n")
    assert f"Jij:\n    {STORY}\n" in copy
    assert asked == []
    expect(phone.page.get_by_text("Kijk bij je downloads.")).to_be_visible()


@pytest.mark.mission("M08")
@pytest.mark.mission("M24")
def test_withdrawing_hides_it_at_once_and_can_be_undone(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    phone.tap("Open het gesprek")
    phone.tap("Je zin en je rechten")
    phone.tap("Trek alles in")
    phone.tap("Ja, trek alles in")
    expect(phone.page.get_by_text("Niemand behalve jij kan dit lezen.")).to_be_visible()
    with pytest.raises(AssertionError):
        town.noor.tell("open", conversation=conversation)
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    phone.tap("Je zin en je rechten")
    expect(phone.button("Trek alles in")).to_have_count(0)
    phone.tap("Vervang mijn zin")
    expect(phone.page.get_by_text("Wat je hebt ingetrokken, gaat niet mee.")).to_be_visible()
    for screen in ("manage", "conversation"):
        phone.page.go_back()
        phone.on(screen)
    phone.tap("Draai het terug")
    expect(phone.page.get_by_label("Je bericht")).to_be_visible()
    assert town.noor.tell("open", conversation=conversation)["state"] == "open"


@pytest.mark.mission("M24")
def test_leaving_for_good_leaves_what_was_said_with_the_counsellor(
    phone: Phone, town: Town
) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    phone.tap("Open het gesprek")
    phone.tap("Je zin en je rechten")
    phone.tap("Stap er voorgoed uit")
    expect(phone.page.get_by_role("dialog")).to_contain_text("Trek dan liever alles in.")
    phone.tap("Ja, ik stap eruit")
    expect(phone.page.get_by_text("Je bent voorgoed uit het gesprek.")).to_be_visible()
    view = town.noor.tell("open", conversation=conversation)
    assert (view["state"], len(view["participants"])) == ("open", 1)
    phone.come_back(town.return_address, words)
    expect(phone.page.get_by_text("Met deze woorden vinden we niets.")).to_be_visible()


@pytest.mark.mission("M43")
def test_past_the_promise_somebody_else_can_be_chosen(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    phone.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=14))
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    expect(phone.page.get_by_text("Noor de Wit had al moeten antwoorden.")).to_be_visible()
    expect(phone.page.get_by_role("link", name="06 00 00 00 01")).to_be_visible()
    phone.tap("Kies iemand anders")
    phone.tap(phone.page.get_by_label("Bas Verhoeven"))
    phone.tap("Wissel nu")
    phone.on("conversation")
    expect(phone.page.get_by_role("heading", name="Je gesprek met Bas Verhoeven")).to_be_visible()
    told = town.bas.newest()["statements"]
    assert STORY in [one["content"].get("text") for one in told]


@pytest.mark.mission("M43")
def test_absence_is_told_before_anything_is_written(phone: Phone, town: Town) -> None:
    today = datetime.now(UTC).date()
    available(
        town.noor,
        absent_from=(today - timedelta(days=1)).isoformat(),
        absent_until=(today + timedelta(days=20)).isoformat(),
        stand_in=town.bas.tell("me")["person"],
    )
    try:
        phone.open(town.address)
        phone.tap("Laat mij bellen")
        card = phone.page.get_by_role("article").filter(has_text="Noor de Wit")
        expect(card.get_by_text(re.compile("Is afwezig tot en met"))).to_be_visible()
        expect(card.get_by_text("Bas Verhoeven vervangt.")).to_be_visible()
        expect(phone.button("Geen voorkeur")).to_contain_text("Bas Verhoeven")
    finally:
        available(town.noor)


@pytest.mark.mission("M02")
def test_what_was_noted_as_spoken_can_be_contested(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    words = phone.write_to("Noor de Wit", STORY)
    content = {"allowed": True, "how": "06 00 00 00 77", "when": ""}
    town.noor.tell(
        "write",
        conversation=town.noor.newest()["conversation"],
        statements=[
            {
                "kind": "noted",
                "content": {
                    "what": "reachable",
                    "content": content,
                    "form": "spoken",
                    "on": datetime.now(UTC).date().isoformat(),
                },
            }
        ],
    )
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    expect(phone.page.get_by_role("heading", name="Klopt dit?")).to_be_visible()
    phone.tap("Nee, dat klopt niet")
    phone.type_into("Hoe is het dan? (mag leeg)", "Ik wil niet gebeld worden.")
    phone.tap("Verstuur: dit klopt niet")
    expect(phone.page.get_by_role("heading", name="Klopt dit?")).to_have_count(0)
    kinds = [one["kind"] for one in town.noor.newest()["statements"]]
    assert kinds[-1] == "contest"


@pytest.mark.mission("M02")
@pytest.mark.mission("M08")
def test_a_phrase_that_was_given_is_replaced_first_and_works_once(
    phone: Phone, chromium: Browser, town: Town
) -> None:
    given = town.noor.tell("open-for-caller", statements=[])["phrase"]
    phone.come_back(town.return_address, given)
    phone.on("replace")
    phone.tap("Maak mijn eigen zin")
    own = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(own)
    phone.tap("Gebruik voortaan deze zin")
    phone.on("conversation")
    with Phone.borrow(chromium, "nl-NL") as other:
        other.come_back(town.return_address, given)
        expect(other.page.get_by_role("alert")).to_contain_text("Die werkt één keer")
