"""People whose every amount, day, name and number is nobody else's, so that one in the wrong hands shows at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal

from flows.records.credit import Benefit, Certificate, Credit, DiscountOrder, Movement
from flows.records.people import Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.savings import Contribution, Employment, Savings

YEARS_EACH = 3
FIRST_YEAR, LAST_YEAR = 1960, 2024
MOST = (LAST_YEAR - FIRST_YEAR) // YEARS_EACH
"""Neighbours that there are years for."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One worker with an account, everything that is on record of them, and what only they know."""

    number: int
    line: str
    nip: str
    email: str
    worker: Worker
    savings: Savings
    contributions: tuple[Contribution, ...]
    credits: tuple[Credit, ...]
    movements: tuple[tuple[str, Movement], ...]
    points: Prequalification
    applications: tuple[Application, ...]
    procedures: tuple[Procedure, ...]
    orders: tuple[DiscountOrder, ...]
    certificates: tuple[Certificate, ...]
    benefits: tuple[Benefit, ...]
    employments: tuple[Employment, ...]
    appointments: tuple[Appointment, ...]

    def of(self, name: str, credit: str) -> list[object]:
        """The rows of a table that hang on one of their credits."""
        if name == "movements":
            return [row for number, row in self.movements if number == credit]
        return [row for row in getattr(self, name) if row.credit_number == credit]


class _Mint:
    """Values that are given out once."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._given: set[str] = set()

    def _once(self, make: Callable[[], str]) -> str:
        while (made := make()) in self._given:
            pass
        self._given.add(made)
        return made

    def digits(self, count: int) -> str:
        """As `482913`, no two with the same last four, and those no year."""
        while True:
            found = str(self._chance.randrange(10 ** (count - 1), 10**count))
            if found[-4:] not in self._given and not 1900 <= int(found[-4:]) < 2100:
                self._given.update((found, found[-4:]))
                return found

    def word(self) -> str:
        """Five to eight letters that no text of ours has."""
        return self._once(
            lambda: "X" + "".join(self._chance.choice("AEOU") + self._chance.choice("ZXQVKW") for _ in "123")
        )

    def pesos(self, least: int, most: int) -> Decimal:
        """An amount."""
        return Decimal(self._once(lambda: f"{self._chance.randrange(least, most)}.{self._chance.randrange(1, 100):02}"))

    def day(self, first: date, days: int) -> date:
        """A day of so many from `first`."""
        return date.fromisoformat(
            self._once(lambda: (first + timedelta(days=self._chance.randrange(days))).isoformat())
        )

    def pick(self, *among: str) -> str:
        """One of these."""
        return self._chance.choice(among)


def neighbours(count: int, seed: int) -> list[Neighbour]:
    """So many of them; the same seed gives the same."""
    mint = _Mint(seed)
    return [_neighbour(number, mint) for number in range(min(count, MOST))]


def _neighbour(number: int, mint: _Mint) -> Neighbour:
    year = FIRST_YEAR + YEARS_EACH * number
    span = 365 * YEARS_EACH

    def day() -> date:
        return mint.day(date(year, 1, 1), span)

    def words() -> str:
        return f"{mint.word()} {mint.word()}"

    employer, registry = f"{words()} SA DE CV", f"Y{mint.digits(7)}"
    numbers = [mint.digits(10), mint.digits(10)]
    credit = [
        Credit(
            *(of, state, regime, "MXN", mint.pesos(200_000, 900_000), mint.pesos(2_000, 9_000)),
            *(mint.pesos(9_000, 20_000), mint.pesos(200_000, 900_000), mint.day(date(2027, 2, 1), 900), day()),
            *(mint.pesos(4, 60), day(), mint.day(date(2031, 1, 1), 9000), mint.pesos(100, 900), mint.pesos(900, 1900)),
        )
        for of, state, regime in zip(numbers, (mint.pick("vigente", "vencido"), "vigente"), ("ROA", "REA"), strict=True)
    ]
    return Neighbour(
        number,
        f"+5255{mint.digits(8)}",
        mint.digits(6),
        f"{mint.word().lower()}@{mint.word().lower()}.mx",
        Worker(mint.digits(11), f"{mint.word()}{mint.digits(6)}", f"{mint.word()}{mint.digits(5)}", *_names(mint)),
        Savings(mint.pesos(100, 9_000), mint.pesos(9_000, 90_000), mint.pesos(90_000, 900_000), day()),
        tuple(
            Contribution(mint.digits(9), employer, f"{each}-{place}", mint.pesos(1_000, 9_000), day())
            for each in (year + 2, year + 1, year)
            for place in (6, 5, 3, 1)
        ),
        tuple(credit[: 1 + number % 2]),
        tuple(
            (of.number, Movement(day(), f"PAGO {mint.word()}", -mint.pesos(1_000, 9_000), mint.pesos(200_000, 900_000)))
            for of in credit[: 1 + number % 2]
            for _ in range(6)
        ),
        Prequalification(
            *(int(mint.digits(4)), int(mint.digits(4)), mint.pesos(300_000, 900_000), mint.pesos(3_000, 9_000)),
            *(mint.pesos(60, 99), day(), mint.word(), number % 3 > 0, mint.word(), None, mint.word()),
        ),
        tuple(
            Application(mint.word(), stage, day(), words()) for stage in (("rechazada", "titulacion")[: 1 + number % 2])
        ),
        tuple(Procedure(mint.word(), words(), "en proceso", day(), day(), words(), words()) for _ in range(2)),
        tuple(
            DiscountOrder(mint.word(), kind, of.number, employer, mint.pesos(1_000, 9_000), words(), day(), registry)
            for of in credit[: 1 + number % 2]
            for kind in ("retencion", "suspension")
        ),
        tuple(
            Certificate(of.number, each, *(mint.pesos(10_000, 90_000) for _ in range(3)))
            for of in credit[: 1 + number % 2]
            for each in (year, year + 1)
        ),
        tuple(
            Benefit(mint.word(), of.number, kind, day(), mint.pesos(100, 900), until=mint.day(date(2027, 2, 1), 900))
            for of in credit[: 1 + number % 2]
            for kind in ("fondo_pagos", "liquidacion_mitad")[: number % 3]
        ),
        tuple(Employment(employer, registry, day(), None, mint.pesos(300, 900)) for _ in range(2)),
        (Appointment(mint.word(), words(), words(), f"{day()} 10:30", words(), words()),),
    )


def _names(mint: _Mint) -> tuple[str, str, str]:
    return mint.word(), mint.word(), mint.word()


def values(record: object) -> list[object]:
    """Everything a record holds, and what hangs on it."""
    if is_dataclass(record):
        return [value for field in fields(record) for value in values(getattr(record, field.name))]
    if isinstance(record, list | tuple):
        return [value for each in record for value in values(each)]
    return [record]
