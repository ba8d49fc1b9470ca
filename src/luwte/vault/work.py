"""Proof of work, so that a flood costs its sender something. ALTCHA: no tracking, no cookies.

The server picks a counter below LUWTE_WORK_COST and the client counts until it finds it, so the
work is bounded on the slowest device, and checking it costs us one keyed hash.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from functools import cache
from typing import Any

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac

from luwte.vault.days import today
from luwte.vault.models import UsedChallenge
from luwte.vault.refusals import refusal
from luwte.vault.rows import Insert, Piece

VALID_SECONDS = 30 * 60
WORK_MOST = 2_000

SPENT = Insert(UsedChallenge, "key", "day")


@cache
def secret(purpose: str) -> bytes:
    """A key of its own for each use, following from the instance's secret."""
    return salted_hmac(f"luwte.vault.work.{purpose}", b"", algorithm="sha256").digest()


def new_work() -> dict[str, Any]:
    """An ALTCHA challenge to solve before something is stored for somebody unknown."""
    most = max(1, settings.LUWTE.work_cost)
    challenge = altcha.create_challenge(
        "SHA-256",
        1,
        counter=most // 2 + secrets.randbelow(most - most // 2),
        expires_at=int(time.time()) + VALID_SECONDS,
        hmac_secret=secret("challenge"),
        hmac_key_secret=secret("solution"),
    )
    described: dict[str, Any] = challenge.to_dict()
    return described


def check_work(payload: str) -> int:
    """The key under which this solved work is spent; refuses what wasn't solved."""
    if not isinstance(payload, str) or len(payload) > WORK_MOST:
        raise refusal("work-refused")
    try:
        solved = altcha.Payload.from_base64(payload)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refusal("work-refused") from error
    result = altcha.verify_solution(solved, secret("challenge"), hmac_key_secret=secret("solution"))
    if not result.verified:
        raise refusal("work-refused")
    return spent_key(solved.challenge.signature)


def spent_key(signature: str | None) -> int:
    """The same for every spelling of the same challenge: it follows from what we signed."""
    digest = hashlib.sha256(json.dumps(signature).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def spending(key: int) -> list[Piece]:
    """The row that counts this work as used, to be written with what it was for."""
    return [SPENT.of([(key, today().isoformat())])]


def spend(key: int) -> None:
    """Count this work as used."""
    if not SPENT.once((key, today().isoformat())):
        raise refusal("work-refused")
