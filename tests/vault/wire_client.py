"""Speaks to the sealed API as the two applications do."""

from __future__ import annotations

import json
import time
from typing import Any

import altcha
from django.conf import settings
from django.test import Client

from luwte.people.models import User
from luwte.vault.wire import canonical, split_parts, tagged, to_bin
from tests.vault.writer import Log, Member, Phrase, Request, common

OCTETS = "application/octet-stream"
CSRF = "c" * 32


class Line:
    """A connection to the application host: a reporter's, or with `sign_in` a counsellor's."""

    def __init__(self) -> None:
        self.client = Client(
            enforce_csrf_checks=True, headers={"host": settings.LUWTE.app_origin.split("//")[1]}
        )
        self.csrf: dict[str, str] = {}

    def sign_in(self, user: User, *, second_factor: bool = True) -> Line:
        """A session as allauth leaves it after password and authenticator app."""
        self.client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        methods = [{"method": "password", "at": time.time()}]
        if second_factor:
            methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
        session = self.client.session
        session["account_authentication_methods"] = methods
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        self.client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
        self.csrf = {"x-csrftoken": CSRF}
        return self

    def send(
        self, operation: str, body: bytes | dict[str, Any], token: str = "", **headers: str
    ) -> Any:
        """POST; JSON for a dictionary, else an octet-stream."""
        octets = isinstance(body, bytes)
        if token:
            headers["authorization"] = f"Bearer {token}"
        return self.client.post(
            f"/api/v1/{operation}",
            body if octets else json.dumps(body),
            content_type=OCTETS if octets else "application/json",
            headers={**self.csrf, **headers},
        )

    def create(self, request: Request, *, work: bool = True) -> Any:
        if work:
            request.extra["work"] = self.work()
        return self.send("conversations/create", request.body())

    def append(self, log: Log, request: Request | None = None, token: str = "") -> Any:
        request = request or log.take()
        request.extra["conversation"] = log.conversation
        return self.send("conversations/append", request.body(), token)

    def read(self, conversation: str, token: str = "", start: int = 0) -> tuple[Any, list[bytes]]:
        """Meta and parts; the status and nothing when it is refused."""
        body = {"conversation": conversation, "from": start}
        answer = self.send("conversations/read", body, token)
        if answer.status_code != 200:
            return answer.status_code, []
        first, *parts = split_parts(answer.content, 1_000)
        return json.loads(first), parts

    def list(self, after: int = 0, limit: int = 200) -> list[dict[str, Any]]:
        answer = self.send("conversations/list", {"after": after, "limit": limit})
        assert answer.status_code == 200, answer.content
        listed: list[dict[str, Any]] = answer.json()["conversations"]
        return listed

    def work(self) -> str:
        """Solve what the server asks."""
        described = self.send("work", {}).json()
        challenge = altcha.Challenge.from_dict(described)
        solution = altcha.solve_challenge(challenge)
        assert solution is not None
        return altcha.Payload(challenge, solution).to_base64()

    def challenge(self) -> str:
        return str(self.send("challenge", {}).json()["challenge"])

    def participant_token(self, log: Log, member: Member) -> Any:
        return self.send("participant/sign-in", participant_answer(self.challenge(), log, member))

    def locator_token(self, phrase: Phrase) -> Any:
        return self.send("locator/sign-in", locator_answer(self.challenge(), phrase))


def signed_answer(key: Any, kind: str, further: dict[str, str]) -> str:
    fields = {**common(kind), "origin": settings.LUWTE.app_origin, **further}
    return to_bin(key.sign(tagged(kind, canonical(fields))))


def participant_answer(challenge: str, log: Log, member: Member) -> dict[str, str]:
    """The body of `participant/sign-in`."""
    who = {"conversation": log.conversation, "person": member.person, "challenge": challenge}
    signature = signed_answer(member.keys.private, "participant", who)
    return {**who, "signature": signature}


def locator_answer(challenge: str, phrase: Phrase) -> dict[str, str]:
    """The body of `locator/sign-in`."""
    signature = signed_answer(phrase.private, "locator", {"challenge": challenge})
    return {"locator": to_bin(phrase.locator), "challenge": challenge, "signature": signature}
