"""What the holder agrees to, for the ledger."""

from __future__ import annotations

from typing import Literal

from flows.records.effects.effect import Effect
from flows.records.service import Alerts


class AgreeToNotice(Effect):
    """The holder agrees to this version of the privacy notice, for the ledger."""

    version: str


class SetAlerts(Effect):
    """Consent to notices by topic and channel, for the ledger."""

    alerts: Alerts
    words: str  # what the worker sent, a keyword, never a secret


class OptOut(Effect):
    """Stop every notice to this line."""

    words: str


class OptIn(Effect):
    """The line asks for notices again."""

    words: str


class AnswerNotice(Effect):
    """What the worker answered a notice that asked whether it was them. A `no` stands, whatever is said later.

    `nss` names an account that the line has left.
    """

    folio: str
    answer: Literal["yes", "no"]
    nss: str = ""
