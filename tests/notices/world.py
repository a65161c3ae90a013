"""A small institution: accounts with consents, and whatever its files would bring."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update

from config.catalogues import load_all
from config.clock import Clock
from config.vault import Vault
from flows.saying.house import House
from flows.saying.voice import Voices
from models.database import Database
from models.outbox.owing import Owed, enqueue_many
from models.tables.accounts import AccountRow, TalkingLine
from models.tables.institution import (
    ApplicationRow,
    CalendarRow,
    ContributionRow,
    CreditRow,
    DiscountOrderRow,
    MovementRow,
)
from models.tables.notices import Notice
from models.tables.outbox import OutboundMessage
from notices.kinds import KINDS
from notices.planning import plan_notices
from notices.prepare import Preparer
from notices.zones import awake

QUIET = (time(20), time(9))
TODAY = date(2026, 11, 23)


class Institution:
    """Workers are numbered from 1; NSS, line and credit follow from the number."""

    def __init__(self, url: str, clock: Clock, vault: Vault) -> None:
        self.database = Database(url, pool=8)
        self.clock = clock
        self.vault = vault
        self.preparer = Preparer(
            database=self.database,
            vault=vault,
            voices=Voices(House(mail=True), load_all()),
            clock=clock,
            awake=lambda now: awake(now, QUIET),
            rate=10,
        )

    def add(self, table: Any, **values: Any) -> None:
        with self.database.transaction() as connection:
            connection.execute(insert(table).values(**values))

    def worker(self, number: int = 1, area: str = "55", **more: Any) -> str:
        """An active account that wants notices by SMS; returns its NSS."""
        nss = f"{number:011d}"
        given = {
            "id": number,
            "nss": nss,
            "line": f"+52{area}{number:0{10 - len(area)}d}",
            "status": "active",
            "first_name": "Ana",
            "language": "es",
            "nip_hash": "x",
            "sms_alerts": True,
            "email_alerts": False,
            "created_at": self.clock.now() - timedelta(days=300),
        }
        self.add(AccountRow, **(given | more))
        return nss

    def contribution(self, nss: str, folio: str = "F1", **more: Any) -> None:
        given = {
            "employer_registry": "Y1234567890",
            "employer": "ACEROS DEL NORTE SA DE CV",
            "period": "2026-5",
            "amount": Decimal("1955.26"),
            "paid_on": date(2026, 11, 16),
        }
        self.add(ContributionRow, folio=folio, nss=nss, **(given | more))

    def credit(self, nss: str, number: str = "1234567890", **more: Any) -> str:
        given: dict[str, Any] = {
            "state": "vigente",
            "regime": "ROA",
            "currency": "MXN",
            "balance": Decimal("350000.00"),
            "monthly_payment": Decimal("3200.50"),
            "overdue": Decimal("0.00"),
            "payoff": Decimal("351000.00"),
            "due_on": date(2026, 11, 27),
            "as_of": TODAY,
        }
        self.add(CreditRow, number=number, nss=nss, **(given | more))
        return number

    def plan(self, *only: str, **more: Any) -> Counter[str]:
        """Those named, or all but those that ask whether it was the worker."""
        planned: Counter[str] = Counter()
        kinds = [KINDS[name] for name in only or KINDS if only or not KINDS[name].asks]
        for step in plan_notices(self.database, self.clock.now(), **({"kinds": kinds} | more)):
            planned = step.planned
        return +planned

    def tell(self, *only: str) -> list[str]:
        """Plan, wait until all of it is due, write it; the texts, in the order of the workers."""
        self.plan(*only)
        self.clock.move(timedelta(minutes=5))
        self.preparer.fill()
        return [self.vault.open(row.body).decode() for row in self.messages()]

    def owe(self, **more: Any) -> None:
        given = {"kind": "code", "lane": 0, "channel": "sms", "recipient": "+525512345678", "text": "Hola"}
        with self.database.transaction() as connection:
            enqueue_many(connection, self.vault, [Owed(**(given | more))], self.clock.now())

    def messages(self) -> list[Any]:
        return self.rows(OutboundMessage, OutboundMessage.account_id, OutboundMessage.channel)

    def notices(self) -> list[Any]:
        return self.rows(Notice, Notice.id)

    def rows(self, table: Any, *order: Any) -> list[Any]:
        with self.database.connect() as connection:
            return list(connection.execute(select(table.__table__).order_by(*order)))

    def change(self, table: Any, **values: Any) -> None:
        with self.database.transaction() as connection:
            connection.execute(update(table).values(**values))

    def opt_out(self, line: str) -> None:
        self.add(TalkingLine, number=line, opted_out_at=self.clock.now(), mismatches=0)

    def application(self, nss: str, stage: str = "autorizacion", folio: str = "S1", on: date = TODAY) -> None:
        self.add(ApplicationRow, folio=folio, nss=nss, stage=stage, on=on, note="")

    def order(self, nss: str, kind: str = "retencion", **more: Any) -> None:
        given = {
            "folio": "A1",
            "credit_number": "1234567890",
            "employer_registry": "Y1234567890",
            "employer": "ACEROS DEL NORTE SA DE CV",
            "amount": Decimal("1600.25"),
            "reason": "",
            "on": TODAY,
        }
        self.add(DiscountOrderRow, nss=nss, kind=kind, **(given | more))

    def movement(self, folio: str, amount: str = "-1600.25", on: date = TODAY, concept: str = "PAGO") -> None:
        self.add(
            MovementRow,
            folio=folio,
            credit_number="1234567890",
            on=on,
            concept=concept,
            amount=Decimal(amount),
            balance=Decimal("1.00"),
        )

    def calendar(self, period: str, due_on: date) -> None:
        self.add(CalendarRow, period=period, due_on=due_on)

    def close(self) -> None:
        self.database.close()
