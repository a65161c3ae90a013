"""CITA: the appointments at the institution's offices that its file has; others are made by telephone."""

from __future__ import annotations

from datetime import date

from flows.dialogs.account.access import gate
from flows.dialogs.pick import pick
from flows.records.procedures import Appointment
from flows.saying.text import PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

EVERY = 20
PLACE, ADDRESS, ABOUT, BRING = 30, 60, 24, 60
"""Letters that are shown of each."""

NONE = T("No vemos una cita tuya. Para pedirla, gratis, llama al {infonatel} o manda ASESOR.")
WHICH = T("¿Cuál cita?")
NAMED = T("{day} {time}", PART)
TOLD = T(
    "Tu cita: {day} a las {time} en {place}.{address}{about}{bring} Cambios: {infonatel}.",
    TWO,
    place="W" * PLACE,
    address=" " + "W" * ADDRESS + ".",
    about=" Es por: " + "W" * ABOUT + ".",
    bring=" Lleva: " + "W" * BRING + ".",
)
FOR = T(" Es por: {about}.", PART, about="W" * ABOUT)
TAKE = T(" Lleva: {bring}.", PART, bring="W" * BRING)


def _next(turn: Turn) -> list[Appointment]:
    """Those of today and later, the nearest first."""
    found = turn.facts.appointments(turn.account.nss, EVERY)
    return sorted((one for one in found if one.at[:10] >= turn.today.isoformat()), key=lambda one: one.at)


def _when(turn: Turn, one: Appointment) -> dict[str, str]:
    return {"day": turn.voice.day(date.fromisoformat(one.at[:10])), "time": one.at[11:16]}


def _offered(turn: Turn) -> dict[str, str]:
    return {one.folio: turn.say(NAMED, **_when(turn, one)) for one in _next(turn)}


def _told(turn: Turn) -> str:
    for one in _next(turn):
        if one.folio == turn.data["picked"]:
            about, bring = _cut(one.about, ABOUT), _cut(one.bring, BRING)
            return turn.say(
                TOLD,
                **_when(turn, one),
                place=_cut(one.place, PLACE),
                address=f" {_cut(one.address, ADDRESS)}." if one.address else "",
                about=turn.say(FOR, about=about) if about else "",
                bring=turn.say(TAKE, bring=bring) if bring else "",
            )
    raise Gone


def _cut(text: str, most: int) -> str:
    return text[:most].rstrip(" .")


STATES = (
    gate("appointment", stranger="info.office"),
    *pick("appointment", "appointment.show", _offered, WHICH, NONE, longest="30 sep 2026 23:59"),
    Tell("appointment.show", _told, keepable=True),
)
