"""A phone of the demo as if nobody had ever used it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from redis import Redis
from sqlalchemy import Connection, delete, or_, update
from sqlmodel import col

from config.vault import Vault
from models.tables.accounts import AccountRow, TalkingLine
from models.tables.journal import JournalEntry
from sms.providers.demo import inbox
from turns.message import DRIVERS, talker


def start_anew(
    transaction: Callable[[], AbstractContextManager[Connection]], redis: Redis, vault: Vault, number: str, nss: str
) -> None:
    """Forget a line's account, conversation and messages, and the account of a worker on whatever line.

    Only for the demo: `nss` is the worker whose phone this is, or empty. Consent and cases stay on record.
    """
    line = vault.mark(number)
    with transaction() as connection:
        connection.execute(delete(AccountRow).where(or_(col(AccountRow.line) == number, col(AccountRow.nss) == nss)))
        connection.execute(delete(TalkingLine).where(col(TalkingLine.number) == number))
        connection.execute(update(JournalEntry).where(col(JournalEntry.line) == line).values(sealed=None))
    redis.delete(inbox(vault, number))
    for driver in DRIVERS:
        kept = list(redis.scan_iter(match=f"mc:{{{vault.mark(talker(number, driver))}}}:*"))
        if kept:
            redis.delete(*kept)
