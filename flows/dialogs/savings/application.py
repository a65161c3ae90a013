"""SOLICITUD: how far each credit application has come, and what follows."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.pick import MOST, pick
from flows.saying.text import ONE, PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

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
WHICH = T("Tienes varias solicitudes. ¿Cuál?", ONE)
NAMED = T("..{folio} {day}", PART, folio="99999")
NONE = T("No vemos una solicitud de crédito a tu nombre. Para saber si ya puedes pedirlo, manda PUNTOS.", ONE)
NOTE_LETTERS = 90


def _offered(turn: Turn) -> dict[str, str]:
    return {
        found.folio: turn.say(NAMED, folio=found.folio[-5:], day=turn.voice.day(found.on))
        for found in turn.facts.applications(turn.account.nss, MOST)
    }


def _application(turn: Turn) -> str:
    for found in turn.facts.applications(turn.account.nss, MOST):
        if found.folio == turn.data["picked"]:
            return turn.say(
                ONE_APPLICATION,
                folio=found.folio,
                day=turn.voice.day(found.on),
                stage=turn.say(STAGES[found.stage]),
                note=turn.say(NOTE, note=found.note[:NOTE_LETTERS]) if found.note else "",
            )
    raise Gone


STATES = (
    gate("application"),
    *pick("application", "application.show", _offered, WHICH, NONE, longest="..99999 30 sep 2026"),
    Tell(name="application.show", says=_application, keepable=True),
)
