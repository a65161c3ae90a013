"""A thread's own connection to Redis, on which an answer that nobody waits for is read together with the next one.

Straight on redis-py's connection: its client's layers cost as much as the call. Whatever goes wrong is given to those
layers once more, which connect anew; so a script sent here must be one that may run twice.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from redis import Redis, RedisError
from redis.commands.core import Script
from redis.exceptions import TimeoutError as TooLate

from config.outages import outage_name

Call = tuple[Script, Sequence[str], Sequence[str | bytes | int]]
"""A script with its keys and arguments."""

log = logging.getLogger(__name__)


class Wire:
    """One for a thread. `scripts` are all that will be asked for: Redis is told of them beforehand."""

    def __init__(self, redis: Redis, scripts: Sequence[Script]) -> None:
        self._redis = redis
        self._scripts = scripts
        # Never the pool's: whoever got it next would read answers that are not theirs.
        self._connection: Any = redis.connection_pool.make_connection()
        self._unread: list[Call] = []
        self._prepare()

    def ask(self, *call: *Call) -> Any:
        """Run a script and give its answer. Raises RedisError."""
        unread, self._unread = self._unread, []
        try:
            self._send(call)
            for _ in unread:
                self._read()
            return self._read()
        except TooLate:
            self._connection.disconnect()
            raise
        except RedisError:
            return self._anew(unread, call)
        except BaseException:  # what is still to come on it is an answer to nobody
            self._connection.disconnect()
            raise

    def tell(self, *call: *Call) -> None:
        """Send a script and wait for nothing; that it failed is seen, and mended, with the next `ask`.

        Raises RedisError where it could not even be sent.
        """
        try:
            self._send(call)
            self._unread.append(call)
        except RedisError:
            unread, self._unread = self._unread, []
            self._anew(unread, call)

    def _send(self, call: Call) -> None:
        script, keys, arguments = call
        self._connection.send_command("EVALSHA", script.sha, len(keys), *keys, *arguments)

    def _read(self) -> Any:
        return self._connection.read_response()

    def _anew(self, unread: list[Call], call: Call) -> Any:
        """Nothing can be said of what was sent: do all of it again, on another connection."""
        self._connection.disconnect()
        self._prepare()
        for told in unread:
            self._tell_again(told)
        return self._run(call)

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
