"""Dialogs in Redis: one turn at a time for a line, one round trip to begin a turn; its end is sent, not waited for.

Three keys to a line, all under its mark, so they live on one node of a cluster: the lock, the dialog, and the
answer kept for each message of the last day, which a gateway that asks again gets again. What is kept is sealed
by the caller; nothing here can be read without the key. SQL stays the truth: should all of Redis be lost,
the journal still holds every answer of the last day.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from random import uniform
from typing import Any, NamedTuple, cast

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from models.waiting_once import waiting_once
from turns.wire import UnderWay, Wires

KEPT_FOR = 24 * 60 * 60
"""Seconds that a silent dialog, and the answer to a message, are kept."""

CASES = "mc:cases"
"""Where it is told, by folio alone, that something of a case has changed."""

# An answer kept comes before the lock: a gateway that repeats itself never waits. The lock is also ours when
# the connection broke after we took it and the client sent the command again; then it is counted already.
_CLAIM = """
local kept = redis.call('GET', KEYS[3])
if kept then return {0, kept} end
local new = redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2])
if new or redis.call('GET', KEYS[1]) == ARGV[1] then
  if not new then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  local messages = new and redis.call('INCR', KEYS[4]) or tonumber(redis.call('GET', KEYS[4]) or 0)
  if messages == 1 then redis.call('EXPIRE', KEYS[4], ARGV[3]) end
  return {1, redis.call('GET', KEYS[2]), messages, redis.call('GET', KEYS[5])}
end
return {2}
"""

_SAVE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[3])
redis.call('DEL', KEYS[1])
return 1
"""

_RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


OURS, BUSY = 1, 2
"""What a claim comes to, as its script says it."""
FRESH = 1.0
"""Seconds after which a claim that was sent ahead is made sure of before it is relied on."""


class BusyError(Exception):
    """Another turn of this line did not end in time."""


class TurnClaim(NamedTuple):
    """The right to take the next turn of a line; or, with `kept`, the answer this message has had already.

    `waited` is how long (s) another turn of the line was waited for; `messages` are those of the line since the first
    of its day; `held` is the folio of the case by which an agent talks with the line, or empty.
    """

    keys: tuple[str, ...]
    owner: str
    kept: bytes | None
    dialog: bytes | None
    waited: float = 0.0
    messages: int = 0
    held: str = ""


class _Call(NamedTuple):
    """A claim under way, and when it was sent (s, monotonic)."""

    keys: tuple[str, ...]
    owner: str
    asked: UnderWay
    at: float


def connect(url: str) -> Redis:
    """A client that gives up soon, so that an outage costs one worker seconds, and that comes back by itself."""
    limits: dict[str, Any] = {"socket_connect_timeout": 0.5, "socket_timeout": 2}
    kind = waiting_once(url, **limits)
    return Redis.from_url(url, connection_class=kind, **limits, retry=Retry(NoBackoff(), 1), decode_responses=False)


class DialogStore:
    """Claims, saves and releases turns.

    `lease` is how long (s) a claim lasts when its holder dies; `patience` how long (s) a claim waits for one.
    """

    def __init__(self, redis: Redis, lease: float = 10.0, patience: float = 11.0) -> None:
        self._lease = int(lease * 1000)
        self._patience = patience
        self._redis = redis
        self._held = threading.local()
        self._claim, self._save, self._release = map(redis.register_script, (_CLAIM, _SAVE, _RELEASE))
        self._wires = Wires(redis, self._claim, self._save, self._release)

    @contextmanager
    def together(self, expected: Iterable[tuple[str, str]]) -> Iterator[None]:
        """Around turns that this thread takes one after another: their claims go out together, and so does their end.

        `expected` are lines and messages as `claim` is given them; what is not claimed after all is let go. Raises
        RedisError.
        """
        wire = self._wires.own
        with wire.gathering():
            ahead = self._held.ahead = {each: self._call(*each) for each in dict.fromkeys(expected)}
            try:
                wire.flush()
                yield
            finally:
                self._held.ahead = {}
                for call in ahead.values():
                    if self._answer(call)[0] == OURS:
                        wire.tell(self._release, call.keys[:1], (call.owner,))

    def free(self, line: str, message: str) -> bool:
        """Whether `claim` would not wait: asked for together and not long ago, and ours. Raises RedisError."""
        call = self._ahead.get((line, message))
        return call is not None and self._answer(call)[0] != BUSY and time.monotonic() - call.at <= FRESH

    def claim(self, line: str, message: str) -> TurnClaim:
        """Wait for this line's turn; `line` and `message` are marks, never a number in clear."""
        early = self._ahead.pop((line, message), None)
        call = early or self._call(line, message)
        if early and time.monotonic() - early.at > FRESH:
            call = self._call(line, message, early.owner)
        give_up = 0.0
        pause = 0.003
        while True:
            outcome, *found = self._answer(call)
            if outcome != BUSY:
                waited = time.monotonic() - give_up + self._patience if give_up else 0.0
                return _claimed(call.keys, call.owner, waited, outcome == OURS, found)
            moment = time.monotonic()
            give_up = give_up or moment + self._patience
            if moment > give_up:
                raise BusyError
            if early:  # the line's turn before is one of those together, and over by now
                early = None
            else:
                time.sleep(uniform(0.003, pause))  # noqa: S311 - only spreads those who wait
                pause = min(pause * 1.5, 0.020)
            call = self._call(line, message, call.owner)

    @property
    def _ahead(self) -> dict[tuple[str, str], _Call]:
        """What this thread has asked for together."""
        ahead: dict[tuple[str, str], _Call] = getattr(self._held, "ahead", {})
        return ahead

    def _call(self, line: str, message: str, owner: str = "") -> _Call:
        """Ask for the line; the same `owner` again has it still."""
        keys = tuple([f"mc:{{{line}}}:{name}" for name in ("lock", "dialog", message, "day", "held")])
        owner = owner or secrets.token_hex(12)
        asked = self._wires.own.send(self._claim, keys, (owner, self._lease, KEPT_FOR))
        return _Call(keys, owner, asked, time.monotonic())

    def _answer(self, call: _Call) -> list[bytes | int | None]:
        return cast("list[bytes | int | None]", self._wires.own.answer(call.asked))

    def save(self, claim: TurnClaim, sealed: bytes) -> None:
        """Keep what the turn left and let go; nothing is kept when the claim had run out and another may be talking.

        Redis has it before anything that is sent to it later; that it could not keep it shows with the next claim.
        """
        self._wires.own.tell(self._save, claim.keys[:3], (claim.owner, sealed, KEPT_FOR))

    def release(self, claim: TurnClaim) -> None:
        """Let go without a change."""
        self._wires.own.ask(self._release, claim.keys[:1], (claim.owner,))

    def hold(self, line: str, folio: str, seconds: int) -> None:
        """Let an agent talk with a line in the machine's place, for so long or until `let_go`; `line` is a mark."""
        self._redis.set(f"mc:{{{line}}}:held", folio, ex=seconds)

    def let_go(self, line: str) -> None:
        """Let the machine talk again."""
        self._redis.delete(f"mc:{{{line}}}:held")

    def ring(self, folio: str) -> None:
        """Tell whoever listens that something of a case has changed. Never raises: pages ask again by themselves."""
        with suppress(RedisError):
            self._redis.publish(CASES, folio)

    def times(self, who: str, seconds: int) -> int:
        """How often `who`, a mark, was here within `seconds` of silence before and after; this time counts."""
        key, together = f"mc:{{{who}}}:times", self._redis.pipeline()
        together.incr(key)
        together.expire(key, seconds)
        return int(together.execute()[0])

    def add(self, what: str, number: int, seconds: int) -> int:
        """Add to a count that all processes share, kept for so many seconds after; what it comes to."""
        key, together = f"mc:{what}", self._redis.pipeline()
        together.incrby(key, number)
        together.expire(key, seconds)
        return int(together.execute()[0])


def _claimed(
    keys: tuple[str, ...], owner: str, waited: float, ours: bool, found: list[bytes | int | None]
) -> TurnClaim:
    """What Redis said: the turn is ours, with the line's dialog; or it was answered, with the answer."""
    if not ours:
        return TurnClaim(keys, owner, cast("bytes | None", found[0] if found else None), None, waited)
    dialog, messages, held = found
    return TurnClaim(
        keys,
        owner,
        None,
        cast("bytes | None", dialog),
        waited,
        cast("int", messages or 0),
        cast("bytes", held or b"").decode(),
    )
