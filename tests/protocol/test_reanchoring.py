"""When all keys of an organisation are lost: a new list, a warning to everybody, and a voucher."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Instance, start_instance
from tests.guarantees.lied_to import new_conversation
from tests.guarantees.players import Player, Players, Refused, admit_all, build_program, profile

pytestmark = [pytest.mark.slow, pytest.mark.mission("M36")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with start_instance(tmp_path_factory.mktemp("anew"), LUWTE_WORK_COST="20") as running:
        add = ("organisation", "add")
        running.luwte(*add, "bureau", "--name", "Bureau", "--kind", "provider")
        running.luwte(*add, "klant", "--name", "Klant", "--provider", "bureau")
        yield running


@pytest.fixture(scope="module")
def players(server: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Players]:
    made = Players(build_program("players", tmp_path_factory.mktemp("program")), server)
    yield made
    made.leave()


def appointments(server: Instance, code: str) -> None:
    """What an administrator does to appointments, in a process of the server's own settings."""
    program = (
        "import datetime, django; django.setup()\n"
        "from luwte.organisations.models import Organisation\n"
        "from luwte.people.models import Appointment, Person\n" + code
    )
    environment = server.environment | {"DJANGO_SETTINGS_MODULE": "luwte.site.settings"}
    subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=Path.cwd() / "src", check=True
    )


def refusal(reporter: Player, roster: str, counsellor: str) -> str:
    """The code with which writing to this counsellor is refused."""
    with pytest.raises(Refused) as refused:
        reporter.do("create", new_conversation(roster, counsellor))
    return refused.value.code


def move_over(
    reporter: Player, conversation: str, *, remove: str, add: str, to: dict[str, Any]
) -> None:
    """Lets somebody in from the list that took the place of the old one, and from no other."""
    change = {"remove": [remove], "add": add, "withHistory": True}
    for roster, code in ((to["provider"], "wrong-roster"), ("", "not-current")):
        with pytest.raises(Refused) as refused:
            reporter.do("changeCounsellor", conversation, change | {"roster": roster})
        assert refused.value.code == code
    reporter.do("changeCounsellor", conversation, change | {"roster": to["fingerprint"]})


def name_provider(member: Player, anybody: Player) -> str:
    """Nobody's word but that of a member counts, who heard the same eight words by phone."""
    place = member.place("klant")
    roster, told = str(place["roster"]), place["providerRoster"]
    assert anybody.do("openRoster", roster)["provider"] == ""
    assert {len(words) for words in member.do("rosterWords", told).values()} == {8}
    member.do("nameProvider", place["id"], told)
    assert anybody.do("openRoster", roster)["provider"] == told
    return roster


def vouch(server: Instance, iris: Player, organisation: str) -> None:
    """Iris of the provider gets a role at the client, and vouches for its new list."""
    appointments(
        server,
        "Appointment.objects.create(person=Person.objects.get(name='Iris'), position='external',"
        " organisation=Organisation.objects.get(slug='klant'))",
    )
    iris.do("me")
    iris.do("witness", organisation)


def test_all_keys_lost(server: Instance, players: Players) -> None:
    iris = players.counsellor("iris", "bureau")
    anna = players.counsellor("anna", "klant")
    old = name_provider(anna, players.reporter("curious"))
    annas = anna.do("me")["person"]
    anna.do("sync")
    reporter = players.reporter("reporter")
    reporter.do("openRoster", old)
    words = " ".join(reporter.do("makePhrase", "nl"))
    reporter.do("create", new_conversation(old, annas))

    waiting = players.reporter("has read the old list")
    waiting.do("openRoster", old)
    waiting.do("makePhrase", "nl")

    cleo = players.counsellor("cleo", "klant")
    place = cleo.place("klant")
    assert place["state"] == "card-sent"
    card = profile("Cleo", place["position"])
    with pytest.raises(Refused) as refused:
        cleo.do("reanchor", place["id"], card, None)
    assert refused.value.code == "roster-refused"

    appointments(server, "Appointment.objects.get(person__name='Anna').end(datetime.date.today())")
    assert len(cleo.do("reanchor", place["id"], card, None)["words"]["nl"]) == 8
    new = cleo.place("klant")["roster"]
    assert (cleo.place("klant")["state"], new == old) == ("current", False)

    poster = players.reporter("with the old poster")
    view = poster.do("openRoster", old)
    assert view["succeededBy"] == new
    assert "roster-changed" in {one["code"] for one in view["warnings"]}
    poster.do("makePhrase", "nl")
    assert refusal(poster, old, annas) == "roster-changed"
    assert refusal(waiting, old, annas) == "roster-changed"
    back = players.reporter("come back")
    [talk] = back.do("signIn", words)["conversations"]
    assert "roster-changed" in {one["code"] for one in talk["refusals"]}
    assert {one["name"] for one in talk["participants"]} == {"", "Anna"}

    view = poster.do("openRoster", new)
    assert (view["replaces"], view["succeededBy"], view["witnessed"]) == (old, "", False)
    name_provider(cleo, poster)
    assert [one["profile"]["name"] for one in view["counsellors"]] == ["Cleo"]
    with pytest.raises(Refused):
        cleo.do("witness", place["id"])
    vouch(server, iris, place["id"])
    view = poster.do("openRoster", new)
    assert view["witnessed"]
    assert "roster-changed" in {one["code"] for one in view["warnings"]}
    cleos = cleo.do("me")["person"]
    move_over(back, talk["conversation"], remove=annas, add=cleos, to=view)
    assert len(cleo.do("open", talk["conversation"])["participants"]) == 2
    assert poster.do("create", new_conversation(new, cleos))["writable"]
    # The phrase that was kept before is the one that opens it.
    waiting.do("openRoster", new)
    assert waiting.do("create", new_conversation(new, cleos))["writable"]


def test_the_chosen_one_is_ended_while_somebody_writes(server: Instance, players: Players) -> None:
    server.luwte("organisation", "add", "derde", "--name", "Derde")
    dora, emma = (players.counsellor(name, "derde") for name in ("dora", "emma"))
    admit_all(dora)
    roster = dora.place("derde")["roster"]
    doras, emmas = (one.do("me")["person"] for one in (dora, emma))
    reporter = players.reporter("writes to emma")
    reporter.do("openRoster", roster)
    words = " ".join(reporter.do("makePhrase", "nl"))
    dora.do("endMembership", dora.place("derde")["id"], emmas)
    assert emma.place("derde")["state"] == "ended"
    assert refusal(reporter, roster, emmas) == "roster-changed"
    assert refusal(reporter, roster, emmas) == "not-current"
    assert reporter.do("create", new_conversation(roster, doras))["writable"]
    [talk] = players.reporter("comes back to dora").do("signIn", words)["conversations"]
    assert {one["name"] for one in talk["participants"]} == {"", "Dora"}
