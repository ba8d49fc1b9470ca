"""Limits on signing in. All who come through the proxy come from one address: its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from luwte.organisations.models import Organisation
from tests.people.api_client import ALLAUTH, SoftPasskey, post
from tests.people.conftest import counsellor

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M41")]

PASSWORD = "vier gewone woorden samen"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def somebody() -> Client:
    client = Client(headers={"host": settings.LUWTE.app_origin.partition("//")[2]})
    client.get(f"{ALLAUTH}config")
    return client


def log_in(email: str, password: str = PASSWORD) -> Any:
    return post(somebody(), f"{ALLAUTH}auth/login", {"email": email, "password": password})


def is_in(answer: Any) -> bool:
    """Signed in, or asked for the second step: the password was right."""
    return bool(answer.status_code == 200 or b"mfa_authenticate" in answer.content)


def test_wrong_passwords_for_others_keep_nobody_out(town: Organisation) -> None:
    bram = counsellor(town, "bram@waterrijk.example")
    for number in range(40):
        answer = log_in(f"somebody{number}@elders.example", "a wrong password")
        assert b"too_many" not in answer.content
    assert is_in(log_in(bram.user.email))


def test_passwords_for_one_account_can_not_be_guessed_quickly(town: Organisation) -> None:
    bram = counsellor(town, "bram@waterrijk.example")
    answers = [log_in(bram.user.email, f"guess {number}") for number in range(12)]
    assert b"too_many_login_attempts" in answers[-1].content


def test_on_the_morning_of_the_mail_a_hundred_counsellors_sign_in(town: Organisation) -> None:
    people = [counsellor(town, f"c{number}@waterrijk.example") for number in range(100)]
    assert all(is_in(log_in(one.user.email)) for one in people)


def test_strange_passkeys_keep_nobody_out(town: Organisation) -> None:
    assert {SoftPasskey().sign_in(somebody()).status_code for _ in range(30)} == {400}
