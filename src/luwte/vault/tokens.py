"""What a reporter shows instead of a cookie: signed for thirty minutes, stored nowhere.

A token names the key that it was given for. Whoever reads it compares that with the key that
counts now, so that a replaced key takes its tokens with it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner

TOKEN_SECONDS = 30 * 60
CHALLENGE_SECONDS = 5 * 60


@dataclass(frozen=True, slots=True)
class ParticipantClaim:
    """This token's bearer held this key of this person in this conversation."""

    conversation: str
    person: str
    key_tag: str


@dataclass(frozen=True, slots=True)
class LocatorClaim:
    """This token's bearer held the key of this locator."""

    locator_hash: str
    key_tag: str


def signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"luwte.vault.{purpose}", sep=".", algorithm="sha256")


PARTICIPANT = signer("participant")
LOCATOR = signer("locator")
CHALLENGE = signer("challenge")


def key_tag(sign: str) -> str:
    """Enough of a key's hash to see that it was replaced."""
    return hashlib.sha256(sign.encode()).hexdigest()[:16]


def read(by: TimestampSigner, text: str, seconds: int, members: int) -> list[str] | None:
    try:
        values = by.unsign(text, max_age=seconds).split("-")
    except BadSignature:
        return None
    return values if len(values) == members else None


def participant_token(conversation: str, person: str, sign: str) -> str:
    """A token for reading and writing in one conversation."""
    return PARTICIPANT.sign(f"{conversation}-{person}-{key_tag(sign)}")


def read_participant_token(text: str) -> ParticipantClaim | None:
    """What the token says, unless it isn't ours or has lapsed."""
    values = read(PARTICIPANT, text, TOKEN_SECONDS, 3)
    return ParticipantClaim(*values) if values else None


def locator_token(locator_hash: str, sign: str) -> str:
    """A token for changing one's index, or replacing the phrase."""
    return LOCATOR.sign(f"{locator_hash}-{key_tag(sign)}")


def read_locator_token(text: str) -> LocatorClaim | None:
    """What the token says, unless it isn't ours or has lapsed."""
    values = read(LOCATOR, text, TOKEN_SECONDS, 2)
    return LocatorClaim(*values) if values else None


def new_challenge() -> str:
    """Something fresh to sign."""
    return CHALLENGE.sign(secrets.token_hex(16))


def is_fresh_challenge(text: str) -> bool:
    """Whether we made it, in the last five minutes."""
    return read(CHALLENGE, text, CHALLENGE_SECONDS, 1) is not None
