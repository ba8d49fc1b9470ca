"""What every operation checks before it reads a body: rate, media type, size, who asks.

Rates are per operation and per worker process, for everybody together: a limit per address
would have to keep addresses.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from luwte.people.access import FullySignedIn
from luwte.people.models import Person
from luwte.vault import grants, tokens
from luwte.vault.logs import Actor
from luwte.vault.refusals import refusal

JSON = "application/json"
OCTETS = "application/octet-stream"

SMALL = 64 * 1024
CHUNK = 1024 * 1024
SEALED = 2 * 1024 * 1024

SESSION = FullySignedIn()


class Bucket:
    """So many a second in the long run, twice that at once."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self.most = per_second * 2
        self.left = self.most
        self.at = time.monotonic()
        self.lock = threading.Lock()

    def take(self) -> bool:
        """Whether there is room for one more now."""
        with self.lock:
            now = time.monotonic()
            self.left = min(self.most, self.left + (now - self.at) * self.per_second)
            self.at = now
            if self.left < 1:
                return False
            self.left -= 1
            return True


class Gate:
    """Lets everybody in, at a bounded rate, with a body of one media type and a bounded size."""

    def __init__(self, media: str = JSON, *, most: int = SMALL, per_second: float = 1_000) -> None:
        self.media = media
        self.most = most
        self.bucket = Bucket(per_second)

    def __call__(self, request: HttpRequest) -> Any:
        """What the operation finds as `request.auth`; raises a Problem to refuse."""
        if not self.bucket.take():
            raise refusal("too-busy")
        if request.method == "POST":
            self.check_body(request)
        return self.identify(request)

    def check_body(self, request: HttpRequest) -> None:
        """By its headers alone: nothing was read yet."""
        if request.content_type != self.media:
            raise refusal("wrong-media-type")
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length.isdecimal():
            raise refusal("length-needed")
        if int(length) > self.most:
            raise refusal("too-large")

    def identify(self, request: HttpRequest) -> Any:
        """Who asks. Here anybody may."""
        return True


def bearer(request: HttpRequest) -> str:
    """The token of the Authorization header, "" without one."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def counsellor(request: HttpRequest) -> Person:
    """Who is signed in, with their second factor and this session's CSRF token."""
    person = SESSION(request)
    if person is None:
        raise refusal("signed-out")
    return person


class SessionGate(Gate):
    """For counsellors: `request.auth` is their Person."""

    openapi_security_schema = SESSION.openapi_security_schema

    def identify(self, request: HttpRequest) -> Person:
        return counsellor(request)


class LocatorGate(Gate):
    """For who signed in with a return phrase: `request.auth` is a LocatorClaim."""

    openapi_security_schema = {"type": "http", "scheme": "bearer", "description": "locator token"}

    def identify(self, request: HttpRequest) -> tokens.LocatorClaim:
        claim = tokens.read_locator_token(bearer(request))
        if claim is None:
            raise refusal("signed-out")
        return claim


class ParticipantGate(Gate):
    """For reporters by token, for counsellors by session: `request.auth` is an Actor."""

    openapi_security_schema = {
        "type": "http",
        "scheme": "bearer",
        "description": "participant token; counsellors have their session instead",
    }

    def identify(self, request: HttpRequest) -> Actor:
        if "HTTP_AUTHORIZATION" not in request.META:
            return Actor(counsellor(request).public_id, grants.COUNSELLOR)
        claim = tokens.read_participant_token(bearer(request))
        if claim is None:
            raise refusal("signed-out")
        return Actor(claim.person, grants.REPORTER, claim.conversation, claim.key_tag)


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who may be anybody: asked who they are only once it matters."""

    request: HttpRequest

    def counsellor(self) -> str:
        """The id of who is signed in; refuses when nobody is."""
        return counsellor(self.request).public_id


class OpenGate(Gate):
    """For who needn't be known, but may be: `request.auth` is an Entrant."""

    def identify(self, request: HttpRequest) -> Entrant:
        return Entrant(request)
