"""Who is on the telephone with an agent: a code sent to the line and read back, or an answer to a security question.

Only an agent's dialog comes here, in place of the NIP, which no agent hears, types or sees. Tries are counted
with those made by text.
"""

from __future__ import annotations

from typing import Literal

from flows.dialogs.account.access import frozen, locked
from flows.dialogs.account.codes import SENT_A_DAY, VALID_FOR, check_code
from flows.dialogs.account.questions import (
    CLOSED_FOR,
    WRONG_ANSWERS,
    answer_is_right,
    chosen_question,
    security_question,
)
from flows.keywords.words import GOALS
from flows.readers.readers import Choice
from flows.readers.secrets import CODE, CODE_DIGITS
from flows.records.effects import MissAnswer, SendCode, VerifyCaller
from flows.saying.text import T, labels
from flows.turn.states import Ask, AskSecret, Do, Tell
from flows.turn.turn import Turn

CALL_SMS = T(
    "Tu asesor de Infonavit te pide este código en la llamada: {code}. Vence en 10 minutos. "
    "Si no estás hablando con nosotros, no lo des."
)


def _start(turn: Turn) -> str:
    if turn.driver != "agent":
        return "text"
    if frozen(turn):
        return _choose(turn)
    return "locked" if locked(turn) else "how"


def _how(turn: Turn, answer: str) -> str:
    if answer == "question":
        return _choose(turn)
    if turn.facts.codes_sent("call") >= SENT_A_DAY:
        return "enough"
    code = turn.chance.digits(CODE_DIGITS)
    text = turn.say(CALL_SMS, code=code)
    turn.do(SendCode("call", turn.facts.seal(code), "sms", None, "", text, turn.now + VALID_FOR))
    return "code"


def _choose(turn: Turn) -> str:
    """The question stands until it is missed: whoever calls again cannot choose the easier."""
    account = turn.account
    if account.wrong_answers >= WRONG_ANSWERS or not turn.secrets.questions:
        return "enough"
    keys = sorted(question.key for question in turn.secrets.questions)
    turn.data["question"] = keys[(account.id + account.wrong_answers) % len(keys)]
    return "question"


def _code(turn: Turn, typed: str) -> str:
    if not check_code(turn, "call", typed):
        return "wrong"
    return _verified(turn, "code")


def _answer(turn: Turn, typed: str) -> str:
    account = turn.account
    if account.wrong_answers < WRONG_ANSWERS and answer_is_right(turn, typed):
        return _verified(turn, "question")
    closes = account.wrong_answers + 1 >= WRONG_ANSWERS
    turn.missed(MissAnswer(turn.now + CLOSED_FOR if closes else None, account.wrong_answers))
    return "wrong"


def _verified(turn: Turn, by: Literal["code", "question"]) -> str:
    turn.prove()
    turn.do(VerifyCaller(by))
    return str(turn.data["goal"])


OPENS = {goal: f"{goal}.open" for goal in (*GOALS, "reopening")} | {"wrong": "call.wrong"}

STATES = (
    Do(
        "call.start",
        _start,
        leads={
            "how": "call.how",
            "question": "call.question",
            "enough": "call.enough",
            "locked": "entrance.locked",
            "text": "entrance.stranger",
        },
    ),
    Ask(
        "call.how",
        T("¿Cómo confirmamos quién llama?"),
        reads=Choice(labels(code="Con un código a su celular", question="Con su pregunta")),
        decide=_how,
        final=True,
        leads={"code": "call.code", "question": "call.question", "enough": "call.enough"},
    ),
    AskSecret(
        "call.code",
        T("Te acabamos de mandar un mensaje con un código de 6 números. ¿Me lo lees?"),
        reads=CODE,
        decide=_code,
        leads=OPENS,
    ),
    security_question("call.question", chosen_question, decide=_answer, leads=OPENS),
    Tell("call.wrong", T("No coincide. Por tu seguridad no te puedo dar datos; podemos intentar otra vez.")),
    Tell("call.enough", T("Por hoy ya no podemos confirmar así quién llama. Ve con tu identificación a una oficina.")),
    Tell(
        "call.by_text",
        T("Eso se hace en tu celular, para que nadie oiga tu NIP: manda {word} al {short_code}.", word="REGISTRO"),
        show=lambda turn: {"word": str(turn.data.get("word", "NIP"))},
    ),
)


def by_text(turn: Turn, word: str) -> str:
    """`text`: what an agent cannot do for a caller, since a NIP would be heard; `word` is what the caller sends."""
    turn.answers.drop()
    turn.data["word"] = word
    return "text"
