"""Tokens that are given without being seen, and known again without knowing to whom they went.

RFC 9497, verifiable mode, ristretto255 with SHA-512: the client blinds a random number, we
evaluate it with a key of one organisation and year and prove that we used that key, the client
takes the blinding off. What is handed in later is the number and its output; it can't be joined
to what was evaluated. The cryptography is that of the `voprf` package.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import lru_cache

from django.utils.crypto import salted_hmac
from voprf import ristretto

ELEMENT_BYTES = 32
PROOF_BYTES = 64
OUTPUT_BYTES = 64
NUMBER_BYTES = 32


@dataclass(frozen=True, slots=True)
class Issue:
    """Which tokens these are: for judging the help in one organisation, given in one year."""

    organisation: str
    year: int

    def label(self) -> bytes:
        """The `info` from which its key follows."""
        return f"luwte/v1/judgement/{self.organisation}/{self.year}".encode()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The blinded number under our key, and the proof that it was this key."""

    element: bytes
    proof: bytes


@lru_cache(maxsize=256)
def evaluator(issue: Issue) -> ristretto.Evaluator:
    """The key follows from the instance's secret, so that no database holds it."""
    seed = salted_hmac("luwte.tokens.blind", b"", algorithm="sha256").digest()
    return ristretto.Evaluator.from_seed(seed, issue.label())


def public_key(issue: Issue) -> bytes:
    """What proofs are checked against: the same for everybody in this organisation and year."""
    return bytes(evaluator(issue).public_key.serialize())


def is_element(blinded: bytes) -> bool:
    """Whether this can be a blinded number."""
    try:
        ristretto.BlindedInput.deserialize(blinded)
    except ValueError:
        return False
    return True


def evaluate(issue: Issue, blinded: bytes) -> Evaluated:
    """Give a token without seeing it. Raises ValueError for what is no blinded number."""
    given = ristretto.BlindedInput.deserialize(blinded)
    answer = bytes(evaluator(issue).evaluate(given).serialize())
    return Evaluated(answer[PROOF_BYTES:], answer[:PROOF_BYTES])


def is_ours(issue: Issue, number: bytes, output: bytes) -> bool:
    """Whether this token was given by us, for this organisation and year."""
    if len(number) != NUMBER_BYTES or len(output) != OUTPUT_BYTES:
        return False
    return hmac.compare_digest(evaluator(issue).evaluate_known_input(number), output)
