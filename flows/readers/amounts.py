"""Reading a sum of money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from flows.saying.text import T
from flows.turn.answers import Refused, Took
from identifiers.scan import take_amount

if TYPE_CHECKING:
    from flows.turn.turn import Turn

BAD_AMOUNT = T("Escribe el importe solo con números, por ejemplo 1500 o 1500.50")


@dataclass(frozen=True, slots=True)
class Amount:
    """Pesos, typed as `1500`, `1,500.00`, `$1500.50` or `1500 pesos`."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The amount as a Decimal with two places."""
        found = take_amount(text)
        if found is None:
            return Refused(BAD_AMOUNT)
        amount, rest = found
        return Took(Decimal(amount), rest, "[$]")

    def named(self, text: str) -> bool:
        """Whether all of the text is one sum that is too long for an option and too short for a telephone."""
        found = take_amount(text)
        return found is not None and not found[1] and 10 <= found[0] < 1_000_000
