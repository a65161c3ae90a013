"""Telling every other contact on file of a change, so that a holder hears of one that somebody else made."""

from __future__ import annotations

from typing import Literal

from flows.records.effects import AskContacts, TellContacts
from flows.saying.text import MAIL, PART, T, Text
from flows.turn.turn import Turn

Change = Literal["line", "email", "nip", "questions", "correction"]

CHANGES: dict[Change, Text] = {
    "line": T("Tu cuenta de Mi Cuenta pasó a otro celular.", PART),
    "email": T("Cambió el correo de tu cuenta de Mi Cuenta.", PART),
    "nip": T("Cambió el NIP de tu cuenta de Mi Cuenta.", PART),
    "questions": T("Cambiaron las preguntas de tu cuenta de Mi Cuenta.", PART),
    "correction": T("De tu cuenta de Mi Cuenta pidieron corregir tus datos.", PART),
}
_LONGEST = max(CHANGES.values(), key=len)
ASKS = T("{change} ¿Fuiste tú? Contesta 1 SI o 2 NO FUI YO {folio}. Urge: {infonatel}.", change=_LONGEST, folio="W" * 6)
TELLS = T(
    "{change} Si no fuiste tú, manda NO FUI YO {folio} o llama ya al {infonatel}.", change=_LONGEST, folio="W" * 6
)
MAIL_ASKS = T(
    "Hola, {name}:\n\n{change}\n\n¿Fuiste tú? Si no, manda NO FUI YO {folio} al {short_code} desde tu celular: "
    "cerramos tu cuenta de Mi Cuenta por mensaje y una persona lo atiende. Si ya no tienes tu celular, mándalo desde "
    "otro o llama ya al {infonatel}. Si fuiste tú, no hagas nada.\n\nNunca te pedimos tu NIP ni depósitos por correo "
    "o por llamada.",
    MAIL,
)
SUBJECT = T("Un cambio en tu cuenta de Mi Cuenta Infonavit", MAIL)


def tell_others(turn: Turn, text: Text) -> None:
    """Say `text` to each of them; to be done before the change itself."""
    said = turn.say(text)
    turn.do(TellContacts(said, turn.say(SUBJECT), said if turn.house.mail else ""))


def ask_others(turn: Turn, change: Change) -> None:
    """Ask each of them whether it is the worker who changes this; to be done before the change itself."""
    folio, what = turn.chance.folio(), turn.say(CHANGES[change])
    asks, tells = (turn.say(text, change=what, folio=folio) for text in (ASKS, TELLS))
    mail = turn.say(MAIL_ASKS, name=turn.account.first_name, change=what, folio=folio) if turn.house.mail else ""
    turn.do(AskContacts(folio, change, asks, tells, turn.say(SUBJECT), mail, leaving=change == "line"))
