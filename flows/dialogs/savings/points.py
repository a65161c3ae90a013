"""PUNTOS: the institution's own prequalification, passed on with its verdict and never recomputed."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.records.procedures import Prequalification
from flows.saying.text import PART, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

MODEL_LETTERS = 4
PRODUCT_LETTERS = 17
REASON_LETTERS = 40

ENOUGH = T(
    "¡Ya puedes! {points} puntos{model}, piden {needed}: hasta {amount}{product}{term}, "
    "pagas {monthly}/mes, tasa {rate}%. Al {day}. Pídelo: ASESOR",
    model=" (T100)",
    product=" " + "W" * PRODUCT_LETTERS,
    term=" a 360 meses",
    monthly="$99,999.99",
)
SHORT = T("Todavía no: tienes {points} puntos{model} y piden {needed}.{reason} Al {day}", model=" (T100)")
REASON = T(" Motivo: {reason}.", PART, reason="W" * REASON_LETTERS)
GROWING = T(" Suben con trabajo seguido y ahorro.", PART)
TERM = T(" a {months} meses", PART, months="360")
NONE = T("Todavía no tenemos tu precalificación. Manda ASESOR o llama al {infonatel}.")


def _points(turn: Turn) -> str:
    found = turn.facts.prequalification(turn.account.nss)
    if found is None:
        return turn.say(NONE)
    money, day = turn.voice.money, turn.voice.day(found.as_of)
    model = f" ({found.model[:MODEL_LETTERS]})" if found.model else ""
    if not _qualifies(found):
        reason = found.reason[:REASON_LETTERS].rstrip(" .")
        why = turn.say(REASON, reason=reason) if reason else turn.say(GROWING)
        return turn.say(SHORT, points=found.points, model=model, needed=found.points_needed, reason=why, day=day)
    return turn.say(
        ENOUGH,
        points=found.points,
        model=model,
        needed=found.points_needed,
        amount=money(found.max_amount),
        product=f" {found.product[:PRODUCT_LETTERS].rstrip()}" if found.product else "",
        term=turn.say(TERM, months=found.months) if found.months else "",
        monthly=money(found.monthly_discount),
        rate=f"{found.rate.normalize():f}",
        day=day,
    )


def _qualifies(found: Prequalification) -> bool:
    """The institution's verdict; only where it gives none, its points beside its own minimum."""
    return found.points >= found.points_needed if found.qualifies is None else found.qualifies


STATES = (gate("points"), Tell("points.open", _points, keepable=True))
