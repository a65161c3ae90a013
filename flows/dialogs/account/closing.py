"""Closing the account: asked twice, told what goes and what stays, and a last message to every contact."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.account.contacts import tell_others
from flows.readers.readers import Choice
from flows.records.effects import CloseAccount
from flows.saying.text import T, labels
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn

CLOSED = T(
    "Cerramos tu cuenta de Mi Cuenta por mensaje, como lo pediste. Si no fuiste tú, llama ya a Infonatel: {infonatel}."
)


def _sure(turn: Turn, answer: str) -> str:
    if answer == "yes" and not turn.proved:  # answered later than the NIP holds
        return "again"
    if answer == "yes":
        tell_others(turn, CLOSED)
        turn.do(CloseAccount("CERRAR"))
        turn.dialog.proved_until = 0
        turn.dialog.history.clear()
    return answer


STATES = (
    gate("closing"),
    Ask(
        "closing.open",
        T(
            "Tu ahorro y tu crédito siguen igual. Se borran tu NIP, preguntas, correo y avisos de aquí. "
            "¿Cerramos tu cuenta?"
        ),
        reads=Choice(labels(yes="Sí, ciérrenla", no="No")),
        leads={"yes": "closing.sure", "no": "optout.kept"},
    ),
    Ask(
        "closing.sure",
        T("¿De verdad? Para volver hay que registrarse otra vez."),
        reads=Choice(labels(no="No, mejor no", yes="Sí, de verdad")),
        final=True,
        decide=_sure,
        leads={"yes": "closing.done", "no": "optout.kept", "again": "closing.start"},
    ),
    Tell(
        "closing.done",
        T(
            "Tu cuenta está cerrada y ya no te escribimos. Guardamos solo la prueba de tus permisos y tus casos. "
            "Para volver: REGISTRO."
        ),
        ends=True,
    ),
)
