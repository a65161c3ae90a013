"""The institution's files: their columns, what each may hold, their table and key, and what their rows hang on."""

from __future__ import annotations

from dataclasses import dataclass

from models.importing import columns as of
from models.importing.columns import Check
from models.importing.together import PERSON, Together


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name there, its name and type in the table, and its check."""

    spanish: str
    name: str
    kind: str
    check: Check

    @property
    def may_be_missing(self) -> bool:
        """Whether a file may do without it: where it may be empty. So a new column leaves older files readable."""
        try:
            self.check.one("")
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class File:
    """A file. `hangs_on`: this file's column, and the table and column that must know its value; each has to hold.

    `together`: what two values of a row say of each other.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    keys: int = 1
    hangs_on: tuple[tuple[str, str, str], ...] = ()
    together: Together | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that name a row."""
        return tuple(column.name for column in self.columns[: self.keys])


def _words(spanish: str, name: str, check: Check) -> Column:
    return Column(spanish, name, "text", check)


def _money(spanish: str, name: str, *, may_be_empty: bool = False) -> Column:
    return Column(spanish, name, "bigint", of.optional(of.PESOS) if may_be_empty else of.PESOS)


def _day(spanish: str, name: str, *, may_be_empty: bool = False) -> Column:
    return Column(spanish, name, "date", of.DAY_OR_NONE if may_be_empty else of.DAY)


def _whole(spanish: str, name: str) -> Column:
    return Column(spanish, name, "integer", of.WHOLE)


_NSS = _words("nss", "nss", of.NSS)
_FOLIO = _words("folio", "folio", of.FOLIO)
_CREDIT = _words("numero_credito", "credit_number", of.CREDIT)
_REGISTRY = _words("registro_patronal", "employer_registry", of.REGISTRY)
_EMPLOYER = _words("patron", "employer", of.EMPLOYER)
_OF_WORKER = ("nss", "worker", "nss")
_OF_CREDIT = ("credit_number", "credit", "number")

FILES = (
    File(
        "trabajadores",
        "worker",
        (
            _NSS,
            _words("curp", "curp", of.CURP),
            _words("rfc", "rfc", of.RFC),
            _words("nombre", "names", of.name(80)),
            _words("primer_apellido", "first_surname", of.name(60)),
            _words("segundo_apellido", "second_surname", of.name(60, least=0)),
        ),
        together=PERSON,
    ),
    File(
        "ahorro",
        "savings",
        (
            _NSS,
            _money("fondo_72_92", "fund_72_92"),
            _money("vivienda_92", "housing_92"),
            _money("vivienda_97", "housing_97"),
            _day("fecha_corte", "as_of"),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "aportaciones",
        "contribution",
        (
            _FOLIO,
            _NSS,
            _REGISTRY,
            _EMPLOYER,
            _words("bimestre", "period", of.PERIOD),
            _money("importe", "amount"),
            _day("fecha_pago", "paid_on"),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "creditos",
        "credit",
        (
            _words("numero_credito", "number", of.CREDIT),
            _NSS,
            _words("estado", "state", of.one_of("vigente", "vencido", "prorroga", "liquidado")),
            _words("regimen", "regime", of.one_of("ROA", "REA")),
            _words("moneda", "currency", of.one_of("MXN", "UMI", "VSM")),
            _money("saldo", "balance"),
            _money("mensualidad", "monthly_payment"),
            _money("monto_vencido", "overdue"),
            _money("monto_liquidar", "payoff"),
            _day("fecha_limite", "due_on", may_be_empty=True),
            _day("fecha_corte", "as_of"),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "movimientos",
        "movement",
        (
            _FOLIO,
            _CREDIT,
            _day("fecha", "on"),
            _words("concepto", "concept", of.text(80)),
            _money("importe", "amount"),
            _money("saldo", "balance"),
        ),
        hangs_on=(_OF_CREDIT,),
    ),
    File(
        "precalificacion",
        "prequalification",
        (
            _NSS,
            _whole("puntos", "points"),
            _whole("puntos_minimos", "points_needed"),
            _money("monto_maximo", "max_amount"),
            _money("descuento_mensual", "monthly_discount"),
            _money("tasa", "rate"),
            _day("fecha", "as_of"),
            _words("modelo", "model", of.text(20, least=0)),
            _words("cumple", "verdict", of.optional(of.one_of("si", "no"))),
            _words("producto", "product", of.text(40, least=0)),
            Column("plazo_meses", "months", "integer", of.optional(of.WHOLE)),
            _words("motivo", "reason", of.text(120, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "solicitudes",
        "application",
        (
            _FOLIO,
            _NSS,
            _words(
                "etapa",
                "stage",
                of.one_of(
                    *("precalificacion", "inscripcion", "autorizacion", "titulacion"),
                    *("archivo", "rechazada", "cancelada"),
                ),
            ),
            _day("fecha", "on"),
            _words("nota", "note", of.text(200, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "tramites",
        "other_procedure",
        (
            _FOLIO,
            _NSS,
            _words("tipo", "kind", of.text(60)),
            _words("estado", "state", of.text(40)),
            _day("fecha", "on"),
            _day("fecha_compromiso", "promised_on", may_be_empty=True),
            _words("siguiente_paso", "next_step", of.text(160, least=0)),
            _words("nota", "note", of.text(200, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "avisos",
        "discount_order",
        (
            _FOLIO,
            _words("tipo", "kind", of.one_of("retencion", "suspension", "modificacion")),
            _NSS,
            _CREDIT,
            _REGISTRY,
            _EMPLOYER,
            _money("importe", "amount", may_be_empty=True),
            _words("motivo", "reason", of.text(200, least=0)),
            _day("fecha", "on"),
        ),
        hangs_on=(_OF_WORKER, _OF_CREDIT),
    ),
    File(
        "constancias",
        "certificate",
        (
            _CREDIT,
            _whole("ejercicio", "year"),
            _money("intereses_pagados", "interest_paid"),
            _money("ajuste_inflacion", "inflation_adjustment"),
            _money("intereses_reales", "real_interest"),
        ),
        keys=2,
        hangs_on=(_OF_CREDIT,),
    ),
    File(
        "calendario", "contribution_calendar", (_words("bimestre", "period", of.PERIOD), _day("fecha_limite", "due_on"))
    ),
)
"""In the order they are loaded, whatever the order given: workers before what hangs on them."""
