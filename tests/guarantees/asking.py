"""Plain requests to a running server, by whoever holds which cookies or token."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass, field
from typing import Any

from luwte.vault.wire import join_parts
from tests.guarantees.serving import Served

JSON = "application/json"
OCTETS = "application/octet-stream"
# The time, and whether the server had read the request to its end before it answered.
NOT_ABOUT_THE_ANSWER = ("date", "connection")
SITE, APPLICATION = "127.0.0.1", "localhost"


@dataclass(frozen=True)
class Answer:
    """What came back. Two answers that are equal can't be told apart."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def code(self) -> str:
        """Of a problem, "" of anything else."""
        return str(json.loads(self.body).get("code", "")) if self.body[:1] == b"{" else ""


@dataclass
class Visitor:
    """Somebody on the line: with a counsellor's cookies, a reporter's token, or nothing."""

    served: Served
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        """One connection for all that is asked, past the tap."""
        self.line = http.client.HTTPConnection("127.0.0.1", self.served.tap.to_port, timeout=30)

    def ask(
        self,
        method: str,
        host: str,
        path: str,
        body: bytes = b"",
        media: str = JSON,
        token: str = "",
    ) -> Answer:
        token = token or self.token
        headers = {
            "Host": f"{host}:{self.served.tap.port}",
            "Accept-Language": "nl",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("luwte-csrf", ""),
            "Origin": f"http://{host}:{self.served.tap.port}",
            "Authorization": f"Bearer {token}" if token else "",
        }
        if method == "POST":
            headers["Content-Type"] = media
        given = {name: value for name, value in headers.items() if value}
        try:
            answer, content = self._once(method, path, body, given)
        except (OSError, http.client.HTTPException):
            # A server may end an idle connection, or one whose body it didn't want to read.
            self.line.close()
            answer, content = self._once(method, path, body, given)
        told = ((name.lower(), value) for name, value in answer.getheaders())
        kept = tuple(sorted(pair for pair in told if pair[0] not in NOT_ABOUT_THE_ANSWER))
        return Answer(answer.status, kept, content)

    def _once(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        self.line.request(method, path, body or None, headers)
        answer = self.line.getresponse()
        return answer, answer.read()

    def call(self, operation: str, body: dict[str, Any] | bytes, token: str = "") -> Answer:
        """POST to an operation of the API: JSON for a dictionary, else parts."""
        octets = isinstance(body, bytes)
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        path = f"/api/v1/{operation}"
        return self.ask("POST", APPLICATION, path, sent, OCTETS if octets else JSON, token)


def parts(meta: dict[str, Any], *further: bytes) -> bytes:
    """A body of parts."""
    return join_parts([json.dumps(meta).encode(), *further])
