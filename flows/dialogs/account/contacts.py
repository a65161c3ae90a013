"""Telling every other contact on file of a change, so that a holder hears of one that somebody else made."""

from __future__ import annotations

from flows.records.effects import TellContacts
from flows.saying.text import MAIL, T, Text
from flows.turn.turn import Turn

NIP_CHANGED = T("Cambió el NIP de tu cuenta de Mi Cuenta. Si no fuiste tú, llama ya a Infonatel: {infonatel}.")
EMAIL_CHANGED = T("Cambió el correo de tu cuenta de Mi Cuenta. Si no fuiste tú, llama ya a Infonatel: {infonatel}.")
LINE_CHANGED = T("Tu cuenta de Mi Cuenta pasó a otro celular. Si no fuiste tú, llama ya a Infonatel: {infonatel}.")
SUBJECT = T("Un cambio en tu cuenta de Mi Cuenta Infonavit", MAIL)


def tell_others(turn: Turn, text: Text) -> None:
    """Say `text` to each of them; to be done before the change itself."""
    said = turn.say(text)
    mail = said if turn.house.mail else ""
    turn.do(TellContacts(said, turn.say(SUBJECT), mail, leaving=text == LINE_CHANGED))
