"""The institution's files: their columns, what each may hold, their table and key, and what their rows hang on."""

from __future__ import annotations

from models.importing import columns as of
from models.importing.shapes import File, day, maybe_whole, money, whole, worded
from models.importing.together import NOT_ITSELF, PERSON

_NSS = worded("nss", "nss", of.NSS)
_FOLIO = worded("folio", "folio", of.FOLIO)
_CREDIT = worded("numero_credito", "credit_number", of.CREDIT)
_REGISTRY = worded("registro_patronal", "employer_registry", of.REGISTRY)
_EMPLOYER = worded("patron", "employer", of.EMPLOYER)
_OF_WORKER = ("nss", "worker", "nss")
_OF_CREDIT = ("credit_number", "credit", "number")

FILES = (
    File(
        "trabajadores",
        "worker",
        (
            _NSS,
            worded("curp", "curp", of.CURP),
            worded("rfc", "rfc", of.RFC),
            worded("nombre", "names", of.name(80)),
            worded("primer_apellido", "first_surname", of.name(60)),
            worded("segundo_apellido", "second_surname", of.name(60, least=0)),
        ),
        together=PERSON,
        merges=False,
    ),
    File(
        "fusiones",
        "merged_nss",
        (
            worded("nss_anterior", "former", of.NSS),
            worded("nss_vigente", "in_force", of.NSS),
            day("fecha", "on"),
        ),
        hangs_on=(("in_force", "worker", "nss"),),
        together=NOT_ITSELF,
        merges=False,
    ),
    File(
        "ahorro",
        "savings",
        (
            _NSS,
            money("fondo_72_92", "fund_72_92"),
            money("vivienda_92", "housing_92"),
            money("vivienda_97", "housing_97"),
            day("fecha_corte", "as_of"),
        ),
        hangs_on=(_OF_WORKER,),
        merges=False,
    ),
    File(
        "relaciones",
        "employment",
        (
            _NSS,
            _REGISTRY,
            day("alta", "began_on"),
            _EMPLOYER,
            day("baja", "ended_on", may_be_empty=True),
            money("salario_diario", "daily_wage", may_be_empty=True),
        ),
        keys=3,
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
            worded("bimestre", "period", of.PERIOD),
            money("importe", "amount"),
            day("fecha_pago", "paid_on"),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "creditos",
        "credit",
        (
            worded("numero_credito", "number", of.CREDIT),
            _NSS,
            worded("estado", "state", of.one_of("vigente", "vencido", "prorroga", "liquidado")),
            worded("regimen", "regime", of.one_of("ROA", "REA")),
            worded("moneda", "currency", of.one_of("MXN", "UMI", "VSM")),
            money("saldo", "balance"),
            money("mensualidad", "monthly_payment"),
            money("monto_vencido", "overdue"),
            money("monto_liquidar", "payoff"),
            day("fecha_limite", "due_on", may_be_empty=True),
            day("fecha_corte", "as_of"),
            money("tasa", "rate", may_be_empty=True),
            day("fecha_inicio", "began_on", may_be_empty=True),
            day("fecha_termino", "ends_on", may_be_empty=True),
            money("seguros", "insurance", may_be_empty=True),
            money("abono_patronal", "employer_share", may_be_empty=True),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "movimientos",
        "movement",
        (
            _FOLIO,
            _CREDIT,
            day("fecha", "on"),
            worded("concepto", "concept", of.text(80)),
            money("importe", "amount"),
            money("saldo", "balance"),
        ),
        hangs_on=(_OF_CREDIT,),
    ),
    File(
        "precalificacion",
        "prequalification",
        (
            _NSS,
            whole("puntos", "points"),
            whole("puntos_minimos", "points_needed"),
            money("monto_maximo", "max_amount"),
            money("descuento_mensual", "monthly_discount"),
            money("tasa", "rate"),
            day("fecha", "as_of"),
            worded("modelo", "model", of.text(20, least=0)),
            worded("cumple", "verdict", of.optional(of.one_of("si", "no"))),
            worded("producto", "product", of.text(40, least=0)),
            maybe_whole("plazo_meses", "months"),
            worded("motivo", "reason", of.text(120, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
        merges=False,
    ),
    File(
        "solicitudes",
        "application",
        (
            _FOLIO,
            _NSS,
            worded(
                "etapa",
                "stage",
                of.one_of(
                    *("precalificacion", "inscripcion", "autorizacion", "titulacion"),
                    *("archivo", "rechazada", "cancelada"),
                ),
            ),
            day("fecha", "on"),
            worded("nota", "note", of.text(200, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "tramites",
        "other_procedure",
        (
            _FOLIO,
            _NSS,
            worded("tipo", "kind", of.text(60)),
            worded("estado", "state", of.text(40)),
            day("fecha", "on"),
            day("fecha_compromiso", "promised_on", may_be_empty=True),
            worded("siguiente_paso", "next_step", of.text(160, least=0)),
            worded("nota", "note", of.text(200, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "avisos",
        "discount_order",
        (
            _FOLIO,
            worded("tipo", "kind", of.one_of("retencion", "suspension", "modificacion")),
            _NSS,
            _CREDIT,
            _REGISTRY,
            _EMPLOYER,
            money("importe", "amount", may_be_empty=True),
            worded("motivo", "reason", of.text(200, least=0)),
            day("fecha", "on"),
        ),
        hangs_on=(_OF_WORKER, _OF_CREDIT),
    ),
    File(
        "constancias",
        "certificate",
        (
            _CREDIT,
            whole("ejercicio", "year"),
            money("intereses_pagados", "interest_paid"),
            money("ajuste_inflacion", "inflation_adjustment"),
            money("intereses_reales", "real_interest"),
        ),
        keys=2,
        hangs_on=(_OF_CREDIT,),
    ),
    File(
        "beneficios",
        "benefit",
        (
            _FOLIO,
            _CREDIT,
            worded(
                "tipo",
                "kind",
                of.one_of(
                    *("reestructura", "liquidacion_mitad", "prorroga"),
                    *("fondo_pagos", "saldo_a_favor", "carta_cancelacion"),
                ),
            ),
            money("importe", "amount", may_be_empty=True),
            money("importe_antes", "before", may_be_empty=True),
            money("importe_despues", "after", may_be_empty=True),
            day("vigencia", "until", may_be_empty=True),
            maybe_whole("meses_usados", "months_used"),
            maybe_whole("meses_restantes", "months_left"),
            worded("estado", "state", of.text(40, least=0)),
            day("fecha", "on"),
        ),
        hangs_on=(_OF_CREDIT,),
    ),
    File(
        "citas",
        "appointment",
        (
            _FOLIO,
            _NSS,
            worded("lugar", "place", of.text(80)),
            worded("direccion", "address", of.text(200, least=0)),
            worded("fecha_hora", "at", of.MOMENT),
            worded("tramite", "about", of.text(80, least=0)),
            worded("documentos", "bring", of.text(200, least=0)),
        ),
        hangs_on=(_OF_WORKER,),
    ),
    File(
        "calendario", "contribution_calendar", (worded("bimestre", "period", of.PERIOD), day("fecha_limite", "due_on"))
    ),
)
"""In the order they are loaded, whatever the order given: workers before what hangs on them."""
