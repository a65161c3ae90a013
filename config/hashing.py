"""Hashes of NIPs, codes and security answers: argon2id over an HMAC keyed with the pepper.

Six digits fall to a search in seconds whatever the hash costs; what protects them when the database alone leaks is the
pepper, which never is in it. argon2id makes the search dear for somebody who has both, and the counter of wrong tries
stops everybody else. Its costs are settings; `docs/decisions.md` says how the defaults were chosen.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

PASSES = 2
MEMORY = 5 * 1024


@dataclass(frozen=True, slots=True)
class Costs:
    """What one check costs: passes over the memory, and the memory in KiB. One lane: a check keeps to one core."""

    passes: int = PASSES
    memory: int = MEMORY


class Hashes(Protocol):
    """What a turn needs: `Hasher`, or one that counts what it costs."""

    def seal(self, secret: str) -> str:
        """Hash."""

    def matches(self, sealed: str, secret: str) -> bool:
        """Whether it is the secret behind the hash."""

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """What a text is signed with, by the current pepper first."""


class Hasher:
    """`old` are former peppers: what was sealed with one still matches, until its owner chooses a new secret."""

    def __init__(self, pepper: str, costs: Costs | None = None, old: Iterable[str] = ()) -> None:
        costs = costs or Costs()
        self._argon2 = PasswordHasher(time_cost=costs.passes, memory_cost=costs.memory, parallelism=1)
        self._peppers = {_name(each): each.encode() for each in (*old, pepper)}
        self._current = _name(pepper)

    def seal(self, secret: str) -> str:
        """The hash to store: the pepper's name, then argon2's own encoding with salt and costs."""
        return self._current + self._argon2.hash(_keyed(self._peppers[self._current], secret))

    def knows(self, sealed: str) -> bool:
        """Whether it was hashed with a pepper that is set."""
        return sealed.partition("$")[0] in self._peppers

    def matches(self, sealed: str, secret: str) -> bool:
        """Whether this is the secret. A hash that is damaged or of an unknown pepper raises: that is no wrong NIP."""
        name, mark, rest = sealed.partition("$")
        if name not in self._peppers:
            raise KeyError(f"no pepper is known by the name {name!r}: put the former one into MICUENTA_OLD_PEPPERS")
        try:
            return self._argon2.verify(mark + rest, _keyed(self._peppers[name], secret))
        except VerifyMismatchError:
            return False

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """HMACs under keys of their own, of no use against what `seal` keeps; the current pepper's first."""
        peppers = [
            self._peppers[self._current],
            *(each for name, each in self._peppers.items() if name != self._current),
        ]
        return tuple(
            hmac.digest(hmac.digest(each, b"micuenta proof", "sha256"), text.encode(), "sha256") for each in peppers
        )


def _keyed(pepper: bytes, secret: str) -> bytes:
    return hmac.digest(pepper, secret.encode(), "sha256")


def _name(pepper: str) -> str:
    return hmac.digest(pepper.encode(), b"micuenta pepper name", "sha256").hex()[:8]
