"""From planned notices to outgoing messages, a little ahead of the sender.

Texts are written late: with the facts, language, channel and consent of now, and only as many as leave soon, so
that a pause or an opt-out finds little in the queue and a big plan does not swell the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import choice

from config.vault import Vault
from flows.house import House
from flows.names import first_name
from flows.voice import Catalogue, Voice
from models.database import Database
from models.notices.due import Due, settle, take
from models.notices.pauses import PREFIX
from models.notices.topics import ACTIVATION, BIT_OF
from models.outbox.owing import Owed, bulk_waiting, enqueue_many
from models.tables.accounts import ACTIVE, PENDING
from models.tables.notices import QUEUED, WITHDRAWN
from models.tables.outbox import BULK
from notices.sentences import Say, sentences
from notices.texts import MAIL_BODY, SUBJECTS, WITH_FOLIO
from turns.chance import FOLIO_LETTERS

BATCH = 500
"""Notices prepared in one transaction."""

AHEAD_SECONDS = 60
"""How much sending is kept ready in the outbox."""


@dataclass(frozen=True, slots=True)
class Preparer:
    """Prepares notices of any kind."""

    database: Database
    vault: Vault
    house: House
    catalogues: Mapping[str, Catalogue]
    clock: Callable[[], datetime]
    awake: Callable[[datetime], tuple[str, ...]]
    rate: int

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
            said = sentences(connection, due)
            owed = [
                message for notice in due if notice.id in said for message in self._messages(notice, said[notice.id])
            ]
            enqueue_many(connection, self.vault, owed, now)
            told = {notice.id for notice in due if notice.id in said and any(_channels(notice, self.house.mail))}
            settle(connection, told, QUEUED)
            settle(connection, set(ids) - told, WITHDRAWN)
        return len(ids), len(owed)

    def _messages(self, notice: Due, say: Say) -> Iterator[Owed]:
        voice = Voice(notice.language, self.catalogues.get(notice.language, {}), self.house)
        folio = "".join(choice(FOLIO_LETTERS) for _ in range(6))
        for channel in _channels(notice, self.house.mail):
            sms = channel == "sms"
            body, subject = say(voice), None
            if sms:
                text = voice.say(WITH_FOLIO, sentence=body, folio=folio)
            else:
                text = voice.say(MAIL_BODY, name=first_name(notice.first_name), sentence=body, folio=folio)
                subject = voice.say(SUBJECTS[notice.kind])
            yield Owed(
                kind=PREFIX + notice.kind,
                lane=BULK,
                channel=channel,
                recipient=notice.line if sms else str(notice.email),
                text=text,
                subject=subject,
                expires_at=datetime.fromtimestamp(notice.ends_at, UTC),
                account_id=notice.account_id,
                dedupe_key=f"notice:{notice.id}:{channel}",
                folio=folio,
                zone=notice.zone if sms else None,
            )


def _channels(notice: Due, mail: bool) -> Iterator[str]:
    """The channels the worker consented to, as things are now; the reminder to activate goes to the line."""
    if notice.opted_out:
        return
    if notice.kind == ACTIVATION:
        if notice.status == PENDING:
            yield "sms"
    elif notice.status == ACTIVE:
        topic = BIT_OF[notice.kind]
        if notice.sms_alerts and notice.sms_topics & topic:
            yield "sms"
        if notice.email_alerts and notice.email_topics & topic and notice.email and mail:
            yield "email"
