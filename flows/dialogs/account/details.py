"""DATOS: what can be changed of an account. A new e-mail or line is proved by a code sent to the new place first."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from flows.dialogs.account import codes
from flows.dialogs.account.access import frozen, gate, locked
from flows.dialogs.account.codes import SENT_A_DAY, check_code, send_code
from flows.dialogs.account.contacts import ask_others
from flows.dialogs.service.agent import open_case
from flows.readers.contacts import Email, Phone
from flows.readers.readers import Choice, Options
from flows.records.effects import SetEmail, SetLine
from flows.saying.text import PART, T, labels
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn
from flows.typed.contacts import contact_meant

_MORE: Options = labels(
    questions="Mis preguntas", alerts="Mis avisos", correct="Corregir mi nombre o claves", close="Cerrar mi cuenta"
)
_PHONE: Options = labels(phone="Mi celular")
_WITH_MAIL: Options = {**_PHONE, "email": T("Mi correo", PART), **_MORE}
_WITHOUT_MAIL: Options = {**_PHONE, **_MORE}

SETTLES = timedelta(hours=24)
"""How long a new line shows no amounts: whoever lost the old one has as long to hear of it."""

ABOUT_PHONE = T("Son los 10 números de tu celular nuevo, como 55 1234 5678. Ahí te llega un código.")
ABOUT_MAIL = T("Un correo es como nombre@gmail.com. Si no tienes, no hace falta: manda MENU.")
CODE_WRONG = T("Ese código no es. Revísalo y escríbelo otra vez, o contesta OTRO.")
CODE_ASK = T("Mandamos un código a {where}. Escríbelo aquí en los próximos 10 minutos.")
NEW_PHONE = T("tu celular nuevo", PART)
NEW_MAIL = T("tu correo nuevo", PART)


def _new_place(turn: Turn, value: str) -> str:
    if not turn.proved:  # gone back to later than the NIP holds
        return "again"
    turn.data["to"] = value
    return _send(turn)


class _Place:
    """A new number or address, given at once."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """An address where mail is sent, else a number."""
        return Email().read(text, turn) if Email().named(text) and turn.house.mail else Phone().read(text, turn)

    def named(self, text: str) -> bool:
        """Whether the text can only be one."""
        return Email().named(text) or Phone().named(text)


def _kept(turn: Turn) -> str:
    """What is to be changed, said before the NIP; beside one it is read where it stands."""
    line = turn.answers.line
    return "" if any(char.isdigit() for char in line) else contact_meant(line) or ""


def _what(turn: Turn, value: str) -> str:
    return value if value in _WITH_MAIL else _new_place(turn, value)


def _purpose(turn: Turn) -> Literal["email", "line"]:
    return "email" if "@" in turn.data["to"] else "line"


def _send(turn: Turn) -> str:
    if turn.facts.codes_sent(_purpose(turn), turn.data["to"]) >= SENT_A_DAY:
        return "enough"
    send_code(turn, "email" if "@" in turn.data["to"] else "sms", _purpose(turn), turn.data["to"])
    return "sent"


def renewed(turn: Turn) -> str:
    """`live` while the code that was sent works, else `sent` with another, or `enough`."""
    return "live" if turn.facts.code(_purpose(turn)) else _send(turn)


def _ask_code(turn: Turn) -> str:
    if turn.data.get("code_wrong"):
        return turn.say(CODE_WRONG)
    return turn.say(CODE_ASK, where=turn.say(NEW_MAIL if "@" in turn.data["to"] else NEW_PHONE))


def _code(turn: Turn, typed: str) -> str:
    decided = turn.data.get("goal") == "reopening"
    if locked(turn) and not decided:  # closed since the code was asked for
        return "locked"
    if typed in ("again", "mail"):
        return _send(turn)
    if not check_code(turn, _purpose(turn), typed):
        return "wrong"
    to = turn.data["to"]
    if "@" not in to and turn.facts.line_taken(to):
        open_case(turn, "line-taken")
        return "taken"
    if decided and frozen(turn):
        turn.do(SetLine(to, turn.now + SETTLES, decided=True))
        return "decided"
    ask_others(turn, _purpose(turn))
    turn.do(SetEmail(to) if "@" in to else SetLine(to, turn.now + SETTLES))
    turn.dialog.history.clear()
    return "email" if "@" in to else "line"


SENT = {"sent": "details.code", "again": "details.start", "enough": "activation.enough"}
"""Where a code to the new place leads."""

STATES = (
    gate("details", keeps=_kept, anew=True),
    Ask(
        "details.open",
        T("¿Qué quieres cambiar?"),
        reads=Choice(
            lambda turn: _WITH_MAIL if turn.house.mail else _WITHOUT_MAIL,
            other=_Place(),
            longest=(tuple(_WITH_MAIL.values()),),
        ),
        decide=_what,
        leads={
            **SENT,
            "phone": "details.phone",
            "email": "details.email",
            "questions": "questions.start",
            "alerts": "alerts.start",
            "correct": "correction.what",
            "close": "closing.start",
        },
    ),
    *(
        Ask(name, says, reads=reads, explains=about, decide=_new_place, leads=SENT)
        for name, says, reads, about in (
            ("details.phone", T("Escribe tu celular nuevo, de 10 números."), Phone(), ABOUT_PHONE),
            ("details.email", T("Escribe tu correo nuevo. Mejor uno tuyo, no del trabajo."), Email(), ABOUT_MAIL),
        )
    ),
    codes.question(
        "details.code",
        _ask_code,
        decide=_code,
        leads={
            "email": "details.email_done",
            "line": "details.line_done",
            "decided": "reopening.done",
            "taken": "registration.taken",
            "locked": "entrance.locked",
            "wrong": "details.code",
            "sent": "details.code",
            "enough": "activation.enough",
        },
    ),
    Tell("details.email_done", T("Listo, ese es ahora tu correo.")),
    Tell(
        "details.line_done",
        T(
            "Listo, tu cuenta pasó a tu celular nuevo. Escríbenos de ahí; tus montos se ven mañana a esta hora. "
            "Si no fuiste tú, manda BLOQUEO de aquí."
        ),
        ends=True,
    ),
)
