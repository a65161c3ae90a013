"""ACTIVAR: the code that proves the line (or the e-mail) and opens the account.

Whoever was registered by an agent makes the NIP here, and answers the questions, before it opens.
"""

from __future__ import annotations

from flows.dialogs.account import codes
from flows.dialogs.account.call import by_text
from flows.dialogs.account.codes import check_code, resend
from flows.dialogs.account.opening.secrets import NO_NIP, nip_and_questions
from flows.readers.readers import Choice
from flows.records.effects import ActivateAccount, SetNip, SetQuestions
from flows.records.people import Question
from flows.saying.text import T, labels
from flows.turn.states import AskSecret, Do, Tell
from flows.turn.turn import Turn


def _start(turn: Turn) -> str:
    if turn.who != "pending":
        return turn.who
    _begin(turn)
    return "code" if turn.answers else "waiting"


def _begin(turn: Turn) -> None:
    turn.data.update(mail=turn.account.email, first_name=turn.account.first_name)


def _code(turn: Turn, typed: str) -> str:
    if turn.who == "stranger":  # lost to another line
        return "gone"
    if outcome := resend(turn, typed, "activation"):
        return outcome
    bare = turn.secrets.nip_hash == NO_NIP
    if bare and turn.driver == "agent":
        return by_text(turn, "ACTIVAR")
    if not check_code(turn, "activation", typed):
        return "wrong"
    turn.dialog.history.clear()
    if bare:
        born = turn.account.birth_date
        turn.data["born"] = born.isoformat() if born else ""
        return "nip"
    return _open(turn)


def _open(turn: Turn) -> str:
    data = turn.data
    if "nip" in data:
        turn.do(SetNip(data.pop("nip")))
        turn.do(SetQuestions(tuple(map(Question, data.pop("questions"), data.pop("answers")))))
    turn.do(ActivateAccount(by_mail=data.get("by") == "email"))
    turn.prove()
    turn.dialog.history.clear()
    return "right"


def _waiting(turn: Turn, outcome: str) -> str:
    _begin(turn)
    if outcome.isdigit():
        return _code(turn, outcome)
    return resend(turn, "again" if outcome == "send" else outcome, "activation") or outcome


TYPED = {
    "right": "activation.done",
    "wrong": "activation.code",
    "again": "activation.code",
    "enough": "activation.enough",
    "gone": "activation.stranger",
    "nip": "activation.nip",
    "text": "call.by_text",
}
"""Where a code leads, or asking for another."""

STATES = (
    Do(
        "activation.start",
        _start,
        leads={
            "code": "activation.code",
            "waiting": "activation.waiting",
            "active": "registration.has",
            "stranger": "activation.stranger",
        },
    ),
    AskSecret(
        "activation.waiting",
        T("Falta tu código para abrir tu cuenta. ¿Qué hacemos?"),
        reads=Choice(
            labels(have="Ya tengo mi código", send="Manda otro código", new="Registrarme de nuevo"),
            other=codes.CODE_OR_AGAIN,
        ),
        decide=_waiting,
        leads={
            "have": "activation.type",
            "new": "registration.identity",
            **TYPED,
        },
    ),
    codes.question("activation.type", T("Escribe tu código de 6 números."), tries=3, decide=_code, leads=TYPED),
    codes.question("activation.code", codes.ask_code, by_ussd=codes.ask_code_by_ussd, decide=_code, leads=TYPED),
    *nip_and_questions("activation"),
    Do("activation.open", _open, leads={"right": "activation.done"}),
    Tell(
        "activation.done",
        T(
            "¡Listo, {name}! Tu cuenta está abierta. Manda AHORRO, CREDITO, PAGO o MENU cuando quieras. "
            "Nunca te vamos a pedir tu NIP por teléfono."
        ),
        show=lambda turn: {"name": turn.data["first_name"]},
    ),
    Tell(
        "activation.enough",
        T("Hoy ya te mandamos varios códigos. Inténtalo mañana, manda ASESOR o llama al {infonatel}."),
    ),
    Tell("activation.stranger", T("Este celular no espera ningún código. Para crear tu cuenta manda REGISTRO.")),
)
