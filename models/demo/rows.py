"""The rows of one worker in each of the institution's files, as text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from flows.records.people import Worker
from models.demo.lives import Life
from models.demo.more_rows import EXTENDED, appointment, benefit_rows, merge, work

EMPLOYERS = (
    *("ZAPATERA DEL BAJIO SA DE CV", "TORNILLOS Y HERRAJES DEL NORTE", "PANADERIA LA ESPIGA", "AUTOPARTES EL NIÑO SA"),
    *("SUPERMERCADOS DEL VALLE", "CONSTRUCTORA PEÑA Y ASOCIADOS", "HOTELERA CARIBE SA DE CV", "TEXTILES DE PUEBLA"),
    *("MAQUILADORA FRONTERA", "LIMPIEZA Y SERVICIOS GDL", "TRANSPORTES HERMANOS CRUZ", "CLINICA SANTA ROSALIA SC"),
)
PERIODS = 6
GAP, GAPS = 2, 8
"""Which of the last bimestres one worker in so many did not get a contribution for."""
Rows = Iterator[tuple[str, list[str]]]


def rows(dice: random.Random, person: Worker, life: Life, index: int, today: date) -> Rows:
    """(file, fields) for everything this worker has."""
    yield (
        "trabajadores",
        [
            *(person.nss, person.curp, person.rfc),
            *(person.names, person.first_surname, person.second_surname),
        ],
    )
    cut = today.replace(day=1) - timedelta(days=1)
    employer, registry = _employer(dice)
    if life.savings:
        old = dice.randrange(3_000_00) if person.nss[4:6] < "75" else 0
        middle = dice.randrange(20_000_00) if person.nss[4:6] < "82" else 0
        pots = (old, middle, dice.randrange(4_000_00, 320_000_00))
        yield "ahorro", [person.nss, *map(_pesos, pots), cut.isoformat()]
    wage = dice.randrange(600_00, 3_200_00)
    if life.contributions:
        yield from work(person, (employer, registry), (EMPLOYERS[index % len(EMPLOYERS)], "Y1000000010"), index, today)
    yield from appointment(person, life, index, today)
    yield from merge(person, index, today)
    for back in range(life.contributions):
        period, paid = _period(today, back + 1)
        missing = back == GAP and index % GAPS == 0
        fields = [f"A{index:09d}{back}", person.nss, registry, employer, period]
        amount = wage + dice.randrange(-5000, 5000)
        if not missing:
            yield "aportaciones", [*fields, _pesos(amount), paid]
    for number, state in enumerate(life.credits):
        yield from _credit(
            dice, person, life, state, f"{1_000_000_000 + 10 * index + number}", today, (employer, registry)
        )
    if life.enough_points is not None:
        points = 100 if life.enough_points else dice.randint(38, 99)
        money = (dice.randrange(300_000_00, 2_400_000_00), dice.randrange(2_500_00, 16_000_00))
        fields = [person.nss, str(points), "100", *map(_pesos, money), dice.choice(("3.76", "8.55", "10.45"))]
        verdict = ["si", "CREDITO INFONAVIT", "240", ""] if life.enough_points else ["no", "", "", _WHY_NOT]
        yield "precalificacion", [*fields, cut.isoformat(), "T100", *verdict]
    if life.stage:
        moved = today - timedelta(days=dice.randrange(2, 40))
        yield "solicitudes", [f"S{index:09d}", person.nss, life.stage, moved.isoformat(), _NOTES.get(life.stage, "")]

    if life.procedure:
        state, step = life.procedure, _STEPS.get(life.procedure, "")
        moved = today - timedelta(days=dice.randrange(2, 20))
        promised = "" if state == "CONCLUIDO" else (moved + timedelta(days=28)).isoformat()
        fields = [f"T{index:09d}", person.nss, "CORRECCION DE DATOS", state, moved.isoformat(), promised]
        yield "tramites", [*fields, step, ""]


_STEPS = {"EN PROCESO": "REVISAR TU SOLICITUD", "DOCUMENTACION INCOMPLETA": "LLEVAR TU ACTA DE NACIMIENTO"}
_WHY_NOT = "FALTAN MESES DE TRABAJO CONTINUO"
_NOTES = {"rechazada": "EL AVALUO NO CUBRE EL MONTO", "titulacion": "NOTARIA 14, CITA POR CONFIRMAR"}


def calendar(today: date) -> Rows:
    """The days by which employers pay, two years around today."""
    for year in range(today.year - 1, today.year + 2):
        for number in range(1, 7):
            due = date(year + (number == 6), 1 if number == 6 else 2 * number + 1, 17)
            yield "calendario", [f"{year}-{number}", due.isoformat()]


def _credit(
    dice: random.Random,
    person: Worker,
    life: Life,
    state: str,
    number: str,
    today: date,
    employer: tuple[str, str],
) -> Rows:
    cut = today.replace(day=1) - timedelta(days=1)
    settled = state == "liquidado"
    balance = 0 if settled else dice.randrange(60_000_00, 900_000_00)
    monthly = 0 if settled else dice.randrange(1_500_00, 9_500_00)
    overdue = monthly * dice.randint(1, 4) if state == "vencido" else 0
    due = "" if settled else _next_due(today).isoformat()
    amounts = map(_pesos, (balance, monthly, overdue, balance))
    more = (
        []
        if settled
        else ["10.45", "2015-03-01", "2040-02-28", "118.50", "" if life.regime == "REA" else _pesos(monthly // 3)]
    )
    told = [number, person.nss, state, life.regime, life.currency, *amounts, due, cut.isoformat()]
    yield "creditos", told + (more or [""] * 5)
    yield from benefit_rows(life, state, number, int(number) % 1_000_000_000 // 10, (balance, monthly), today)
    left, last_paid = balance, cut - timedelta(days=30 * EXTENDED) if state == "prorroga" else cut
    for back in range(0 if settled else 5):
        paid = last_paid - timedelta(days=30 * back + dice.randrange(1, 12))
        concept = "PAGO" if back % 2 == 0 else "DESCUENTO NOMINA"
        yield "movimientos", [f"M{number}{back}", number, paid.isoformat(), concept, _pesos(-monthly), _pesos(left)]
        left += monthly
    if not settled:
        interest = dice.randrange(8_000_00, 60_000_00)
        inflation = interest * dice.randint(30, 60) // 100
        figures = map(_pesos, (interest, inflation, interest - inflation))
        yield "constancias", [number, str(today.year - 1), *figures]
    if life.order:
        order = "suspension" if settled else life.order
        amount = "" if order == "suspension" else _pesos(monthly)
        why = {"retencion": "CREDITO NUEVO", "suspension": "PRONTA CULMINACION", "modificacion": "CAMBIO DE FACTOR"}
        sent = (today - timedelta(days=dice.randrange(3, 60))).isoformat()
        fields = [f"V{number}", order, person.nss, number, employer[1], employer[0], amount]
        yield "avisos", [*fields, why[order], sent]


def _pesos(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}" if centavos >= 0 else f"-{_pesos(-centavos)}"


def _employer(dice: random.Random) -> tuple[str, str]:
    which = dice.randrange(len(EMPLOYERS))
    return EMPLOYERS[which], f"Y{10_000_000 + which * 7919}{dice.randrange(100):02d}"


@lru_cache(maxsize=64)
def _period(today: date, back: int) -> tuple[str, str]:
    """The two-month period `back` before the one that is running, and the day it was paid."""
    number = today.year * 6 + (today.month - 1) // 2 - back
    year, place = divmod(number, 6)
    month = 2 * place + 3
    paid = date(year + (month > 12), (month - 1) % 12 + 1, 15)
    return f"{year}-{place + 1}", min(paid, today).isoformat()


def _next_due(today: date) -> date:
    """The last day of this month, or of the next when it is near."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if (first - today).days < 8:
        first = (first + timedelta(days=32)).replace(day=1)
    return first - timedelta(days=1)
