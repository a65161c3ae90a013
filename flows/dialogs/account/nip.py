"""NIP: changing it with the current one, or getting back in with a security question and a code.

The same way opens an account that wrong NIPs have closed.
"""

from __future__ import annotations

from flows.dialogs.account import codes
from flows.dialogs.account.access import disputed, locked
from flows.dialogs.account.call import by_text
from flows.dialogs.account.codes import SENT_A_DAY, check_code, resend, send_code
from flows.dialogs.account.contacts import ask_others
from flows.dialogs.account.entrance import ABOUT, HINT, TRIES, check_nip
from flows.dialogs.account.opening.secrets import new_nip
from flows.dialogs.account.questions import (
    CLOSED_FOR,
    WRONG_ANSWERS,
    answer_is_right,
    chosen_question,
    security_question,
)
from flows.readers.secrets import NIP, SixDigits, too_easy
from flows.records.effects import MissAnswer, SetNip
from flows.saying.text import T
from flows.turn.answers import Refused, Took
from flows.turn.states import AskSecret, Do, Tell
from flows.turn.turn import Turn
from flows.typed.folding import simplify

CURRENT = T("Escribe tu NIP actual. Si no lo recuerdas, contesta OLVIDE.")
CURRENT_WRONG = T("Ese NIP no es. Escríbelo otra vez o contesta OLVIDE.")
ANSWER_WRONG = T("Esa no es la respuesta que guardaste. {question}", question="W" * 50)
ABOUT_ANSWER = T(
    "Es la respuesta que diste al crear tu cuenta. Si no la recuerdas manda ASESOR. {question}", question="W" * 50
)
ANSWER_ASK = T("Para cuidar tu cuenta, contesta: {question}", question="W" * 50)


class NipOrForgot(SixDigits):
    """The current NIP, or OLVIDE."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The six digits, or `forgot`."""
        if simplify(text) in ("olvide", "lo olvide", "no se", "no lo se", "no me acuerdo", "forgot", "i forgot"):
            return Took("forgot", "", "OLVIDE")
        return super().read(text, turn)


def _start(turn: Turn) -> str:
    if turn.driver == "agent":
        return by_text(turn, "NIP")
    if turn.who == "pending":
        turn.answers.drop()  # a NIP is not the code that is asked for next
    if turn.who != "active":
        return turn.who
    return "forgot" if locked(turn) else "known"


def _forgot(turn: Turn) -> str:
    turn.answers.drop()  # what follows in `olvidé mi NIP` is no answer to the security question
    outcome = _start(turn)
    return "forgot" if outcome == "known" else outcome


def _current(turn: Turn, typed: str) -> str:
    return "forgot" if typed == "forgot" else check_nip(turn, typed, right="right")


def _begin_recovery(turn: Turn) -> str:
    account = turn.account
    if disputed(turn):
        return "disputed"
    if account.wrong_answers >= WRONG_ANSWERS:
        return "closed"
    # Another one is asked only after a miss: who leaves and comes back cannot choose the easier.
    keys = sorted(question.key for question in turn.secrets.questions)
    turn.data["question"] = keys[(account.id + account.wrong_answers) % len(keys)]
    return "ask"


def _ask_question(turn: Turn) -> str:
    text = ANSWER_WRONG if turn.data.get("missed") else ANSWER_ASK
    return turn.say(text, question=chosen_question(turn))


def _question(turn: Turn, answer: str) -> str:
    account = turn.account
    if answer_is_right(turn, answer):
        if turn.facts.codes_sent("recovery") >= SENT_A_DAY:
            return "enough"
        send_code(turn, by="sms", purpose="recovery")
        return "right"
    missed = turn.data["missed"] = turn.data.get("missed", 0) + 1
    closes = account.wrong_answers + 1 >= WRONG_ANSWERS
    turn.missed(MissAnswer(turn.now + CLOSED_FOR if closes else None, account.wrong_answers))
    return "closed" if closes or missed >= TRIES else "wrong"


def _code(turn: Turn, typed: str) -> str:
    if outcome := resend(turn, typed, "recovery"):
        return outcome
    if not check_code(turn, "recovery", typed):
        return "wrong"
    turn.data["recovered"] = True
    return "right"


def _new(turn: Turn, nip: str) -> str:
    if disputed(turn) or (locked(turn) and "recovered" not in turn.data):  # closed since the NIP before was right
        return "locked"
    if too_easy(nip, turn.account.birth_date):
        turn.data["easy"] = True
        return "easy"
    ask_others(turn, "nip")
    turn.do(SetNip(turn.facts.seal(nip)))
    turn.prove()
    turn.data.clear()
    turn.dialog.history.clear()
    return "good"


FORGOT = {
    "forgot": "nip.recovery",
    "pending": "activation.waiting",
    "stranger": "entrance.stranger",
    "text": "call.by_text",
}

STATES = (
    Do("nip.start", _start, leads={"known": "nip.current", **FORGOT}),
    Do("nip.forgot", _forgot, leads=FORGOT),
    AskSecret(
        "nip.current",
        lambda turn: turn.say(CURRENT_WRONG if "left" in turn.data else CURRENT),
        hint=HINT,
        reads=NipOrForgot(NIP.reason),
        tries=TRIES,
        explains=ABOUT,
        decide=_current,
        leads={"right": "nip.new", "wrong": "nip.current", "forgot": "nip.recovery", "locked": "entrance.locked"},
    ),
    Do(
        "nip.recovery",
        _begin_recovery,
        leads={"ask": "nip.question", "closed": "nip.closed", "disputed": "entrance.locked"},
    ),
    security_question(
        "nip.question",
        _ask_question,
        explains=lambda turn: turn.say(ABOUT_ANSWER, question=chosen_question(turn)),
        decide=_question,
        leads={"right": "nip.code", "wrong": "nip.question", "closed": "nip.closed", "enough": "activation.enough"},
    ),
    codes.question(
        "nip.code",
        codes.ask_code,
        by_ussd=codes.ask_code_by_ussd,
        decide=_code,
        leads={"right": "nip.new", "wrong": "nip.code", "again": "nip.code", "enough": "activation.enough"},
    ),
    new_nip("nip.new", _new, "nip.done", locked="entrance.locked"),
    Tell("nip.done", T("Listo, tu NIP nuevo ya funciona. No se lo digas a nadie.")),
    Tell(
        "nip.closed",
        T("Por seguridad, un asesor tiene que abrir tu cuenta contigo. Manda ASESOR o llama al {infonatel}."),
    ),
)
