"""Asking for NSS, CURP and RFC: in any order, together or one by one, spaced as people space them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.records.record import Record
from flows.saying.text import PART, T, Text
from flows.turn.answers import Refused, Took
from identifiers import cross_check
from identifiers.scan import scan_identity

if TYPE_CHECKING:
    from flows.turn.turn import Turn


class Identifier(Record):
    """How one of the three is named, asked for when it is the last, and refused; `flaws` by their code."""

    name: Text
    last: Text
    malformed: Text
    flaws: Mapping[str, Text]


NSS = Identifier(
    T("tu NSS (11 números)", PART),
    T("Falta tu NSS: 11 números, viene en tu recibo de nómina. Si no lo traes, contesta cuando lo tengas."),
    T("Ese NSS no está bien escrito: son 11 números. Escríbelo otra vez."),
    {
        "length": T("El NSS lleva 11 números. Cuéntalos y escríbelo otra vez."),
        "checksum": T("Un número de tu NSS no cuadra. Revísalo y escríbelo otra vez."),
    },
)
CURP = Identifier(
    T("tu CURP (18 letras y números)", PART),
    T("Falta tu CURP: 18 letras y números, viene en tu recibo de nómina. Si no la traes, contesta cuando la tengas."),
    T("Esa CURP no está bien escrita: son 18 letras y números. Escríbela otra vez."),
    {
        "length": T("La CURP lleva 18 letras y números. Escríbela completa."),
        "checksum": T("Una letra o número de tu CURP no cuadra. Revísala y escríbela otra vez."),
        "date": T(
            "La fecha dentro de tu CURP no existe o aún no llega: ¿cero en vez de O? Revísala y escríbela otra vez."
        ),
    },
)
RFC = Identifier(
    T("tu RFC (13 letras y números)", PART),
    T("Falta tu RFC: 13 letras y números, viene en tu recibo de nómina. Si no lo traes, contesta cuando lo tengas."),
    T("Ese RFC no está bien escrito: son 13 letras y números. Escríbelo otra vez."),
    {
        "length": T("El RFC lleva 13 letras y números, con su homoclave. Escríbelo completo."),
        "date": T("La fecha dentro de tu RFC no existe. Revísalo y escríbelo otra vez."),
        "not_person": T("Ese RFC es de una empresa. Escribe el tuyo, de 13 letras y números."),
        "generic": T("Ese RFC es el genérico. Escribe el tuyo, de 13 letras y números."),
    },
)
IDENTIFIERS = {"nss": NSS, "curp": CURP, "rfc": RFC}
KINDS = tuple(IDENTIFIERS)
STILL_MISSING = T(
    "Faltan {first} y {last}. Vienen en tu recibo de nómina. Si no los traes, contesta cuando los tengas.",
    first="tu CURP (18 letras y numeros)",
    last="tu RFC (13 letras y numeros)",
)
DATES_DIFFER = T(
    "La fecha de tu CURP y la de tu RFC no son iguales. Revisa y escribe las dos otra vez, o manda ASESOR."
)
NOTHING = T("Escribe tu NSS (11 números), tu CURP (18) y tu RFC (13), separados por espacios.")


@dataclass(frozen=True, slots=True)
class IdentityReader:
    """Takes whichever of the three it finds; refuses when it finds none, saying what is wrong with what it saw."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """A mapping of the identifiers found, canonical."""
        found = scan_identity(text, today=turn.today)
        value = {kind: number for kind in KINDS if (number := getattr(found, kind))}
        known = {**{kind: turn.data[kind] for kind in KINDS if kind in turn.data}, **value}
        if found.refused:
            turn.data["flaw"] = list(found.refused[0])
        elif "curp" in known and "rfc" in known and not cross_check.dates_agree(known["curp"], known["rfc"]):
            turn.data.pop("curp", None)
            turn.data.pop("rfc", None)
            value.pop("curp", None)
            value.pop("rfc", None)
            turn.data["flaw"] = ["both", "dates"]
        if not value:
            flaw = turn.data.pop("flaw", None)
            return Refused(reason_text(*flaw) if flaw else None if known else NOTHING)
        return Took(value, found.rest, "+".join(kind.upper() for kind in value))

    def named(self, text: str) -> bool:
        """Whether one of the three is there, or something that was meant as one."""
        found = scan_identity(text)
        return bool(found.nss or found.curp or found.rfc or found.refused)


def reason_text(kind: str, code: str) -> str:
    """What is wrong with an identifier, in words that say what to do."""
    if kind == "both":
        return DATES_DIFFER
    return IDENTIFIERS[kind].flaws.get(code) or IDENTIFIERS[kind].malformed


def ask_missing(turn: Turn) -> str:
    """Asks for what has not been given yet, saying where each is found; none of it is lost meanwhile."""
    kinds = [kind for kind in KINDS if kind not in turn.data]
    if len(kinds) == 1:
        return turn.say(IDENTIFIERS[kinds[0]].last)
    first, last = (turn.say(IDENTIFIERS[kind].name) for kind in kinds)
    return turn.say(STILL_MISSING, first=first, last=last)
