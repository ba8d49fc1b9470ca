"""Who sends slowly waits for nobody but themselves: no thread is lent before all is there."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import Instance, start_instance

pytestmark = pytest.mark.mission("M01")

JSON = "Content-Type: application/json"
OCTETS = "Content-Type: application/octet-stream"
THREADS = 4


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """One process: with a second one half of those who wait could be lucky."""
    with start_instance(tmp_path_factory.mktemp("slow"), LUWTE_WORKERS="1") as running:
        yield running


def connected(instance: Instance) -> socket.socket:
    port = urlsplit(instance.site_origin).port or 0
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def head(instance: Instance, path: str, *fields: str) -> bytes:
    host = urlsplit(instance.app_origin).netloc
    return "\r\n".join([f"POST {path} HTTP/1.1", f"Host: {host}", *fields, "", ""]).encode()


def answer_to(instance: Instance, *sent: bytes, pause: float = 0) -> bytes:
    """All that comes back until the answer's head is whole."""
    with connected(instance) as line:
        for piece in sent:
            line.sendall(piece)
            time.sleep(pause)
        got = b""
        while b"\r\n\r\n" not in got and (more := line.recv(65536)):
            got += more
        return got


def status(answer: bytes) -> int:
    return int(answer[9:12])


def health(instance: Instance) -> float:
    """Seconds until an ordinary visitor has an answer."""
    began = time.monotonic()
    with urlopen(f"{instance.app_origin}/health", timeout=15) as answer:
        assert answer.read() == b"ok\n"
    return time.monotonic() - began


def test_ordinary_visitors_are_answered_while_slow_bodies_are_held_open(
    instance: Instance,
) -> None:
    ordinary = health(instance)
    with ExitStack() as held:
        for number in range(2 * THREADS):
            line = held.enter_context(connected(instance))
            path, media = (
                ("/api/v1/challenge", JSON) if number % 2 else ("/api/v1/uploads/chunk", OCTETS)
            )
            line.sendall(head(instance, path, media, "Content-Length: 1000") + b"{")
        waited = [health(instance) for _ in range(10)]
    assert max(waited) < ordinary + 5


def test_a_hundred_silent_connections_keep_nobody_out(instance: Instance) -> None:
    with ExitStack() as held:
        for _ in range(100):
            held.enter_context(connected(instance))
        assert health(instance) < 10


def test_a_body_that_comes_in_pieces_is_taken_in_whole(instance: Instance) -> None:
    body = b'{"none": 1}'
    start = head(instance, "/api/v1/invitation", JSON, f"Content-Length: {len(body)}")
    answer = answer_to(instance, start, body[:4], body[4:], pause=0.5)
    assert status(answer) == 422  # read as JSON, without the member it needs


def test_a_body_that_never_comes_is_given_up(instance: Instance) -> None:
    began = time.monotonic()
    start = head(instance, "/api/v1/challenge", JSON, "Content-Length: 100")
    assert status(answer_to(instance, start, b"{")) == 408
    assert 19 < time.monotonic() - began < 40


def test_what_is_too_large_is_refused_before_it_is_read(instance: Instance) -> None:
    long = "Content-Length: 5000000"
    gate = answer_to(instance, head(instance, "/api/v1/conversations/create", OCTETS, long))
    assert (status(gate), b"problem+json" in gate) == (413, True)
    assert status(answer_to(instance, head(instance, "/_allauth/nothing", JSON, long))) == 413


def test_a_body_of_no_known_length_is_refused(instance: Instance) -> None:
    chunked = ("Transfer-Encoding: chunked", JSON)
    for path in ("/api/v1/challenge", "/_allauth/browser/v1/auth/login"):
        assert status(answer_to(instance, head(instance, path, *chunked))) == 411


def test_a_field_with_an_underscore_passes_for_no_other(instance: Instance) -> None:
    body = b"{}"
    fields = (JSON, f"Content-Length: {len(body)}", "Accept_Language: en")
    answer = answer_to(instance, head(instance, "/api/v1/invitation", *fields) + body)
    assert b"content-language: nl" in answer.lower()


def test_many_large_bodies_at_once_get_no_more_memory_than_there_is(instance: Instance) -> None:
    with ExitStack() as held:
        for _ in range(32):
            line = held.enter_context(connected(instance))
            line.sendall(
                head(instance, "/api/v1/conversations/create", OCTETS, f"Content-Length: {2**21}")
            )
        time.sleep(1)
        fields = (OCTETS, f"Content-Length: {2**20}")
        assert status(answer_to(instance, head(instance, "/api/v1/uploads/chunk", *fields))) == 503
        assert health(instance) < 10


def test_no_body_reaches_a_disk(instance: Instance) -> None:
    body = b'{"invitation": "' + b"onvindbaar-" * 1000 + b'"}'
    fields = (JSON, f"Content-Length: {len(body)}")
    assert status(answer_to(instance, head(instance, "/api/v1/invitation", *fields) + body)) == 422
    found = [path for path in instance.data.rglob("*") if path.is_file()]
    assert not any(b"onvindbaar-onvindbaar" in path.read_bytes() for path in found)
