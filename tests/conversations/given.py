"""What may be given on top of a conversation, in the order written.

Of the line: `cuenta` (Lorena's, NIP 482913), `cuenta pendiente`, `NIP 771204`, `correo`, `correo lore@correo.mx`,
`correo comprobado` (after it), `celular recién cambiado`, `cuenta en otro celular`, `inglés`,
`aviso de privacidad <versión>`, `sin avisos`, `aviso K7M2Q9`,
`pregunta K7M2Q9 [<minutos antes>]`: a notice that asks whether it was them. Of the records: `sin ahorro`,
`ahorro en ceros`, `aportaciones`, `aportaciones de dos patrones`, `sin crédito`,
`dos créditos`, `crédito liquidado|vencido|en prórroga|REA|VSM|UMI`, `movimientos`,
`sin aportación <bimestre>`, `trabajo <alta> [<baja>]`,
`pago visto <importe> <día>`, `referencia <importe> <día>`,
`beneficio <tipo> <importe> [<día>]`, `puntos`, `puntos que faltan`,
`puntos de antes`, `puntos que no bastan`,
`solicitud en <etapa>`, `nota <…>`, `descuento de <tipo>`, `sin motivo`, `constancia`, `NSS con dueño`,
`trámite <estado>`, `compromiso vencido`, `cinco descuentos`, `años de constancias`, `años de movimientos`,
`nómina el AAAA-MM-DD`, `prórroga <usados> <quedan>`, `restructurado <antes> <después>`, `carta [<estado>]`,
`seguro <importe>`, `cita <día> <hora>`, `al AAAA-MM-DD`,
`NSS en otro celular`, `NSS unido <viejo>`, `dos descuentos`, `dos solicitudes`,
`persona NSS CURP RFC NOMBRES/APELLIDO/APELLIDO`. Of the institution's own system: `sistema caído`,
`sistema caído, visto <fecha y hora>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from flows.records import effects as done
from flows.records.credit import Benefit, Certificate, DiscountOrder, Movement, PaymentReference
from flows.records.effects import Effect
from flows.records.people import Question, Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.savings import Contribution, Employment, Savings
from flows.saying.names import first_name
from identifiers import curp
from tests.conversations.given_line import GivenLine
from tests.conversations.institution import Institution
from tests.flows.world import CREDIT, LORENA

ON = date(2026, 10, 31)
OTHER = replace(CREDIT, number="2345678903", state="vencido", overdue=Decimal("7700.00"), regime="REA")
PERIODS = ("2026-5", "2026-4", "2026-3", "2026-2", "2026-1")
EMPLOYERS = ("ZAPATERA DEL NORTE Y ASOCIADOS SA DE CV", "CONSTRUCTORA LOS PINOS SA DE CV")
_CREDITS = {
    "liquidado": {"state": "liquidado", "balance": Decimal("0.00"), "payoff": Decimal("0.00"), "due_on": None},
    "vencido": {"state": "vencido", "overdue": Decimal("7700.00")},
    "en prórroga": {"state": "prorroga", "monthly_payment": Decimal("0.00"), "due_on": None},
    "REA": {"regime": "REA"},
    "VSM": {"currency": "VSM"},
    "UMI": {"currency": "UMI"},
}


def build(given: tuple[str, ...]) -> tuple[Institution, tuple[Effect, ...]]:
    """The institution's records, and the effects that make the line what it is (not carried out yet)."""
    world = Institution()
    account = GivenLine()
    for fact in given:
        if not account.takes(world, fact):
            _records(world, fact)
    return world, account.effects(world)


def kept(worker: Worker) -> tuple[str, date]:
    """What an account keeps of a record: the first name and the birth date."""
    return first_name(worker.names), curp.birth_date(worker.curp)


def sealed(effects: tuple[Effect, ...], seal: Callable[[str], str]) -> tuple[Effect, ...]:
    """The same effects with their secrets sealed as the place they go to does it."""
    return tuple(
        replace(
            effect,
            nip_hash=seal(effect.nip_hash),
            questions=tuple(Question(one.key, seal(one.answer_hash)) for one in effect.questions),
        )
        if isinstance(effect, done.OpenAccount)
        else effect
        for effect in effects
    )


def _records(world: Institution, fact: str) -> None:
    if fact.startswith("sistema caído"):
        world.goes_away(fact.partition(", visto ")[2])
        return
    pesos = Decimal
    match fact.split():
        case ["sin", "ahorro"]:
            world.savings_row = None
        case ["ahorro", "en", "ceros"]:
            world.savings_row = Savings(pesos(0), pesos(0), pesos(0), ON)
        case ["aportaciones", *of]:
            employers = EMPLOYERS if of else EMPLOYERS[:1]
            world.contribution_rows = [
                Contribution(f"A{period}", employers[at % len(employers)], period, pesos("1955.26"), ON)
                for at, period in enumerate(PERIODS)
            ]
        case ["sin", "crédito"]:
            world.credit_rows = []
        case ["dos", "créditos"]:
            world.credit_rows = [CREDIT, OTHER]
        case ["crédito", *kind]:
            world.credit_rows = [replace(world.credit_rows[0], **_CREDITS[" ".join(kind)])]
        case ["sin", "aportación", period]:
            world.contribution_rows = [one for one in world.contribution_rows if one.period != period]
        case ["trabajo", began, *ended]:
            until = date.fromisoformat(ended[0]) if ended else None
            world.employment_rows.append(Employment(EMPLOYERS[0], "Y1234567101", date.fromisoformat(began), until))
        case ["beneficio", kind, amount, *until]:
            world.benefit_rows.append(
                Benefit(
                    f"B{kind}",
                    world.credit_rows[0].number,
                    kind,  # type: ignore[arg-type]  # as the conversation has it
                    ON,
                    pesos(amount),
                    until=date.fromisoformat(until[0]) if until else None,
                )
            )
        case ["pago", "visto", amount, day]:
            on, paid = date.fromisoformat(day), -pesos(amount)
            world.movement_rows.insert(0, Movement(on, "PAGO", paid, world.credit_rows[0].balance))
        case ["referencia", amount, day]:
            given = date.fromisoformat(day)
            number = world.credit_rows[0].number
            world.references.append(
                PaymentReference(number, "otro", "1" * 18, pesos(amount), given + timedelta(days=15), given)
            )
        case ["movimientos"]:
            world.movement_rows = [
                Movement(date(2026, month, 17), "PAGO", pesos("-3850.00"), pesos("412350.10") + 3850 * (10 - month))
                for month in (10, 9, 8, 7, 6)
            ]
        case ["puntos", *missing]:
            points, model = (1180, "") if missing == ["de", "antes"] else (62 if missing else 100, "T100")
            needed = 100 if model else 1080
            world.prequalification_row = Prequalification(
                points, needed, pesos("912345.67"), pesos("6100.00"), pesos("8.55"), ON, model
            )
            if missing == ["que", "no", "bastan"]:
                world.prequalification_row = replace(
                    world.prequalification_row, points=100, qualifies=False, reason="FALTAN MESES DE TRABAJO CONTINUO"
                )
        case ["solicitud", "en", stage]:
            world.application_rows = [Application("S2026001", stage, ON, "")]
        case ["dos", "solicitudes"]:
            world.application_rows = [
                Application("S2026001", "autorizacion", ON, ""),
                Application("S2025777", "rechazada", ON - timedelta(days=200), ""),
            ]
        case ["nota", *words]:
            world.application_rows = [replace(one, note=" ".join(words)) for one in world.application_rows]
        case ["descuento", "de", kind]:
            amount = None if kind == "suspension" else pesos("3850.00")
            world.order_rows = [
                DiscountOrder("D881", kind, CREDIT.number, "ZAPATERA DEL NORTE", amount, "CREDITO NUEVO", ON)
            ]
        case ["trámite", *state]:
            step, promised = "firmar la carta en tu oficina", ON + timedelta(days=40)
            world.procedure_rows.append(
                Procedure("T77310", "CORRECCION DE DATOS", " ".join(state), ON, promised, step, "")
            )
        case ["compromiso", "vencido"]:
            late = ON + timedelta(days=10)
            world.procedure_rows = [replace(one, promised_on=late) for one in world.procedure_rows]
        case ["cinco", "descuentos"]:
            world.order_rows = [
                DiscountOrder(
                    f"D88{number}",
                    "modificacion",
                    (CREDIT if number else OTHER).number,
                    EMPLOYERS[number % 2],
                    pesos("3850.00"),
                    "CAMBIO DE FACTOR",
                    ON - timedelta(days=60 * number),
                )
                for number in range(6)
            ]
        case ["años", "de", "constancias"]:
            world.certificate_rows = [
                Certificate(CREDIT.number, year, pesos(year), pesos("1000.00"), pesos(year - 1000))
                for year in range(2025, 2018, -1)
            ]
        case ["años", "de", "movimientos"]:
            world.movement_rows = [
                Movement(
                    date(2026 - back // 12, 12 - back % 12, 5), "PAGO", pesos("-1000.00"), pesos(50000 + 1000 * back)
                )
                for back in range(2, 30)
            ]
        case ["nómina", "el", day]:
            seen = Movement(date.fromisoformat(day), "DESCUENTO NOMINA", pesos("-3850.00"), pesos("0.00"))
            world.movement_rows = [seen]
        case ["al", day]:
            world.credit_rows = [replace(one, as_of=date.fromisoformat(day)) for one in world.credit_rows]
        case ["dos", "descuentos"]:
            world.order_rows = [
                DiscountOrder("D882", "suspension", CREDIT.number, "ZAPATERA DEL NORTE", None, "", ON),
                DiscountOrder("D881", "retencion", CREDIT.number, "ZAPATERA DEL NORTE", pesos("3850.00"), "", ON),
            ]
        case ["prórroga", used, left]:
            world.benefit_rows.append(
                Benefit("BP", CREDIT.number, "prorroga", ON, months_used=int(used), months_left=int(left))
            )
        case ["restructurado", before, after]:
            world.benefit_rows.append(
                Benefit("BR", CREDIT.number, "reestructura", ON, before=pesos(before), after=pesos(after))
            )
        case ["carta", *state]:
            letter = Benefit("BC", CREDIT.number, "carta_cancelacion", ON, state=" ".join(state))
            world.benefit_rows.append(letter)
        case ["seguro", amount]:
            world.credit_rows = [replace(one, insurance=pesos(amount)) for one in world.credit_rows]
        case ["cita", day, time]:
            place = "CESI CENTRO", "AV. JUAREZ 120, COL. CENTRO"
            world.appointment_rows.append(
                Appointment(f"C{day}", *place, f"{day} {time}", "SOLICITUD", "IDENTIFICACION")
            )
        case ["sin", "motivo"]:
            world.order_rows = [replace(one, reason="") for one in world.order_rows]
        case ["constancia"]:
            world.certificate_rows = [
                Certificate(CREDIT.number, 2025, pesos("38000.00"), pesos("16000.00"), pesos("22000.00"))
            ]
        case ["NSS", "con", "dueño"]:
            world.taken = True
        case ["NSS", "en", "otro", "celular"]:
            world.pending_elsewhere = True
        case ["NSS", "unido", old]:
            world.merged[old] = LORENA.nss
        case ["persona", nss, curp, rfc, *name]:
            names, first, second = " ".join(name).split("/")
            world.workers = [Worker(nss, curp, rfc, names, first, second)]
        case _:
            raise ValueError(f"nothing is known of {fact!r}: see given.py")
