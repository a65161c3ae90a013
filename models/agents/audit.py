"""The audit: what agents did and looked at. Each entry is signed over the one before: none can go or change unseen.

The database refuses updates and deletes; whoever gets round that still lacks the key of the signatures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from models.rows import AUDIT

_PAGE = 1000
_CHAIN = 0x6D637561
"""PostgreSQL's advisory lock of the chain: entries are added one after another."""


class Signs(Protocol):
    """What of `config.vault.Vault` the audit needs."""

    def sign(self, text: str) -> str:
        """A signature that only we can make, in hex."""

    def signed(self, text: str, signature: str) -> bool:
        """Whether one of our keys made it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done. `line` is a mark; `detail` has no personal data."""

    did: str
    agent_id: int | None = None
    folio: str | None = None
    line: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RecordedDeed:
    """A deed on record."""

    id: int
    at: datetime
    agent_id: int | None
    did: str
    folio: str | None
    line: str | None
    detail: str
    signature: str


def record(connection: Connection, signs: Signs, deed: Deed, now: datetime) -> None:
    """Add a deed, within the transaction of what it is about."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_CHAIN})")
    newest = select(AUDIT.c.signature).order_by(AUDIT.c.id.desc()).limit(1)
    before = connection.execute(newest).scalar() or ""
    values = {"at": now, **{name: getattr(deed, name) for name in Deed.__slots__}}
    values["detail"] = deed.detail[:200]
    connection.execute(insert(AUDIT).values(**values, signature=signs.sign(_clear(before, values))))


def entries(connection: Connection, after: int = 0) -> Iterator[RecordedDeed]:
    """All of it in order, a page at a time."""
    while page := _page(connection, after):
        yield from page
        after = page[-1].id


def broken(connection: Connection, signs: Signs) -> RecordedDeed | None:
    """The first entry that does not follow from the one before it; None when the whole chain stands."""
    before = ""
    for entry in entries(connection):
        values = {name: getattr(entry, name) for name in ("at", *Deed.__slots__)}
        if not signs.signed(_clear(before, values), entry.signature):
            return entry
        before = entry.signature
    return None


def recent(connection: Connection, most: int, folio: str | None = None) -> Sequence[RecordedDeed]:
    """The newest entries first, of one case if wanted."""
    wanted = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most)
    if folio is not None:
        wanted = wanted.where(AUDIT.c.folio == folio)
    return [RecordedDeed(*row) for row in connection.execute(_in_order(wanted))]


def _page(connection: Connection, after: int) -> Sequence[RecordedDeed]:
    wanted = select(AUDIT).where(AUDIT.c.id > after).order_by(AUDIT.c.id).limit(_PAGE)
    return [RecordedDeed(*row) for row in connection.execute(_in_order(wanted))]


def _in_order(wanted: Any) -> Any:
    return wanted.with_only_columns(*(AUDIT.c[name] for name in RecordedDeed.__slots__))


def _clear(before: str, values: dict[str, Any]) -> str:
    """What is signed. No field can pass for two: each is written with its length."""
    at = values["at"].astimezone(UTC).isoformat()
    fields = [before, at, *("" if values[name] is None else str(values[name]) for name in Deed.__slots__)]
    return "".join(f"{len(field)}:{field}" for field in fields)
