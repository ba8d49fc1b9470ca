"""A counsellor's sealed keys: kept together, replaced only by who saw the latest."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from luwte.vault.models import Bundle, Unlocker
from luwte.vault.wire import digest, to_bin
from tests.vault import sealing
from tests.vault.conftest import Team
from tests.vault.wire_client import Line
from tests.vault.writer import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]


def sealed_bundle() -> bytes:
    return b"".join(sealing.with_key(secrets.token_bytes(32), b"signature and seed"))


def unlocker(kind: str) -> dict[str, str]:
    key = secrets.token_bytes(32)
    if kind in {"words", "passphrase"}:
        data = PASSPHRASE
    else:
        data = sealing.to_recipient(sealing.some_identity(1).recipient, key)
    return {"id": new_id(), "type": kind, "sealed": to_bin(data), "label": "Telefoon"}


# Work factor 18 takes a second; the server looks at the outside only.
WEAK = b"".join(sealing.with_passphrase(b"woorden", bytes(32), 1))
PASSPHRASE = WEAK.replace(b" 1\n", b" 18\n", 1)


def keep(line: Line, bundle: bytes, previous: str = "", *unlockers: dict[str, str]) -> Any:
    chosen = unlockers or (unlocker("words"), unlocker("recovery"), unlocker("passkey"))
    body = {"bundle": to_bin(bundle), "unlockers": list(chosen), "previous": previous}
    return line.send("me/keys", body)


def test_keys_are_kept_and_given_back_in_order(team: Team) -> None:
    line, bundle = team.line(), sealed_bundle()
    given = [unlocker("words"), unlocker("recovery"), unlocker("passkey")]
    assert keep(line, bundle, "", *given).json() == {}
    found = line.send("me", {}).json()
    assert found["bundle"] == to_bin(bundle)
    assert found["unlockers"] == given
    assert found["person"] == team.counsellors[0].person
    assert team.line(1).send("me", {}).json()["bundle"] == ""


def test_only_who_saw_the_latest_replaces_it(team: Team) -> None:
    line, first, second = team.line(), sealed_bundle(), sealed_bundle()
    assert keep(line, first).status_code == 200
    assert keep(line, first).status_code == 200
    stale = keep(line, second)
    assert (stale.status_code, stale.json()["code"]) == (409, "keys-changed")
    assert keep(line, second, digest(first)).status_code == 200
    assert Bundle.objects.get().hash == digest(second)
    assert Unlocker.objects.count() == 3


def test_what_isnt_sealed_as_it_should_be_is_refused(team: Team) -> None:
    line, bundle = team.line(), sealed_bundle()
    weak = {**unlocker("words"), "sealed": to_bin(WEAK)}
    swapped = {**unlocker("words"), "type": "recovery"}
    plain = {**unlocker("passkey"), "sealed": to_bin(b"age-encryption.org/v1\n")}
    twice = unlocker("recovery")
    for chosen in ((weak,), (swapped,), (plain,), (twice, twice)):
        assert keep(line, bundle, "", *chosen).status_code == 422
    assert keep(line, b"seed: 1234", "", unlocker("words")).status_code == 422
    assert not Bundle.objects.exists()


def test_me_tells_of_each_organisation_once(team: Team) -> None:
    (place,) = team.line().send("me", {}).json()["organisations"]
    assert place["id"] == team.organisation.public_id
    assert (place["state"], place["roster"]) == ("current", team.roster.fingerprint)
    assert (place["provider_roster"], place["retention_months"]) == ("", 3)


def test_nothing_of_the_keys_is_for_who_isnt_signed_in(db: None) -> None:
    for operation in ("me", "me/keys", "conversations/list", "roster/pending"):
        answer = Line().send(operation, json.loads("{}"))
        assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
