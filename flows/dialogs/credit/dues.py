"""What can be paid of a credit today: its usual amounts, and those that a benefit offers in their place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flows.records.credit import Benefit, BenefitKind, Credit, PaymentChoice
from flows.turn.turn import Turn

FROM_BENEFIT: Mapping[BenefitKind, tuple[PaymentChoice, PaymentChoice]] = {
    "fondo_pagos": ("fondo", "mensualidad"),
    "liquidacion_mitad": ("mitad", "liquidar"),
}
"""What a benefit of the credit offers to pay, and in whose place: who may pay a tenth is not offered the whole."""
MOST_BENEFITS = 20


def amounts(turn: Turn, credit: Credit) -> dict[PaymentChoice, Decimal]:
    """Each choice there is, with what it costs (pesos); $0.00 where nothing is due."""
    usual: dict[PaymentChoice, Decimal] = {
        "mensualidad": credit.monthly_payment,
        "corriente": credit.overdue,
        "liquidar": credit.payoff,
    }
    return usual | {choice: benefit.amount for choice, benefit in payable(turn, credit).items() if benefit.amount}


def payable(turn: Turn, credit: Credit) -> dict[PaymentChoice, Benefit]:
    """Those that can be paid with today, the newest of each kind."""
    found: dict[PaymentChoice, Benefit] = {}
    for benefit in turn.facts.benefits(credit.number, MOST_BENEFITS):
        choice = FROM_BENEFIT.get(benefit.kind, (None, None))[0]
        if choice and benefit.amount and (benefit.until is None or benefit.until >= turn.today):
            found.setdefault(choice, benefit)
    return found
