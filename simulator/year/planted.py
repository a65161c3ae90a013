"""What is planted in a year: who loses a job, pays off, is stolen from; and who stops the notices. All by the seed.

Nobody here exists. A worker's row follows from the number alone, so that a year of any size can be played again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

FIRST, DAYS = date(2026, 1, 1), 365
AREAS = ("55", "81", "33", "664", "998", "656", "614")
EVERYTHING, CREDIT_ALONE, NOTHING = 7, 2, 0
PERIODS = ("2025-4", "2025-5", "2025-6", "2026-1", "2026-2", "2026-3", "2026-4", "2026-5")
DUE = {period: date(int(period[:4]) + (period[-1] == "6"), 2 * int(period[-1]) % 12 + 1, 17) for period in PERIODS}
"""By when a bimestre is paid, and when its file comes: the 17th of the month after it."""

LATE = timedelta(days=10)
"""After that day a contribution is missing."""

MONTHLY = Decimal("3200.50")


@dataclass(frozen=True, slots=True)
class Planted:
    """Something a worker is to be told: as what kind of notice, from which day the files show it, at most how often.

    `label` is its row in the table.
    """

    label: str
    kind: str
    on: date
    most: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the institution's files, and the day it comes; `change`: of the credit that is there."""

    on: date
    table: str
    values: dict[str, object]


@dataclass(slots=True)
class Invented:
    """One worker of the year."""

    number: int
    line: str
    topics: int
    birth_date: date
    credit: str = ""
    stops_on: date | None = None
    was_it_them: bool = True
    lacking: tuple[str, ...] = ()
    planted: list[Planted] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def nss(self) -> str:
        """Eleven digits."""
        return f"{self.number:011d}"


def workers(count: int, seed: int) -> Iterator[Invented]:
    """Every worker of a year."""
    for number in range(1, count + 1):
        dice = random.Random(f"{seed} {number}")  # noqa: S311 - it must repeat itself, and protects nothing
        area = dice.choice(AREAS)
        wants = dice.choices((EVERYTHING, CREDIT_ALONE, NOTHING), (85, 7, 8))[0]
        born = date(dice.randrange(1962, 2003), dice.randrange(1, 13), dice.randrange(1, 29))
        worker = Invented(number, f"+52{area}{number:0{10 - len(area)}d}", wants, born)
        if dice.random() < 0.04:
            worker.stops_on = _day(dice, 1, DAYS - 1)
        if dice.random() < 0.3:
            worker.credit = f"{number:010d}"
        _fate(worker, dice)
        yield worker


def _fate(worker: Invented, dice: random.Random) -> None:
    """At most one thing of a credit befalls a worker, so that each notice has one cause."""
    drawn = dice.random()
    if drawn < 0.004:
        _theft(worker, dice)
    elif drawn < 0.006:
        _change_of_data(worker, dice)
    elif drawn < 0.026:
        _own_application(worker, dice)
    elif drawn < 0.031:
        worker.birth_date = date(1956, 3, 15) + timedelta(days=dice.randrange(430))
        _before_70(worker)
    elif drawn < 0.09:
        _lacks(worker, dice, job=True)
    elif drawn < 0.12:
        _lacks(worker, dice, job=False)
    elif worker.credit:
        dice.choices((_missed, _half, _paid_off, _restructured, _nothing), (8, 3, 6, 4, 79))[0](worker, dice)


def _day(dice: random.Random, first: int, last: int) -> date:
    return FIRST + timedelta(days=dice.randrange(first, last))


def _nothing(worker: Invented, dice: random.Random) -> None:
    del worker, dice


def _put(worker: Invented, comes: date, table: str, /, **values: object) -> None:
    worker.rows.append(Row(comes, table, values))


def _told(worker: Invented, label: str, kind: str, on: date, most: int = 1) -> None:
    if on < FIRST + timedelta(days=DAYS):
        worker.planted.append(Planted(label, kind, on, most))


def _applies(worker: Invented, on: date) -> None:
    _put(worker, on, "application", folio=f"S{worker.number}", nss=worker.nss, stage="inscripcion", on=on)


def _theft(worker: Invented, dice: random.Random) -> None:
    """An application in another's name, and weeks later the order to pay for it from their wages."""
    on = _day(dice, 5, 300)
    worker.was_it_them = False
    _applies(worker, on)
    _told(worker, "theft: application", "new_application", on)
    later = on + timedelta(days=dice.randrange(30, 50))
    stolen = f"9{worker.number:09d}"
    _put(worker, later, "credit", number=stolen, nss=worker.nss, as_of=later)
    _order(worker, later, "retencion", stolen)
    _told(worker, "theft: discount from wages", "new_order", later)


def _change_of_data(worker: Invented, dice: random.Random) -> None:
    on = _day(dice, 5, 350)
    worker.was_it_them = False
    _put(worker, on, "procedure", folio=f"T{worker.number}", nss=worker.nss, kind="CORRECCION DE DATOS", on=on)
    _told(worker, "theft: change of data", "data_change", on)


def _own_application(worker: Invented, dice: random.Random) -> None:
    on = _day(dice, 5, 350)
    _applies(worker, on)
    _told(worker, "their own application", "new_application", on)


def _before_70(worker: Invented) -> None:
    """Told a year before; whose year had begun long ago, three months before."""
    _put(worker, FIRST, "savings", nss=worker.nss)
    birthday = worker.birth_date.replace(year=worker.birth_date.year + 70)
    year_before, months_before = (birthday - timedelta(days=days) for days in (365, 92))
    on = max(FIRST, year_before if year_before > FIRST - timedelta(days=55) else months_before)
    _told(worker, "savings before 70", "before_70", on, most=2)


def _lacks(worker: Invented, dice: random.Random, *, job: bool) -> None:
    """A lost job lasts to the end of the year; else an employer leaves one bimestre out."""
    at = dice.randrange(2, len(PERIODS) - 1)
    worker.lacking = PERIODS[at:] if job else PERIODS[at : at + 1]
    _told(worker, "missing contribution", "missing", max(FIRST, DUE[PERIODS[at]] + LATE))
    if job and worker.credit:
        _put(worker, FIRST, "benefit", **_benefit(worker, "prorroga", FIRST), months_left=12)
        _told(worker, "lost job", "no_work", max(FIRST, DUE[PERIODS[at + 1]] + LATE))


def _benefit(worker: Invented, kind: str, on: date) -> dict[str, object]:
    return {"folio": f"B{worker.number}{kind[:3]}", "credit_number": worker.credit, "kind": kind, "on": on}


def _missed(worker: Invented, dice: random.Random) -> None:
    on = _day(dice, 5, 340)
    part, until = MONTHLY / 10, on + timedelta(days=30)
    _put(worker, on, "change", number=worker.credit, state="vencido", overdue=MONTHLY)
    _put(worker, on, "benefit", **_benefit(worker, "fondo_pagos", on), amount=part, until=until)
    _told(worker, "first missed payment", "fund", on)
    _put(worker, on + timedelta(days=25), "change", number=worker.credit, state="vigente", overdue=Decimal(0))


def _half(worker: Invented, dice: random.Random) -> None:
    month = dice.randrange(1, 12)
    first, last = date(2026, month, 1), date(2026, month + 1, 1) - timedelta(days=1)
    _put(worker, first, "benefit", **_benefit(worker, "liquidacion_mitad", first), amount=MONTHLY * 9, until=last)
    _told(worker, "half off, from the 10th", "half_off", first.replace(day=10))


def _restructured(worker: Invented, dice: random.Random) -> None:
    on = _day(dice, 5, 350)
    sums = {"before": MONTHLY * 200, "after": MONTHLY * 90}
    _put(worker, on, "benefit", **_benefit(worker, "reestructura", on), **sums)
    _told(worker, "restructured credit", "restructured", on)


def _paid_off(worker: Invented, dice: random.Random) -> None:
    """And what follows: the order to stop, a refund, the letter; some employers go on discounting."""
    on = _day(dice, 5, 200)
    _put(worker, on, "change", number=worker.credit, state="liquidado", balance=Decimal(0))
    _movement(worker, on, "LIQUIDACION")
    _told(worker, "paid off", "paid_off", on)
    ordered = on + timedelta(days=3)
    _order(worker, ordered, "suspension", worker.credit)
    if dice.random() < 0.3:
        _put(worker, on, "benefit", **_benefit(worker, "saldo_a_favor", on), amount=MONTHLY)
        _told(worker, "refund", "refund", on, most=3)
    issued = on + timedelta(days=20)
    _put(worker, issued, "benefit", **_benefit(worker, "carta_cancelacion", issued), until=issued + timedelta(days=180))
    _told(worker, "cancellation letter", "letter", issued, most=3)
    if dice.random() < 0.5:
        done = {"folio": f"B{worker.number}car", "state": "ENTREGADA AL NOTARIO"}
        _put(worker, issued + timedelta(days=40), "done", **done)
    if dice.random() < 0.2:
        late = ordered + timedelta(days=95)
        for again in range(3):
            _movement(worker, late + timedelta(days=30 * again), "DESCUENTO NOMINA")
        _told(worker, "discount that goes on", "discount_still", late, most=3)
        _told(worker, "discount that has ended", "discount_ended", late + timedelta(days=60 + 63))
    else:
        _told(worker, "discount that has ended", "discount_ended", ordered + timedelta(days=124))


def _movement(worker: Invented, on: date, concept: str) -> None:
    folio = f"M{worker.number}-{on:%m%d}"
    _put(worker, on, "movement", folio=folio, credit_number=worker.credit, on=on, concept=concept, amount=-MONTHLY)


def _order(worker: Invented, on: date, kind: str, credit: str) -> None:
    folio = f"A{worker.number}{kind[:1]}"
    _put(worker, on, "order", folio=folio, nss=worker.nss, kind=kind, credit_number=credit, on=on)
