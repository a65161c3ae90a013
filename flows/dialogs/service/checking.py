"""VERIFICA of a proof: valid or not, for the amount that is typed beside its code. Nothing else is said of it."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.records.effects import MissProof
from flows.records.proofs import CHECK, FOLIO, Proof, is_right, signed
from flows.saying.text import T, labels
from flows.turn.turn import Turn
from flows.typed.folios import codes_in
from identifiers.scan import take_amount

VALID = T(
    "Válido: {what} al {day}. Lo dimos nosotros y vale hasta el {until}.",
    what="ahorro de $9,999,999.99",
    until="30 sep 2026",
)
NOT_VALID = T(
    "No es válido: el código o la cantidad no son los que dimos, o ya no vale. Revisa que estén bien copiados."
)
NO_AMOUNT = T("Falta la cantidad. Manda VERIFICA, el código y la cantidad que dice, en un mensaje.")
TOO_OFTEN = T("Hoy ya se preguntó demasiado. Pregunta otra vez mañana.")
KINDS = labels(savings="ahorro de {amount}", debt="debe {amount}", clear="no debe crédito")


def checked(turn: Turn, text: str) -> str | None:
    """The answer to whoever asks about a proof; None where no code of one is in the text. One try a message."""
    codes = codes_in(text, FOLIO + CHECK)
    if not codes.meant:
        return None
    if turn.facts.proof_closed():
        return turn.say(TOO_OFTEN)
    found = next(((code, proof) for code in codes.all if (proof := turn.facts.proof(code[:FOLIO]))), None)
    if found is None:
        turn.do(MissProof(codes.all[0][:FOLIO]))
        return turn.say(NOT_VALID)
    code, proof = found
    if proof.closed:
        return turn.say(TOO_OFTEN)
    amount = Decimal(0) if proof.kind == "clear" else _amount(text, code)
    if amount is None:
        return turn.say(NO_AMOUNT)
    if not is_right(code, turn.facts.signatures(signed(proof, amount))) or proof.until < turn.today:
        turn.do(MissProof(proof.folio))
        return turn.say(NOT_VALID)
    return _valid(turn, proof, amount)


def _valid(turn: Turn, proof: Proof, amount: Decimal) -> str:
    day = turn.voice.day
    what = turn.say(KINDS[proof.kind], amount=turn.voice.money(amount))
    return turn.say(VALID, what=what, day=day(proof.on), until=day(proof.until))


def _amount(text: str, code: str) -> Decimal | None:
    """What is typed after the code."""
    stands = re.search(r"[\W_]*".join(code), text, re.IGNORECASE)
    begins = re.search(r"[$\d].*", text[stands.end() :]) if stands else None
    found = take_amount(begins[0]) if begins else None
    return Decimal(found[0]).quantize(Decimal("0.01")) if found else None
