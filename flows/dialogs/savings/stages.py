"""The stages of applications and other procedures in plain words, and what the worker has to do at each.

The stages of a credit: precalificación, inscripción, autorización within a month, titulación with the notary, archivo.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from flows.saying.text import PART, T
from flows.typed.folding import simplify

_BY = "30 sep 2026"

OF_APPLICATION = {
    "precalificacion": T(
        "precalificada. Sigue inscribirla: elige tu casa y toma el curso Saber más para decidir mejor.", PART
    ),
    "inscripcion": T(
        "inscrita. Sigue la autorización, a más tardar el {promised}. No tienes que hacer nada.", PART, promised=_BY
    ),
    "autorizacion": T("autorizada. Sigue firmar con el notario: ten lista tu identificación y espera la cita.", PART),
    "titulacion": T("en firma. Pregunta al notario el día y lleva tu identificación.", PART),
    "archivo": T("terminada, tu expediente ya está guardado. No tienes que hacer nada.", PART),
    "rechazada": T("no se autorizó. Manda ASESOR y vemos qué puedes hacer.", PART),
    "cancelada": T("cancelada. Para pedirla otra vez empieza con PUNTOS.", PART),
}

WORDS = {
    "received": T("la recibimos", PART),
    "going": T("en revisión", PART),
    "waiting": T("falta algo de tu parte", PART),
    "approved": T("aprobado", PART),
    "refused": T("no procedió", PART),
    "cancelled": T("cancelado", PART),
    "over": T("terminado", PART),
}
TO_DO = {
    "waiting": T(" Entrégalo pronto; si dudas, manda ASESOR.", PART),
    "refused": T(" Manda ASESOR y vemos qué puedes hacer.", PART),
    "cancelled": T(" Si no lo pediste tú, manda ASESOR.", PART),
}
ENDED = frozenset(["over", "cancelled"])
"""Stages after which nothing comes."""
SETTLED = ENDED | {"refused", "approved", "waiting"}
"""Stages in which no answer of ours is awaited."""
_STATES = {
    "received": "recibido recibida registrado registrada ingresado ingresada",
    "going": "proceso revision tramite analisis validacion",
    "waiting": "pendiente incompleto incompleta documentacion prevencion requerimiento",
    "approved": "aprobado aprobada autorizado autorizada procedente procede",
    "refused": "rechazado rechazada improcedente negado negada",
    "cancelled": "cancelado cancelada",
    "over": "terminado terminada concluido concluida finalizado finalizada atendido entregado cerrado",
}
_STAGE = {word: stage for stage, words in _STATES.items() for word in words.split()}


def of_procedure(state: str) -> str:
    """The stage of a procedure by the words of its `estado`; the state itself where they are none we know."""
    said = [_STAGE[word] for word in simplify(state).split() if word in _STAGE]
    denied = "no" in simplify(state).split()
    return said[0] if len(set(said)) == 1 and not denied else state


def answered_by(inscribed: date) -> date:
    """The day by which an inscribed application is decided: a month after."""
    year, month = divmod(inscribed.year * 12 + inscribed.month, 12)
    return date(year, month + 1, min(inscribed.day, monthrange(year, month + 1)[1]))
