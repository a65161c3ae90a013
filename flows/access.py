"""Who may see what: the door that every dialog with amounts or data passes first.

Levels: a stranger; a pending account; a known line whose NIP is not proved; and, for ten minutes, a proved NIP.
"""

from __future__ import annotations

from flows.answers import Took
from flows.secrets import NIP
from flows.states import Do
from flows.turn import Turn

GOALS = (
    "savings",
    "contributions",
    "credit",
    "payment",
    "statement",
    "points",
    "application",
    "orders",
    "certificate",
    "details",
)
"""Dialogs that need the NIP; each goes on at its state `<goal>.open`."""


def locked(turn: Turn) -> bool:
    """Whether too many wrong NIPs have closed the account for now."""
    until = turn.account.locked_until
    return until is not None and until > turn.now


def gate(goal: str) -> Do:
    """The state `<goal>.start`: lets in, asks for the NIP first, or says what is missing."""

    def decide(turn: Turn) -> str:
        account = turn.line.account
        if account is None:
            return "stranger"
        if account.status == "pending":
            turn.answers.drop()  # the NIP of `AHORRO 482913` is not the code that is asked for next
            return "pending"
        if turn.proved:
            take_spare_nip(turn)
            return "open"
        if locked(turn):
            return "locked"
        turn.data["goal"] = goal
        return "nip"

    return Do(
        name=f"{goal}.start",
        decide=decide,
        leads={
            "open": f"{goal}.open",
            "nip": "entrance.nip",
            "locked": "entrance.locked",
            "pending": "activation.waiting",
            "stranger": "entrance.stranger",
        },
    )


def take_spare_nip(turn: Turn) -> None:
    """`PAGO 482913 1500` sent again within ten minutes: the NIP must not be read as an amount."""
    if not turn.answers:
        return
    result = NIP.read(turn.answers.next(), turn)
    if isinstance(result, Took) and turn.facts.matches(turn.account.nip_hash, result.value):
        turn.answers.take(result.rest, result.said)
