"""The judgement of the help: with a blind token, once, and shown from five answers up."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

import pytest
from voprf import ristretto

from luwte.organisations.models import Organisation
from luwte.registry import judgements, nightly
from luwte.registry.models import (
    Judgement,
    ShownJudgements,
    UsedToken,
    WaitingJudgement,
    today,
)
from luwte.tokens import blind
from luwte.tokens.blind import Issue
from tests.registry.conftest import Office, counsellor_of, make_office, to_bin
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

NEW_YEAR = datetime.date(2030, 3, 1)


def judged(organisation: Organisation, **years: int) -> None:
    """So many judgements of each year, moved in some night before."""
    for year, count in years.items():
        for _ in range(count):
            Judgement.objects.create(organisation=organisation, year=int(year[1:]), **ANSWERS)


def shown_to(line: Line, organisation: Organisation) -> list[dict[str, Any]]:
    answer = line.send("judgements/shown", {"organisation": organisation.public_id})
    assert answer.status_code == 200, answer.content
    told: list[dict[str, Any]] = answer.json()["shown"]
    return told


def spans(office: Office) -> list[tuple[int, int, int]]:
    return [
        (one["first_year"], one["last_year"], one["answers"])
        for one in shown_to(office.line, office.organisation)
    ]


def test_fewer_than_five_answers_are_not_shown(office: Office) -> None:
    judged(office.organisation, y2028=4)
    judgements.publish(NEW_YEAR)
    assert shown_to(office.line, office.organisation) == []
    judged(office.organisation, y2028=1)
    judgements.publish(NEW_YEAR)
    (shown,) = shown_to(office.line, office.organisation)
    assert shown["answers"] == 5
    assert shown["counts"]["helped"] == {"yes": 5, "partly": 0, "no": 0, "unsaid": 0}


def test_what_is_shown_is_no_longer_there_one_by_one(office: Office) -> None:
    """How one person answered all three questions can't be read any more, by a thief either."""
    judged(office.organisation, y2028=5, y2029=2)
    judgements.publish(NEW_YEAR)
    assert {one.year for one in Judgement.objects.all()} == {2029}


def test_years_with_few_are_put_together(office: Office) -> None:
    judged(office.organisation, y2025=2, y2026=2, y2027=3, y2028=6, y2029=4)
    judgements.publish(NEW_YEAR)
    assert spans(office) == [(2028, 2028, 6), (2025, 2027, 7)]


def test_what_was_shown_once_never_changes(office: Office) -> None:
    """Or a newcomer's answers would follow from the difference."""
    judged(office.organisation, y2026=5, y2027=3)
    judgements.publish(datetime.date(2028, 3, 1))
    before = shown_to(office.line, office.organisation)
    judged(office.organisation, y2026=1, y2028=1, y2029=9)
    judgements.publish(NEW_YEAR)
    judgements.publish(NEW_YEAR)
    after = shown_to(office.line, office.organisation)
    assert after[-len(before) :] == before
    assert spans(office) == [(2029, 2029, 9), (2026, 2028, 5), (2026, 2026, 5)]


def test_a_year_that_can_still_grow_is_not_shown(office: Office) -> None:
    judged(office.organisation, y2029=9)
    judgements.publish(datetime.date(2030, 2, 2))
    assert spans(office) == []
    judgements.publish(datetime.date(2030, 2, 3))
    assert spans(office) == [(2029, 2029, 9)]


def test_the_night_adds_up(office: Office) -> None:
    judged(office.organisation, **{f"y{today().year - 2}": 5})
    nightly.move()
    assert ShownJudgements.objects.get().answers == 5


@pytest.fixture
def provider() -> Office:
    """A provider with three clients."""
    found = make_office("bureau")
    found.organisation.kind = Organisation.Kind.PROVIDER
    found.organisation.save()
    return found


def client_of(provider: Office, slug: str) -> Office:
    found = make_office(slug)
    found.organisation.provider = provider.organisation
    found.organisation.save()
    return found


def test_a_provider_sees_organisations_with_few_together(provider: Office) -> None:
    small, tiny, large = (client_of(provider, slug) for slug in ("klein", "kleiner", "groot"))
    judged(small.organisation, y2028=3)
    judged(tiny.organisation, y2028=2)
    judged(large.organisation, y2028=7)
    judgements.publish(NEW_YEAR)
    (pool,) = shown_to(provider.line, provider.organisation)
    assert (pool["together"], pool["answers"]) == (True, 5)
    assert spans(large) == [(2028, 2028, 7)]
    assert spans(small) == spans(tiny) == []


def test_an_answer_is_in_one_sum_only(provider: Office) -> None:
    """A sum that holds another one would tell of who is in the difference."""
    small, tiny = (client_of(provider, slug) for slug in ("klein", "kleiner"))
    judged(small.organisation, y2027=3, y2028=4)
    judged(tiny.organisation, y2027=2, y2028=4)
    judgements.publish(NEW_YEAR)
    told = shown_to(provider.line, provider.organisation)
    assert [(one["last_year"], one["answers"]) for one in told] == [(2028, 8), (2027, 5)]
    assert spans(small) == spans(tiny) == []
    assert not Judgement.objects.exists()


def test_a_provider_with_few_in_all_sees_nothing_yet(provider: Office) -> None:
    small, tiny = (client_of(provider, slug) for slug in ("klein", "kleiner"))
    judged(small.organisation, y2028=2)
    judged(tiny.organisation, y2028=2)
    judgements.publish(NEW_YEAR)
    assert spans(provider) == []
    assert Judgement.objects.count() == 4


def test_organisations_without_that_provider_stay_out_of_the_sum(provider: Office) -> None:
    small, other = client_of(provider, "klein"), make_office("elders")
    judged(small.organisation, y2028=3)
    judged(other.organisation, y2028=3)
    judgements.publish(NEW_YEAR)
    assert spans(provider) == []


def test_only_its_own_counsellors_are_told(office: Office) -> None:
    stranger = counsellor_of(make_office("duinwijk").organisation, "Vera")
    body = {"organisation": office.organisation.public_id}
    assert stranger.send("judgements/shown", body).status_code == 404
    assert Line().send("judgements/shown", body).status_code == 401
