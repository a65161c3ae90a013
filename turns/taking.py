"""Taking one turn against SQL: read facts, let the dialogs answer, commit everything at once.

A turn that only has to be written down gives its row away, and goes on when it is (`turns.batch`).

Two unique keys of the journal keep turns single. The message's own (channel, provider, id): a message answered
before gets that answer again. The dialog's (session, turn): a turn begun from an old copy of the dialog cannot
be committed; the newest copy, sealed in the journal, takes its place and the turn is taken again. So it is, with the
line read anew, when the line or its account is not as the turn before knew it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from config.hashing import Hasher
from config.vault import Unreadable, Vault
from flows.engine.engine import Engine
from flows.records.effects import Miss, NoteCase, OpenCase, misses
from flows.records.facts import Chance
from flows.turn.turn import Meant
from flows.turn.turned import Broken
from models import journal
from models.database import Database, writing
from models.effects import EffectRefused, apply
from models.effects.secrets import count_miss
from models.facts import Asking, SqlFacts
from models.outbox.owing import Owed, enqueue
from models.source.records import SourceFacts
from models.source.source import Source
from models.tables.outbox import URGENT
from turns import moves
from turns.batch import Writing
from turns.effort import Effort, Thrifty
from turns.envelope import Envelope, Screen, pack, unpack
from turns.message import Inbound
from turns.moves import Move, seconds_since

TRIES = 4
"""Times a turn is taken when others get in between; more means that something else is wrong."""
KNOWN_FOR = 30 * 60
"""Seconds of silence after which the line is read anew: whoever comes back begins another conversation."""


class Taken(NamedTuple):
    """A turn that is in SQL. `sealed` is what Redis is to keep, if anything; `owes`: there is something to send.

    `stranger`: the line was seen to have no active account. `state` is where it led; none when the answer had been
    given before. `case` is the folio of one that was opened or added to.
    """

    screen: Screen
    sealed: bytes | None
    owes: bool = False
    heard: Meant = None
    stranger: bool = False
    state: str = ""
    case: str = ""


class ContendedError(Exception):
    """The turn could not be committed, however often it was taken."""


@dataclass(slots=True)
class Turns:
    """Takes turns of any line."""

    engine: Engine
    chance: Chance
    database: Database
    vault: Vault
    hasher: Hasher
    clock: Callable[[], datetime]
    effort: Effort
    source: Source | None = None

    def take(self, inbound: Inbound, sealed: bytes | None) -> Writing[Taken]:
        """Take the turn from the dialog as `sealed` has it, or from what the journal says is newer.

        A connection that turns out to be dead, as after a restart of the database, is replaced once. Even if it
        died while committing that is safe: the turn is then in the journal, and found there.
        """
        missed: list[Miss] = []
        try:
            try:
                return (yield from self._take(inbound, sealed, missed))
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return (yield from self._take(inbound, sealed, missed))
        except Exception:
            self._count(inbound, missed)
            raise

    def _count(self, inbound: Inbound, missed: Iterable[Miss]) -> None:
        """What was tried was tried, though nothing came of the turn: count it by itself."""
        with suppress(SQLAlchemyError), self.database.connect() as connection:
            for miss in missed:
                count_miss(connection, inbound.address, miss, self.clock(), self.vault)

    def _take(self, inbound: Inbound, sealed: bytes | None, missed: list[Miss]) -> Writing[Taken]:
        """The same; `missed` is given the wrong tries of the turn that was thought out last.

        No connection is held where a row is given away to be written: others take their turns meanwhile.
        """
        refused = changed = owes = False
        if sealed is None:
            with self.database.at_hand() as connection:
                sealed = journal.latest(connection, self.vault.mark(inbound.address), inbound.driver)
        for _ in range(TRIES):
            before = self.opened(sealed)
            if before and (same := moves.repeated(inbound, before, self.clock())):
                return self._once_more(same)
            missed.clear()
            known = b"" if changed else self._known(before)
            try:
                with self.database.at_hand() as connection:
                    facts = self._facts(connection, inbound.address, guarded=inbound.driver == "worker", known=known)
                    move = self._thought(inbound, before, facts, missed)
                    known = b"" if move.effects else facts.known  # what it does may change the line
                    after = self.vault.seal(pack(move.screen, move.dialog, move.pages, move.echo, known))
                    row = journal.TurnRow(self._entry(inbound, move, after), inbound.address, facts.relies_on)
                    if does_more := bool(move.effects or move.keep):
                        owes = self._commit(connection, row, inbound, move)
                if not does_more:
                    yield row
                state, case = move.dialog.state, _case(move)
                return Taken(move.screen, after, owes, move.heard, facts.stranger, state, case)
            except journal.Changed:
                changed = True
            except EffectRefused:
                if refused:
                    raise
                refused = True
            except IntegrityError:
                with self.database.at_hand() as connection:
                    answered = journal.answered(connection, inbound.channel, inbound.provider, inbound.provider_id)
                    if answered and self._own(inbound, *answered[:2]):
                        return self._again(answered[2], sealed)
                    if answered:  # an id that another line or driver has used: its answer is nobody else's
                        own = self.vault.mark(f"{inbound.talker} {inbound.provider_id}")
                        inbound = replace(inbound, provider_id=own)
                        continue
                    sealed = journal.newest(connection, move.dialog.session)
        raise ContendedError

    def _own(self, inbound: Inbound, line: str, driver: str) -> bool:
        """Whether a row of the journal is of the same line and driver, whichever key marked it."""
        return driver == inbound.driver and line in self.vault.marks(inbound.address)

    def _thought(
        self, inbound: Inbound, before: Envelope | None, facts: SqlFacts | SourceFacts, missed: list[Miss]
    ) -> Move:
        try:
            move = moves.move(self.engine, self.chance, inbound, before, facts, self.clock())
        except Broken as broken:
            missed += broken.missed
            raise
        missed += misses(move.effects)
        return move

    def opened(self, sealed: bytes | None) -> Envelope | None:
        """Give the envelope, unless another key or another version of the program closed it."""
        if not sealed:
            return None
        try:
            return unpack(self.vault.open(sealed))
        except (Unreadable, ValueError):
            return None

    def language(self, address: str) -> str | None:
        """Tell the language a line prefers."""
        with self.database.connect() as connection:
            return self._facts(connection, address).line().language

    def known(self, address: str) -> bool:
        """Whether the line has an active account."""
        with self.database.connect() as connection:
            account = self._facts(connection, address).line().account
            return account is not None and account.status == "active"

    def _known(self, before: Envelope | None) -> bytes:
        """What the turn before knew of the line, while somebody is still talking."""
        return before.known if before and seconds_since(before, self.clock()) < KNOWN_FOR else b""

    def stopped(self, address: str) -> bool:
        """Whether the line has said that it wants no messages."""
        with self.database.connect() as connection:
            return self._facts(connection, address).line().opted_out

    def _facts(
        self, connection: Connection, address: str, *, guarded: bool = True, known: bytes = b""
    ) -> SqlFacts | SourceFacts:
        hasher = Thrifty(self.hasher, self.effort, address)
        asking = Asking(connection, address, hasher, self.clock, guarded=guarded, known=known)
        return SourceFacts(self.source, asking) if self.source else SqlFacts(asking)

    def _entry(self, inbound: Inbound, move: Move, sealed: bytes) -> journal.Entry:
        return journal.Entry(
            line=self.vault.mark(inbound.address),
            driver=inbound.driver,
            channel=inbound.channel,
            provider=inbound.provider,
            provider_id=inbound.provider_id,
            session=move.dialog.session,
            turn=move.dialog.turn,
            state=move.dialog.state,
            said=move.said,
            sealed=sealed,
            at=move.now,
        )

    def _commit(self, connection: Connection, row: journal.TurnRow, inbound: Inbound, move: Move) -> bool:
        """Write a turn that does more than be written; True when something is to be sent."""
        with writing(connection):
            journal.write(connection, *row)
            owes = apply(connection, inbound.address, move.effects, move.now, self.vault, channel=inbound.channel)
            if move.keep:
                kept = Owed("reply", URGENT, "sms", inbound.address, move.keep)
                enqueue(connection, self.vault, kept, move.now)
        return owes or bool(move.keep)

    def _once_more(self, same: Envelope) -> Taken:
        """No turn: the answer it had, kept for its other id as well."""
        assert same.dialog is not None
        return Taken(same.screen, self.vault.seal(pack(same.screen, same.dialog, same.pages, same.echo, same.known)))

    def _again(self, answered: bytes, sealed: bytes | None) -> Taken:
        """Give a message its answer again; its dialog is put back only where the store has none that is as new."""
        then, now = self.opened(answered), self.opened(sealed)
        if then is None:  # answered so long ago that the answer is no longer kept
            return Taken(Screen("", False, 0), None)
        newer = not (now and now.dialog and then.dialog) or (
            now.dialog.session == then.dialog.session and now.dialog.turn < then.dialog.turn
        )
        return Taken(then.screen, answered if newer else None)


def _case(move: Move) -> str:
    """The folio of the case that the turn opens or adds to."""
    return next((effect.folio for effect in move.effects if isinstance(effect, OpenCase | NoteCase)), "")
