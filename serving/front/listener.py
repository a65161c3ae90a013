"""All connections of one process: accepted one at a time, looked at every half second, and never too many."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack
from itertools import islice

from serving.front.connection import Connection
from serving.front.exchange import LATE, Environ, WsgiApplication, first_segments
from serving.front.limits import Limits

LOOK = 0.5
"""Seconds between two looks at the deadlines."""
BREATH = 0.2
"""Seconds without accepting when the machine has no file descriptor left."""
FAREWELL = 1.0
"""Seconds that answers under way have to leave when the process ends."""

TOGETHER = 16
"""Requests of different clients that are answered between two looks at the sockets."""

HeadCheck = Callable[[Environ], bool]
"""Whether a request will be refused whatever its body says."""
Around = Callable[[Iterable[tuple[Environ, bytes]]], AbstractContextManager[None]]
"""What is done around requests that are there at once, each with its body; they are answered one at a time."""

log = logging.getLogger(__name__)


class Front:
    """Give requests to `application`, one at a time.

    `doors` are by the first two segments of a path; `together` is told what is there at once. When all places are
    taken, the oldest client that has had no answer yet makes room, and the oldest of all only when there is none.
    """

    def __init__(
        self,
        application: WsgiApplication,
        doors: Mapping[str, HeadCheck],
        limits: Limits,
        together: Around | None = None,
    ) -> None:
        self.application = application
        self.limits = limits
        self.time = time.monotonic
        self.buffer = memoryview(bytearray(64 * 1024))
        self._doors = doors
        self._together = together
        self._whole: dict[Connection, float] = {}
        self._behind = False
        self._most = limits.most_connections()
        self._strangers: dict[Connection, None] = {}
        self._known: dict[Connection, None] = {}
        self._waiting: deque[Connection] = deque()
        self._held: deque[Connection] = deque()
        self._looked = self.time()
        self._opening: set[asyncio.Task[object]] = set()

    async def serve(self, listener: socket.socket, stopping: asyncio.Event) -> None:
        """Accept until it is to stop; then let the answers under way leave."""
        listener.setblocking(False)
        self._listen(listener)
        while not stopping.is_set():
            try:
                await asyncio.wait_for(stopping.wait(), LOOK)
            except TimeoutError:
                self._look()
        asyncio.get_running_loop().remove_reader(listener)
        while self._whole:
            self._answer()
        for connection in [*self._strangers, *self._known]:
            connection.close()
        for _ in range(int(FAREWELL / 0.02)):
            if not self._strangers and not self._known:
                return
            await asyncio.sleep(0.02)

    def refuses(self, made: Environ) -> bool:
        """Whether this request's body need not be read."""
        door = self._doors.get(first_segments(made))
        return door is not None and door(made)

    def whole(self, connection: Connection) -> None:
        """This client has sent a request; it is answered when all sockets that could be read have been, and once more.

        The more there are at once, the less each costs; a second look costs next to nothing.
        """
        if not self._whole:
            asyncio.get_running_loop().call_soon(self._look_again)
        self._whole[connection] = self.time()

    def _look_again(self) -> None:
        asyncio.get_running_loop().call_soon(self._answer)

    def _answer(self) -> None:
        """In the order in which they came; whoever is beyond so many waits until the sockets were looked at again."""
        ready = list(islice(self._whole, TOGETHER))
        late = self.time() - self.limits.late_seconds
        for connection in ready:
            if self._whole.pop(connection) < late and connection.first:
                connection.first[0][LATE] = True
        self._behind = bool(self._whole)
        if self._behind:
            asyncio.get_running_loop().call_soon(self._answer)
        requests = [first for connection in ready if (first := connection.first)]
        with ExitStack() as stack:
            if self._together and len(requests) > 1:
                try:
                    stack.enter_context(self._together(requests))
                except Exception as error:
                    log.error("nothing could be told beforehand: %s", type(error).__name__)
            for connection in ready:
                connection.serve()

    def known(self, connection: Connection) -> None:
        """This client has had an answer."""
        self._strangers.pop(connection, None)
        self._known.pop(connection, None)
        self._known[connection] = None

    def closed(self, connection: Connection) -> None:
        """The connection is gone."""
        self._strangers.pop(connection, None)
        self._known.pop(connection, None)

    def hold(self, connection: Connection) -> bool:
        """Let this client wait for its answer, unless too many do already; nobody else waits for that."""
        if len(self._held) >= self.limits.held:
            return False
        self._held.append(connection)
        asyncio.get_running_loop().call_later(self.limits.held_seconds, self._let_go)
        return True

    def _let_go(self) -> None:
        """The one that has waited longest; all wait for the same time."""
        self._held.popleft().let_go()

    def later(self, connection: Connection) -> None:
        """This client has sent more than one request at once: the next one is answered when it is alone in waiting.

        One of all those is answered between two looks at the sockets, so that a thousand of them slow nobody else.
        """
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._next)
        self._waiting.append(connection)

    def _next(self) -> None:
        self._waiting[0].serve()
        self._waiting.popleft()
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._next)

    def _listen(self, listener: socket.socket) -> None:
        asyncio.get_running_loop().add_reader(listener, self._accept, listener)

    def _accept(self, listener: socket.socket) -> None:
        """One at a time, so that a burst spreads over the processes that are free; once this one is behind, none is."""
        loop = asyncio.get_running_loop()
        for _ in range(TOGETHER if self._behind else 1):
            try:
                accepted, __ = listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                loop.remove_reader(listener)
                loop.call_later(BREATH, self._listen, listener)
                return
            self._take_in(accepted)

    def _take_in(self, accepted: socket.socket) -> None:
        if len(self._strangers) + len(self._known) >= self._most:
            next(iter(self._strangers or self._known)).drop()
        connection = Connection(self)
        self._strangers[connection] = None
        task = asyncio.get_running_loop().create_task(self._open(connection, accepted))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _open(self, connection: Connection, accepted: socket.socket) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(lambda: connection, accepted)
        except OSError:
            self.closed(connection)
            accepted.close()

    def _look(self) -> None:
        """Nobody pays for a look that comes late: what was sent meanwhile is not read yet."""
        now, before = self.time(), self._looked
        self._looked = now
        if now - before > 2 * LOOK:
            return
        for connection in [each for group in (self._strangers, self._known) for each in group if 0 < each.due < now]:
            connection.expire()
