"""The people somebody at the demo phone may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """A synthetic worker with a phone of their own; `about` says in each language what is to be seen with them."""

    name: str
    nss: str
    curp: str
    rfc: str
    phone: str
    about: Mapping[str, str]

    @property
    def identity(self) -> str:
        """The three identifiers as one message."""
        return f"{self.nss} {self.curp} {self.rfc}"
