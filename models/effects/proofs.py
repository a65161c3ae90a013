"""Effects on proofs: given out, taken back, tried in vain."""

from __future__ import annotations

from sqlalchemy import insert, update

from flows.records import effects as wanted
from models.effects.act import Act, carry_out
from models.rows import PROOF
from models.tallies import guesses


@carry_out.register
def _issue_proof(effect: wanted.IssueProof, act: Act) -> None:
    proof = {"folio": effect.folio, "kind": effect.kind, "on": effect.on, "until": effect.until}
    act.run(insert(PROOF).values(**proof, account_id=act.account_id, issued_at=act.now))


@carry_out.register
def _revoke_proofs(_effect: wanted.RevokeProofs, act: Act) -> None:
    mine = PROOF.c.account_id == act.account_id, PROOF.c.revoked_at.is_(None)
    act.run(update(PROOF).where(*mine).values(revoked_at=act.now))


@carry_out.register
def _miss_proof(effect: wanted.MissProof, act: Act) -> None:
    guesses.add(act.connection, {effect.folio, act.line}, act.now)
