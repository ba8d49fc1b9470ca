"""A server that lies: it passes everything on to a real instance, but for what its lie changes."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

API = "/api/v1/"
#: Whatever puts something into a log or takes its place.
WRITING = frozenset({"conversations/create", "conversations/append", "phrase/replace"})
HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "date"})


@dataclass
class Answer:
    """What is told to a client; a lie changes it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Call:
    """One call of the sealed API, and the honest answer to it."""

    operation: str
    body: bytes
    answer: Answer


#: Changes the answer to a call; gives the body to tell instead.
Change = Callable[[Call], bytes]


@dataclass
class Lie:
    """What is told in place of the truth, and in answer to which calls."""

    operations: tuple[str, ...]
    change: Change
    #: The instance never hears of it.
    swallows: bool = False
    #: Also told where the instance refused.
    of_refusals_too: bool = False
    told: int = 0


@dataclass
class LyingServer:
    """Stands before an instance whose public port is this one, so that origins are right."""

    to_port: int = 0
    lie: Lie | None = None
    calls: list[Call] = field(default_factory=list)

    def __enter__(self) -> LyingServer:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.server.daemon_threads = True
        self.port: int = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def telling(self, lie: Lie) -> Telling:
        """Lies for as long as the block lasts."""
        return Telling(self, lie)

    def honestly(self, operation: str, about: str = "") -> list[Call]:
        """The calls of this operation so far whose body speaks of `about`, oldest first."""
        found = [call for call in self.calls if call.operation == operation]
        return [call for call in found if about.encode() in call.body]

    def handle(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        operation = path.removeprefix(API) if path.startswith(API) else ""
        lie = self.lie if self.lie and operation in self.lie.operations else None
        if lie and lie.swallows:
            answer = Answer(200, [("Content-Type", "application/json")], b"{}")
        else:
            answer = self.pass_on(method, path, headers, body)
        call = Call(operation, body, answer)
        if operation:
            self.calls.append(call)
        if lie is None or (answer.status >= 300 and not lie.of_refusals_too):
            return answer
        told = lie.change(call)
        lie.told += told != call.answer.body
        return Answer(call.answer.status, answer.headers, told)

    def pass_on(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.to_port, timeout=60)
        try:
            kept = {name: value for name, value in headers.items() if name.lower() != "connection"}
            line.request(method, path, body or None, {**kept, "Accept-Encoding": "identity"})
            answer = line.getresponse()
            given = [one for one in answer.getheaders() if one[0].lower() not in HOP_BY_HOP]
            return Answer(answer.status, given, answer.read())
        finally:
            line.close()


class Telling:
    """A lie under way: counts what was told, and sees what clients still write."""

    def __init__(self, server: LyingServer, lie: Lie) -> None:
        self.server, self.lie = server, lie

    def __enter__(self) -> Telling:
        self.since = len(self.server.calls)
        self.server.lie = self.lie
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.lie = None

    @property
    def written(self) -> list[str]:
        """What clients tried to write since the lie began."""
        calls = self.server.calls[self.since :]
        return [call.operation for call in calls if call.operation in WRITING]


def handler_of(server: LyingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = server.handle(self.command, self.path, self.headers, body)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        do_GET = do_POST = do_HEAD = do_DELETE = do_PATCH = do_PUT = do  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Nothing: tests say what went wrong."""

    return Handler
