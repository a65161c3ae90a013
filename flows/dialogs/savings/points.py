"""PUNTOS: the institution's own prequalification, passed on and never recomputed."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.states import Tell
from flows.text import ONE, TWO, T
from flows.turn import Turn

ENOUGH = T(
    "Tienes {points} puntos y se piden {needed}: ya puedes solicitar tu crédito.\nHasta {amount}\n"
    "Descuento mensual {monthly}, tasa {rate}%\nDatos al {day}",
    TWO,
)
SHORT = T(
    "Tienes {points} puntos y se piden {needed}: te faltan {missing}. "
    "Suben con tu ahorro y tu trabajo continuo. Datos al {day}",
    TWO,
)
NONE = T("Todavía no tenemos tu precalificación. Manda ASESOR o llama al {infonatel}.", ONE)


def _points(turn: Turn) -> str:
    found = turn.facts.prequalification(turn.account.nss)
    if found is None:
        return turn.say(NONE)
    money, day = turn.voice.money, turn.voice.day(found.as_of)
    if found.points < found.points_needed:
        missing = found.points_needed - found.points
        return turn.say(SHORT, points=found.points, needed=found.points_needed, missing=missing, day=day)
    return turn.say(
        ENOUGH,
        points=found.points,
        needed=found.points_needed,
        amount=money(found.max_amount),
        monthly=money(found.monthly_discount),
        rate=f"{found.rate.normalize():f}",
        day=day,
    )


STATES = (gate("points"), Tell(name="points.open", says=_points, keepable=True))
