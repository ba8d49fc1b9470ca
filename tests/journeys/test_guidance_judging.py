"""Judging the help: apart from the conversation, once, and shown from the fifth answer on."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Instance
from tests.journeys.conftest import Brink, settle
from tests.journeys.counsellors import Counsellor, build_program
from tests.journeys.desks import Desk
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter
from tests.journeys.test_guidance_aftercare import examine
from tests.journeys.test_talk_access import too_small

pytestmark = pytest.mark.mission("M18")

SLUG = "brinkoordeel"
STORY = "Ze doen alsof ik er niet ben."
TITLE = "Wat heeft de hulp je gebracht?"
SEND = "Stuur mijn antwoorden, één keer"
LOST = "De verbinding is weg. We blijven het proberen."
IN = "Je antwoorden zijn binnen."
ANSWERS = {"helped": "yes", "safe": "partly", "harmed": "no"}


@pytest.fixture(scope="module")
def brink(instance: Instance, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Brink:
    """A company of these journeys' own: what is judged elsewhere would be added up with theirs."""
    return settle(instance, chromium, tmp_path_factory.mktemp("reporters"), SLUG)


@pytest.fixture(scope="module")
def roos(brink: Brink, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counsellor]:
    """Roos herself without a screen, for closing conversations."""
    program = build_program(tmp_path_factory.mktemp("roos"))
    roos = Counsellor(program, brink.instance, SLUG, brink.COUNSELLOR)
    cookies = brink.roos.state["cookies"]
    origin = brink.instance.app_origin
    roos.tell("sit-down", origin=origin, cookies=cookies, words=brink.roos.words)
    yield roos
    roos.leave()


def close_newest(roos: Counsellor) -> None:
    roos.tell("close", conversation=roos.newest()["conversation"], statements=[])


def database(brink: Brink) -> sqlite3.Connection:
    return sqlite3.connect(brink.instance.data / "luwte.sqlite3", timeout=20)


def waiting(brink: Brink) -> Counter[tuple[str, str, str]]:
    """What the server was sent, straight from its database, where it has no order."""
    with closing(database(brink)) as connection:
        found = connection.execute("SELECT helped, safe, harmed FROM registry_waitingjudgement")
        return Counter(found.fetchall())


def a_night_two_years_on(brink: Brink) -> None:
    """All that waits was sent two years ago, and the night's work has its turn."""
    with closing(database(brink)) as connection, connection:
        connection.execute("UPDATE registry_waitingjudgement SET year = year - 2")
        connection.execute("DELETE FROM site_sweeprun WHERE name = 'registry'")
    brink.instance.luwte("worker", "--once")


def written(phone: Phone, brink: Brink) -> list[str]:
    phone.open(f"{brink.instance.app_origin}/talk/#{brink.roster}")
    return phone.write_to(brink.COUNSELLOR, STORY)


def back(phone: Phone, brink: Brink, words: list[str]) -> None:
    phone.come_back(f"{brink.instance.app_origin}/talk/", words)
    phone.on("conversation")


def answer(phone: Phone, helped: str = "Ja", safe: str = "Een beetje", harmed: str = "Nee") -> None:
    for question, chosen in (
        ("Heeft de hulp je verder gebracht?", helped),
        ("Voelde het veilig om te vertellen?", safe),
        ("Ben je slechter af doordat je het vertelde?", harmed),
    ):
        asked = phone.page.get_by_role("group", name=question)
        phone.tap(asked.get_by_label(chosen, exact=True))


def to_the_questions(phone: Phone) -> None:
    phone.tap(phone.page.get_by_role("button", name=TITLE))
    phone.on("judgement")
    expect(phone.button(SEND)).to_be_visible()


def kept_on_the_device(page: Page) -> Any:
    return page.evaluate(
        "async () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,"
        " (await indexedDB.databases()).length]"
    )


def test_somebody_judges_with_a_line_that_comes_and_goes(
    phone: Phone, brink: Brink, roos: Counsellor
) -> None:
    words = written(phone, brink)
    phone.tap("Open het gesprek")
    expect(phone.page.get_by_role("button", name=TITLE)).to_have_count(0)
    close_newest(roos)
    phone.tap("Kijk of er iets nieuws is")
    to_the_questions(phone)
    examine(phone)
    assert too_small(phone.page) == []

    phone.tap(SEND)
    expect(phone.page.get_by_text("Beantwoord eerst één vraag.")).to_be_visible()
    answer(phone)
    before = waiting(brink)
    phone.context.route("**/api/v1/judgements", lambda route: route.abort())
    phone.tap(SEND)
    expect(phone.page.get_by_text(LOST)).to_be_visible()
    expect(phone.page.get_by_label("Een beetje", exact=True).nth(1)).to_be_checked()
    assert waiting(brink) == before
    with phone.page.expect_request("**/api/v1/judgements") as sent:
        phone.context.unroute("**/api/v1/judgements")
    expect(phone.page.get_by_text("Dank je wel.")).to_be_visible()
    examine(phone)
    assert waiting(brink) - before == Counter([("yes", "partly", "no")])
    assert {"authorization", "cookie"} & set(sent.value.all_headers()) == set()

    # Nothing on the device tells of it, and whoever comes back can't judge twice.
    assert kept_on_the_device(phone.page) == [[], [], "", 0]
    back(phone, brink, words)
    to_the_questions(phone)
    answer(phone, helped="Nee")
    phone.tap(SEND)
    expect(phone.page.get_by_text(IN)).to_be_visible()
    assert waiting(brink) - before == Counter([("yes", "partly", "no")])


def test_a_lost_answer_counts_once(phone: Phone, brink: Brink, roos: Counsellor) -> None:
    words = written(phone, brink)
    close_newest(roos)
    back(phone, brink, words)
    to_the_questions(phone)
    answer(phone, helped="Een beetje", safe="Ja")
    before = waiting(brink)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    phone.context.route("**/api/v1/judgements", lose_the_answer)
    phone.tap(SEND)
    expect(phone.page.get_by_text(LOST)).to_be_visible()
    phone.context.unroute("**/api/v1/judgements")
    expect(phone.page.get_by_text(IN)).to_be_visible()
    assert waiting(brink) - before == Counter([("partly", "yes", "no")])


def test_who_opens_it_again_judges_no_second_time(
    phone: Phone, brink: Brink, roos: Counsellor
) -> None:
    words = written(phone, brink)
    close_newest(roos)
    back(phone, brink, words)
    to_the_questions(phone)
    answer(phone, harmed="Misschien")
    before = waiting(brink)
    phone.tap(SEND)
    expect(phone.page.get_by_text("Dank je wel.")).to_be_visible()

    back(phone, brink, words)
    phone.page.get_by_label("Je bericht").fill("Toch nog iets.")
    phone.tap("Verstuur")
    expect(phone.page.get_by_text("Toch nog iets.")).to_be_visible()
    expect(phone.page.get_by_role("button", name=TITLE)).to_have_count(0)
    close_newest(roos)
    phone.tap("Kijk of er iets nieuws is")
    to_the_questions(phone)
    answer(phone, helped="Nee")
    phone.tap(SEND)
    expect(phone.page.get_by_text(IN)).to_be_visible()
    assert waiting(brink) - before == Counter([("yes", "partly", "perhaps")])


def test_a_new_phrase_ends_it_with_an_explanation(
    phone: Phone, brink: Brink, roos: Counsellor
) -> None:
    words = written(phone, brink)
    close_newest(roos)
    back(phone, brink, words)
    to_the_questions(phone)
    phone.page.go_back()
    phone.tap("Je zin en je rechten")
    phone.tap("Vervang mijn zin")
    phone.on("new-phrase")
    fresh = phone.words()
    phone.tap("Ik heb de woorden bewaard")
    phone.type_back(fresh)
    phone.tap("Gebruik voortaan deze zin")
    phone.on("conversation")
    back(phone, brink, fresh)
    phone.tap(phone.page.get_by_role("button", name=TITLE))
    expect(phone.page.get_by_text("De vragen hoorden bij de oude.")).to_be_visible()
    examine(phone)


def test_the_token_is_asked_for_by_whoever_opens_it_and_the_screen_asks_nothing(
    phone: Phone, brink: Brink, roos: Counsellor
) -> None:
    """Neither the requests nor their order tell whether somebody judges."""
    asked: list[str] = []
    phone.context.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    words = written(phone, brink)
    with phone.page.expect_response("**/assets/judging-*"):
        phone.tap("Open het gesprek")
    phone.page.wait_for_timeout(1_000)
    assert "token" not in asked

    close_newest(roos)
    asked.clear()
    with phone.page.expect_response("**/api/v1/judgements/key"):
        back(phone, brink, words)
    phone.page.wait_for_timeout(2_000)
    assert asked.count("token") == asked.count("key") == 1
    asked.clear()
    to_the_questions(phone)
    phone.page.wait_for_timeout(1_000)
    assert asked == []


def judged(brink: Brink, roos: Counsellor, answers: dict[str, str]) -> None:
    """Somebody else, from their first word to judging."""
    with Reporter.of(brink.reporters, brink.instance) as reporter:
        conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story=STORY)
        roos.newest()
        roos.tell("close", conversation=conversation, statements=[])
        reporter.tell("refresh", conversation)
        token = reporter.tell("token", conversation)
        assert reporter.tell("judge", token, answers) == "counted"


def to_the_sums(desk: Desk, brink: Brink) -> None:
    desk.unlock_again(brink.roos.words)
    desk.go("Instellingen")
    desk.page.get_by_text("Wat melders van de hulp vinden").click()
    desk.on("settings-judgements")


def test_the_desk_shows_the_sum_from_the_fifth_answer_on(
    phone: Phone, desk: Desk, brink: Brink, roos: Counsellor
) -> None:
    with closing(database(brink)) as connection, connection:
        connection.execute("DELETE FROM registry_waitingjudgement")
    for _ in range(4):
        judged(brink, roos, ANSWERS)
    a_night_two_years_on(brink)
    to_the_sums(desk, brink)
    expect(desk.page.get_by_text("Minder dan vijf antwoorden: niet te zien.")).to_be_visible()
    desk.examine()

    words = written(phone, brink)
    close_newest(roos)
    back(phone, brink, words)
    to_the_questions(phone)
    answer(phone, helped="Nee", safe="Dat zeg ik liever niet", harmed="Ja")
    phone.tap(SEND)
    expect(phone.page.get_by_text("Dank je wel.")).to_be_visible()
    a_night_two_years_on(brink)
    to_the_sums(desk, brink)
    expect(desk.page.get_by_text("5 melders antwoordden")).to_be_visible()
    helped, safe, harmed = desk.page.locator(".sums > div").all_inner_texts()
    assert "ja: 4" in helped
    assert "nee: 1" in helped
    assert "een beetje: 4" in safe
    assert "niet gezegd: 1" in safe
    assert "ja: 1" in harmed
    desk.examine()
    assert STORY not in desk.page.locator("main").inner_text()
