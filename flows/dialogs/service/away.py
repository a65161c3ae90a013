"""The institution's own system does not answer: said as it is, with what can be done, or with what was seen before."""

from __future__ import annotations

from datetime import datetime

from flows.saying.text import PART, T
from flows.turn.states import Tell
from flows.turn.turn import INSTITUTION_TIME, Turn

AWAY = T(
    "El sistema del Infonavit no contesta ahora; tus datos siguen ahí. "
    "Manda otra vez tu mensaje en unos minutos, o ASESOR para que te ayude una persona."
)
SEEN_TODAY = T("El sistema no contesta ahora: esto es de hoy a las {time}.", PART)
SEEN_BEFORE = T("El sistema no contesta ahora: esto es del {day}, {time}.", PART)


def from_memory(turn: Turn, seen: datetime) -> str:
    """How old an answer is that had to be given from memory."""
    then = seen.astimezone(INSTITUTION_TIME)
    text = SEEN_TODAY if then.date() == turn.today else SEEN_BEFORE
    return "\n" + turn.say(text, time=f"{then.hour}:{then.minute:02d}", day=turn.voice.day(then.date()))


STATES = (Tell("away", AWAY),)
