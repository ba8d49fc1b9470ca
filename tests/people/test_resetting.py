"""Asking for a new password tells nobody whether there is an account."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luwte.people.models import User
from tests.conftest import Instance, start_instance
from tests.people.api_client import post

pytestmark = pytest.mark.mission("M22")

ASK = "/_allauth/browser/v1/auth/password/request"
KNOWN, UNKNOWN = "anna@luwte.example", "bram@luwte.example"
Answer = tuple[int, dict[str, str], bytes]


def ask(instance: Instance, email: str) -> Answer:
    """The desk's call, as a browser that has its CSRF token; the whole answer but the clock."""
    line = HTTPConnection(urlsplit(instance.app_origin).netloc, timeout=60)
    line.request("GET", "/_allauth/browser/v1/config")
    first = line.getresponse()
    first.read()
    cookie = (first.getheader("Set-Cookie") or "").partition(";")[0]
    headers = {
        "Content-Type": "application/json",
        "Cookie": cookie,
        "X-CSRFToken": cookie.partition("=")[2],
    }
    line.request("POST", ASK, f'{{"email": "{email}"}}', headers)
    answer = line.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    for changing in ("date", "expires", "set-cookie"):
        told.pop(changing, None)
    return answer.status, told, answer.read()


def add_account(instance: Instance) -> None:
    command = [sys.executable, "-m", "luwte", "administrator", "add", KNOWN, "--password-stdin"]
    subprocess.run(
        command, env=instance.environment, input=b"vier gewone woorden samen\n", check=True
    )


@pytest.fixture
def deaf_mail_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


def test_neither_bytes_nor_time_tell_whether_an_account_exists(
    tmp_path: Path, deaf_mail_server: str
) -> None:
    with start_instance(tmp_path, LUWTE_MAIL_URL=deaf_mail_server) as instance:
        add_account(instance)
        answers = []
        for email in (KNOWN, UNKNOWN) * 4:
            began = time.monotonic()
            answers.append(ask(instance, email))
            assert time.monotonic() - began < 10  # mailing takes twenty seconds here
        assert answers[0][0] == 200
        assert answers == answers[:1] * len(answers)
        instance.process.kill()


def test_the_link_comes_by_mail_all_the_same(tmp_path: Path) -> None:
    with start_instance(tmp_path) as instance:
        add_account(instance)
        before = set((tmp_path / "mail").glob("*"))
        ask(instance, UNKNOWN)
        ask(instance, KNOWN)
        until = time.monotonic() + 30
        while not (came := set((tmp_path / "mail").glob("*")) - before):
            assert time.monotonic() < until
            time.sleep(0.1)
        (mail,) = came
        text = mail.read_text("utf-8")
        assert f"To: {KNOWN}" in text
        assert "/desk/#/password/" in text.replace("=\n", "")


@pytest.mark.django_db
def test_nobody_is_looked_up_while_answering(app_client: Client) -> None:
    User.objects.create_user(KNOWN)
    app_client.get("/_allauth/browser/v1/config")
    for email in (KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            assert post(app_client, ASK, {"email": email}).status_code == 200
        assert not queries.captured_queries
