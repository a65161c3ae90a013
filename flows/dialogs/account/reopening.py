"""An account that was closed for good, opened again by an agent: they say on which phone, and it makes a new NIP.

An agent comes here in place of everything else, once the caller has answered the security question. A code to the line
proves nothing of an account that may have been stolen with it.
"""

from __future__ import annotations

from flows.readers.readers import Choice
from flows.records.effects import SetLine
from flows.saying.text import T, labels
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn


def _where(turn: Turn, answer: str) -> str:
    if answer == "stay":
        turn.do(SetLine("", decided=True))
    return answer


STATES = (
    Ask(
        "reopening.open",
        T("Tu cuenta está cerrada. ¿En qué celular la quieres abrir?"),
        reads=Choice(labels(stay="El que tiene", phone="Otro")),
        decide=_where,
        leads={"stay": "reopening.done", "phone": "details.phone"},
    ),
    Tell(
        "reopening.done",
        T(
            "Listo. Desde ese celular manda NIP al {short_code}, contesta tu pregunta y haz un NIP nuevo: así se abre "
            "tu cuenta."
        ),
        ends=True,
    ),
)
