"""One message in, one answer out, whatever carried it.

Claim the line (Redis, one round trip), take the turn (SQL, one transaction), keep it (sent to Redis, not waited
for), answer. SQL is the truth: its unique keys make a turn happen once even where a lock ran out or a process
was killed between any two steps. Whatever fails, the worker gets an answer and nothing is half done.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from traceback import extract_tb

from prometheus_client.core import Metric
from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError

from config.hashing import Hasher
from config.logs import request
from config.outages import outage_name
from config.tracing.traces import Traces
from config.vault import Vault
from flows.engine.engine import Engine
from flows.records.facts import Chance
from flows.saying.text import T
from models.database import Database
from models.source.source import Source
from turns.batch import TurnUnderWay, Writing, carry_through
from turns.ceilings import Ceilings, StrangerLimits
from turns.chance import SecretChance
from turns.echoes import FORGET_AFTER
from turns.effort import Effort, Wait
from turns.envelope import Screen
from turns.figures import Figures, Seen, trace_turn
from turns.held import for_agent, pass_on
from turns.message import Channel, Inbound
from turns.moves import SILENT, say
from turns.store import BusyError, DialogStore, TurnClaim
from turns.taking import Turns

__all__ = ["Channel", "Conversation", "Inbound", "Screen"]

APOLOGY = T("Estamos teniendo un problema. No se perdió nada: manda otra vez tu mensaje en unos minutos.")
WAIT = T("Estamos ocupados. Espera un minuto y manda otra vez tu mensaje.")
STRANGER = T("Este servicio es para celulares de México. Si necesitas ayuda, llama a Infonatel: {infonatel}.")

TOLD = 3
"""Times a stranger is told, until they are silent for a while."""

_OUTAGES = (RedisError, SQLAlchemyError, BusyError, OSError)

log = logging.getLogger(__name__)


class Conversation:
    """The conversations of all lines. One for a process; nothing of a turn stays in it.

    `kick` tells the sender that there is something to send. It may fail: what is to be sent is in SQL. `spent` tells
    whoever serves that the line of this request has used up its time, so that the answer need not hurry.
    """

    def __init__(
        self,
        engine: Engine,
        store: DialogStore,
        database: Database,
        vault: Vault,
        hasher: Hasher,
        clock: Callable[[], datetime],
        kick: Callable[[], object],
        *,
        figures: Figures | None = None,
        chance: Chance | None = None,
        effort: Effort | None = None,
        ceilings: StrangerLimits | None = None,
        source: Source | None = None,
        spent: Callable[[], object] = lambda: None,
        traces: Traces | None = None,
    ) -> None:
        self._engine = engine
        self._effort = effort or Effort()
        self._database = database
        self._clock = clock
        self._chance = chance or SecretChance()
        self._turns = Turns(engine, self._chance, database, vault, hasher, clock, self._effort, source)
        self._store = store
        self._vault = vault
        self._kick = kick
        self._spent = spent
        self._figures = figures
        self._source = source
        self._traces = traces
        self._ceilings = Ceilings(ceilings, store, clock) if ceilings else None

    def handle(self, inbound: Inbound) -> Screen:
        """Answer one message, or the same message again with the same answer. Never raises.

        A line that sends without end is told to wait before anything is looked at.
        """
        if not self._effort.admits(inbound.address):
            self._spent()
            return say(self._engine, "es", WAIT)
        (turn,) = carry_through(self._database, [self._begun(inbound)])
        return self._ended(turn)

    def turn_away(self, inbound: Inbound) -> Screen:
        """Say that too many are there; nothing is looked at or kept, so the message sent again is a new one.

        Who wants to hear nothing more is heard all the same: nobody has to say that twice.
        """
        if inbound.opts_out:
            return self.handle(inbound)
        screen = say(self._engine, "es", WAIT)
        if self._figures:
            self._figures.turn(inbound.channel, Seen(outcome="wait"), screen, 0.0)
        return screen

    def take_together(self, inbounds: Sequence[Inbound]) -> list[Screen | None]:
        """Answer several that are there at once, but one of a line; None where another turn of it comes before.

        Such a message, and that of a line which sends without end, is for `handle`.
        """
        first: dict[str, Inbound] = {}
        for inbound in inbounds:
            first.setdefault(inbound.talker, inbound)
        with self.together(first.values()):
            free = (self._begun(inbound) for inbound in first.values() if self._free(inbound))
            turns = carry_through(self._database, free)
        taken = {id(turn.inbound): self._ended(turn) for turn in turns}
        return [taken.get(id(inbound)) for inbound in inbounds]

    @contextmanager
    def together(self, inbounds: Iterable[Inbound]) -> Iterator[None]:
        """Around handling these, one after the other in this thread: Redis is asked about all of them at once."""
        admitted = [self._named(each) for each in inbounds if self._effort.admits(each.address)]
        expected = [(self._vault.mark(inbound.talker), name) for inbound, name in admitted]
        with suppress(RedisError), ExitStack() as stack:  # what Redis has to say of it is said to each turn
            with suppress(RedisError):
                stack.enter_context(self._store.together(expected))
            yield

    def _begun(self, inbound: Inbound) -> TurnUnderWay:
        seen, (named, name) = Seen(), self._named(inbound)
        return TurnUnderWay(inbound, name, seen, self._steps(named, name, seen), self._effort.computed)

    def _ended(self, turn: TurnUnderWay) -> Screen:
        """Count what a turn has come to."""
        inbound, seen, screen = turn.inbound, turn.seen, turn.screen
        assert screen is not None
        self._effort.took(inbound.address, turn.spent, seen.waited)
        seconds = time.monotonic() - turn.came
        if self._figures:
            self._figures.turn(inbound.channel, seen, screen, seconds)
        if self._traces:
            trace_turn(self._traces, turn.name, inbound.channel, seen, turn.came, turn.came + seconds, turn.spent)
        with request.followed(turn.name):
            request.log.info("by %s: %s %s in %.0f ms", inbound.channel, seen.led_to, seen.outcome, seconds * 1000)
        return screen

    def _free(self, inbound: Inbound) -> bool:
        """Whether the line was asked for, and waits for no other turn."""
        inbound, name = self._named(inbound)
        try:
            return self._store.free(self._vault.mark(inbound.talker), name)
        except RedisError:
            return False

    def _named(self, inbound: Inbound) -> tuple[Inbound, str]:
        """An inbound whose id can be kept, and the name of its request."""
        mark = self._vault.mark
        if not inbound.plain_id:
            inbound = replace(inbound, provider_id=mark(inbound.provider_id))
        return inbound, mark(f"{inbound.provider} {inbound.provider_id}")

    def _steps(self, inbound: Inbound, name: str, seen: Seen) -> Writing[Screen]:
        """Take a turn, and note in `seen` how it went; `name` is the request's."""
        claim: TurnClaim | None = None
        try:
            claim = self._store.claim(self._vault.mark(inbound.talker), name)
            seen.waited, seen.claimed = claim.waited, time.monotonic()
            if kept := self._turns.opened(claim.kept):
                seen.outcome, seen.kept = "again", True
                return kept.screen
            enough = self._enough(inbound, claim)
            if enough and not self._stops(inbound):
                self._store.release(claim)
                seen.outcome = "enough"
                return enough
            if claim.held and for_agent(inbound) and self._passed_on(inbound, claim.held):
                self._store.release(claim)
                self._store.ring(claim.held)
                seen.outcome = "agent"
                return SILENT
            taken = yield from self._turns.take(inbound, claim.dialog)
        except Wait:
            seen.outcome = "wait"
            return self._apologise(inbound, claim, WAIT)
        except Exception as error:
            seen.outcome = "apology"
            _report(error)
            return self._apologise(inbound, claim)
        # What is committed stands: from here on nothing may keep the answer from the worker.
        try:
            if taken.sealed is None:
                self._store.release(claim)
            else:
                self._store.save(claim, taken.sealed)
        except Exception as error:
            _report(error)
        if taken.state:
            seen.led_to, seen.meant = taken.state, taken.heard
        else:
            seen.outcome = "again"
        if taken.stranger and self._ceilings:
            with suppress(RedisError):
                self._ceilings.answered()
        if taken.case:
            self._store.ring(taken.case)
        if taken.owes:
            with suppress(Exception):
                self._kick()
        return enough or taken.screen

    def figures(self) -> Iterable[Metric]:
        """How turns went, and how the institution's system does, for `/metrics`. Raises RedisError."""
        yield from self._figures.all() if self._figures else ()
        yield from self._source.figures() if self._source else ()

    def stranger(self, sender: str) -> Screen:
        """What a number gets that this service is not for; by SMS a few times, lest two machines go on for ever.

        By USSD, without a `sender`, always: a session has to be answered, and ends.
        """
        try:
            often = sender and self._store.times(self._vault.mark(f"stranger {sender}"), FORGET_AFTER)
        except RedisError as error:
            _report(error)
            return SILENT
        return SILENT if often and often > TOLD else say(self._engine, "es", STRANGER)

    def _passed_on(self, inbound: Inbound, folio: str) -> bool:
        return pass_on(self._database, self._vault, self._chance, inbound, folio, self._clock())

    def _stops(self, inbound: Inbound) -> bool:
        """Whether somebody wants to hear nothing, which is always heard; again and again it changes nothing."""
        return inbound.opts_out and not self._turns.stopped(inbound.address)

    def _enough(self, inbound: Inbound, claim: TurnClaim) -> Screen | None:
        """What a line that nobody knows is told, once, at its ceiling; by USSD always, since a session ends by it."""
        if self._ceilings is None or inbound.driver != "worker":
            return None
        text = self._ceilings.reached(inbound.address, claim.messages, lambda: self._turns.known(inbound.address))
        if text is None:
            return None
        said_before = self._ceilings.said_before(self._vault.mark(inbound.address))
        if inbound.channel == "ussd":
            return replace(say(self._engine, "es", text), goes_on=False)
        return SILENT if said_before else say(self._engine, "es", text)

    def _apologise(self, inbound: Inbound, claim: TurnClaim | None, text: str = APOLOGY) -> Screen:
        """The turn did not happen: let the line go, and say so in the worker's language where it can be known."""
        language = "es"
        with suppress(Exception):
            if claim:
                self._store.release(claim)
                before = self._turns.opened(claim.dialog)
                language = before.dialog.language if before and before.dialog else language
            else:
                language = self._turns.language(inbound.address) or language
        return say(self._engine, language, text)


def _report(error: Exception) -> None:
    """Log where it happened and its kind; never its text, which may quote what was typed."""
    if isinstance(error, _OUTAGES):
        log.warning("turn not taken or not kept: %s", outage_name(error))
        return
    frames = " < ".join(
        f"{frame.name} {frame.filename}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__))
    )
    log.error("turn failed: %s in %s", type(error).__name__, frames)
