"""BLOQUEO, or a stolen phone: an urgent case at once, and the account closed until its holder or an agent opens it.

Said honestly: it closes our channel. It stops neither the line nor what is done elsewhere.
"""

from __future__ import annotations

from flows.dialogs.account.access import FOR_GOOD, frozen
from flows.readers.readers import Choice
from flows.records.effects import FreezeAccount, OpenCase
from flows.saying.text import ONE, PART, T
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn

STOLEN = "stolen-phone"


def _case(turn: Turn) -> None:
    """An urgent case of its own, once, whatever other case is open."""
    case = turn.facts.open_case()
    if case and case.reason == STOLEN:
        turn.data["folio"] = case.folio
        return
    turn.data["folio"] = turn.chance.folio()
    turn.do(OpenCase(turn.data["folio"], STOLEN))


def _near(turn: Turn) -> str:
    _case(turn)
    account = turn.line.account
    if account is None or account.status == "pending":
        return "stranger"
    return "frozen" if frozen(turn) else "ask"


def _freeze(turn: Turn) -> str:
    outcome = _near(turn)
    if outcome != "ask":
        return outcome
    turn.do(FreezeAccount(turn.now + FOR_GOOD))
    turn.dialog.proved_until = 0
    return "frozen"


def _choose(turn: Turn, answer: str) -> str:
    if answer == "yes":
        turn.do(FreezeAccount(turn.now + FOR_GOOD))
        turn.dialog.proved_until = 0
    return answer


def _folio(turn: Turn) -> dict[str, object]:
    return {"folio": turn.data["folio"]}


STATES = (
    Do(
        name="freeze.start",
        decide=_freeze,
        leads={"frozen": "freeze.done", "stranger": "freeze.stranger"},
    ),
    Do(
        name="info.stolen_phone",
        decide=_near,
        leads={"ask": "freeze.ask", "frozen": "freeze.done", "stranger": "freeze.stranger"},
    ),
    Ask(
        name="freeze.ask",
        says=T("Abrimos el caso urgente {folio}. ¿Cerramos ya tu cuenta de este celular?", ONE),
        show=_folio,
        reads=Choice({"yes": T("Sí, ciérrenla", PART), "no": T("No, déjenla abierta", PART)}),
        final=True,
        decide=_choose,
        leads={"yes": "freeze.done", "no": "freeze.open"},
    ),
    Tell(
        name="freeze.done",
        says=T(
            "Listo, caso {folio}: nadie ve tu cuenta por mensaje hasta que la abras tú o un asesor. Tu línea y otros "
            "trámites siguen: llama a tu compañía y al {infonatel}.",
            ONE,
            folio="W" * 6,
        ),
        show=_folio,
    ),
    Tell(
        name="freeze.open",
        says=T("Tu cuenta sigue abierta. Tu caso urgente es el {folio}. Para cerrarla manda BLOQUEO.", ONE),
        show=_folio,
    ),
    Tell(
        name="freeze.stranger",
        says=T(
            "Abrimos el caso urgente {folio}. Este celular no tiene cuenta: llama ya al {infonatel} para cerrar la "
            "tuya, y a tu compañía por la línea.",
            ONE,
            folio="W" * 6,
        ),
        show=_folio,
    ),
)
