"""Proofs (comprobantes): a short code that shows savings, debt or no debt on a day to whoever holds it.

A code is a folio and a check: an HMAC over the folio, the worker, the kind, the amount and the day. Neither the amount
nor the worker is kept beside it, so a code proves itself only together with the amount that is typed with it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from hmac import compare_digest
from typing import Literal

from flows.records.record import Record
from flows.typed.folios import LETTERS

ProofKind = Literal["savings", "debt", "clear"]

FOLIO, CHECK = 6, 10
"""Letters of a code. Ten of 31 are 49 bits; a code is tried ten times a day by all lines together."""
VALID_FOR = timedelta(days=60)


class Proof(Record):
    """A proof that was given out and may still be shown. `closed`: it was tried too often today."""

    folio: str
    nss: str
    kind: ProofKind
    on: date
    until: date
    closed: bool = False


class ProofsGiven(Record):
    """How many proofs of an account may still be shown, and how many were given in the last 24 hours."""

    valid: int
    today: int


def signed(proof: Proof, amount: Decimal) -> str:
    """What the check of a proof is made over."""
    return f"{proof.folio} {proof.nss} {proof.kind} {int(amount.scaleb(2))} {proof.on.isoformat()}"


def code_check(signature: bytes) -> str:
    """The letters of a code that stand for a signature."""
    number, letters = int.from_bytes(signature), []
    for _ in range(CHECK):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def is_right(code: str, signatures: tuple[bytes, ...]) -> bool:
    """Whether a code's check is one of those that the signatures stand for."""
    return any(compare_digest(code[FOLIO:], code_check(signature)) for signature in signatures)


def code_shown(code: str) -> str:
    """A code as it is told: `K7M2-Q9AB-3DEF-GHJK`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
