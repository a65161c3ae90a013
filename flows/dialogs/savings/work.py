"""TRABAJOS: for whom the worker works and worked, as the institution's file has it, the newest first."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.savings.contributions import short
from flows.records.savings import Employment
from flows.saying.text import PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

SHOWN = 4
EVERY = 50
"""Of these the newest are shown, and the others counted."""

NONE = T("No vemos tus trabajos en nuestros registros. Si falta alguno, manda ASESOR y ten tus recibos.")
LISTED = T(
    "Tus trabajos: {jobs}{more}. ¿Falta uno o está mal? ASESOR.",
    TWO,
    jobs="; ".join(["W" * 22 + " 30 sep 2026 a 30 sep 2026"] * SHOWN),
    more=" y otros 46",
)
NOW = T("{employer} desde {day}", PART)
BEFORE = T("{employer} {day} a {ended}", PART, ended="30 sep 2026")
MORE = T(" y otros {count}", PART, count="46")


def _job(turn: Turn, one: Employment) -> str:
    day, employer = turn.voice.day, short(one.employer)
    if one.ended_on is None:
        return turn.say(NOW, employer=employer, day=day(one.began_on))
    return turn.say(BEFORE, employer=employer, day=day(one.began_on), ended=day(one.ended_on))


def _says(turn: Turn) -> str:
    found = turn.facts.employments(turn.account.nss, EVERY)
    if not found:
        return turn.say(NONE)
    more = turn.say(MORE, count=len(found) - SHOWN) if len(found) > SHOWN else ""
    return turn.say(LISTED, jobs="; ".join(_job(turn, one) for one in found[:SHOWN]), more=more)


STATES = (gate("work"), Tell("work.open", _says, keepable=True))
