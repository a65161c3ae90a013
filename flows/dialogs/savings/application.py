"""SOLICITUD: how far a credit application has come, and what follows."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.states import Tell
from flows.text import ONE, PART, TWO, T
from flows.turn import Turn

STAGES = {
    "precalificacion": T("Precalificación lista. Sigue: inscribir tu solicitud.", PART),
    "inscripcion": T("Inscrita. Sigue: la autorización, en un mes a más tardar.", PART),
    "autorizacion": T("Autorizada. Sigue: firmar con el notario.", PART),
    "titulacion": T("En firma con el notario.", PART),
    "archivo": T("Terminada: tu expediente ya está guardado.", PART),
    "rechazada": T("No se autorizó. Un asesor te explica por qué: manda ASESOR.", PART),
    "cancelada": T("Cancelada.", PART),
}
ONE_APPLICATION = T("Solicitud {folio}, al {day}: {stage}{note}", TWO, stage="W" * 60, note=" " + "W" * 100)
NOTE = T(" Nota: {note}", PART)
NONE = T("No vemos una solicitud de crédito a tu nombre. Para saber si ya puedes pedirlo, manda PUNTOS.", ONE)
NOTE_LETTERS = 90


def _application(turn: Turn) -> str:
    newest = turn.facts.applications(turn.account.nss, 1)
    if not newest:
        return turn.say(NONE)
    found = newest[0]
    return turn.say(
        ONE_APPLICATION,
        folio=found.folio,
        day=turn.voice.day(found.on),
        stage=turn.say(STAGES[found.stage]),
        note=turn.say(NOTE, note=found.note[:NOTE_LETTERS]) if found.note else "",
    )


STATES = (gate("application"), Tell(name="application.open", says=_application, keepable=True))
