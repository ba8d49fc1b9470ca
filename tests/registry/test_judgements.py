"""The judgement of the help: with a blind token, once, and shown from five answers up."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

import pytest
from voprf import ristretto

from luwte.organisations.models import Organisation
from luwte.registry import judgements
from luwte.registry.models import Judgement, UsedToken, WaitingJudgement, today
from luwte.tokens import blind
from luwte.tokens.blind import Issue
from tests.registry.conftest import Office, make_office, to_bin
from tests.vault.wire_client import Line

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M18")]

ANSWERS = {"helped": "yes", "safe": "partly", "harmed": "no"}


def given(organisation: Organisation, year: int | None = None) -> dict[str, Any]:
    """What a client sends after the whole round."""
    issue = Issue(organisation.public_id, year or today().year)
    number = secrets.token_bytes(32)
    client, blinded = ristretto.Client.blind(number)
    answer = blind.evaluate(issue, blinded.serialize())
    told = ristretto.VerifiableOutput.deserialize(answer.proof + answer.element)
    key = ristretto.PublicKey.deserialize(blind.public_key(issue))
    output = bytes(client.finalize(told, key))
    return {
        "organisation": organisation.public_id,
        "year": issue.year,
        "number": to_bin(number),
        "output": to_bin(output),
        **ANSWERS,
    }


def test_nobody_signs_in_to_judge(office: Office) -> None:
    answer = Line().send("judgements", given(office.organisation))
    assert answer.status_code == 200, answer.content
    row = WaitingJudgement.objects.get()
    assert (row.helped, row.safe, row.harmed) == ("yes", "partly", "no")


def test_a_token_counts_once(office: Office) -> None:
    sent = given(office.organisation)
    assert Line().send("judgements", sent).status_code == 200
    again = Line().send("judgements", sent | {"helped": "no"})
    assert (again.status_code, again.json()["code"]) == (409, "token-used")
    assert (WaitingJudgement.objects.count(), UsedToken.objects.count()) == (1, 1)


def test_a_token_counts_for_its_own_organisation_only(office: Office) -> None:
    other = make_office("duinwijk").organisation
    sent = given(office.organisation) | {"organisation": other.public_id}
    assert Line().send("judgements", sent).status_code == 403
    assert not UsedToken.objects.exists()


def test_what_somebody_made_up_is_refused(office: Office) -> None:
    sent = given(office.organisation) | {"output": to_bin(bytes(64))}
    assert Line().send("judgements", sent).status_code == 403
    later = given(office.organisation, today().year + 1)
    assert Line().send("judgements", later).status_code == 403
    assert not WaitingJudgement.objects.exists()


def test_last_years_tokens_count_until_the_end_of_january() -> None:
    assert not judgements.is_over(2026, datetime.date(2027, 1, 31))
    assert judgements.is_over(2026, datetime.date(2027, 2, 1))


@pytest.mark.parametrize("odd", [{"helped": "Geweldig!"}, {"safe": ""}, {"harmed": "partly"}])
def test_answers_are_codes(office: Office, odd: dict[str, str]) -> None:
    assert Line().send("judgements", given(office.organisation) | odd).status_code == 422


def test_everybody_is_told_the_same_key(office: Office) -> None:
    body = {"organisation": office.organisation.public_id, "year": 2026}
    told = {Line().send("judgements/key", body).content for _ in range(3)}
    assert len(told) == 1
    assert Line().send("judgements/key", body | {"organisation": "0" * 32}).status_code == 404


# --- Showing ------------------------------------------------------------------------------------


def answers_of(**years: int) -> list[Judgement]:
    return [
        Judgement(year=int(year[1:]), **ANSWERS)
        for year, count in years.items()
        for _ in range(count)
    ]


NEW_YEAR = datetime.date(2030, 3, 1)


def test_fewer_than_five_answers_are_not_shown() -> None:
    assert judgements.shown(answers_of(y2028=4), NEW_YEAR) == []
    (shown,) = judgements.shown(answers_of(y2028=5), NEW_YEAR)
    assert shown.answers == 5
    assert shown.counts["helped"] == {"yes": 5, "partly": 0, "no": 0, "unsaid": 0}


def test_years_with_few_are_put_together() -> None:
    told = judgements.shown(answers_of(y2025=2, y2026=2, y2027=3, y2028=6, y2029=4), NEW_YEAR)
    assert [(one.first_year, one.last_year, one.answers) for one in told] == [
        (2025, 2027, 7),
        (2028, 2028, 6),
    ]


def test_what_was_shown_once_never_changes() -> None:
    """Or a newcomer's answers would follow from the difference."""
    before = judgements.shown(answers_of(y2026=5, y2027=3), NEW_YEAR)
    after = judgements.shown(answers_of(y2026=5, y2027=3, y2028=1, y2029=9), NEW_YEAR)
    assert after[: len(before)] == before


def test_a_year_that_can_still_grow_is_not_shown() -> None:
    assert judgements.shown(answers_of(y2029=9), datetime.date(2030, 1, 31)) == []
    assert judgements.shown(answers_of(y2029=9), datetime.date(2030, 2, 3)) != []
