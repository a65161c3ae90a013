"""More of what may be known of a worker: work, appointments, benefits of a credit, a former NSS.

Drawn from dice of their own, so that what was drawn for a worker before stays the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from flows.records.people import Worker
from identifiers import nss
from models.demo.lives import Life

Rows = Iterator[tuple[str, list[str]]]
FORMER = 9
"""One worker in so many had an NSS of the institution's own (77), which was merged into theirs."""
EXTENDED = 5
"""Months for which whoever has an extension has paid nothing."""
REST = 29
"""The remainder that marks them, and keeps the cast without."""


def work(person: Worker, employer: tuple[str, str], former: tuple[str, str], index: int, today: date) -> Rows:
    """The employer of now, and for every other worker one before."""
    dice = random.Random(f"work {index}")
    began = today - timedelta(days=dice.randrange(400, 3000))
    wage = f"{dice.randrange(280, 1900)}.{dice.randrange(100):02d}"
    yield "relaciones", [person.nss, employer[1], began.isoformat(), employer[0], "", wage]
    if index % 2 == 0:
        ended = began - timedelta(days=dice.randrange(5, 200))
        since = ended - timedelta(days=dice.randrange(200, 2000))
        yield "relaciones", [person.nss, former[1], since.isoformat(), former[0], ended.isoformat(), ""]


def appointment(person: Worker, life: Life, index: int, today: date) -> Rows:
    """An hour with the institution, for who is signing or was refused."""
    if life.stage not in ("titulacion", "rechazada"):
        return
    day = today + timedelta(days=3 + index % 9)
    place = ["CESI CENTRO", "AV. JUAREZ 120, COL. CENTRO"]
    yield (
        "citas",
        [f"C{index:09d}", person.nss, *place, f"{day.isoformat()} 10:30", "SOLICITUD", "IDENTIFICACION Y ESCRITO"],
    )


def benefit_rows(life: Life, state: str, number: str, index: int, amounts: tuple[int, int], today: date) -> Rows:
    """What the credit's state brings with it; `amounts` are the balance and the monthly payment, in centavos."""
    balance, monthly = amounts
    first = today.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)

    def one(kind: str, *fields: str) -> tuple[str, list[str]]:
        return "beneficios", [f"B{number}{kind[:3]}", number, kind, *fields, first.isoformat()]

    if state == "prorroga":
        yield one("prorroga", "", "", "", "", str(EXTENDED), "7", "VIGENTE")
    if state == "vencido":
        yield one("fondo_pagos", _pesos(monthly // 10), "", "", last.isoformat(), "", "6", "DISPONIBLE")
    if state == "liquidado":
        yield one("carta_cancelacion", "", "", "", (today + timedelta(days=150)).isoformat(), "", "", "EMITIDA")
        if index % 3 == 0:
            yield one("saldo_a_favor", _pesos(1_200_00 + index % 900 * 100), "", "", "", "", "", "POR PEDIR")
    if state == "vigente" and life.currency == "VSM":
        yield one("reestructura", "", _pesos(balance * 2), _pesos(balance), "", "", "", "APLICADA")
    if state == "vigente" and index % 20 == 7:
        yield one("liquidacion_mitad", _pesos(balance // 2), "", "", last.isoformat(), "", "", "DISPONIBLE")


def merge(person: Worker, index: int, today: date) -> Rows:
    """The NSS that the institution itself had given before."""
    if index % REST == FORMER and index > REST:
        body = f"77{person.nss[2:6]}{index % 10_000:04d}"
        yield "fusiones", [body + nss.calc_check_digits(body), person.nss, (today - timedelta(days=400)).isoformat()]


def _pesos(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}"
