"""Blind tokens: as RFC 9497 says, known again once, and joined to nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from voprf import ristretto

from luwte.tokens import blind
from luwte.tokens.blind import Issue

pytestmark = pytest.mark.mission("M18")

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "voprf.json").read_text("utf-8"))
ISSUE = Issue("0" * 32, 2026)
NUMBER = bytes(range(32))


def token(issue: Issue = ISSUE, number: bytes = NUMBER) -> bytes:
    """The whole round, with the client's half by the same library."""
    client, blinded = ristretto.Client.blind(number)
    answer = blind.evaluate(issue, blinded.serialize())
    told = ristretto.VerifiableOutput.deserialize(answer.proof + answer.element)
    key = ristretto.PublicKey.deserialize(blind.public_key(issue))
    return bytes(client.finalize(told, key))


@pytest.mark.parametrize("vector", VECTORS["vectors"])
def test_the_server_reproduces_the_vectors_of_the_rfc(vector: dict[str, str]) -> None:
    evaluator = ristretto.Evaluator.from_seed(
        bytes.fromhex(VECTORS["seed"]), bytes.fromhex(VECTORS["info"])
    )
    assert evaluator.public_key.serialize().hex() == VECTORS["publicKey"]
    given = ristretto.BlindedInput.deserialize(bytes.fromhex(vector["blinded"]))
    answer = bytes(evaluator.evaluate(given).serialize())
    assert answer[blind.PROOF_BYTES :].hex() == vector["evaluated"]
    output = evaluator.evaluate_known_input(bytes.fromhex(vector["input"]))
    assert output.hex() == vector["output"]


def test_a_token_is_known_again() -> None:
    assert blind.is_ours(ISSUE, NUMBER, token())
    assert token() == token()


def test_what_the_server_saw_differs_each_time() -> None:
    seen = {ristretto.Client.blind(NUMBER)[1].serialize() for _ in range(20)}
    assert len(seen) == 20


def test_a_token_counts_for_its_own_organisation_and_year_only() -> None:
    given = token()
    assert not blind.is_ours(Issue("1" * 32, 2026), NUMBER, given)
    assert not blind.is_ours(Issue("0" * 32, 2027), NUMBER, given)


def test_an_altered_token_is_refused() -> None:
    given = token()
    for at in (0, 31, 63):
        changed = bytes(byte ^ (place == at) for place, byte in enumerate(given))
        assert not blind.is_ours(ISSUE, NUMBER, changed)
    assert not blind.is_ours(ISSUE, NUMBER[:-1], given)
    assert not blind.is_ours(ISSUE, NUMBER, b"")


@pytest.mark.parametrize("odd", [b"", bytes(32), b"\xff" * 32, bytes(31), bytes(64)])
def test_what_is_no_element_is_refused(odd: bytes) -> None:
    assert not blind.is_element(odd)
    with pytest.raises(ValueError, match="element"):
        blind.evaluate(ISSUE, odd)


def test_a_proof_by_another_key_is_refused() -> None:
    client, blinded = ristretto.Client.blind(NUMBER)
    answer = blind.evaluate(Issue("1" * 32, 2026), blinded.serialize())
    told = ristretto.VerifiableOutput.deserialize(answer.proof + answer.element)
    key = ristretto.PublicKey.deserialize(blind.public_key(ISSUE))
    with pytest.raises(ValueError, match="proof"):
        client.finalize(told, key)
