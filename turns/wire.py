"""A thread's own connection to Redis, on which an answer that nobody waits for is read together with the next one.

Straight on redis-py's connection: its client's layers cost as much as the call. Whatever goes wrong is given to those
layers once more, which connect anew; so a script sent here must be one that may run twice.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hiredis import pack_command
from redis import Redis, RedisError
from redis.commands.core import Script
from redis.exceptions import TimeoutError as TooLate

from config.outages import outage_name

Call = tuple[Script, Sequence[str], Sequence[str | bytes | int]]
"""A script with its keys and arguments."""

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class UnderWay:
    """A call under way; `told` when nobody waits for what comes back."""

    call: Call
    told: bool = False
    came: bool = False
    answer: Any = None


class Wire:
    """One for a thread. `scripts` are all that will be asked for: Redis is told of them beforehand."""

    def __init__(self, redis: Redis, scripts: Sequence[Script]) -> None:
        self._redis = redis
        self._scripts = scripts
        # Never the pool's: whoever got it next would read answers that are not theirs.
        self._connection: Any = redis.connection_pool.make_connection()
        self._unsent: list[UnderWay] = []
        self._unread: deque[UnderWay] = deque()
        self._gathers = False
        self._prepare()

    def ask(self, *call: *Call) -> Any:
        """Run a script and give its answer. Raises RedisError."""
        return self.answer(self.send(*call))

    def send(self, *call: *Call) -> UnderWay:
        """Let a script be under way, at the latest when any answer is waited for."""
        asked = UnderWay(call)
        self._unsent.append(asked)
        return asked

    def tell(self, *call: *Call) -> None:
        """Send a script and wait for nothing; that it failed is seen, and mended, with the next answer.

        Raises RedisError where it could not even be sent.
        """
        self._unsent.append(UnderWay(call, told=True))
        if not self._gathers:
            self._go()

    def answer(self, asked: UnderWay) -> Any:
        """Give what came back. Raises RedisError."""
        try:
            self.flush()
            while self._unread and not asked.came:
                first = self._unread[0]
                first.answer = self._connection.read_response()
                first.came = True
                self._unread.popleft()
        except TooLate:
            self._lose()
            raise
        except RedisError:
            self._anew()
        except BaseException:  # what is still to come on it is an answer to nobody
            self._lose()
            raise
        return asked.answer if asked.came else self._run(asked.call)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is told meanwhile goes out together, with whatever is asked or at the end."""
        self._gathers = True
        try:
            yield
        finally:
            self._gathers = False
            self._go()

    def _go(self) -> None:
        try:
            self.flush()
        except RedisError:
            self._anew()

    def flush(self) -> None:
        """Send what is not sent yet. Raises RedisError."""
        if not self._unsent:
            return
        self._unread += self._unsent
        packed = [_packed(*asked.call) for asked in self._unsent]
        self._unsent.clear()
        self._connection.send_packed_command([b"".join(packed)])

    def _anew(self) -> None:
        """Nothing can be said of what was sent: what was told is told again by another connection."""
        lost = self._lose()
        self._prepare()
        for asked in lost:
            if asked.told:
                self._tell_again(asked.call)

    def _lose(self) -> list[UnderWay]:
        """Break the connection off; gives what has had no answer."""
        self._connection.disconnect()
        lost = [*self._unread, *self._unsent]
        self._unread.clear()
        self._unsent.clear()
        return lost

    def _run(self, call: Call) -> Any:
        script, keys, arguments = call
        return script(keys=keys, args=arguments, client=self._redis)

    def _tell_again(self, call: Call) -> None:
        try:
            self._run(call)
        except RedisError as error:
            log.warning("turn not kept: %s", outage_name(error))

    def _prepare(self) -> None:
        """A Redis that was started anew knows no script."""
        for script in self._scripts:
            self._redis.script_load(script.script)


def _packed(script: Script, keys: Sequence[str], arguments: Sequence[str | bytes | int]) -> bytes:
    words = "EVALSHA", script.sha, len(keys), *keys, *arguments
    packed: bytes = pack_command(words)  # type: ignore[arg-type]  # its stub knows tuples of one alone
    return packed


class Wires:
    """Each thread's own wire: to take a connection from the pool and give it back costs a quarter of a call."""

    def __init__(self, redis: Redis, *scripts: Script) -> None:
        self._redis = redis
        self._scripts = scripts
        self._held = threading.local()

    @property
    def own(self) -> Wire:
        """This thread's. Raises RedisError when it cannot be made."""
        try:
            held: Wire = self._held.wire
        except AttributeError:
            held = self._held.wire = Wire(self._redis, self._scripts)
        return held
