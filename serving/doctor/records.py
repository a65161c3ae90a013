"""What lies in the database: that our keys open it, how old the institution's files are, and what waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from config.hashing import Hasher
from config.vault import Unreadable, Vault
from flows.turn.turn import INSTITUTION_TIME
from models.columns import columns
from models.tables import accounts, institution
from models.tables.journal import JournalEntry
from models.tables.outbox import BULK, QUEUED, URGENT, OutboundMessage
from serving.doctor.finding import Finding, Findings, graded, well

WAITING = {URGENT: (30.0, 300.0), BULK: (2 * 3600.0, 24 * 3600.0)}
"""Seconds that the oldest message of a lane may be overdue. Codes last ten minutes."""
LANES = {URGENT: "codes and replies", BULK: "notices"}
OLD = (40.0, 75.0)
"""Days since the savings that were loaded last; the file comes every month."""
SAMPLE = 1000
"""Rows that are looked at: a file is loaded as a whole."""

_journal, _account = columns(JournalEntry), columns(accounts.AccountRow)
_savings, _message = columns(institution.SavingsRow), columns(OutboundMessage)


def keys(connection: Connection, vault: Vault, hasher: Hasher) -> Findings:
    """What was sealed and hashed last belongs to the keys that are set."""
    sealed = connection.execute(
        select(_journal.sealed).where(_journal.sealed.is_not(None)).order_by(_journal.id.desc()).limit(1)
    ).scalar()
    hashed = connection.execute(select(_account.nip_hash).order_by(_account.id.desc()).limit(1)).scalar()
    opens = not sealed or _opens(vault, sealed)
    fits = not hashed or hasher.knows(hashed)
    if not opens:
        yield Finding(
            "keys",
            "ill",
            "The newest turn was sealed under another secret key: neither it nor what waits to be sent can be opened.",
            "Put the key it was sealed under into MICUENTA_OLD_SECRET_KEYS and restart everything.",
        )
    if not fits:
        yield Finding(
            "keys",
            "ill",
            "The newest NIP was hashed with a pepper that is not set: its owner cannot get in.",
            "Put that pepper into MICUENTA_OLD_PEPPERS and leave it there.",
        )
    if opens and fits:
        yield well("keys", "The keys that are set open what was sealed last, and fit the newest NIP.")


def _opens(vault: Vault, sealed: bytes) -> bool:
    try:
        vault.open(sealed)
    except Unreadable:
        return False
    return True


def queues(connection: Connection, now: datetime) -> Findings:
    """Nothing that could be sent has waited for long."""
    for lane, limits in WAITING.items():
        oldest, count = connection.execute(
            select(func.min(_message.not_before), func.count()).where(
                _message.status == QUEUED,
                _message.lane == lane,
                _message.not_before <= now,
                _message.expires_at > now,
            )
        ).one()
        late = (now - oldest).total_seconds() if oldest else 0.0
        yield graded(
            "queue",
            late,
            limits,
            f"{count:,} {LANES[lane]} wait to be sent, the oldest for {late:,.0f} s.",
            "See that `micuenta worker` runs, and what `micuenta notices status` says of providers and pauses.",
        )


def last_import(connection: Connection, now: datetime) -> Findings:
    """The institution's files are there and not old."""
    some = select(_savings.as_of).limit(SAMPLE).subquery()
    newest = connection.execute(select(func.max(some.c.as_of))).scalar()
    if newest is None:
        yield Finding(
            "import", "ill", "No savings are loaded: nobody can be told anything.", "Run `micuenta import FOLDER`."
        )
        return
    days = (now.astimezone(INSTITUTION_TIME).date() - newest).days
    yield graded(
        "import",
        days,
        OLD,
        f"The savings that are loaded are of {newest.isoformat()}, {days} days ago.",
        "Get the newest files and run `micuenta import FOLDER`.",
    )
