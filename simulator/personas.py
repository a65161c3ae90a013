"""The people somebody at the demo phone may be: the cast that every demo begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.saying.names import written
from models.demo.cast import CAST, Member


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


def personas() -> list[Persona]:
    """All of them, the simplest first."""
    return [_persona(member) for member in CAST]


def _persona(member: Member) -> Persona:
    person = member.person
    full = written(person.names, person.first_surname, person.second_surname)
    return Persona(full, person.nss, person.curp, person.rfc, member.phone, member.about)
