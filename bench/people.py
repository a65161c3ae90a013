"""Workers for the benchmarks: an account each, and amounts that nobody else has, so that a mix-up shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection, insert

from config.hashing import Hasher
from flows.saying.house import House
from models.columns import table
from models.tables import accounts, institution

NIP = "482913"


def phone(number: int) -> str:
    """The line of worker `number`."""
    return f"+5255{10_000_000 + number}"


OLD_POT = Decimal("1520.33")
"""The same for everybody; what is shown is the sum."""


def savings(number: int) -> Decimal:
    """What worker `number` has saved in all: theirs alone."""
    return Decimal(10_000 + number) + Decimal("0.37")


def balance(number: int) -> Decimal:
    """What worker `number` owes: theirs alone."""
    return Decimal(500_000 + number) + Decimal("0.73")


def settle(connection: Connection, hasher: Hasher, count: int) -> None:
    """Put `count` workers with active accounts, savings, contributions and a credit into the database."""
    sealed = hasher.seal(NIP)
    now = datetime.now(UTC)
    day = date(2026, 10, 31)
    everybody = range(1, count + 1)

    def rows(model: type, of: list[dict[str, object]]) -> None:
        connection.execute(insert(table(model)), of)

    rows(
        institution.WorkerRow,
        [
            {
                "nss": f"{number:011d}",
                "curp": f"XAXX800101HDF{number:05d}",
                "rfc": f"XAXX8001{number:05d}",
                "names": "LORENA",
                "first_surname": "PRUEBA",
                "second_surname": "",
            }
            for number in everybody
        ],
    )
    rows(
        institution.SavingsRow,
        [
            {
                "nss": f"{number:011d}",
                "fund_72_92": Decimal("0.00"),
                "housing_92": OLD_POT,
                "housing_97": savings(number) - OLD_POT,
                "as_of": day,
            }
            for number in everybody
        ],
    )
    rows(
        institution.ContributionRow,
        [
            {
                "folio": f"A{number}-{period}",
                "nss": f"{number:011d}",
                "employer_registry": "A1234567890",
                "employer": "PRUEBA SA DE CV",
                "period": f"2026-{period}",
                "amount": Decimal("1234.56"),
                "paid_on": date(2026, 2 * period, 17),
            }
            for number in everybody
            for period in (3, 4, 5)
        ],
    )
    rows(
        institution.CreditRow,
        [
            {
                "number": f"{1_000_000_000 + number}",
                "nss": f"{number:011d}",
                "state": "vigente",
                "regime": "ROA",
                "currency": "MXN",
                "balance": balance(number),
                "monthly_payment": Decimal("3850.00"),
                "overdue": Decimal("0.00"),
                "payoff": balance(number),
                "due_on": date(2026, 12, 17),
                "as_of": day,
            }
            for number in everybody
        ],
    )
    rows(
        accounts.AccountRow,
        [
            {
                "nss": f"{number:011d}",
                "line": phone(number),
                "status": accounts.ACTIVE,
                "first_name": "Lorena",
                "nip_hash": sealed,
                "privacy_version": House().privacy_version,
                "created_at": now,
                "activated_at": now,
            }
            for number in everybody
        ],
    )
