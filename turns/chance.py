"""Randomness for the dialogs, from the operating system's cryptographic source."""

from __future__ import annotations

import secrets

from flows.typed.folios import LETTERS

_FOLIO_LENGTH = 6
_system = secrets.SystemRandom()


class SecretChance:
    """`flows.records.facts.Chance` for a running service."""

    def digits(self, count: int) -> str:
        """`count` decimal digits, each as likely as any other."""
        return f"{secrets.randbelow(10**count):0{count}d}"

    def folio(self) -> str:
        """A short folio, as `K7M2Q9`: about 900 million of them."""
        return self.key(_FOLIO_LENGTH)

    def key(self, length: int) -> str:
        """Just under five bits a letter."""
        return "".join(secrets.choice(LETTERS) for _ in range(length))

    def pick(self, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
        """`count` different members, in random order."""
        return tuple(_system.sample(keys, count))
