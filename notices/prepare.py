"""From planned notices to outgoing messages, a little ahead of the sender.

Texts are written late: with the facts, language, channel and consent of now, and only as many as leave soon, so
that a pause or an opt-out finds little in the queue and a big plan does not swell the outbox.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import choice
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from config.errors import where
from config.vault import Vault
from flows.saying.names import first_name
from flows.saying.voice import Voice, Voices
from flows.typed.folios import LETTERS, mixed
from models.database import Database, at_fault, tried
from models.notices.due import Due, keep_folios, move_on, set_aside, take
from models.notices.pauses import PREFIX
from models.outbox.owing import Owed, bulk_waiting, enqueue_many
from models.tables.notices import QUEUED, WITHDRAWN
from models.tables.outbox import BULK
from notices.kinds import KINDS
from notices.kinds.kind import Kind
from notices.texts import ASKING, MAIL_ASKING, MAIL_BODY, WITH_FOLIO
from notices.writing import Written, channels, write_notices

BATCH = 500
"""Notices prepared in one transaction."""

AHEAD_SECONDS = 60
"""How much sending is kept ready in the outbox."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preparer:
    """Prepares notices of any kind."""

    database: Database
    vault: Vault
    voices: Voices
    clock: Callable[[], datetime]
    awake: Callable[[datetime], tuple[str, ...]]
    rate: int
    kinds: Mapping[str, Kind[Any]] = field(default_factory=lambda: KINDS)

    def fill(self) -> int:
        """Prepare until the outbox has enough to send or nothing is ready; returns how many messages that made."""
        made = 0
        while room := self._room():
            taken, owed = self._batch(min(room, BATCH))
            made += owed
            if taken < min(room, BATCH):
                break
        return made

    def _room(self) -> int:
        enough = max(BATCH, self.rate * AHEAD_SECONDS)
        with self.database.connect() as connection:
            return enough - bulk_waiting(connection, enough)

    def _batch(self, most: int) -> tuple[int, int]:
        now = self.clock()
        awake = self.awake(now)
        if not awake:
            return 0, 0
        with self.database.transaction() as connection:
            ids, due = take(connection, int(now.timestamp()), awake, most)
            written = write_notices(connection, self.kinds, due, self._voice)
            owed = {notice.id: self._owed(notice, written) for notice in due if notice.id in written.sentences}
            self._enqueue(connection, owed, written)
            for reason, aside in written.aside.items():
                set_aside(connection, aside, reason)
                _log.error("%d notices set aside (%s); once mended: micuenta notices again", len(aside), reason)
            asked = {each.id for each in due if each.kind in self.kinds and self.kinds[each.kind].asks}
            folios = {notice: str(messages[0].folio) for notice, messages in owed.items() if messages}
            keep_folios(connection, {notice: folio for notice, folio in folios.items() if notice in asked})
            told = {notice for notice, messages in owed.items() if messages}
            move_on(connection, told, QUEUED)
            move_on(connection, set(ids) - told - set().union(*written.aside.values()), WITHDRAWN)
        return len(ids), sum(map(len, owed.values()))

    def _enqueue(self, connection: Connection, owed: dict[int, list[Owed]], written: Written) -> None:
        """All at once; if the database refuses one of them, one by one, so that it alone is set aside."""
        now = self.clock()
        try:
            with tried(connection):
                enqueue_many(connection, self.vault, [message for each in owed.values() for message in each], now)
        except DBAPIError as error:
            if not at_fault(error):
                raise
            for notice, messages in list(owed.items()):
                try:
                    with tried(connection):
                        enqueue_many(connection, self.vault, messages, now)
                except DBAPIError as refused:
                    written.aside[where(refused)].add(notice)
                    del owed[notice]

    def _voice(self, notice: Due) -> Voice:
        return self.voices.of(notice.language)

    def _owed(self, notice: Due, written: Written) -> list[Owed]:
        """The messages of a notice, all with one folio; one that cannot be put together is set aside."""
        kind, folio = self.kinds[notice.kind], _folio()
        try:
            return [
                self._message(kind, notice, channel, written.sentences[notice.id], folio)
                for channel in channels(kind, notice, self.voices.house.mail)
            ]
        except Exception as error:
            written.aside[where(error)].add(notice.id)
            return []

    def _message(self, kind: Kind[Any], notice: Due, channel: str, sentence: str, folio: str) -> Owed:
        voice, sms = self._voice(notice), channel == "sms"
        if sms:
            text = voice.say(ASKING if kind.asks else WITH_FOLIO, sentence=sentence, folio=folio)
        else:
            body = MAIL_ASKING if kind.asks else MAIL_BODY
            text = voice.say(body, name=first_name(notice.first_name), sentence=sentence, folio=folio)
        return Owed(
            kind=PREFIX + notice.kind,
            lane=BULK,
            channel="sms" if sms else "email",
            recipient=notice.line if sms else str(notice.email),
            text=text,
            subject=None if sms else voice.say(str(kind.subject)),
            expires_at=datetime.fromtimestamp(notice.ends_at, UTC),
            account_id=notice.account_id,
            dedupe_key=f"notice:{notice.id}:{channel}",
            folio=folio,
            zone=notice.zone if sms else None,
            topics=notice.topics,
        )


def _folio() -> str:
    """Six letters and digits, some of each, so that no word somebody types can be one."""
    while not mixed(folio := "".join(choice(LETTERS) for _ in range(6))):
        pass
    return folio
