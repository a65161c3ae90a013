"""What a worker is told of a request over their data: that it takes longer, how it was answered, that it is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from flows.saying.text import T
from flows.saying.voice import Voices
from flows.turn.turn import INSTITUTION_TIME
from models import rights
from models.outbox.owing import Owed, Sealer, enqueue
from models.tables.outbox import URGENT
from models.tables.rights import GRANTED, REFUSED

LONGER = T("Tu solicitud {folio} sobre tus datos necesita más tiempo: te contestamos a más tardar el {day}.")
YES = T("Tu solicitud {folio} sobre tus datos procede. La cumplimos a más tardar el {day}.")
NO = T(
    "Tu solicitud {folio} sobre tus datos no procede. Te decimos por qué en el {infonatel}; si no estás de acuerdo, "
    "puedes quejarte ahí."
)
DONE = T("Tu solicitud {folio} sobre tus datos quedó cumplida. ¿Dudas? Manda ASESOR.")

STEPS = ("extend", GRANTED, REFUSED, "done")


def take_step(
    connection: Connection,
    vault: Sealer,
    voices: Voices,
    folio: str,
    step: str,
    now: datetime,
) -> bool:
    """Write a step of a request down and owe the worker its message, in the caller's transaction.

    `step` is one of `STEPS`. False where the request is not there for it; then nothing is changed.
    """
    today = now.astimezone(INSTITUTION_TIME).date()
    if step == "extend":
        taken, text = rights.extend(connection, folio, today, voices.house.terms), LONGER
    elif step == "done":
        taken, text = rights.finish(connection, folio, now, today), DONE
    else:
        taken = rights.answer(connection, folio, step, now, today, voices.house.terms)
        text = YES if step == GRANTED else NO
    asked = rights.find(connection, folio)
    if not taken or asked is None:
        return False
    voice = voices.of(asked.language or "es")
    said = voice.say(text, folio=asked.folio, day=voice.day(asked.next_day or asked.answer_by))
    enqueue(connection, vault, Owed("rights", URGENT, "sms", asked.line, said, zone=None), now)
    return True
