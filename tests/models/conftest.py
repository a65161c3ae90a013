"""A small institution in a real database: one worker with everything, and ways to act as her line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Connection
from sqlmodel import Session, SQLModel, select

from config.hashing import Hasher
from config.vault import Vault
from flows.records.effects import Effect, OpenAccount
from flows.records.people import Question
from models.database import Database, writing
from models.effects import apply
from models.facts import Asking, SqlFacts
from models.tables import institution as rows
from tests.conftest import NOW

LINE = "+525512345678"
NSS, CURP, RFC = "39089002156", "PUFL900215MJCRCR04", "PUFL900215KJ8"
NAMED = "Lorena", date(1990, 2, 15)
"""The first name and the birth date of hers that an account keeps."""


@dataclass
class Office:
    """The database, and the moment it is."""

    database: Database
    hasher: Hasher
    vault: Vault
    now: datetime = NOW
    connection: Connection | None = None

    def add(self, *records: SQLModel) -> None:
        """Put rows of the institution's files in."""
        with Session(self.database.engine) as session:
            session.add_all(records)
            session.commit()

    def facts(self, line: str = LINE) -> SqlFacts:
        """Fresh facts, as a turn gets them."""
        if self.connection is None:
            self.connection = self.database.connect()
        return SqlFacts(Asking(self.connection, line, self.hasher, lambda: self.now))

    def do(self, *effects: Effect, line: str = LINE, channel: str = "sms") -> bool:
        """Carry effects out in a transaction."""
        with self.database.connect() as connection, writing(connection):
            return apply(connection, line, effects, self.now, self.vault, channel=channel)

    def count(self, table: type[SQLModel], **where: object) -> int:
        """Rows of a table."""
        with Session(self.database.engine) as session:
            return len(session.exec(select(table).filter_by(**where)).all())

    def open_account(self, line: str = LINE, nss: str = NSS, nip: str = "482913", replaces: str = "") -> None:
        """A pending account with two questions."""
        questions = (Question("town", self.hasher.seal("puebla")), Question("pet", self.hasher.seal("firulais")))
        sealed = self.hasher.seal(nip)
        opened = OpenAccount(nss, "lore@correo.mx", sealed, questions, ("sms",), "2026-1", "es", replaces, *NAMED)
        self.do(opened, line=line)


@pytest.fixture
def office(database: str, hasher: Hasher, vault: Vault) -> Iterator[Office]:
    """Lorena, with savings, two contributions, two credits and one of everything else."""
    office = Office(Database(database), hasher, vault)
    today = NOW.date()
    pesos = Decimal
    office.add(
        rows.WorkerRow(nss=NSS, curp=CURP, rfc=RFC, names="LORENA", first_surname="PRUEBA", second_surname="FICTICIA"),
        rows.SavingsRow(
            nss=NSS, fund_72_92=pesos("0.00"), housing_92=pesos("12.30"), housing_97=pesos("84211.07"), as_of=today
        ),
        *(
            rows.ContributionRow(
                folio=f"A{number}",
                nss=NSS,
                employer_registry="Y1234567101",
                employer="ZAPATERA DEL NORTE",
                period=f"2026-{number}",
                amount=pesos("1955.26"),
                paid_on=date(2026, 2 * number + 1, 17),
            )
            for number in (3, 5, 4)
        ),
        *(
            rows.CreditRow(
                number=number,
                nss=NSS,
                state=state,
                regime="ROA",
                currency="MXN",
                balance=pesos("412350.10"),
                monthly_payment=pesos("3850.00"),
                overdue=pesos("0.00"),
                payoff=pesos("405000.00"),
                due_on=today + timedelta(days=20),
                as_of=today,
            )
            for number, state in (("0000000001", "liquidado"), ("1234567890", "vigente"))
        ),
        rows.MovementRow(
            folio="M1",
            credit_number="1234567890",
            on=today,
            concept="PAGO",
            amount=pesos("-3850.00"),
            balance=pesos("412350.10"),
        ),
        rows.PrequalificationRow(
            nss=NSS,
            points=1100,
            points_needed=1080,
            max_amount=pesos("900000.00"),
            monthly_discount=pesos("6100.00"),
            rate=pesos("8.55"),
            as_of=today,
        ),
        rows.ApplicationRow(folio="S1", nss=NSS, stage="inscripcion", on=today, note=""),
        rows.DiscountOrderRow(
            folio="O1",
            kind="suspension",
            nss=NSS,
            credit_number="1234567890",
            employer_registry="Y1234567101",
            employer="ZAPATERA DEL NORTE",
            amount=None,
            reason="PRONTA CULMINACION",
            on=today,
        ),
        rows.CertificateRow(
            credit_number="1234567890",
            year=2025,
            interest_paid=pesos("38000.00"),
            inflation_adjustment=pesos("16000.00"),
            real_interest=pesos("22000.00"),
        ),
    )
    yield office
    if office.connection is not None:
        office.connection.close()
    office.database.close()
