"""CPU time of whole process trees, from `/proc`: it says the same on a busy machine, where a rate does not."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from redis import Redis

_TICK = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _CHILDREN_USER, _CHILDREN_SYSTEM = 1, 11, 12, 13, 14
"""Fields of `/proc/PID/stat` behind the name (proc(5))."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU of the web processes and of the two stores."""

    web: float
    sql: float
    redis: float

    @property
    def all(self) -> float:
        """All three."""
        return self.web + self.sql + self.redis

    def since(self, before: Spent) -> Spent:
        """What was spent between the two."""
        return Spent(self.web - before.web, self.sql - before.sql, self.redis - before.redis)

    def each(self, count: int) -> Spent:
        """Microseconds a turn, when there were so many."""
        share = 1e6 / max(count, 1)
        return Spent(self.web * share, self.sql * share, self.redis * share)

    def __str__(self) -> str:
        return f"{self.all:.0f} µs (web {self.web:.0f}, SQL {self.sql:.0f}, Redis {self.redis:.0f})"


class Stores:
    """The two stores' processes, told by themselves."""

    def __init__(self, libpq: str, redis_url: str) -> None:
        self._postgres = 0  # without it SQLite's work is done in the web processes
        if libpq:
            with psycopg.connect(libpq) as connection:
                self._postgres = int(_fields(connection.info.backend_pid)[_PARENT])
        redis = Redis.from_url(redis_url)
        self._redis = int(redis.info("server")["process_id"])
        redis.close()

    def spent(self, web: int) -> Spent:
        """So far, with the web server whose first process is `web`."""
        return Spent(_tree(web), _tree(self._postgres) if self._postgres else 0.0, _tree(self._redis))


def children(process: int) -> list[int]:
    """The processes that this one has started."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def go_first() -> None:
    """Where `BENCH_NICE` is set, as to -19, let all processes of this run go before everybody else's.

    Nice values count within a session alone (sched(7), autogroups), and servers are sessions of their own.
    """
    if nice := os.environ.get("BENCH_NICE"):
        for process in _below(os.getpid()):
            with suppress(OSError):
                Path(f"/proc/{process}/autogroup").write_text(nice)


def _tree(root: int) -> float:
    """Seconds of a process and of all below it, those that have ended included."""
    spent = (_USER, _SYSTEM, _CHILDREN_USER, _CHILDREN_SYSTEM)
    return sum(int(own[place]) for own in _below(root).values() for place in spent) / _TICK


def _below(root: int) -> dict[int, list[str]]:
    """A process and all that it and those have started, each with its fields."""
    below = defaultdict(list)
    fields = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields[int(folder.name)] = found = _fields(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
        below[int(found[_PARENT])].append(int(folder.name))
    tree, left = {}, [root]
    while left:
        process = left.pop()
        left += below[process]
        tree[process] = fields[process]
    return tree


def _fields(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
