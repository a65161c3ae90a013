"""The same conversations through the real thing: the institution in SQLite, dialogs in Redis, codes in the outbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import count

from redis import Redis
from sqlalchemy import text, update
from sqlmodel import Session, SQLModel

from config.vault import Vault
from flows.records.effects import ActivateAccount, OpenAccount
from flows.records.people import Question
from models.breaker import Breaker
from models.columns import table
from models.database import Database, writing
from models.effects import apply
from models.source.client import Client
from models.source.memory import Memory
from models.source.source import NAME, Source
from models.tables import institution as rows
from models.tables.accounts import GivenReference
from models.tables.notices import Notice
from models.tables.outbox import SENT, OutboundMessage
from tests.conftest import UNHURRIED
from tests.conversations.given import build, kept, sealed
from tests.conversations.institution import HASHER, Institution
from tests.conversations.playing import ENGINES, LINE, Chance
from tests.conversations.reading import DIALLED, Script, passing
from turns.conversation import Conversation, Inbound
from turns.echoes import SAME_WITHIN
from turns.effort import Effort
from turns.store import DialogStore

VAULT = Vault("a secret key for conversations")
ANOTHER = "+525500000001"


class Service:
    """The service for one conversation, its clock the script's."""

    def __init__(self, script: Script, url: str, redis: Redis) -> None:
        self.world, effects = build(script.given)
        self.database = Database(url)
        with Session(self.database.engine) as session:
            session.add_all(records(self.world))
            session.commit()
        self._do(LINE, sealed(effects, HASHER.seal))
        if self.world.taken:
            nip, questions = HASHER.seal("1"), (Question("town", HASHER.seal("x")), Question("pet", HASHER.seal("x")))
            owner = self.world.workers[0]
            held = OpenAccount(owner.nss, None, nip, questions, ("sms",), "2026-1", "es", "", *kept(owner))
            self._do(ANOTHER, (held, ActivateAccount()))
        self.conversation = Conversation(
            ENGINES[self.world.mail],
            DialogStore(redis),
            self.database,
            VAULT,
            HASHER,
            lambda: self.world.now,
            lambda: None,
            chance=Chance(),
            effort=Effort(share=UNHURRIED),
            source=away(redis, lambda: self.world.now) if "sistema caído" in script.given else None,
        )
        self._numbers = count()

    def replies(self, script: Script) -> list[str]:
        """What is answered by SMS, in order."""
        said = []
        before = ""
        for mark, line in script.acts():
            if mark == "@":
                self.world.now += passing(line)
            elif mark == ">":
                typed = line.replace("{code}", self._code()) if "{code}" in line else line
                if typed == before:  # nobody types the same again sooner
                    self.world.now += timedelta(seconds=SAME_WITHIN + 1)
                before = typed
                begins = typed == DIALLED
                answers = () if begins else (typed,)
                message = Inbound("sms", LINE, "test", f"m{next(self._numbers)}", answers, begins)
                said.append(self.conversation.handle(message).text)
                self._send()
        return said

    def _send(self) -> None:
        """What was owed has left a second later."""
        rows, at = table(OutboundMessage), self.world.now + timedelta(seconds=1)
        with self.database.transaction() as connection:
            connection.execute(update(rows).where(rows.c.sent_at.is_(None)).values(status=SENT, sent_at=at))

    def _code(self) -> str:
        """The code in the message that was queued last."""
        newest = "SELECT body FROM outbound_message WHERE kind = 'code' ORDER BY rowid DESC LIMIT 1"
        with self.database.connect() as connection:
            body: bytes = connection.execute(text(newest)).scalar_one()
        return str(re.findall(r"\d{6}", VAULT.open(body).decode())[0])

    def _do(self, line: str, effects: tuple[object, ...]) -> None:
        with self.database.connect() as connection, writing(connection):
            apply(connection, line, effects, self.world.now, VAULT)  # type: ignore[arg-type]  # they are effects


def away(redis: Redis, clock: Callable[[], datetime]) -> Source:
    """An institution's own system that nobody answers for."""
    breaker = Breaker([NAME], redis, lambda *_: None, clock)
    memory = Memory(redis, VAULT, timedelta(hours=1))
    client = Client("http://127.0.0.1:9", "")
    return Source(client, breaker, memory, redis, clock, deadline=5.0, fresh=timedelta())


def records(world: Institution) -> list[SQLModel]:
    """The world's records as rows of the institution's files."""
    owner = world.workers[0]
    nss, registry = owner.nss, "Y1234567101"
    found: list[SQLModel] = [rows.WorkerRow(**asdict(worker)) for worker in world.workers]
    found += [rows.MergedNssRow(former=old, in_force=nss, on=world.now.date()) for old in world.merged]
    found += [rows.BenefitRow(**asdict(one)) for one in world.benefit_rows]
    found += [rows.EmploymentRow(nss=nss, **asdict(one)) for one in world.employment_rows]
    found += [rows.AppointmentRow(nss=nss, **asdict(one)) for one in world.appointment_rows]
    if world.savings_row:
        found.append(rows.SavingsRow(nss=nss, **asdict(world.savings_row)))
    if world.prequalification_row:
        values = asdict(world.prequalification_row)
        verdict = {None: None, True: "si", False: "no"}[values.pop("qualifies")]
        found.append(rows.PrequalificationRow(nss=nss, verdict=verdict, **values))
    found += [
        rows.ContributionRow(nss=nss, employer_registry=registry, **asdict(one)) for one in world.contribution_rows
    ]
    found += [rows.CreditRow(nss=nss, **asdict(one)) for one in world.credit_rows]
    found += [
        rows.MovementRow(folio=f"M{number}", credit_number=world.credit_rows[0].number, **asdict(one))
        for number, one in enumerate(world.movement_rows)
    ]
    found += [rows.ApplicationRow(nss=nss, **asdict(one)) for one in world.application_rows]
    found += [rows.ProcedureRow(nss=nss, **asdict(one)) for one in world.procedure_rows]
    found += [rows.DiscountOrderRow(nss=nss, **asdict(one)) for one in world.order_rows]
    found += [
        GivenReference(
            account_id=1,
            credit_number=one.credit_number,
            choice=one.choice,
            line=one.line,
            centavos=int(one.amount * 100),
            expires_on=one.expires_on,
            given_at=datetime(one.given_on.year, one.given_on.month, one.given_on.day, 18, tzinfo=UTC),
        )
        for one in world.references
        if one.given_on
    ]
    found += [rows.CertificateRow(**asdict(one)) for one in world.certificate_rows]
    for number, one in enumerate(world.asked_rows, start=1):
        kind, _, subject = one.about.partition(" ")
        found.append(
            Notice(
                nss=nss,
                account_id=1,
                kind=kind,
                subject=subject,
                status="queued",
                folio=one.folio,
                zone="Mexico_City",
                due_at=0,
                ends_at=0,
                planned_at=0,
            )
        )
        found.append(_sent(f"{number:032d}", f"notice.{kind}", one.folio, one.sent_at))
    if world.notice:
        at = world.now - timedelta(days=2)
        found.append(_sent("0" * 32, world.notice.kind, world.notice.folio, at))
    return found


def _sent(name: str, kind: str, folio: str, at: datetime) -> OutboundMessage:
    return OutboundMessage(
        id=name,
        kind=kind,
        lane=1,
        channel="sms",
        recipient=LINE,
        body=VAULT.seal(b"-"),
        status=SENT,
        folio=folio,
        not_before=at,
        expires_at=at,
        created_at=at,
        sent_at=at,
    )
