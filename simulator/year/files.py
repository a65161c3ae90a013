"""The institution's files of each day of the year, as rows of its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, update

from models.columns import columns, table
from models.tables.accounts import ACTIVE, AccountRow
from models.tables.institution import (
    ApplicationRow,
    BenefitRow,
    CalendarRow,
    ContributionRow,
    CreditRow,
    DiscountOrderRow,
    MovementRow,
    ProcedureRow,
    SavingsRow,
)
from simulator.year.planted import DUE, FIRST, MONTHLY, NOTHING, PERIODS, Invented, Row

_EMPLOYER = {"employer_registry": "Y1234567890", "employer": "ACEROS DEL NORTE SA DE CV"}
_NONE = Decimal(0)
_CREDIT = {
    "state": "vigente",
    "regime": "ROA",
    "currency": "MXN",
    "balance": MONTHLY * 100,
    "monthly_payment": MONTHLY,
    "overdue": _NONE,
    "payoff": MONTHLY * 99,
    "due_on": None,
    "as_of": FIRST,
}
_BENEFIT = dict.fromkeys(("amount", "before", "after", "until", "months_used", "months_left")) | {"state": ""}
TABLES: dict[str, tuple[Any, dict[str, object]]] = {
    "application": (ApplicationRow, {"note": ""}),
    "procedure": (ProcedureRow, {"state": "RECIBIDO", "next_step": "", "note": ""}),
    "credit": (CreditRow, _CREDIT),
    "order": (DiscountOrderRow, {**_EMPLOYER, "amount": MONTHLY, "reason": ""}),
    "benefit": (BenefitRow, _BENEFIT),
    "movement": (MovementRow, {"balance": _NONE}),
    "savings": (SavingsRow, {"fund_72_92": _NONE, "housing_92": _NONE, "housing_97": MONTHLY * 20, "as_of": FIRST}),
}
_credit, _benefit = columns(CreditRow), columns(BenefitRow)


def begin(connection: Connection, workers: Iterable[Invented]) -> None:
    """Accounts and credits as they are before the year, and the calendar."""
    created = datetime(2024, 6, 1, tzinfo=UTC)
    everybody = list(workers)
    account = {"status": ACTIVE, "first_name": "Ana", "language": "es", "nip_hash": "-", "email_alerts": False}
    connection.execute(
        insert(table(AccountRow)),
        [
            {
                **account,
                "id": worker.number,
                "nss": worker.nss,
                "line": worker.line,
                "birth_date": worker.birth_date,
                "sms_alerts": worker.topics != NOTHING,
                "sms_topics": worker.topics or 7,
                "created_at": created,
            }
            for worker in everybody
        ],
    )
    connection.execute(
        insert(table(CreditRow)),
        [{**_CREDIT, "number": worker.credit, "nss": worker.nss} for worker in everybody if worker.credit],
    )
    connection.execute(insert(table(CalendarRow)), [{"period": period, "due_on": DUE[period]} for period in PERIODS])


def put_in(connection: Connection, rows: Iterable[Row]) -> None:
    """The rows of a day, after those of the days before."""
    news = defaultdict[str, list[dict[str, object]]](list)
    for row in rows:
        if row.table == "change":
            number, values = row.values["number"], {k: v for k, v in row.values.items() if k != "number"}
            connection.execute(update(table(CreditRow)).where(_credit.number == number).values(**values))
        elif row.table == "done":
            done = update(table(BenefitRow)).where(_benefit.folio == row.values["folio"])
            connection.execute(done.values(state=row.values["state"]))
        else:
            news[row.table].append(TABLES[row.table][1] | row.values)
    for name, found in news.items():
        connection.execute(insert(table(TABLES[name][0])), found)


def contributions(connection: Connection, workers: Iterable[Invented], period: str) -> None:
    """Whoever works has one of every bimestre; it comes on the day it is due."""
    paid = {"period": period, "amount": MONTHLY, "paid_on": DUE[period], **_EMPLOYER}
    rows = [
        {**paid, "folio": f"{period}-{worker.number}", "nss": worker.nss}
        for worker in workers
        if period not in worker.lacking
    ]
    if rows:
        connection.execute(insert(table(ContributionRow)), rows)


def freshen(connection: Connection, today: date) -> None:
    """Credits as of the month that begins."""
    connection.execute(update(table(CreditRow)).values(as_of=today - timedelta(days=1)))
