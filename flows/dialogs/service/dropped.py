"""CANCELAR, `ya no quiero`: out of the question that stands, kindly, with the way back; what was done stays done."""

from __future__ import annotations

from flows.saying.text import T
from flows.turn.states import Do, Tell
from flows.turn.turn import Turn


def _who(turn: Turn) -> str:
    account = turn.line.account
    return account.status if account else "stranger"


STATES = (
    Do(
        "dropped.start",
        _who,
        leads={"active": "dropped.active", "pending": "dropped.pending", "stranger": "dropped.stranger"},
    ),
    Tell("dropped.active", T("Está bien, aquí lo dejamos. Cuando quieras, manda MENU.")),
    Tell(
        "dropped.pending",
        T("Está bien, aquí lo dejamos. A tu cuenta le falta su código: cuando quieras, manda ACTIVAR."),
    ),
    Tell(
        "dropped.stranger",
        T("Está bien, no seguimos. Si cambias de idea, manda REGISTRO. Si tienes dudas, manda ASESOR."),
    ),
)
