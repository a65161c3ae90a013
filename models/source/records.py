"""The institution's records as its own system tells them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from flows.records.credit import Benefit, Certificate, Credit, DiscountOrder, Movement
from flows.records.people import Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.savings import Contribution, Employment, Savings
from models.facts import Asking, LineFacts
from models.records import CORRECTIONS, MERGES, credit_order, owed
from models.source.client import Failed
from models.source.reading import OF_FILE, SourceRow, made, newest, row, source_rows
from models.source.source import Source
from models.standing import standing

MOST_CREDITS = 50
_WORKER, _CREDIT = "trabajadores", "creditos"
_IN_FORCE = "nss_vigente"
"""What tells, in the place of a record, the NSS that this one was merged into."""

Read = TypeVar("Read")


class SourceRecords:
    """Records for one turn: its deadline runs from the first question, and no question is asked twice."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._until: float | None = None
        self._seen: datetime | None = None
        self._asked: dict[tuple[tuple[str, ...], str], Any] = {}

    def as_seen(self) -> datetime | None:
        """When the oldest of what had to be told from memory was seen."""
        return self._seen

    def worker(self, nss: str) -> Worker | None:
        """The record of an NSS, or of the one it was merged into."""
        for _ in range(MERGES):
            found = self._ask((_WORKER, nss), "", partial(_worker, nss=nss))
            if not isinstance(found, str):
                return found
            nss = found
        return None

    def savings(self, nss: str) -> Savings | None:
        """The three pots."""
        found = self._one("ahorro", nss)
        return made(Savings, found) if found else None

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The newest first, of those that stand."""
        found = newest(self._of_worker("aportaciones", nss, most + CORRECTIONS), "paid_on", "folio")
        return standing([made(Contribution, each) for each in found])[:most]

    def credits(self, nss: str) -> list[Credit]:
        """Settled ones last."""
        found = self._of_worker(_CREDIT, nss, MOST_CREDITS)
        return sorted((made(Credit, each) for each in found), key=credit_order)

    def owes(self, nss: str) -> bool:
        """Whether a credit was being paid when last asked."""
        read = partial(source_rows, OF_FILE[_CREDIT], most=MOST_CREDITS, nss=nss)
        found = self._source.recall((_WORKER, nss, _CREDIT), f"maximo={MOST_CREDITS}", read)
        return owed([made(Credit, each) for each in found or ()])

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The newest first."""
        found = newest(self._of_credit("movimientos", credit_number, most), "on", "folio")
        return [made(Movement, each) for each in found]

    def prequalification(self, nss: str) -> Prequalification | None:
        """The institution's own computation."""
        found = self._one("precalificacion", nss)
        if found is None:
            return None
        return made(Prequalification, found, qualifies=found["verdict"] and found["verdict"] == "si")

    def applications(self, nss: str, most: int) -> list[Application]:
        """The newest first."""
        return [made(Application, each) for each in newest(self._of_worker("solicitudes", nss, most), "on", "folio")]

    def procedures(self, nss: str, most: int) -> list[Procedure]:
        """The newest first."""
        return [made(Procedure, each) for each in newest(self._of_worker("tramites", nss, most), "on", "folio")]

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The newest first."""
        return [made(DiscountOrder, each) for each in newest(self._of_worker("avisos", nss, most), "on", "folio")]

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The newest fiscal year first."""
        found = newest(self._of_credit("constancias", credit_number, most), "year")
        return [made(Certificate, each) for each in found]

    def benefits(self, credit_number: str, most: int) -> list[Benefit]:
        """The newest first."""
        return [
            made(Benefit, each) for each in newest(self._of_credit("beneficios", credit_number, most), "on", "folio")
        ]

    def employments(self, nss: str, most: int) -> list[Employment]:
        """The newest first."""
        found = newest(self._of_worker("relaciones", nss, most), "began_on", "employer_registry")
        return [made(Employment, each) for each in found]

    def appointments(self, nss: str, most: int) -> list[Appointment]:
        """The latest first."""
        return [made(Appointment, each) for each in newest(self._of_worker("citas", nss, most), "at", "folio")]

    def _one(self, file: str, nss: str) -> SourceRow | None:
        return self._ask((_WORKER, nss, file), "", partial(row, OF_FILE[file], nss=nss))

    def _of_worker(self, file: str, nss: str, most: int) -> list[SourceRow]:
        read = partial(source_rows, OF_FILE[file], most=most, nss=nss)
        return self._ask((_WORKER, nss, file), f"maximo={most}", read) or []

    def _of_credit(self, file: str, number: str, most: int) -> list[SourceRow]:
        read = partial(source_rows, OF_FILE[file], most=most, credit_number=number)
        return self._ask((_CREDIT, number, file), f"maximo={most}", read) or []

    def _ask(self, path: tuple[str, ...], query: str, read: Callable[[object], Read]) -> Read | None:
        if (path, query) not in self._asked:
            if self._until is None:
                self._until = self._source.until()
            found, seen = self._source.ask(path, query, self._until, read)
            if seen is not None:
                self._seen = min(seen, self._seen or seen)
            self._asked[path, query] = found
        kept: Read | None = self._asked[path, query]
        return kept


class SourceFacts(SourceRecords, LineFacts):
    """Facts where the institution's own system is asked."""

    def __init__(self, source: Source, asking: Asking) -> None:
        SourceRecords.__init__(self, source)
        LineFacts.__init__(self, asking)


def _worker(told: object, nss: str) -> Worker | str:
    """The record, or the NSS that is used in its place."""
    if isinstance(told, dict) and isinstance(in_force := told.get(_IN_FORCE), str):
        if in_force == nss:
            raise Failed("malformed")
        return in_force
    return made(Worker, row(OF_FILE[_WORKER], told, nss=nss))
