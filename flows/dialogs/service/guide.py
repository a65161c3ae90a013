"""AYUDA: the words that work, said for where the worker stands."""

from __future__ import annotations

from flows.saying.text import T
from flows.turn.states import Tell
from flows.turn.turn import Turn

KNOWN = T(
    "Manda AHORRO, CREDITO, PAGO, PUNTOS, AVISOS, NIP o ASESOR. Regresa con 0, menú con 00. "
    "Para dejar los avisos: BAJA. Infonatel {infonatel}."
)
STRANGER = T(
    "Manda REGISTRO para crear tu cuenta o ASESOR si quieres ayuda. Regresa con 0, menú con 00. Infonatel {infonatel}."
)


def _help(turn: Turn) -> str:
    return turn.say(KNOWN if turn.who == "active" else STRANGER)


STATES = (Tell("help", _help),)
