"""What every page of the desk is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from secrets import token_hex

from flask import Response, abort, after_this_request, g, request
from sqlalchemy import Connection

from config.vault import Vault
from console.access.gate import here
from flows.saying.house import House
from models.agents import audit
from models.agents.audit import Deed
from models.cases import holding
from models.cases.holding import Held
from models.cases.results import Targets
from turns.handles import Handles
from turns.message import Inbound
from turns.store import DialogStore

WORKING = "agent", "supervisor"
"""The roles that have a desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    house: House
    targets: Targets

    def case(self, connection: Connection, folio: str) -> Held:
        """The case with that folio; 404 without one."""
        found = holding.find(connection, folio.upper(), self.clock())
        if found is None:
            abort(404)
        return found

    @contextmanager
    def held(self, folio: str) -> Iterator[tuple[Connection, Held]]:
        """One transaction over a case of whoever asks; 409 when they do not hold it, however the page came about."""
        with self.transaction() as connection:
            found = self.case(connection, folio)
            if found.holder_id != here().id:
                abort(409)
            yield connection, found

    def keep(self, connection: Connection, case: Held) -> bool:
        """Take a case, or keep it: nobody else has it, and the machine is silent, for as long as its lease runs."""
        kept = holding.claim(connection, case.folio, here().id, self.clock())
        if kept:
            self.store.hold(self.vault.mark(case.line), case.folio, round(holding.LEASE.total_seconds()))
        return kept

    def let_go(self, case: Held, *, at_menu: bool = False) -> None:
        """Let the machine talk with the line again, where it stood or `at_menu`; the agent's own dialog is over."""
        self.store.let_go(self.vault.mark(case.line))
        self.hang_up(case)
        if at_menu:
            self.talk.handle(Inbound("sms", case.line, "console", token_hex(16), ("SALIR",), single=True))
        self.ring(case.folio)

    def let_all_go(self, agent_id: int) -> None:
        """Give back every case of an agent who goes away."""
        with self.transaction() as connection:
            cases = [self.case(connection, folio) for folio in holding.held_by(connection, agent_id, self.clock())]
            for case in cases:
                holding.release(connection, case.folio, agent_id, self.clock())
                self.note_down(connection, "released", case)
        for case in cases:
            self.let_go(case)

    def ring(self, folio: str) -> None:
        """Tell the open pages, once this request has done what it does, that something of a case has changed."""

        @after_this_request
        def ring(response: Response) -> Response:
            self.store.ring(folio)
            return response

    def hang_up(self, case: Held) -> None:
        """End the agent's dialog: whoever is called next, or takes the case next, is verified anew."""
        self.talk.handle(Inbound("agent", case.line, "console", token_hex(16), ("SALIR",), single=True))

    def note_down(self, connection: Connection, did: str, case: Held | None = None, detail: str = "") -> None:
        """Add to the audit what the agent does."""
        line = self.vault.mark(case.line) if case else None
        deed = Deed(did, here().id, case.folio if case else None, line, detail)
        audit.record(connection, self.vault, deed, self.clock())

    def note_refusal(self) -> None:
        """Add to the audit that somebody who has come in asked for what is not theirs."""
        if g.get("here") is None:
            return
        folio = (request.view_args or {}).get("folio", "")[:12].upper() or None
        deed = Deed("refused", here().id, folio, detail=request.endpoint or "")
        with self.transaction() as connection:
            audit.record(connection, self.vault, deed, self.clock())


def masked_line(line: str) -> str:
    """A number of which four digits are shown.

    >>> masked_line("+525512345678")
    '•• •••• 5678'
    """
    return f"•• •••• {line[-4:]}"


def moment_of(typed: str) -> datetime | None:
    """A moment of a link of ours; None for anything else."""
    try:
        moment = datetime.fromisoformat(typed)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
