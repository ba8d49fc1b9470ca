"""A line as slow as a phone's: what passes has a delay, and so many bits a second for all of it."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType

BITS_PER_SECOND = 1_600_000
ROUND_TRIP = 0.150
#: Ethernet, IP and TCP around each segment are sent too.
SEGMENT = 1_400
AROUND = 54


class SlowLine:
    """Passes connections on to a port of this machine, slowly. `port` is where to connect.

    Opening a connection costs a round trip, as it does on a network. One direction's bytes share
    one line, whatever their number of connections.
    """

    def __init__(self, to_port: int = 0) -> None:
        self.to_port = to_port
        self.received = 0

    def __enter__(self) -> SlowLine:
        self.loop = asyncio.new_event_loop()
        self.free_at = {"up": 0.0, "down": 0.0}
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        listening = asyncio.start_server(self.connection, "127.0.0.1", 0)
        self.server = asyncio.run_coroutine_threadsafe(listening, self.loop).result()
        self.port: int = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def connection(self, near: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        await asyncio.sleep(ROUND_TRIP)
        far, out = await asyncio.open_connection("127.0.0.1", self.to_port)
        await asyncio.gather(self.pass_on("up", near, out), self.pass_on("down", far, to))

    async def pass_on(
        self, way: str, source: asyncio.StreamReader, target: asyncio.StreamWriter
    ) -> None:
        """Bytes arrive in order, each when the line had time for it and half a round trip later."""
        arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def arrive() -> None:
            while True:
                at, data = await arriving.get()
                await asyncio.sleep(max(0.0, at - self.loop.time()))
                if not data:
                    target.close()
                    return
                target.write(data)

        delivering = asyncio.ensure_future(arrive())
        try:
            while data := await source.read(SEGMENT):
                begin = max(self.loop.time(), self.free_at[way])
                self.free_at[way] = begin + (len(data) + AROUND) * 8 / BITS_PER_SECOND
                await arriving.put((self.free_at[way] + ROUND_TRIP / 2, data))
        except ConnectionError:
            pass
        await arriving.put((self.loop.time(), b""))
        await delivering
