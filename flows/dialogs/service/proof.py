"""COMPROBANTE: a short code that proves savings, debt or no debt to whoever holds it, for a while or until revoked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.dialogs.account.access import gate
from flows.readers.readers import Choice, Options
from flows.records.effects import IssueProof, RevokeProofs
from flows.records.proofs import VALID_FOR, Proof, ProofKind, code_check, code_shown, signed
from flows.saying.text import T, labels
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Gone, Turn
from flows.typed.folios import mixed

MOST_A_DAY = 5
"""Proofs of one account in 24 hours."""

LABELS = labels(savings="Mi ahorro", debt="Lo que debo", clear="Que no debo", revoke="Anular los que di")
WHICH = T("¿Comprobante de qué?")
_CODE, _UNTIL = "WWWW-WWWW-WWWW-WWWW", "30 sep 2026"
TOLD = {
    "savings": T(
        "Ahorro {amount} al {day}. Código {code}, hasta el {until}. Quien lo reciba manda VERIFICA, código y cantidad "
        "al {short_code}.",
        code=_CODE,
        until=_UNTIL,
    ),
    "debt": T(
        "Debe {amount} al {day}. Código {code}, hasta el {until}. Quien lo reciba manda VERIFICA, código y cantidad al "
        "{short_code}.",
        code=_CODE,
        until=_UNTIL,
    ),
    "clear": T(
        "No debe crédito al {day}. Código {code}, hasta el {until}. Quien lo reciba manda VERIFICA y el código al "
        "{short_code}.",
        code=_CODE,
        until=_UNTIL,
    ),
}
REVOKED = T("Listo: los comprobantes que diste ya no valen.")
ENOUGH = T("Hoy ya diste varios comprobantes. Pide otro mañana.")
NONE = T("Todavía no vemos ahorro ni crédito tuyos: no hay qué comprobar. ¿Dudas? Manda ASESOR.")


def _shown(turn: Turn) -> dict[ProofKind, tuple[Decimal, date]]:
    """What can be proved now: amounts, and the days they are as of."""
    nss = turn.account.nss
    found: dict[ProofKind, tuple[Decimal, date]] = {}
    if savings := turn.facts.savings(nss):
        found["savings"] = savings.total, savings.as_of
    credits_ = turn.facts.credits(nss)
    if owed := [credit for credit in credits_ if credit.state != "liquidado"]:
        found["debt"] = sum((one.balance for one in owed), Decimal(0)), min(one.as_of for one in owed)
    elif found or credits_:
        found["clear"] = Decimal(0), max((one.as_of for one in credits_), default=turn.today)
    return found


def _options(turn: Turn) -> Options:
    revoke = ("revoke",) if turn.facts.proofs_given().valid else ()
    return {key: LABELS[key] for key in (*_shown(turn), *revoke)}


def _open(turn: Turn) -> str:
    return "choose" if _options(turn) else "none"


def _choose(turn: Turn, key: str) -> str:
    if not turn.proved:  # the choice stood longer than the NIP holds
        return "again"
    if key == "revoke":
        turn.do(RevokeProofs())
        return "revoked"
    if turn.facts.proofs_given().today >= MOST_A_DAY:
        return "enough"
    turn.data["kind"] = key
    return "give"


def _give(turn: Turn) -> str:
    kind: ProofKind = turn.data["kind"]
    if kind not in (shown := _shown(turn)):
        raise Gone
    amount, on = shown[kind]
    code = ""
    while not mixed(code):
        proof = Proof(turn.chance.folio(), turn.account.nss, kind, on, turn.today + VALID_FOR)
        code = proof.folio + code_check(turn.facts.signatures(signed(proof, amount))[0])
    turn.do(IssueProof(proof.folio, kind, on, proof.until))
    turn.data["told"] = [str(amount), on.isoformat(), code_shown(code), proof.until.isoformat()]
    return "given"


def _told(turn: Turn) -> str:
    amount, on, code, until = turn.data["told"]
    day = turn.voice.day
    return turn.say(
        TOLD[turn.data["kind"]],
        amount=turn.voice.money(Decimal(amount)),
        day=day(date.fromisoformat(on)),
        code=code,
        until=day(date.fromisoformat(until)),
    )


STATES = (
    gate("proof"),
    Do("proof.open", _open, leads={"choose": "proof.which", "none": "proof.none"}),
    Ask(
        "proof.which",
        WHICH,
        reads=Choice(_options, longest=((LABELS["savings"], LABELS["debt"], LABELS["revoke"]),)),
        decide=_choose,
        final=True,
        leads={"give": "proof.give", "again": "proof.start", "revoked": "proof.revoked", "enough": "proof.enough"},
    ),
    Do("proof.give", _give, leads={"given": "proof.told"}),
    Tell("proof.told", _told, keepable=True),
    Tell("proof.revoked", REVOKED),
    Tell("proof.enough", ENOUGH),
    Tell("proof.none", NONE),
)
