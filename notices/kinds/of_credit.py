"""How notices about a credit name it, in their subject and to the worker; and a sum of one, as most of them tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, String, cast

from flows.saying.voice import Voice


def credit_and_day(credit: ColumnElement[str], day: ColumnElement[date]) -> ColumnElement[str]:
    """The subject of what is told once for a credit and a day: `1234567890:2026-11-27`."""
    return credit + ":" + cast(day, String)


def parted(subject: str) -> tuple[str, date]:
    """The credit and the day of such a subject."""
    credit, _, day = subject.partition(":")
    return credit, date.fromisoformat(day)


def tail(credit: str) -> str:
    """A credit as notices name it: `..4821`."""
    return f"..{credit[-4:]}"


@dataclass(frozen=True, slots=True)
class CreditSum:
    """What is due to a credit, was paid to it or was kept for it (pesos), and when."""

    credit: str
    amount: Decimal
    on: date

    def told(self, sentence: str, voice: Voice) -> str:
        """A sentence that names all three."""
        return voice.say(sentence, credit=tail(self.credit), amount=voice.money(self.amount), day=voice.day(self.on))
