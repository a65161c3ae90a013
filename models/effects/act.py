"""What every effect has at hand while it is carried out: the connection, the line, the moment, the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Executable, insert, select, update

from models.outbox.owing import Owed, Sealer, enqueue
from models.rows import ACCOUNT, CONSENT, LINE
from models.tables.outbox import URGENT


class EffectRefused(Exception):
    """What the effect rests on is no longer so; take the turn again with fresh facts."""


@dataclass(frozen=True, slots=True)
class Act:
    """Where and when effects are carried out. `owes` is set once there is a message to send."""

    connection: Connection
    line: str
    now: datetime
    channel: str
    vault: Sealer
    owes: list[str]

    def run(self, statement: Executable) -> int:
        """Execute; how many rows it touched."""
        return int(self.connection.execute(statement).rowcount)

    @property
    def account_id(self) -> int:
        """The account bound to the line. Raises EffectRefused when there is none any more."""
        return self.account_of("")

    def account_of(self, nss: str) -> int:
        """The account of an NSS, or the one bound to the line. Raises EffectRefused when there is none any more."""
        found = self.connection.execute(select(ACCOUNT.c.id).where(self.of(nss))).scalar()
        if found is None:
            raise EffectRefused("there is no such account")
        return int(found)

    def of(self, nss: str) -> ColumnElement[bool]:
        """Of the account table: the account of an NSS, or the one bound to the line."""
        return ACCOUNT.c.nss == nss if nss else self.mine

    def send(self, kind: str, channel: Literal["sms", "email"], recipient: str, text: str, **more: object) -> None:
        """Owe a message that somebody waits for."""
        owed = Owed(kind, URGENT, channel, recipient, text, **more)  # type: ignore[arg-type]  # fields of `Owed`
        row = enqueue(self.connection, self.vault, owed, self.now)
        self.owes.append(row)

    def consent(self, kind: str, given: bool, version: str, account_id: int | None) -> None:
        """Add to the ledger."""
        self.run(
            insert(CONSENT).values(
                line=self.line,
                account_id=account_id,
                kind=kind,
                given=given,
                channel=self.channel,
                version=version[:40],
                at=self.now,
            )
        )

    @property
    def account_or_none(self) -> int | None:
        """The account bound to the line, if there is one."""
        found = self.connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.line == self.line)).scalar()
        return None if found is None else int(found)

    @property
    def mine(self) -> ColumnElement[bool]:
        """Of the account table: the account bound to the line."""
        return ACCOUNT.c.line == self.line

    def on_line(self, **values: Any) -> None:
        """Write to the line's own row, which may not exist yet."""
        if not self.run(update(LINE).where(LINE.c.number == self.line).values(**values)):
            self.run(insert(LINE).values(**{"mismatches": 0, **values, "number": self.line}))


@singledispatch
def carry_out(effect: object, act: Act) -> None:
    """Carry out one effect; each kind registers its own way."""
    del act
    raise TypeError(f"no way to carry out {type(effect).__name__}")
