"""Another counsellor: by the reporter's act alone, also when the old one is silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Town
from tests.journeys.desks import AXE, RULES
from tests.journeys.phone import Phone
from tests.journeys.reporters import Reporter, build_reporter, said

STORY = "In het overleg word ik steeds onderbroken."
PROPOSED = "Noor de Wit stelt voor dat iemand anders met je verdergaat."


@pytest.fixture
def reporter(town: Town, tmp_path: Path) -> Iterator[Reporter]:
    with Reporter.of(build_reporter(tmp_path), town.instance) as reporter:
        yield reporter


def examine(phone: Phone) -> None:
    """No violation of any rule of axe on the screen of the telephone as it is now."""
    run = f"{AXE.read_text()};axe.run(document, {{runOnly: {RULES}}})"
    session = phone.context.new_cdp_session(phone.page)
    answer = session.send(
        "Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True}
    )
    found = answer["result"]["value"]["violations"]
    assert [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]] == []


def is_locked_out(town: Town, conversation: str) -> None:
    """The keys and the session of before get nothing more from the server, and add nothing."""
    for act in ("open", "write", "close"):
        with pytest.raises(AssertionError):
            town.noor.tell(act, conversation=conversation, statements=[said("message", text="?")])


@pytest.mark.mission("M16")
def test_the_old_one_is_silent_and_the_reporter_goes_on_with_another(
    phone: Phone, town: Town
) -> None:
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    phone.tap("Open het gesprek")
    phone.tap("Een andere vertrouwenspersoon")
    phone.on("other-counsellor")
    examine(phone)
    phone.tap(phone.page.get_by_label("Bas Verhoeven"))
    phone.tap(phone.page.get_by_label("Alles wat is gezegd"))
    phone.tap("Wissel nu")
    phone.on("conversation")
    expect(phone.page.get_by_text("Je gesprek met Bas Verhoeven")).to_be_visible()
    texts = [one["content"].get("text") for one in town.bas.newest()["statements"]]
    assert STORY in texts
    is_locked_out(town, conversation)
    town.bas.answer(conversation, "Ik lees met je mee.")
    phone.tap("Kijk of er iets nieuws is")
    expect(phone.page.get_by_text("Ik lees met je mee.")).to_be_visible()


@pytest.mark.mission("M16")
def test_a_proposal_is_seen_and_acted_upon_in_one_way_and_a_fresh_start_is_possible(
    phone: Phone, town: Town
) -> None:
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    conversation = town.noor.newest()["conversation"]
    bas = people_of(town)["Bas Verhoeven"]
    proposal = said("another-counsellor", person=bas, reason="leaving", text="Ik stop in maart.")
    town.noor.tell("write", conversation=conversation, statements=[proposal])
    phone.tap("Open het gesprek")
    phone.tap("Kijk of er iets nieuws is")
    expect(phone.page.get_by_text(PROPOSED)).to_be_visible()
    examine(phone)
    phone.tap("Bekijk en antwoord")
    phone.on("other-counsellor")
    expect(phone.page.get_by_text("Stopt als vertrouwenspersoon")).to_be_visible()
    expect(phone.page.get_by_label("Bas Verhoeven")).to_be_checked()
    phone.tap(phone.page.get_by_label("Niets"))
    phone.tap("Wissel nu")
    phone.on("conversation")
    expect(phone.page.get_by_text(PROPOSED)).to_have_count(0)
    read = [one["state"] for one in town.bas.newest()["statements"]]
    assert "ok" not in read
    is_locked_out(town, conversation)


def people_of(town: Town) -> dict[str, str]:
    """Who is on the list, by name."""
    listed = [town.noor.tell("me"), town.bas.tell("me")]
    names = (town.noor.name, town.bas.name)
    return {name: me["person"] for name, me in zip(names, listed, strict=True)}


@pytest.mark.mission("M16")
def test_where_to_complain_is_told_with_a_copy_to_take_along(phone: Phone, town: Town) -> None:
    phone.open(town.address)
    phone.write_to("Noor de Wit", STORY)
    phone.tap("Open het gesprek")
    phone.tap("Niet tevreden over je vertrouwenspersoon?")
    phone.on("complaint")
    expect(phone.page.get_by_text("Commissie van Toezicht", exact=False)).to_be_visible()
    examine(phone)
    with phone.page.expect_download() as coming:
        phone.tap("Sla een kopie op")
    assert STORY in coming.value.path().read_bytes().decode("utf-8-sig")


@pytest.mark.mission("M04")
@pytest.mark.mission("M16")
def test_whoever_must_never_come_near_is_in_no_list(
    phone: Phone, town: Town, reporter: Reporter
) -> None:
    people = people_of(town)
    words = reporter.tell("makePhrase", "nl")
    reporter.tell("openRoster", town.roster)
    reporter.tell(
        "create",
        {
            "roster": town.roster,
            "counsellor": people["Noor de Wit"],
            "statements": [
                said("consent-to-keep", version="1", language="nl", months=3),
                said("never", persons=[people["Bas Verhoeven"]], text=""),
                said("message", text=STORY),
            ],
            "files": [],
            "withPhrase": True,
        },
    )
    phone.come_back(town.return_address, words)
    phone.on("conversation")
    phone.tap("Een andere vertrouwenspersoon")
    phone.on("other-counsellor")
    expect(phone.page.get_by_label("Nu even niemand")).to_be_visible()
    expect(phone.page.get_by_text("Bas Verhoeven")).to_have_count(0)
