"""A blind token: for the reporter of a closed conversation, one each, and it tells nothing."""

from __future__ import annotations

from typing import Any

import pytest
from voprf import ristretto

from luwte.tokens import blind
from luwte.vault.models import Conversation, GivenToken
from luwte.vault.retention import destroy_due
from luwte.vault.wire import from_bin, to_bin
from tests.vault.conftest import Talk
from tests.vault.wire_client import Line

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M18")]

NUMBER = bytes(range(32))


def blinded() -> tuple[ristretto.Client, str]:
    client, element = ristretto.Client.blind(NUMBER)
    return client, to_bin(bytes(element.serialize()))


def ask(talk: Talk, element: str, token: str | None = None) -> Any:
    body = {"conversation": talk.log.conversation, "blinded": element}
    return talk.line.send("conversations/token", body, talk.token if token is None else token)


def close(talk: Talk) -> None:
    talk.log.event("close", talk.counsellor)
    assert talk.by_counsellor().status_code == 200


def test_the_reporter_gets_a_token_that_counts(talk: Talk) -> None:
    close(talk)
    client, element = blinded()
    answer = ask(talk, element)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    issue = blind.Issue(talk.team.organisation.public_id, told["year"])
    assert told["organisation"] == issue.organisation
    given = from_bin(told["proof"]) + from_bin(told["element"])
    key = ristretto.PublicKey.deserialize(blind.public_key(issue))
    output = client.finalize(ristretto.VerifiableOutput.deserialize(given), key)
    assert blind.is_ours(issue, NUMBER, bytes(output))


def test_an_open_conversation_gets_none(talk: Talk) -> None:
    answer = ask(talk, blinded()[1])
    assert (answer.status_code, answer.json()["code"]) == (403, "not-closed")
    assert not GivenToken.objects.exists()


def test_the_answer_can_be_asked_for_again_but_no_second_token(talk: Talk) -> None:
    close(talk)
    _, element = blinded()
    first, again = ask(talk, element), ask(talk, element)
    assert first.json()["element"] == again.json()["element"]
    other = ask(talk, blinded()[1])
    assert (other.status_code, other.json()["code"]) == (409, "token-given")
    assert GivenToken.objects.count() == 1


def test_the_counsellor_gets_none(talk: Talk) -> None:
    close(talk)
    body = {"conversation": talk.log.conversation, "blinded": blinded()[1]}
    answer = talk.team.line().send("conversations/token", body)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert talk.team.line(1).send("conversations/token", body).status_code == 404
    assert Line().send("conversations/token", body).status_code == 401
    assert not GivenToken.objects.exists()


def test_words_that_a_counsellor_made_judge_nothing(called: Talk) -> None:
    close(called)
    answer = ask(called, blinded()[1])
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


@pytest.mark.parametrize("odd", [bytes(32), b"\xff" * 32])
def test_what_is_no_blinded_number_is_refused(talk: Talk, odd: bytes) -> None:
    close(talk)
    assert ask(talk, to_bin(odd)).status_code == 422
    assert not GivenToken.objects.exists()


def test_it_is_forgotten_with_the_conversation(talk: Talk) -> None:
    close(talk)
    ask(talk, blinded()[1])
    Conversation.objects.update(destroy_on="2020-01-01")
    destroy_due()
    assert not GivenToken.objects.exists()
