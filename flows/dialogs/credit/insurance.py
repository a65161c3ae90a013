"""SEGURO: what the file says of a credit's insurance; what it covers and how it is claimed the institution says."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.saying.text import T
from flows.turn.states import Do, Tell
from flows.turn.turn import Gone, Turn

TOLD = T(
    "Tu crédito {credit} paga {amount} al mes de seguros. Qué cubren y cómo reportar un daño: {infonatel} o ASESOR."
)


def _insured(turn: Turn) -> tuple[str, str] | None:
    """The first credit that is paid and has an amount for insurance, and that amount."""
    for one in turn.facts.credits(turn.account.nss):
        if one.state != "liquidado" and one.insurance:
            return ending(one.number), turn.voice.money(one.insurance)
    return None


def _told(turn: Turn) -> str:
    found = _insured(turn)
    if found is None:
        raise Gone
    return turn.say(TOLD, credit=found[0], amount=found[1])


STATES = (
    gate("insurance", stranger="info.insurance"),
    Do(
        "insurance.open",
        lambda turn: "known" if _insured(turn) else "unknown",
        leads={"known": "insurance.told", "unknown": "info.insurance"},
    ),
    Tell("insurance.told", _told, keepable=True),
)
