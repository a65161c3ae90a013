"""VERIFICA: was that message ours? By any folio in what was sent, or the last one we sent by ourselves.

A false alarm teaches people to distrust the check, so `not ours` is said only of what was meant as a folio.
"""

from __future__ import annotations

from flows.saying.text import ONE, T
from flows.turn.states import Tell
from flows.turn.turn import Turn
from flows.typed.folios import folios_in

OURS = T("Sí, ese mensaje es nuestro: te lo mandamos el {day}, folio {folio}.", ONE)
NEWEST = T(
    "El último aviso que te mandamos fue el {day}, folio {folio}. Si recibiste otro, no es nuestro: no lo contestes.",
    ONE,
)
NOT_OURS = T(
    "No te mandamos un aviso con ese folio. No des tus datos ni deposites. Solo escribimos del {short_code} "
    "y nunca pedimos tu NIP por llamada.",
    ONE,
)
NONE = T("No te hemos mandado avisos. Si recibiste uno a nombre de Infonavit, no lo contestes ni des tus datos.", ONE)


def _verify(turn: Turn) -> str:
    written = []
    while turn.answers:
        written.append(turn.answers.next())
        turn.answers.take("", "[folio]")
    folios = folios_in(" ".join(written))
    message = next(filter(None, map(turn.facts.sent, folios.all)), None)
    if message:
        return turn.say(OURS, day=turn.voice.day(message.sent_on), folio=message.folio)
    if folios.meant:
        return turn.say(NOT_OURS)
    message = turn.facts.sent(None)
    if message is None:
        return turn.say(NONE)
    return turn.say(NEWEST, day=turn.voice.day(message.sent_on), folio=message.folio)


STATES = (Tell(name="verify.start", says=_verify),)
