"""The sender: claim, hand over, settle. One transaction a round, closed while providers are being called.

A round takes tokens for what it may send, settles the calls that ended, and claims as many messages as it has
tokens for; threads then make the calls. So a claim is followed by its call at once, an opt-out counts up to that
moment, and a crash leaves few calls in doubt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue

from redis import RedisError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from config.logs import request
from config.outages import outage_name
from config.tracing.traces import Traces
from config.vault import Unreadable
from flows.records.institution import SourceAway
from gsm7 import fold
from models.outbox.claims import Claim, claim, settle
from models.outbox.owing import Sealer
from models.outbox.refusals import mark
from sms.outbox.errors import marks_number
from sms.outbox.figures import SendFigures
from sms.outbox.rate import Rate
from sms.outbox.route import Route
from sms.outbox.traced import trace_calls, trace_claims
from sms.outbox.verdicts import GRACE, Ended, faults, settlement, wants_rest
from sms.providers.base import DEADLINE, Attachment, NoPaper, Outcome, Outgoing, Provider, Rejected, Unsure

MOST_SEGMENTS = 3
"""Of one message; more tokens than this are never saved up for it."""

BATCH_SECONDS = 0.025
"""How long ended calls are gathered before they are recorded together."""

AHEAD = 4
"""Messages claimed for each thread: one being called and some in hand, so that no thread waits for SQL."""

AWAY_SECONDS = 1.1
"""Wait when SQL or Redis is away: more than a whole window, in case Redis forgot the tokens that are out."""

REST_SECONDS = 2.0
"""Peace for a provider that answered 429."""

Transaction = Callable[[], AbstractContextManager[Connection]]
Papers = Callable[[str], Attachment]
"""Makes the paper of a folio; raises NoPaper."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Run:
    """What a drain keeps between its rounds. `least` are the tokens to wait for when the next message is a long one."""

    flying: int = 0
    total: int = 0
    least: int = 1
    over: bool = False
    ended: list[Ended] = field(default_factory=list)
    spent: list[tuple[str, float]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def _none(folio: str) -> Attachment:
    raise NoPaper(folio)


@dataclass(kw_only=True, slots=True, eq=False)
class Sender:
    """Sends what is due in one lane of one channel; one `drain` at a time for an instance."""

    owner: str
    channel: str
    lane: int
    transaction: Transaction
    vault: Sealer
    route: Route
    rate: Rate
    clock: Callable[[], datetime]
    awake: Callable[[datetime], tuple[str, ...]]
    threads: int = 8
    deadline: float = DEADLINE
    grace: timedelta = GRACE
    papers: Papers = _none
    figures: SendFigures | None = None
    traces: Traces | None = None
    _done: SimpleQueue[Ended] = field(default_factory=SimpleQueue, init=False)

    def drain(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Send until nothing is due or `stop` says so; calls under way are waited for. Returns how many ended."""
        run = _Run()
        with ThreadPoolExecutor(self.threads, f"send-{self.channel}-{self.lane}") as pool:
            while not run.over:
                try:
                    self._round(run, pool, stopping=stop())
                except (RedisError, SQLAlchemyError, OSError) as away:
                    _log.warning("SQL or Redis is away, trying again: %s", outage_name(away))
                    if stop():
                        break  # what is unrecorded keeps its lease and is looked up after it
                    time.sleep(AWAY_SECONDS)
        return run.total

    def _round(self, run: _Run, pool: ThreadPoolExecutor, *, stopping: bool) -> None:
        provider = None if stopping else self.route.choose()
        room = max(AHEAD * self.threads - run.flying, 0) if provider else 0
        since = time.monotonic()
        grant = self.rate.take(room, min(run.least, room), run.spent, run.unused)
        run.spent, run.unused = [], list(grant.tokens)
        began = time.monotonic()
        claims = self._record(run.ended, provider, len(grant.tokens))
        ended, run.ended = run.ended, []
        if self.traces:
            trace_claims(self.traces, self.channel, self.lane, claims, began)
            trace_calls(self.traces, ended)
        for claimed in claims:
            tokens = tuple(run.unused.pop() for _ in range(claimed.segments))
            assert provider is not None  # without one there are no tokens, so no claims
            pool.submit(self._call, provider, claimed, tokens, since)
        run.flying += len(claims)
        run.total += len(ended)
        self._tell_route(ended)
        if self.figures:
            self.figures.ended(self.channel, self.lane, ended, self.clock())
        dry = bool(grant.tokens) and not claims
        run.least = len(grant.tokens) + 1 if dry and len(grant.tokens) < MOST_SEGMENTS else 1
        if run.flying:
            self._gather(run)
        elif provider is None or (dry and run.least == 1):
            run.over = True
            with suppress(RedisError):
                self.rate.take(0, 0, run.spent, run.unused)
        elif not grant.tokens:
            time.sleep(min(max(grant.wait, 0.001), 1.0))

    def _record(self, ended: list[Ended], provider: Provider | None, segments: int) -> list[Claim]:
        """One transaction: what ended is settled, what may be sent now is claimed."""
        if not ended and not segments:
            return []
        now = self.clock()
        with self.transaction() as connection:
            settle(connection, self.owner, [settlement(end, now, self.grace) for end in ended], now)
            for end in ended:
                if isinstance(end.outcome, Rejected) and marks_number(end.outcome.problem):
                    mark(connection, end.claim.recipient, end.outcome.problem, now)
            if provider is None or not segments:
                return []
            return claim(
                connection,
                owner=self.owner,
                channel=self.channel,
                lane=self.lane,
                provider=provider.name,
                now=now,
                lease=timedelta(seconds=self.deadline * 3),
                segments=segments,
                awake=self.awake(now),
            )

    def _call(self, provider: Provider, claimed: Claim, tokens: tuple[str, ...], since: float) -> None:
        """In a thread: the call itself, unless it comes so late that its lease could end under way.

        A lease is three deadlines: one to begin, one to connect, one for the answer.
        """
        outcome: Outcome = Rejected("stale")
        began = time.monotonic()
        name = request.CURRENT.set(claimed.request or claimed.id)
        if began - since < self.deadline:
            try:
                outcome = provider.send(self._opened(claimed))
            except NoPaper as gone:
                _log.error("message %s carries a paper that cannot be made: %s", claimed.id, gone)
                outcome = Rejected("no_paper")
            except (SQLAlchemyError, SourceAway) as away:
                _log.warning("the paper of message %s waits: %s", claimed.id, outage_name(away))
                outcome = Rejected("no_records")
            except Unreadable:
                _log.error("message %s waits: the secret key that sealed it is gone", claimed.id)
                outcome = Rejected("unreadable")
            except Exception:  # a defect of ours: the message may be out, so it is looked up
                _log.exception("provider %s broke on message %s", provider.name, claimed.id)
                outcome = Unsure("provider_error")
        at = time.monotonic()
        request.log.info("message %s to %s: %s", claimed.id, provider.name, outcome)
        request.CURRENT.reset(name)
        self._done.put(Ended(claimed, provider, tokens, outcome, at, at - began))

    def _opened(self, claimed: Claim) -> Outgoing:
        text = self.vault.open(claimed.body).decode()
        subject = self.vault.open(claimed.subject).decode() if claimed.subject else ""
        text = fold(text) if self.channel == "sms" else text
        paper = self.papers(claimed.attachment) if claimed.attachment else None
        return Outgoing(claimed.id, claimed.recipient, text, subject, claimed.kind, paper)

    def _gather(self, run: _Run) -> None:
        """Wait until a batch of calls has ended, or a moment has passed."""
        until = time.monotonic() + BATCH_SECONDS
        while run.flying and len(run.ended) < (AHEAD - 1) * self.threads:
            try:
                end = self._done.get(timeout=max(until - time.monotonic(), 0))
            except Empty:
                break
            run.flying -= 1
            run.ended.append(end)
            run.spent += [(token, end.at) for token in end.tokens]

    def _tell_route(self, ended: list[Ended]) -> None:
        """Count the calls for the provider's share, and let one that asked for it rest; both can be missed."""
        with suppress(RedisError):
            for name in {end.provider.name for end in ended}:
                outcomes = [end.outcome for end in ended if end.provider.name == name]
                bad = faults(outcomes)
                if wants_rest(outcomes):
                    self.route.rest(name, REST_SECONDS)
                self.route.report(name, len(outcomes) - len(bad), bad)
