"""What a client says of a lie: refused, why, and that it writes no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.guarantees.players import Player, Refused, message


def name_of(change: Callable[..., Any]) -> str:
    return change.__name__


def codes_of(view: dict[str, Any]) -> set[str]:
    return {one["code"] for one in view["refusals"]}


def says_no_more(device: Player, conversation: str) -> None:
    refused = refusal_of(device, "write", conversation, [message("Dit mag er niet in.")])
    assert refused.detail != ""


def refusal_of(device: Player, what: str, *arguments: Any) -> Refused:
    try:
        device.do(what, *arguments)
    except Refused as refused:
        return refused
    pytest.fail(f"{what} was not refused")
