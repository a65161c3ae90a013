"""What every page of the desk is given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time

from flask import abort
from sqlalchemy import Connection

from config.vault import Vault
from console.access.gate import here
from models.agents import audit
from models.agents.audit import Deed
from models.cases import holding
from models.cases.holding import Held


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts. `kick` tells the sender that a message waits."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    vault: Vault
    clock: Callable[[], datetime]
    kick: Callable[[], object]
    quiet: tuple[time, time]
    segment_price: float

    def case(self, connection: Connection, folio: str) -> Held:
        """The case with that folio; 404 without one."""
        found = holding.find(connection, folio.upper(), self.clock())
        if found is None:
            abort(404)
        return found

    def own(self, connection: Connection, folio: str) -> Held:
        """The case, held by whoever asks; 409 when it is not, however the page came about."""
        found = self.case(connection, folio)
        if found.holder_id != here().id:
            abort(409)
        return found

    def note_down(self, connection: Connection, did: str, case: Held | None = None, detail: str = "") -> None:
        """Add to the audit what the agent does."""
        line = self.vault.mark(case.line) if case else None
        deed = Deed(did, here().id, case.folio if case else None, line, detail)
        audit.record(connection, self.vault, deed, self.clock())


def masked(line: str) -> str:
    """A number of which four digits are shown.

    >>> masked("+525512345678")
    '•• •••• 5678'
    """
    return f"•• •••• {line[-4:]}"
