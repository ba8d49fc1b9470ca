"""Everything that goes over the line to a server, byte for byte, as somebody in between sees it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType


class Tap:
    """Passes connections on to a server and remembers both directions of each.

    Give the server this port as its public one, so that clients sign the origin they use.
    """

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self.listening.getsockname()[1]
        self.to_port = 0
        self.sent: list[bytearray] = []
        self.answered: list[bytearray] = []

    def __enter__(self) -> Tap:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.listening.close()

    def requests(self) -> bytes:
        """Headers and bodies of all requests so far."""
        return b"\n".join(bytes(one) for one in self.sent)

    def answers(self) -> bytes:
        """Headers and bodies of all answers so far."""
        return b"\n".join(bytes(one) for one in self.answered)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.to_port))
            except OSError:
                near.close()
                continue
            for source, target, kept in ((near, far, self.sent), (far, near, self.answered)):
                kept.append(bytearray())
                threading.Thread(
                    target=_pass_on, args=(source, target, kept[-1]), daemon=True
                ).start()


def _pass_on(source: socket.socket, target: socket.socket, kept: bytearray) -> None:
    try:
        while data := source.recv(65_536):
            kept += data
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
