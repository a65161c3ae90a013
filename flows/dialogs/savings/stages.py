"""The stages of applications and other procedures in plain words, and what the worker has to do at each.

The stages of a credit: precalificación, inscripción, autorización within a month, titulación with the notary, archivo.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from flows.records.record import Record
from flows.saying.text import PART, T, Text
from flows.typed.folding import simplify

_BY = "30 sep 2026"


class ApplicationStep(Record):
    """A stage of a credit application: `brief` in a notice of it, `told` with what follows and what there is to do."""

    brief: Text
    told: Text


class Stage(Record):
    """A stage of another procedure: how it is told, the words of an `estado` that stand for it, what there is to do.

    `awaited`: an answer of ours is still to come; `ended`: nothing more comes.
    """

    told: Text
    heard: str
    to_do: Text | None = None
    awaited: bool = False
    ended: bool = False


OF_APPLICATION = {
    "precalificacion": ApplicationStep(
        T("precalificación lista", PART),
        T("precalificada. Sigue inscribirla: elige tu casa y toma el curso Saber más para decidir mejor.", PART),
    ),
    "inscripcion": ApplicationStep(
        T("inscrita", PART),
        T("inscrita. Sigue la autorización, a más tardar el {promised}. No tienes que hacer nada.", PART, promised=_BY),
    ),
    "autorizacion": ApplicationStep(
        T("autorizada", PART),
        T("autorizada. Sigue firmar con el notario: ten lista tu identificación y espera la cita.", PART),
    ),
    "titulacion": ApplicationStep(
        T("en firma con el notario", PART),
        T("en firma. Pregunta al notario el día y lleva tu identificación.", PART),
    ),
    "archivo": ApplicationStep(
        T("terminada", PART), T("terminada, tu expediente ya está guardado. No tienes que hacer nada.", PART)
    ),
    "rechazada": ApplicationStep(
        T("no se autorizó", PART), T("no se autorizó. Manda ASESOR y vemos qué puedes hacer.", PART)
    ),
    "cancelada": ApplicationStep(T("cancelada", PART), T("cancelada. Para pedirla otra vez empieza con PUNTOS.", PART)),
}

_STAGES = (
    Stage(T("la recibimos", PART), "recibido recibida registrado registrada ingresado ingresada", awaited=True),
    Stage(T("en revisión", PART), "proceso revision tramite analisis validacion", awaited=True),
    Stage(
        T("falta algo de tu parte", PART),
        "pendiente incompleto incompleta documentacion prevencion requerimiento",
        to_do=T(" Entrégalo pronto; si dudas, manda ASESOR.", PART),
    ),
    Stage(T("aprobado", PART), "aprobado aprobada autorizado autorizada procedente procede"),
    Stage(
        T("no procedió", PART),
        "rechazado rechazada improcedente negado negada",
        to_do=T(" Manda ASESOR y vemos qué puedes hacer.", PART),
    ),
    Stage(
        T("cancelado", PART),
        "cancelado cancelada",
        to_do=T(" Si no lo pediste tú, manda ASESOR.", PART),
        ended=True,
    ),
    Stage(
        T("terminado", PART),
        "terminado terminada concluido concluida finalizado finalizada atendido entregado cerrado",
        ended=True,
    ),
)
_STAGE = {word: stage for stage in _STAGES for word in stage.heard.split()}


def of_procedure(state: str) -> Stage | None:
    """The stage of a procedure by the words of its `estado`; None where they are none we know."""
    said = {_STAGE[word] for word in simplify(state).split() if word in _STAGE}
    denied = "no" in simplify(state).split()
    return said.pop() if len(said) == 1 and not denied else None


def answered_by(inscribed: date) -> date:
    """The day by which an inscribed application is decided: a month after."""
    year, month = divmod(inscribed.year * 12 + inscribed.month, 12)
    return date(year, month + 1, min(inscribed.day, monthrange(year, month + 1)[1]))
