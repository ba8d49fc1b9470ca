"""Reporters write, and the counsellor looks out first, then answers or declines."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Brink
from tests.journeys.desks import Desk
from tests.journeys.reporters import Reporter

STORY = "Elke donderdag word ik in het overleg belachelijk gemaakt. Ik slaap er slecht van."


@pytest.mark.mission("M01")
@pytest.mark.mission("M43")
def test_a_story_is_opened_after_its_card_and_answered(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(
        brink.roster, brink.COUNSELLOR, about="Team Calculatie", story=STORY
    )
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.on("look-out")
    expect(desk.page.get_by_text("Team Calculatie")).to_be_visible()
    expect(desk.page.get_by_text("Vrij", exact=True)).to_be_visible()
    expect(desk.page.get_by_text(STORY)).to_have_count(0)
    desk.examine()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text(STORY)).to_be_visible()
    desk.fill("Jouw antwoord", "Wat naar. Goed dat je schrijft.")
    desk.press("Verstuur")
    expect(desk.page.get_by_label("Jouw antwoord")).to_have_value("")
    desk.examine()
    assert ("message", {"text": "Wat naar. Goed dat je schrijft."}) in reporter.read(conversation)


@pytest.mark.mission("M37")
def test_a_name_that_is_like_a_declared_tie_is_pointed_out_and_declined_unread(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    desk.go("Instellingen")
    desk.page.get_by_text("Banden die je meldde").click()
    desk.fill("Een persoon of team", "mijn zwager Kees Vossenberg")
    desk.press("Toevoegen")
    expect(desk.button("mijn zwager Kees Vossenberg weghalen")).to_be_visible()

    secret = "Hij pakte mijn arm vast in de keet van Oostpolder."
    conversation = reporter.begin(
        brink.roster, brink.COUNSELLOR, about="kees vosenberg, de uitvoerder", story=secret
    )
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.on("look-out")
    expect(desk.page.get_by_text("Let op", exact=True)).to_be_visible()
    expect(desk.page.get_by_text("Vossenberg").first).to_be_visible()
    assert "Oostpolder" not in desk.page.content()
    desk.examine()
    desk.press("Afwijzen")
    desk.page.get_by_role("dialog").get_by_role("button", name="Afwijzen").click()
    desk.on("today")
    assert "Oostpolder" not in desk.page.content()
    kinds = [kind for kind, _ in reporter.read(conversation)]
    assert kinds[-1] == "decline"
    desk.go("Zaken")
    desk.page.get_by_label("Alle", exact=True).check()
    expect(desk.page.get_by_text("Iemand koos jou")).to_have_count(0)


@pytest.mark.mission("M19")
def test_closing_leaves_the_door_open_and_a_return_reopens(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Ik twijfel nog.")
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    desk.page.locator("details.menu summary").click()
    desk.press("Afsluiten na stilte")
    desk.on("ending")
    desk.press("De zaak afsluiten")
    expect(desk.page.get_by_text(re.compile("wordt op .* vernietigd"))).to_be_visible()
    kind, last = next(one for one in reversed(reporter.read(conversation)) if one[0] == "closing")
    assert (kind, last["reason"], last["again"]) == ("closing", "silence", True)

    said = {"kind": "message", "content": {"text": "Ik ben er weer, met nieuws."}}
    reporter.tell("write", conversation, [said])
    desk.unlock_again(brink.roos.words)
    row = desk.page.get_by_role("button").filter(has_text="Schreef vandaag")
    row.first.click()
    expect(desk.page.get_by_text("Ik ben er weer, met nieuws.")).to_be_visible()
    expect(desk.page.get_by_text("Weer geopend.")).to_be_visible()


@pytest.mark.mission("M08")
def test_withdrawn_says_please_count_and_shows_nothing(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Toch maar niet.")
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text("Toch maar niet.")).to_be_visible()
    desk.fill("Nieuwe notitie", "Even gesproken op de gang.")
    desk.press("Deze notitie bewaren")
    expect(desk.page.locator(".notes__text")).to_be_visible()
    reporter.tell("withdraw", conversation)
    desk.unlock_again(brink.roos.words)
    group = desk.page.get_by_role("region", name="Ingetrokken: tel ze nog even")
    expect(group).to_be_visible()
    assert "Toch maar niet." not in desk.page.content()
    group.get_by_role("button", name="Geteld").first.click()
    desk.examine()
    desk.press("Mijn dossier vernietigen")
    expect(group).to_have_count(0)
    desk.go("Zaken")
    desk.page.get_by_label("Alle", exact=True).check()
    desk.page.get_by_role("searchbox").fill("even gesproken op de gang")
    expect(desk.page.locator("[data-row]")).to_have_count(0)


@pytest.mark.mission("M24")
def test_a_reporter_who_leaves_waits_no_longer_and_that_is_told_once(
    desk: Desk, brink: Brink, reporter: Reporter
) -> None:
    conversation = reporter.begin(brink.roster, brink.COUNSELLOR, about="", story="Ik schreef dit.")
    desk.unlock_again(brink.roos.words)
    desk.page.get_by_text("Iemand koos jou").first.click()
    desk.press("Ik ben vrij: open het verhaal")
    expect(desk.page.get_by_text("Ik schreef dit.")).to_be_visible()
    desk.go("Vandaag")
    desk.on("today")
    reporter.tell("leave", conversation)

    desk.unlock_again(brink.roos.words)
    told = desk.page.get_by_role("region", name="De melder ging weg")
    expect(told.locator("[data-row]")).to_have_count(1)
    desk.examine()
    told.locator("[data-row]").click()
    expect(desk.page.get_by_text("voorgoed", exact=False)).to_be_visible()
    expect(desk.page.get_by_label("Jouw antwoord")).to_have_count(0)
    desk.examine()
    desk.unlock_again(brink.roos.words)
    expect(desk.page.get_by_role("heading", name="Vandaag")).to_be_visible()
    expect(told).to_have_count(0)
