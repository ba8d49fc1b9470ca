"""What tests of rosters and cards ask of the server."""

from __future__ import annotations

import json
from typing import Any

from luwte.organisations.models import Organisation
from luwte.vault.models import PublicBlob
from luwte.vault.rosters import keep_blob
from luwte.vault.wire import join_parts, to_bin
from tests.vault.conftest import Team
from tests.vault.wire_client import Line
from tests.vault.writer import (
    Member,
    card_bytes,
    head_bytes,
    profile_bytes,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def show(fingerprint: str) -> Any:
    return Line().send("roster", {"fingerprint": fingerprint})


def send_entry(line: Line, organisation: Organisation, entry: bytes) -> Any:
    meta = json.dumps({"organisation": organisation.public_id}).encode()
    return line.send("roster/append", join_parts([meta, entry]))


def send_card(
    line: Line, organisation: Organisation, card: bytes, profile: bytes, portrait: bytes = b""
) -> Any:
    meta = {"organisation": organisation.public_id, "portrait": bool(portrait)}
    parts = [json.dumps(meta).encode(), card, profile, *([portrait] if portrait else [])]
    return line.send("roster/card", join_parts(parts))


def outcome(answer: Any) -> str:
    return "" if answer.status_code == 200 else str(answer.json()["code"])


def known_card(member: Member, name: str = "Chris") -> str:
    """A card whose profile is at the server, as it stands in an entry."""
    profile = profile_bytes(name)
    keep_blob(PublicBlob.Kind.PROFILE, profile)
    return to_bin(card_bytes(member, profile))


def head_body(team: Team, number: int, **wrong: Any) -> bytes:
    head = head_bytes(team.roster, team.counsellors[number], **wrong)
    return join_parts([json.dumps({"roster": team.roster.fingerprint}).encode(), head])
