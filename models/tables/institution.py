"""The institution's files as tables, one class a file (see `docs/data-files.md` for the columns' Spanish names)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.tables.money import Pesos


def _pesos(nullable: bool = False) -> Any:
    return Field(sa_type=Pesos, nullable=nullable, default=None if nullable else ...)


class WorkerRow(SQLModel, table=True):
    """`trabajadores`: workers (derechohabientes). Former versions read `merged_into`."""

    __tablename__ = "worker"

    nss: str = Field(primary_key=True, max_length=11)
    curp: str = Field(max_length=18)
    rfc: str = Field(max_length=13)
    names: str = Field(max_length=80)
    first_surname: str = Field(max_length=60)
    second_surname: str = Field(default="", max_length=60)
    merged_into: str | None = Field(default=None, max_length=11)


class MergedNssRow(SQLModel, table=True):
    """`fusiones`: an NSS that was merged into another, which is used in its place."""

    __tablename__ = "merged_nss"

    former: str = Field(primary_key=True, max_length=11)
    in_force: str = Field(max_length=11)
    on: date


class SavingsRow(SQLModel, table=True):
    """`ahorro`: the three pots."""

    __tablename__ = "savings"

    nss: str = Field(primary_key=True, max_length=11)
    fund_72_92: Decimal = _pesos()
    housing_92: Decimal = _pesos()
    housing_97: Decimal = _pesos()
    as_of: date


class ContributionRow(SQLModel, table=True):
    """`aportaciones`: what an employer paid for a two-month period."""

    __tablename__ = "contribution"
    __table_args__ = (Index("ix_contribution_nss", "nss", "paid_on"),)

    folio: str = Field(primary_key=True, max_length=40)
    nss: str = Field(max_length=11)
    employer_registry: str = Field(max_length=12)
    employer: str = Field(max_length=120)
    period: str = Field(max_length=6)
    amount: Decimal = _pesos()
    paid_on: date


class CreditRow(SQLModel, table=True):
    """`creditos`: mortgage credits."""

    __tablename__ = "credit"
    __table_args__ = (Index("ix_credit_nss", "nss"),)

    number: str = Field(primary_key=True, max_length=10)
    nss: str = Field(max_length=11)
    state: str = Field(max_length=10)
    regime: str = Field(max_length=3)
    currency: str = Field(max_length=3)
    balance: Decimal = _pesos()
    monthly_payment: Decimal = _pesos()
    overdue: Decimal = _pesos()
    payoff: Decimal = _pesos()
    due_on: date | None = None
    as_of: date
    rate: Decimal | None = _pesos(nullable=True)
    began_on: date | None = None
    ends_on: date | None = None
    insurance: Decimal | None = _pesos(nullable=True)
    employer_share: Decimal | None = _pesos(nullable=True)


class MovementRow(SQLModel, table=True):
    """`movimientos`: lines of a credit's statement."""

    __tablename__ = "movement"
    __table_args__ = (Index("ix_movement_credit", "credit_number", "on"),)

    folio: str = Field(primary_key=True, max_length=40)
    credit_number: str = Field(max_length=10)
    on: date
    concept: str = Field(max_length=80)
    amount: Decimal = _pesos()
    balance: Decimal = _pesos()


class PrequalificationRow(SQLModel, table=True):
    """`precalificacion`: the institution's computation. `rate` is in hundredths of a per cent."""

    __tablename__ = "prequalification"

    nss: str = Field(primary_key=True, max_length=11)
    points: int
    points_needed: int
    max_amount: Decimal = _pesos()
    monthly_discount: Decimal = _pesos()
    rate: Decimal = _pesos()
    as_of: date
    model: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    verdict: str | None = Field(default=None, max_length=2, description="`si` or `no`, as the file says")
    product: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    months: int | None = None
    reason: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})


class ApplicationRow(SQLModel, table=True):
    """`solicitudes`: credit applications."""

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_nss", "nss", "on"),)

    folio: str = Field(primary_key=True, max_length=40)
    nss: str = Field(max_length=11)
    stage: str = Field(max_length=16)
    on: date
    note: str = Field(default="", max_length=200)


class ProcedureRow(SQLModel, table=True):
    """`tramites`: procedures other than credit applications."""

    __tablename__ = "other_procedure"
    __table_args__ = (Index("ix_other_procedure_nss", "nss", "on"),)

    folio: str = Field(primary_key=True, max_length=40)
    nss: str = Field(max_length=11)
    kind: str = Field(max_length=60)
    state: str = Field(max_length=40)
    on: date
    promised_on: date | None = None
    next_step: str = Field(default="", max_length=160)
    note: str = Field(default="", max_length=200)


class DiscountOrderRow(SQLModel, table=True):
    """`avisos`: retention, suspension and modification orders to employers."""

    __tablename__ = "discount_order"
    __table_args__ = (Index("ix_discount_order_nss", "nss", "on"),)

    folio: str = Field(primary_key=True, max_length=40)
    kind: str = Field(max_length=12)
    nss: str = Field(max_length=11)
    credit_number: str = Field(max_length=10)
    employer_registry: str = Field(max_length=12)
    employer: str = Field(max_length=120)
    amount: Decimal | None = _pesos(nullable=True)
    reason: str = Field(max_length=200)
    on: date


class CertificateRow(SQLModel, table=True):
    """`constancias`: interest of a fiscal year."""

    __tablename__ = "certificate"

    credit_number: str = Field(primary_key=True, max_length=10)
    year: int = Field(primary_key=True)
    interest_paid: Decimal = _pesos()
    inflation_adjustment: Decimal = _pesos()
    real_interest: Decimal = _pesos()


class CalendarRow(SQLModel, table=True):
    """`calendario`: the day by which employers pay a two-month period."""

    __tablename__ = "contribution_calendar"

    period: str = Field(primary_key=True, max_length=6)
    due_on: date


class BenefitRow(SQLModel, table=True):
    """`beneficios`: what a borrower is given or owed (see `flows.records.credit.Benefit`)."""

    __tablename__ = "benefit"
    __table_args__ = (Index("ix_benefit_credit", "credit_number", "on"),)

    folio: str = Field(primary_key=True, max_length=40)
    credit_number: str = Field(max_length=10)
    kind: str = Field(max_length=20)
    amount: Decimal | None = _pesos(nullable=True)
    before: Decimal | None = _pesos(nullable=True)
    after: Decimal | None = _pesos(nullable=True)
    until: date | None = None
    months_used: int | None = None
    months_left: int | None = None
    state: str = Field(default="", max_length=40)
    on: date


class EmploymentRow(SQLModel, table=True):
    """`relaciones`: when a worker began with an employer, and ended."""

    __tablename__ = "employment"

    nss: str = Field(primary_key=True, max_length=11)
    employer_registry: str = Field(primary_key=True, max_length=12)
    began_on: date = Field(primary_key=True)
    employer: str = Field(max_length=120)
    ended_on: date | None = None
    daily_wage: Decimal | None = _pesos(nullable=True)


class AppointmentRow(SQLModel, table=True):
    """`citas`: appointments at the institution's offices; `at` is `2026-10-31 09:30`, the institution's time."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_nss", "nss", "at"),)

    folio: str = Field(primary_key=True, max_length=40)
    nss: str = Field(max_length=11)
    place: str = Field(max_length=80)
    address: str = Field(default="", max_length=200)
    at: str = Field(max_length=16)
    about: str = Field(default="", max_length=80)
    bring: str = Field(default="", max_length=200)
