"""A whole request as Django is asked, by PEP 3333, and Django's answer as it goes out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from granian.rsgi import Scope

Headers = list[tuple[str, str]]
Send = Callable[[int, Headers, bytes], object]

# The same for every request.
ALWAYS: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
UNPREFIXED = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})


def answer(application: WSGIHandler, scope: Scope, body: bytes, send: Send) -> None:
    """Sends all of the answer at once, so that a slow reader doesn't hold the thread either.

    What is to be done after answering is done after it.
    """
    began: list[tuple[int, Headers]] = []

    def start_response(
        status: str, headers: Headers, _error: object = None
    ) -> Callable[[bytes], object]:
        began.append((int(status[:3]), headers))
        # PEP 3333 wants something to write with; Django never uses it.
        return io.BytesIO().write

    response = application(environ(scope, body), start_response)
    try:
        send(*began[-1], b"".join(response))
    finally:
        response.close()


def environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """What PEP 3333 says that an application is told."""
    server, _, port = scope.server.rpartition(":")
    told = {
        **ALWAYS,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
    }
    for name, value in scope.headers.items():
        # `X_Forwarded_Proto` would pass for `X-Forwarded-Proto`, past a proxy that sets that.
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in UNPREFIXED:
            key = f"HTTP_{key}"
        if key in told:
            told[key] += f"{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        else:
            told[key] = value
    if "HTTP_TRANSFER_ENCODING" in told:
        told.pop("CONTENT_LENGTH", None)
    return told
