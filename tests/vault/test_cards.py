"""What rosters show: heads, cards, profiles and portraits."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from luwte.vault import days, retention
from luwte.vault.models import PendingCard, PublicBlob
from luwte.vault.wire import digest
from tests.vault.conftest import Team, make_team
from tests.vault.roster_acts import PNG, head_body, known_card, outcome, send_card, send_entry, show
from tests.vault.writer import (
    card_bytes,
    profile_bytes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M36")]


def test_the_latest_head_of_each_counsellor_is_kept(team: Team) -> None:
    for number in (0, 1, 0):
        assert team.line(number).send("roster/head", head_body(team, number)).status_code == 200
    assert len(show(team.roster.fingerprint).json()["heads"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"head": "0" * 64}, {"length": 9}, {"day": "2999-01-01"}, {"instance": "0" * 32}],
)
def test_a_head_is_one_that_the_roster_had(team: Team, wrong: dict[str, Any]) -> None:
    answer = team.line().send("roster/head", head_body(team, 0, **wrong))
    assert answer.status_code in {403, 422}


def test_a_card_comes_with_its_own_profile_and_portrait(team: Team) -> None:
    member, line = team.counsellors[0], team.line()
    profile = profile_bytes("Anne", portrait=digest(PNG))
    card = card_bytes(member, profile)
    other = profile_bytes("Iemand anders")
    for wrong in (
        (card, other, b""),
        (card, profile, b""),
        (card, profile, PNG + b"x"),
        (card_bytes(team.counsellors[1], other), other, b""),
        (card_bytes(member, b"{}"), b"{}", b""),
    ):
        assert outcome(send_card(line, team.organisation, *wrong)) == "malformed"
    assert outcome(send_card(line, team.organisation, card, profile, PNG)) == ""
    assert outcome(send_card(line, team.organisation, card, profile)) == ""
    assert PendingCard.objects.count() == 1


def test_only_who_has_a_role_sends_a_card(team: Team) -> None:
    elsewhere = make_team("visser", size=1)
    profile = profile_bytes("Anne")
    card = card_bytes(team.counsellors[0], profile)
    answer = send_card(team.line(), elsewhere.organisation, card, profile)
    assert outcome(answer) == "not-appointed"
    asked = {"organisation": elsewhere.organisation.public_id}
    assert team.line().send("roster/pending", asked).status_code == 403


def test_profiles_that_no_card_shows_are_swept(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    first = team.counsellors[0]
    entry = team.roster.entry("update", first, card=known_card(first, "Anne B."))
    send_entry(team.line(), team.organisation, entry)
    assert PublicBlob.objects.count() == 3
    day = days.today() + datetime.timedelta(days=1)
    monkeypatch.setattr(retention, "today", lambda: day)
    retention.sweep()
    assert PublicBlob.objects.count() == 2
