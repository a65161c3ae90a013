"""Where to be told of contributions: by e-mail where the house can send it, by SMS, or nowhere."""

from __future__ import annotations

from flows.readers.contacts import Email
from flows.readers.readers import NO, YES, Choice, Options
from flows.saying.text import T, labels
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask
from flows.turn.turn import Turn

CONTACT_MAIL = T("¿Dónde te avisamos cuando tu patrón aporta? Escribe tu correo, o contesta:")
CONTACT_SMS = T("¿Te avisamos por SMS cuando tu patrón aporta?")
CORRECTING_MAIL = T("Caso {folio} por tu nombre. ¿Dónde te avisamos cuando tu patrón aporta? Tu correo, o contesta:")
CORRECTING_SMS = T("Caso {folio} por tu nombre: lo revisamos. ¿Te avisamos por SMS cuando tu patrón aporta?")
ABOUT_MAIL = T("No hace falta correo. Cuando tu patrón deposite te podemos avisar:")
ABOUT_SMS = T("Es un mensaje cada vez que tu patrón deposita. ¿Lo quieres?")

_BY_MAIL: Options = labels(sms="Por SMS a este celular", none="No quiero avisos")
_BY_SMS: Options = {"sms": YES, "none": NO}


def _ask_contact(turn: Turn) -> str:
    if folio := turn.data.get("correcting"):
        return turn.say(CORRECTING_MAIL if turn.house.mail else CORRECTING_SMS, folio=folio)
    return turn.say(CONTACT_MAIL if turn.house.mail else CONTACT_SMS)


def _contact_options(turn: Turn) -> Options:
    return _BY_MAIL if turn.house.mail else _BY_SMS


class _MailIfOffered(Email):
    """An address, where the house can send mail; else it is no answer."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        return super().read(text, turn) if turn.house.mail else Refused()


def _contact(turn: Turn, value: str) -> str:
    turn.data["alerts"] = "email" if "@" in value else value
    if "@" in value:
        turn.data["email"] = value
    return "open" if turn.driver == "agent" else "nip"


CONTACT = (
    Ask(
        "registration.contact",
        _ask_contact,
        texts=(CONTACT_MAIL, CONTACT_SMS, CORRECTING_MAIL, CORRECTING_SMS, ABOUT_MAIL, ABOUT_SMS),
        explains=lambda turn: turn.say(ABOUT_MAIL if turn.house.mail else ABOUT_SMS),
        holds=True,
        reads=Choice(
            _contact_options,
            before=_MailIfOffered(),
            other=Choice(_BY_SMS, other=_MailIfOffered()),
            longest=(tuple(_BY_MAIL.values()), tuple(_BY_SMS.values())),
        ),
        decide=_contact,
        leads={"nip": "registration.nip", "open": "registration.open"},
    ),
)
"""The one question, with the case in it where the name is to be corrected."""
