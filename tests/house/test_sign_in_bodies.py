"""A passkey's secret output never gets as far as anything that could store it."""

from __future__ import annotations

import json

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]

ADDRESS = "/_allauth/browser/v1/auth/webauthn/login"
SECRETS = [
    {"prf": {}},
    {"credential": {"clientExtensionResults": {"prf": {"results": {"first": "c2VjcmV0"}}}}},
    {"credential": [{"x": {"PRF": 1}}]},
    {"hmacGetSecret": {"output1": "c2VjcmV0"}},
    {"hmac-secret": True},
    {"credential": json.dumps({"clientExtensionResults": {"prf": {}}})},
    {"credential": json.dumps(json.dumps({"prf": {}}))},
    {"credential": "\ufeff" + json.dumps({"prf": {}})},
]


@pytest.mark.parametrize("body", SECRETS)
def test_a_body_that_names_a_secret_is_refused(
    application: Client, body: dict[str, object]
) -> None:
    answer = application.post(ADDRESS, json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "secret_extension"


def test_a_name_hidden_by_a_later_one_is_seen(application: Client) -> None:
    body = '{"credential": {"prf": 1}, "credential": {}}'
    answer = application.post(ADDRESS, body, content_type="text/plain")
    assert answer.json()["errors"][0]["code"] == "secret_extension"


def test_nesting_deeper_than_anybody_means_is_refused(application: Client) -> None:
    body = '{"a":' * 20_000 + "1" + "}" * 20_000
    answer = application.post(ADDRESS, body, content_type="application/json")
    assert answer.status_code == 400


def test_half_a_character_is_no_fault_of_ours(application: Client) -> None:
    body = r'{"credential": "[\ud800"}'
    answer = application.post(ADDRESS, body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["auth/login", "auth/password/request", "auth/password/reset"])
def test_half_a_character_in_a_password_is_refused_kindly(application: Client, path: str) -> None:
    body = r'{"email": "noor@example.org", "password": "\ud800lang genoeg wachtwoord", "key": "a"}'
    answer = application.post(
        f"/_allauth/browser/v1/{path}",
        body,
        content_type="application/json",
        headers={"accept-language": "en"},
    )
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error == {"code": "unreadable", "message": "We can't read one of these characters."}


def test_so_is_half_a_character_in_an_invitation(application: Client) -> None:
    body = r'{"invitation": "a", "password": "\ud800lang genoeg wachtwoord"}'
    answer = application.post("/api/v1/invitation/accept", body, content_type="application/json")
    assert answer.status_code in {400, 422}


def test_whole_characters_pass_however_they_are_spelled(application: Client) -> None:
    body = r'{"email": "noor@example.org", "password": "\ud83d\ude00 \u00e9"}'
    answer = application.post(
        "/_allauth/browser/v1/auth/login", body, content_type="application/json"
    )
    assert answer.json()["errors"][0]["code"] == "email_password_mismatch"


def test_an_honest_body_passes_on(application: Client) -> None:
    body = {"email": "noor@example.org", "password": "prf hmac-secret"}
    answer = application.post(
        "/_allauth/browser/v1/auth/login", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] != "secret_extension"


def test_nobody_signs_up_without_an_invitation(application: Client) -> None:
    body = {"email": "noor@example.org", "password": "een heel lang wachtwoord"}
    answer = application.post(
        "/_allauth/browser/v1/auth/signup", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code == 403
