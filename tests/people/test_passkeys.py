"""Passkeys of an account: the only way in can't be removed."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from luwte.organisations.models import Organisation
from tests.people.api_client import PASSKEY_PATH, SoftPasskey, post
from tests.people.conftest import invite

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M22")]


def accepted(client: Client, town: Organisation, password: str) -> None:
    token = invite(town)
    post(client, "invitation", {"invitation": token})
    body = {"invitation": token} | ({"password": password} if password else {})
    assert post(client, "invitation/accept", body).status_code == 200


def passkeys(client: Client) -> list[int]:
    listed = client.get("/_allauth/browser/v1/account/authenticators").json()["data"]
    return [one["id"] for one in listed if one["type"] == "webauthn"]


def remove(client: Client, ids: list[int]) -> Any:
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    body = {"authenticators": ids}
    headers = {"x-csrftoken": token}
    return client.delete(PASSKEY_PATH, body, content_type="application/json", headers=headers)


def test_the_last_passkey_stays_when_there_is_no_password(
    app_client: Client, town: Organisation
) -> None:
    accepted(app_client, town, "")
    SoftPasskey().register(app_client)
    SoftPasskey().register(app_client)
    ids = passkeys(app_client)
    answer = remove(app_client, ids)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "code": "last_passkey",
            "message": "This is your only way to sign in. Add another passkey or a password first.",
        }
    ]
    assert remove(app_client, ids[:1]).status_code == 200
    assert remove(app_client, ids[1:]).status_code == 400
    assert passkeys(app_client) == ids[1:]


def test_with_a_password_it_goes(app_client: Client, town: Organisation) -> None:
    accepted(app_client, town, "lantaarn boot suiker tuin")
    SoftPasskey().register(app_client)
    assert remove(app_client, passkeys(app_client)).status_code == 200
    assert passkeys(app_client) == []
