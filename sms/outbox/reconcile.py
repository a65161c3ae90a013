"""Uncertain calls and missing receipts: ask the provider before anything is sent again.

A row in `sending` whose lease is over may be with the provider: the sender died, or the call ended without an
answer. A provider with a list says whether it has it. One without a list (Kannel, SMTP) can only tell by a
receipt: an SMS is then not sent again, and ends as `uncertain` if no receipt comes; a mail is, under the same
Message-ID, by which mailboxes know a copy.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from config.logs import request
from config.vault import Unreadable
from gsm7 import fold
from models.outbox.claims import Settlement, settle
from models.outbox.owing import Sealer
from models.outbox.watch import Watched, end_unheard, known_refs, watch
from models.tables.outbox import SENDING, SENT
from sms.outbox.sender import Transaction
from sms.outbox.status import record
from sms.outbox.verdicts import RECEIPT_AFTER
from sms.providers.base import Absent, Accepted, Doubt, NoList, Provider, Receipt

BATCH = 16
THREADS = 8
LOOK_TIME = timedelta(seconds=60)
"""How long a batch is ours: longer than looking it up takes, and all that a looker's death delays it."""

AGAIN = timedelta(seconds=15)
"""When to ask again a provider that could not say."""

RECEIPT_LIMIT = timedelta(minutes=15)
"""How long an SMS without a list waits for the receipt that would prove it."""

UNKNOWN_AFTER = timedelta(hours=72)
"""When an accepted message without any receipt is given up, and one that cannot be looked up at all."""

_log = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True, eq=False)
class Reconciler:
    """Looks after rows whose lease is over. Any number may run: each takes rows of its own."""

    owner: str
    transaction: Transaction
    vault: Sealer
    providers: Mapping[str, Provider]
    clock: Callable[[], datetime]
    again: timedelta = AGAIN
    look_time: timedelta = LOOK_TIME

    def uncertain(self) -> int:
        """Look up one batch of uncertain calls; returns how many rows that were."""
        now = self.clock()
        with self.transaction() as connection:
            rows = watch(connection, SENDING, self.owner, now, now + self.look_time, BATCH)
            if not rows:
                return 0
            since = min(row.claimed_at for row in rows) - UNKNOWN_AFTER
            taken = known_refs(connection, {row.recipient for row in rows}, since)
        by_recipient: dict[str, list[Watched]] = defaultdict(list)
        for row in rows:
            by_recipient[row.recipient].append(row)
        with ThreadPoolExecutor(THREADS, "look") as pool:
            found = pool.map(lambda same: list(self._settlements(same, taken)), by_recipient.values())
        with self.transaction() as connection:
            settle(connection, self.owner, list(chain.from_iterable(found)), self.clock())
        return len(rows)

    def _settlements(self, rows: Iterable[Watched], taken: frozenset[str]) -> Iterator[Settlement]:
        """One after the other for a recipient, so that of two equal texts each finds its own."""
        for row in rows:
            with request.followed(row.request or row.id):
                found = self._looked_up(row, taken, self.clock())
                request.log.info("message %s looked up: %s", row.id, found.verdict)
            if found.ref:
                taken |= {found.ref}
            yield found

    def _looked_up(self, row: Watched, taken: frozenset[str], now: datetime) -> Settlement:
        """What is found; a row that cannot be looked up keeps no other of its batch from being settled."""
        try:
            return self._settlement(row, taken, now)
        except Unreadable:
            why = "unreadable"
        except Exception:  # a defect of ours
            _log.exception("message %s could not be looked up", row.id)
            why = "provider_error"
        if now - row.claimed_at >= UNKNOWN_AFTER:
            return Settlement(row.id, row.attempts, "failed", "uncertain")
        return Settlement(row.id, row.attempts, "unsure", why, until=now + self.again)

    def _settlement(self, row: Watched, taken: frozenset[str], now: datetime) -> Settlement:
        provider = self.providers.get(row.provider)
        text = self.vault.open(row.body).decode()
        doubt = Doubt(row.id, row.recipient, fold(text) if row.channel == "sms" else text, row.claimed_at, taken)
        match provider.find(doubt) if provider else NoList():
            case Accepted(ref):
                return Settlement(row.id, row.attempts, "sent", ref=ref, until=now + RECEIPT_AFTER)
            case Absent():
                return Settlement(row.id, row.attempts, "later", "crashed", until=now)
            case NoList() if row.channel == "email":
                return Settlement(row.id, row.attempts, "later", "crashed", until=now)
            case NoList() if now - row.claimed_at >= RECEIPT_LIMIT:
                return Settlement(row.id, row.attempts, "failed", "uncertain")
            case _:
                return Settlement(row.id, row.attempts, "unsure", "timeout", until=now + self.again)

    def receipts(self) -> int:
        """Give up those that never came, and ask for one batch of the others; returns how many rows that were."""
        now = self.clock()
        with self.transaction() as connection:
            end_unheard(connection, now - UNKNOWN_AFTER, now)
            rows = watch(connection, SENT, self.owner, now, now + RECEIPT_AFTER, BATCH)
        with ThreadPoolExecutor(THREADS, "ask") as pool:
            answers = list(pool.map(self._ask, rows))
        for row, receipt in zip(rows, answers, strict=True):
            if receipt and receipt.status != SENT:
                with self.transaction() as connection:
                    record(connection, row.id, receipt.status, row.provider_ref, receipt.problem, now, receipt.code)
        return len(rows)

    def _ask(self, row: Watched) -> Receipt | None:
        provider = self.providers.get(row.provider)
        with request.followed(row.request or row.id):
            return provider.ask(row.provider_ref) if provider and row.provider_ref else None
