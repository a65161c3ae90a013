"""The institution's records as its imported files have them, over SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Executable

from flows.records.credit import Benefit, Certificate, Credit, DiscountOrder, Movement
from flows.records.people import Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.savings import Contribution, Employment, Savings
from models import selects
from models.quick import Quick
from models.standing import standing

CORRECTIONS = 6
"""Rows that are read beyond those shown, for what they may undo."""


MERGES = 4
"""Of one NSS into another that are followed, one after the other."""

Told = TypeVar("Told")

_CREDITS, _SAVINGS, _CONTRIBUTIONS, _BENEFITS = map(
    Quick, (selects.CREDITS, selects.SAVINGS, selects.CONTRIBUTIONS, selects.BENEFITS)
)


class SqlRecords:
    """Records for one turn."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._credits: dict[str, list[Credit]] = {}

    def as_seen(self) -> datetime | None:
        """What is imported is always at hand."""
        return None

    def worker(self, nss: str) -> Worker | None:
        """The record of an NSS, or of the one it was merged into."""
        for _ in range(MERGES):
            in_force = self._connection.execute(selects.MERGED, {"nss": nss}).scalar()
            if in_force is None:
                found = self._connection.execute(selects.WORKER, {"nss": nss}).first()
                return Worker(**found._mapping) if found else None
            nss = in_force
        return None

    def savings(self, nss: str) -> Savings | None:
        """The three pots."""
        found = _SAVINGS.rows(self._connection, {"nss": nss})
        return Savings(*found[0]) if found else None

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The newest first, of those that stand."""
        values = {"nss": nss, "most": most + CORRECTIONS}
        rows = [Contribution(*row) for row in _CONTRIBUTIONS.rows(self._connection, values)]
        return standing(rows)[:most]

    def credits(self, nss: str) -> list[Credit]:
        """Settled ones last; read once a turn, since several of its states ask."""
        if nss not in self._credits:
            self._credits[nss] = [Credit(*row) for row in _CREDITS.rows(self._connection, {"nss": nss})]
        return self._credits[nss]

    def benefits(self, credit_number: str, most: int) -> list[Benefit]:
        """The newest first."""
        values = {"credit": credit_number, "most": most}
        return [Benefit(*row) for row in _BENEFITS.rows(self._connection, values)]

    def employments(self, nss: str, most: int) -> list[Employment]:
        """The newest first."""
        return self._all(Employment, selects.EMPLOYMENTS, {"nss": nss, "most": most})

    def appointments(self, nss: str, most: int) -> list[Appointment]:
        """The latest first."""
        return self._all(Appointment, selects.APPOINTMENTS, {"nss": nss, "most": most})

    def owes(self, nss: str) -> bool:
        """Whether a credit is being paid."""
        return owed(self.credits(nss))

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The newest first."""
        return self._all(Movement, selects.MOVEMENTS, {"credit": credit_number, "most": most})

    def prequalification(self, nss: str) -> Prequalification | None:
        """The institution's own computation."""
        found = self._connection.execute(selects.PREQUALIFICATION, {"nss": nss}).first()
        if found is None:
            return None
        values = dict(found._mapping)
        verdict = values.pop("verdict")
        return Prequalification(**values, qualifies=None if verdict is None else verdict == "si")

    def applications(self, nss: str, most: int) -> list[Application]:
        """The newest first."""
        return self._all(Application, selects.APPLICATIONS, {"nss": nss, "most": most})

    def procedures(self, nss: str, most: int) -> list[Procedure]:
        """The newest first."""
        return self._all(Procedure, selects.PROCEDURES, {"nss": nss, "most": most})

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The newest first."""
        return self._all(DiscountOrder, selects.ORDERS, {"nss": nss, "most": most})

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The newest fiscal year first."""
        return self._all(Certificate, selects.CERTIFICATES, {"credit": credit_number, "most": most})

    def _all(self, kind: Callable[..., Told], statement: Executable, values: Mapping[str, object]) -> list[Told]:
        """What the rows of a statement tell; its columns have the names of the record's fields."""
        return [kind(**row._mapping) for row in self._connection.execute(statement, values)]


def credit_order(credit: Credit) -> tuple[bool, str]:
    """Settled ones last, as `selects.CREDITS` has them."""
    return credit.state == "liquidado", credit.number


def owed(found: list[Credit]) -> bool:
    """Whether any of them is not settled."""
    return any(credit.state != "liquidado" for credit in found)
