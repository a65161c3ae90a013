"""What every page of the desk is given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time
from secrets import token_hex

from flask import abort
from sqlalchemy import Connection

from config.vault import Vault
from console.access.gate import here
from models.agents import audit
from models.agents.audit import Deed
from models.cases import holding
from models.cases.holding import Held
from turns.handles import Handles
from turns.message import Inbound
from turns.store import DialogStore


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts. `kick` tells the sender that a message waits; `talk` takes the turns of an agent's dialogs."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    vault: Vault
    clock: Callable[[], datetime]
    kick: Callable[[], object]
    store: DialogStore
    talk: Handles
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

    def keep(self, connection: Connection, case: Held) -> bool:
        """Take a case, or keep it: nobody else has it, and the machine is silent, for as long as its lease runs."""
        kept = holding.claim(connection, case.folio, here().id, self.clock())
        if kept:
            self.store.hold(self.vault.mark(case.line), case.folio, round(holding.LEASE.total_seconds()))
        return kept

    def let_go(self, case: Held) -> None:
        """Let the machine talk with the line again, where it stood; what the agent's own dialog proved is over."""
        self.store.let_go(self.vault.mark(case.line))
        self.hang_up(case)

    def hang_up(self, case: Held) -> None:
        """End the agent's dialog: whoever is called next, or takes the case next, is verified anew."""
        self.talk.handle(Inbound("agent", case.line, "console", token_hex(16), ("SALIR",), single=True))

    def note_down(self, connection: Connection, did: str, case: Held | None = None, detail: str = "") -> None:
        """Add to the audit what the agent does."""
        line = self.vault.mark(case.line) if case else None
        deed = Deed(did, here().id, case.folio if case else None, line, detail)
        audit.record(connection, self.vault, deed, self.clock())


def masked_line(line: str) -> str:
    """A number of which four digits are shown.

    >>> masked("+525512345678")
    '•• •••• 5678'
    """
    return f"•• •••• {line[-4:]}"
