"""VERIFICA: was that message ours? By folio, or the last one we sent by ourselves."""

from __future__ import annotations

import re

from flows.facts import SentMessage
from flows.states import Tell
from flows.text import ONE, T
from flows.turn import Turn

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
_FOLIO = re.compile(r"[\s:#]*([A-Za-z0-9]{6})(?![A-Za-z0-9])")


def _verify(turn: Turn) -> str:
    folio = None
    if turn.answers:
        found = _FOLIO.match(turn.answers.next())
        folio = found[1].upper() if found else turn.answers.next()[:12].upper()
        turn.answers.take("", "[folio]")
    message: SentMessage | None = turn.facts.sent(folio)
    if message is None:
        return turn.say(NOT_OURS if folio else NONE)
    return turn.say(OURS if folio else NEWEST, day=turn.voice.day(message.sent_on), folio=message.folio)


STATES = (Tell(name="verify.start", says=_verify),)
