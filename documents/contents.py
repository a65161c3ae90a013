"""What each paper says of a worker, from the institution's records as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from documents.paper import Paper
from flows.dialogs.credit.pick_credit import STATE_NAMES
from flows.records.credit import Credit
from flows.records.institution import Records
from flows.records.papers import Wanted
from flows.records.people import Worker
from flows.saying.house import House
from flows.saying.names import written
from flows.saying.text import MAIL, T
from flows.saying.voice import Voice

MOST_MOVEMENTS = 400
"""Lines of a statement: years of them, and a page count that no mailbox refuses."""

FOLIO = T("Folio", MAIL)
CHECK = T("Para comprobar este documento manda VERIFICA {folio} al {short_code}.", MAIL)
SAMPLE = T("Documento de muestra: la persona no existe y no tiene validez.", MAIL)
NAME, NSS, CURP, RFC = T("Nombre", MAIL), "NSS", "CURP", "RFC"
CREDIT = T("Crédito", MAIL)
AS_OF = T("Datos al", MAIL)
STATEMENT = T("Estado de cuenta del crédito", MAIL)
MOVEMENTS = T("Movimientos", MAIL)
COLUMNS = (T("Fecha", MAIL), T("Concepto", MAIL), T("Importe", MAIL), T("Saldo", MAIL))
NO_MOVEMENTS = T("No hay movimientos de este crédito en los datos a esa fecha.", MAIL)
OPENING, CLOSING = T("Saldo al inicio", MAIL), T("Saldo al final", MAIL)
MONTHLY, OVERDUE = T("Mensualidad", MAIL), T("Atraso", MAIL)
PAYOFF, DUE = T("Para liquidar hoy", MAIL), T("Fecha límite de pago", MAIL)
STATE, UNIT = T("Estado", MAIL), T("Moneda", MAIL)
RATE, BEGAN, ENDS = T("Tasa anual", MAIL), T("Inicio del crédito", MAIL), T("Término del crédito", MAIL)
INSURANCE, EMPLOYER_SHARE = T("Seguros", MAIL), T("Aportación del patrón", MAIL)
CERTIFICATE = T("Constancia de intereses {year}", MAIL, year="2026")
LENDER, LENDER_RFC = T("Quien otorgó el crédito", MAIL), T("RFC de quien otorgó", MAIL)
PAID = T("Intereses nominales pagados", MAIL)
INFLATION, REAL = T("Ajuste por inflación", MAIL), T("Intereses reales pagados (deducibles)", MAIL)
FOR_TAX = T(
    "Para tu declaración anual: los intereses reales de tu crédito de vivienda son una deducción personal "
    "(artículo 151, fracción IV, de la Ley del ISR). Revisa que tu nombre y tu RFC sean los del SAT.",
    MAIL,
)
ORDERS: Mapping[str, str] = {
    "retencion": T("Aviso de retención de descuentos", MAIL),
    "suspension": T("Aviso de suspensión de descuentos", MAIL),
    "modificacion": T("Aviso de modificación de descuentos", MAIL),
}
TO_DO: Mapping[str, str] = {
    "retencion": T("Tu patrón empieza a descontarte desde el día siguiente a recibir este aviso. Entrégaselo.", MAIL),
    "suspension": T(
        "Tu patrón deja de descontarte. Entrégaselo y revisa tus recibos de nómina hasta que no haya descuento.", MAIL
    ),
    "modificacion": T("Tu patrón cambia el importe que te descuenta. Entrégaselo y revisa tu recibo de nómina.", MAIL),
}
ORDER_FOLIO, SENT_ON = T("Folio del aviso", MAIL), T("Fecha del aviso", MAIL)
EMPLOYER, REGISTRY = T("Patrón", MAIL), T("Registro patronal", MAIL)
DISCOUNT, REASON = T("Descuento", MAIL), T("Motivo", MAIL)

LabelPairs = Sequence[tuple[str, str]]


class Contents:
    """Writes papers in one language."""

    def __init__(self, facts: Records, voice: Voice, house: House) -> None:
        self._facts = facts
        self._voice = voice
        self._house = house

    def paper(self, wanted: Wanted, folio: str, *, sample: bool = False) -> Paper | None:
        """The paper, or None where the records have nothing of the kind. `folio` is what `VERIFICA` is asked with."""
        worker = self._facts.worker(wanted.nss)
        if worker is None:
            return None
        made = {"statement": self._statement, "certificate": self._certificate, "order": self._order}[wanted.kind](
            worker, wanted
        )
        if made is None:
            return None
        name, template, title, data = made
        say = self._voice.say
        notes = [*data.pop("notes", ()), *((say(SAMPLE),) if sample else ())]
        common = {
            "language": self._voice.language,
            "issuer": self._house.institution,
            "title": title,
            "folio": folio,
            "folio-label": say(FOLIO),
            "check": say(CHECK, folio=folio),
            "notes": notes,
        }
        return Paper(template, f"{name}.pdf", common | data)

    def _statement(self, worker: Worker, wanted: Wanted) -> tuple[str, str, str, dict[str, Any]] | None:
        credit = self._credit(wanted)
        if credit is None:
            return None
        say, money, day = self._voice.say, self._voice.money, self._voice.day
        newest_first = self._facts.movements(credit.number, MOST_MOVEMENTS)
        opening = newest_first[-1].balance - newest_first[-1].amount if newest_first else credit.balance
        closing = newest_first[0].balance if newest_first else credit.balance
        facts = [*self._who(worker), (say(CREDIT), credit.number), (say(STATE), say(STATE_NAMES[credit.state]))]
        if credit.rate is not None:
            facts.append((say(RATE), f"{credit.rate.normalize():f} %"))
        facts += [(say(name), day(on)) for name, on in ((BEGAN, credit.began_on), (ENDS, credit.ends_on)) if on]
        more = {INSURANCE: credit.insurance, EMPLOYER_SHARE: credit.employer_share}
        figures = [
            (say(OPENING), money(opening)),
            (say(CLOSING), money(closing)),
            (say(MONTHLY), money(credit.monthly_payment)),
            (say(OVERDUE), money(credit.overdue)),
            (say(PAYOFF), money(credit.payoff)),
            *((say(name), money(amount)) for name, amount in more.items() if amount is not None),
            *(((say(DUE), day(credit.due_on)),) if credit.due_on else ()),
        ]
        rows = [(day(one.on), one.concept, money(one.amount), money(one.balance)) for one in reversed(newest_first)]
        data = {"facts": [*facts, (say(UNIT), credit.currency), (say(AS_OF), day(credit.as_of))], "figures": figures}
        name, title = f"estado-{credit.number}", say(STATEMENT)
        if not rows:
            return name, "figures", title, {**data, "notes": (say(NO_MOVEMENTS),)}
        columns = [say(column) for column in COLUMNS]
        table = {"movements-title": say(MOVEMENTS), "columns": columns, "movements": rows}
        return name, "statement", title, data | table

    def _certificate(self, worker: Worker, wanted: Wanted) -> tuple[str, str, str, dict[str, Any]] | None:
        if self._credit(wanted) is None:
            return None
        of_year = (one for one in self._facts.certificates(wanted.key, 20) if one.year == wanted.year)
        found = next(of_year, None)
        if found is None:
            return None
        say, money = self._voice.say, self._voice.money
        facts = [
            *self._who(worker),
            (say(CREDIT), found.credit_number),
            (say(LENDER), self._house.institution),
            (say(LENDER_RFC), self._house.institution_rfc),
        ]
        figures = [
            (say(PAID), money(found.interest_paid)),
            (say(INFLATION), money(found.inflation_adjustment)),
            (say(REAL), money(found.real_interest)),
        ]
        data = {"facts": facts, "figures": figures, "notes": [say(FOR_TAX)]}
        return f"constancia-{found.year}", "figures", say(CERTIFICATE, year=found.year), data

    def _order(self, worker: Worker, wanted: Wanted) -> tuple[str, str, str, dict[str, Any]] | None:
        found = next((one for one in self._facts.orders(wanted.nss, 50) if one.folio == wanted.key), None)
        if found is None:
            return None
        say = self._voice.say
        facts = [
            *self._who(worker),
            (say(CREDIT), found.credit_number),
            (say(EMPLOYER), found.employer),
            *(((say(REGISTRY), found.employer_registry),) if found.employer_registry else ()),
            (say(ORDER_FOLIO), found.folio),
            (say(SENT_ON), self._voice.day(found.on)),
            *(((say(REASON), found.reason),) if found.reason else ()),
        ]
        amount = () if found.amount is None else ((say(DISCOUNT), self._voice.money(found.amount)),)
        data = {"facts": facts, "figures": list(amount), "notes": [say(TO_DO[found.kind])]}
        return f"aviso-{found.folio}", "figures", say(ORDERS[found.kind]), data

    def _credit(self, wanted: Wanted) -> Credit | None:
        """The credit, if it is this worker's."""
        return next((one for one in self._facts.credits(wanted.nss) if one.number == wanted.key), None)

    def _who(self, worker: Worker) -> LabelPairs:
        name = written(worker.names, worker.first_surname, worker.second_surname)
        return [(self._voice.say(NAME), name), (NSS, worker.nss), (CURP, worker.curp), (RFC, worker.rfc)]
