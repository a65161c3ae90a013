"""One-time codes: sent to the line or to an e-mail, asked for, checked once, sent again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Literal

from flows.readers.secrets import CODE, CODE_DIGITS, SixDigits
from flows.records.effects import MissCode, SendCode, SpendCode
from flows.records.people import CodePurpose
from flows.saying.text import MAIL, T
from flows.turn.answers import Refused, Took
from flows.turn.states import AskSecret
from flows.turn.turn import Turn
from flows.typed.folding import simplify

VALID_FOR = timedelta(minutes=10)
"""NIST SP 800-63B: an out-of-band secret lives ten minutes at most and is used once."""
SENT_A_DAY = 5
"""Codes of one purpose that an account may ask for in a day."""

CODE_SMS = T("Tu código de Mi Cuenta es {code}. Vence en 10 minutos. No se lo digas a nadie.")
CODE_SUBJECT = T("Tu código de Mi Cuenta Infonavit", MAIL)
CODE_MAIL = T(
    "Tu código es {code}.\n\nEscríbelo en el mensaje donde te lo pedimos, antes de 10 minutos. "
    "Nadie de Infonavit te lo va a pedir por teléfono.\n\nSi no lo pediste, no hagas nada.",
    MAIL,
)
SENT_SMS = T(
    "Te llega otro mensaje con un código de 6 números. Contesta con ese código antes de 10 minutos. "
    "¿No te llega? Contesta OTRO."
)
HANG_UP = T("Cuelga, lee el SMS con tu código de 6 números y marca {ussd} otra vez para escribirlo.")
SENT_SMS_OR_MAIL = T(
    "Te llega otro mensaje con un código de 6 números. Contesta con ese código antes de 10 minutos. "
    "¿No te llega? Contesta OTRO, o CORREO."
)
SENT_MAIL = T(
    "Te llega a tu correo un código de 6 números. Contesta con ese código antes de 10 minutos. "
    "¿No te llega? Contesta OTRO."
)
ABOUT_CODE = T("Es el número de 6 cifras que te mandamos en otro mensaje. Escríbelo aquí. ¿No te llega? Contesta OTRO.")
WRONG = T("Ese código no es. Revísalo y escríbelo otra vez, o contesta OTRO y te mandamos uno nuevo.")
STALE = T("Ese código ya no sirve. Contesta OTRO y te mandamos uno nuevo.")


def send_code(
    turn: Turn, by: Literal["sms", "email"], purpose: CodePurpose = "activation", to: str | None = None
) -> None:
    """Make a fresh code, keep its hash, send it; the reply says how it travels."""
    code = turn.chance.digits(CODE_DIGITS)
    text = turn.say(CODE_SMS if by == "sms" else CODE_MAIL, code=code)
    sealed = turn.facts.seal(code)
    turn.do(SendCode(purpose, sealed, by, to, turn.say(CODE_SUBJECT), text, turn.now + VALID_FOR))
    turn.data["by"] = by
    turn.data.pop("code_wrong", None)


def ask_code(turn: Turn) -> str:
    """Where the code went, or what was wrong with the one typed."""
    if wrong := turn.data.get("code_wrong"):
        return turn.say(STALE if wrong == "stale" else WRONG)
    if turn.data.get("by") == "email":
        return turn.say(SENT_MAIL)
    return turn.say(SENT_SMS_OR_MAIL if turn.house.mail and turn.data.get("mail") else SENT_SMS)


def ask_code_by_ussd(turn: Turn) -> str:
    """A basic phone shows no SMS while a session is open; nothing more to say where there is something wrong."""
    fresh = turn.data.get("by") != "email" and not turn.data.get("code_wrong")
    return turn.say(HANG_UP) if fresh else ""


def check_code(turn: Turn, purpose: CodePurpose, typed: str) -> bool:
    """Whether the code is right; spends it, or counts the miss."""
    code = turn.facts.code(purpose)
    if code is None or code.tries_left < 1:
        turn.missed()
        turn.data["code_wrong"] = "stale"
        return False
    if turn.matches(code.hash, typed):
        turn.do(SpendCode(code.id))
        turn.data.pop("code_wrong", None)
        return True
    turn.missed(MissCode(code.id))
    turn.data["code_wrong"] = "wrong" if code.tries_left > 1 else "stale"
    return False


AGAIN = frozenset({"otro", "otra", "nuevo", "another", "new"})
"""What asks for another code, folded."""


class CodeOrAgain(SixDigits):
    """A code, or OTRO to get a new one, or CORREO to get it by mail."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The six digits, `again` or `mail`."""
        word = simplify(text)
        if word in AGAIN:
            return Took("again", "", "OTRO")
        if word in ("correo", "email", "mail") and turn.house.mail:
            return Took("mail", "", "CORREO")
        return super().read(text, turn)


CODE_OR_AGAIN = CodeOrAgain(CODE.reason)


def resend(turn: Turn, typed: str, purpose: CodePurpose) -> str | None:
    """The outcome of OTRO and CORREO: `again` with a new code sent, or `enough`; None for a code."""
    if typed not in ("again", "mail"):
        return None
    account = turn.account
    mail = account.email if turn.house.mail else None
    by_mail = mail is not None and (typed == "mail" or turn.data.get("by") == "email")
    if turn.facts.codes_sent(purpose, mail if by_mail else None) >= SENT_A_DAY:
        return "enough"
    send_code(turn, "email" if by_mail else "sms", purpose)
    return "again"


def renewed(turn: Turn, purpose: CodePurpose) -> str:
    """`live` while the code that was sent works, else `again` with another sent, or `enough`."""
    return "live" if turn.facts.code(purpose) else resend(turn, "again", purpose) or "enough"


question = partial(AskSecret, reads=CODE_OR_AGAIN, tries=5, explains=ABOUT_CODE)
"""Asks for a code that is on its way."""
