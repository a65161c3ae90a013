"""Carrying out what a turn wants done: every effect of `flows.records.effects`, inside the turn's own transaction.

Updates are conditional, so that an effect thought out on facts that have changed since is refused and the turn is
taken again, never half done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from flows.records import effects as wanted
from models.effects import consents, contacts, opening, papers, proofs, secrets
from models.effects.act import Act, EffectRefused, carry_out
from models.outbox.owing import Sealer

__all__ = ["EffectRefused", "apply", "consents", "contacts", "opening", "papers", "proofs", "secrets"]


def apply(
    connection: Connection,
    line: str,
    effects: Sequence[wanted.Effect],
    now: datetime,
    vault: Sealer,
    *,
    channel: str = "sms",
) -> bool:
    """Carry all of them out; True when a message is owed. Raises EffectRefused, and then nothing may be committed."""
    act = Act(connection, line, now, channel, vault, [])
    try:
        for effect in effects:
            carry_out(effect, act)
    except IntegrityError as error:
        raise EffectRefused(type(error.orig).__name__) from error
    return bool(act.owes)
