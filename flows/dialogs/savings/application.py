"""SOLICITUD: how far each credit application and any other procedure has come, what follows, what there is to do."""

from __future__ import annotations

from datetime import date

from flows.dialogs.account.access import gate
from flows.dialogs.pick import pick
from flows.dialogs.savings import stages
from flows.dialogs.savings.contributions import short
from flows.records.procedures import Application, Procedure
from flows.saying.text import PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

EVERY = 50
"""Procedures of each kind that are looked through."""
NOTE_LETTERS = 80
STEP_LETTERS = 60
KIND_LETTERS = 16
BESIDE = 12
"""Letters of its kind beside a procedure in a choice."""
STATE_LETTERS = 24

ONE_APPLICATION = T(
    "Solicitud {folio}, desde el {day}: {stage}{note}", TWO, stage="W" * 130, note=" Nota: " + "W" * NOTE_LETTERS
)
ONE_PROCEDURE = T(
    "{kind}, folio {folio}: {state} desde el {day}.{more}",
    TWO,
    kind="W" * KIND_LETTERS,
    state="W" * STATE_LETTERS,
    more="W" * 215,
)
PROMISED = T(" Respuesta a más tardar el {promised}.", PART, promised="30 sep 2026")
OVERDUE = T(" Debía estar el {promised}: manda ASESOR.", PART, promised="30 sep 2026")
NEXT = T(" Sigue: {step}.", PART, step="W" * STEP_LETTERS)
NOTE = T(" Nota: {note}", PART, note="W" * NOTE_LETTERS)
CREDIT = T("Crédito", PART)
WHICH = T("Tienes varios trámites. ¿Cuál?")
NAMED = T("{kind} ..{folio} {day}", PART, kind="W" * BESIDE, folio="99999")
NONE = T("No vemos solicitudes ni trámites a tu nombre. Para saber si ya puedes pedir crédito, manda PUNTOS.")


def _found(turn: Turn) -> list[Application | Procedure]:
    """All of both kinds, the newest first."""
    nss = turn.account.nss
    every: list[Application | Procedure] = [*turn.facts.applications(nss, EVERY), *turn.facts.procedures(nss, EVERY)]
    return sorted(every, key=lambda one: one.on, reverse=True)


def _key(found: Application | Procedure) -> str:
    return f"{type(found).__name__} {found.folio}"


def _offered(turn: Turn) -> dict[str, str]:
    return {
        _key(one): turn.say(
            NAMED,
            kind=short(one.kind, BESIDE) if isinstance(one, Procedure) else turn.say(CREDIT),
            folio=one.folio[-5:],
            day=turn.voice.day(one.on),
        )
        for one in _found(turn)
    }


def _told(turn: Turn) -> str:
    for found in _found(turn):
        if _key(found) == turn.data["picked"]:
            return _procedure(turn, found) if isinstance(found, Procedure) else _application(turn, found)
    raise Gone


def _application(turn: Turn, found: Application) -> str:
    day, by = turn.voice.day, stages.answered_by(found.on)
    return turn.say(
        ONE_APPLICATION,
        folio=found.folio,
        day=day(found.on),
        stage=turn.say(stages.OF_APPLICATION[found.stage].told, promised=day(by)),
        note=_noted(turn, found.note),
    )


def _procedure(turn: Turn, found: Procedure) -> str:
    stage = stages.of_procedure(found.state)
    parts = [_promise(turn, found.promised_on) if stage is None or stage.awaited else ""]
    if found.next_step and not (stage and stage.ended):
        parts.append(turn.say(NEXT, step=found.next_step[:STEP_LETTERS].rstrip(" .")))
    parts.append(_noted(turn, found.note))
    if stage and stage.to_do:
        parts.append(turn.say(stage.to_do))
    return turn.say(
        ONE_PROCEDURE,
        kind=short(found.kind, KIND_LETTERS),
        folio=found.folio,
        state=turn.say(stage.told) if stage else found.state[:STATE_LETTERS].rstrip(" ."),
        day=turn.voice.day(found.on),
        more="".join(parts),
    )


def _promise(turn: Turn, promised: date | None) -> str:
    if promised is None:
        return ""
    return turn.say(PROMISED if promised >= turn.today else OVERDUE, promised=turn.voice.day(promised))


def _noted(turn: Turn, note: str) -> str:
    return turn.say(NOTE, note=f"{note[:NOTE_LETTERS].rstrip(' .')}.") if note else ""


STATES = (
    gate("application"),
    *pick(
        "application",
        "application.show",
        _offered,
        WHICH,
        NONE,
        longest="W" * BESIDE + " ..99999 30 sep 2026",
        most=3,
    ),
    Tell("application.show", _told, keepable=True),
)
