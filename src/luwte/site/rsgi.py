"""The server's entry, what granian runs: takes in a whole request before a thread works on it.

The threads are few. A body that comes slowly, or never, must hold none of them, so it waits in
the event loop, bounded in size and time. It stays in memory: nothing of it reaches a disk.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from dataclasses import dataclass
from queue import SimpleQueue

from granian.rsgi import HTTPProtocol, ProtocolError, Scope  # type: ignore[attr-defined]

from luwte.site.environ import answer
from luwte.site.wsgi import application
from luwte.vault.api import body_bounds
from luwte.vault.gates import SMALL

log = logging.getLogger("luwte.server")

THREADS = 4
# Seconds for any body, and what a large one must bring in each further second.
PATIENCE = 20
SLOWEST = 8 * 1024
# Of all large bodies that one process takes in at a time.
TOGETHER = 64 * 1024 * 1024
# Seconds. Nobody waits for this: the answer has gone out already.
TIDYING = 0.1

API = "/api/v1/"
LOGOS = "/manage/"
LOGO_MOST = 256 * 1024
PLAIN = [("content-type", "text/plain"), ("cache-control", "no-store"), ("connection", "close")]


class Refused(Exception):
    """This body isn't taken in. `status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(slots=True)
class Work:
    """A whole request, for a thread to answer."""

    scope: Scope
    proto: HTTPProtocol
    body: bytes
    done: asyncio.Future[None]


class Server:
    """One process: an event loop that takes in, and threads that answer."""

    def __init__(self) -> None:
        self.gates = {API + path: most for path, most in body_bounds().items()}
        self.large = 0
        self.waiting: SimpleQueue[Work | None] = SimpleQueue()
        self.answered: deque[asyncio.Future[None]] = deque()
        self.underway = 0
        self.threads = [threading.Thread(target=self.work) for _ in range(THREADS)]

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        for thread in self.threads:
            thread.start()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in self.threads:
            self.waiting.put(None)
        for thread in self.threads:
            thread.join()

    async def __rsgi__(self, scope: Scope, proto: HTTPProtocol) -> None:
        try:
            body = await self.take_in(scope, proto)
        except Refused as refused:
            proto.response_bytes(refused.status, PLAIN, b"%d\n" % refused.status)
            return
        done = self.loop.create_future()
        self.waiting.put(Work(scope, proto, body, done))
        del body
        if not self.underway:
            self.loop.call_later(TIDYING, self.tidy)
        self.underway += 1
        await done

    # --- In the event loop --------------------------------------------------------------------

    async def take_in(self, scope: Scope, proto: HTTPProtocol) -> bytes:
        """The whole body; Refused when it is too large, too slow or cut off.

        A gate of the API says kindly what is wrong with a length: it gets no body to read then.
        """
        length = scope.headers.get("content-length", "0")
        gate = self.gates.get(scope.path)
        if "transfer-encoding" in scope.headers or not length.isdecimal():
            return self.left_to(gate, 411)
        if length == "0":
            return b""
        size = int(length)
        most = gate or (LOGO_MOST if scope.path.startswith(LOGOS) else SMALL)
        if size > most:
            return self.left_to(gate, 413)
        if size <= SMALL:
            return await received(proto, size)
        if self.large + size > TOGETHER:
            raise Refused(503)
        self.large += size
        try:
            return await received(proto, size)
        finally:
            self.large -= size

    @staticmethod
    def left_to(gate: int | None, status: int) -> bytes:
        if gate is None:
            raise Refused(status)
        return b""

    def tidy(self) -> None:
        """End the calls that were answered. Waking the loop for each would cost more."""
        while self.answered:
            self.answered.popleft().set_result(None)
            self.underway -= 1
        if self.underway:
            self.loop.call_later(TIDYING, self.tidy)

    # --- In the threads -----------------------------------------------------------------------

    def work(self) -> None:
        """Answer what waits, one after the other."""
        while (item := self.waiting.get()) is not None:
            send = item.proto.response_bytes
            try:
                answer(application, item.scope, item.body, send)
            except Exception as error:  # noqa: BLE001 - the thread must go on
                log.error("a request failed: %s", type(error).__name__)  # noqa: TRY400
                send(500, PLAIN, b"500\n")  # nothing happens when an answer went out before
            self.answered.append(item.done)
            del item, send


async def received(proto: HTTPProtocol, size: int) -> bytes:
    """A body of this size, when it comes in time."""
    try:
        async with asyncio.timeout(PATIENCE + size / SLOWEST):
            body = await proto()
    except TimeoutError:
        raise Refused(408) from None
    except ProtocolError:
        raise Refused(400) from None
    if len(body) != size:
        raise Refused(400)
    return body


server = Server()
