"""Writes `docs/services.md`: every service that Mi Cuenta offers, how it is asked for here, and what that costs.

`python -m tests.conversations.services`, with `--check` says whether the page is up to date. The list is of the
announcement to employers and of the portal's own services; a test fails when one of them leads nowhere.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from config.docs.pages import keep
from flows.keywords.answering import answered
from flows.keywords.hearing import hear
from gsm7 import segments
from simulator.talk import NIP
from simulator.tasks import Cost, Task, measure
from tests.conversations.reading import files, read

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "services.md"
TOP = """# Services

Written by `make docs` from what the program does: each service of the announcement to employers and of the portal, the
word or sentence that asks for it, the dialog it leads to, the conversations that show it, and what one answer costs:
messages sent and segments back by SMS, inputs after dialling and screens by USSD; where it is mailed, too, messages
sent and segments back until the mail leaves, in the conversation that shows it. `·`: the NIP is sent with it.

"""


@dataclass(frozen=True, slots=True)
class Service:
    """One service: `typed` asks for it, which leads to the state `leads`; `secret`: with the NIP after it.

    `mail` is the conversation in which it is mailed, where it is.
    """

    name: str
    typed: str
    leads: str
    secret: bool = True
    mail: str = ""


ANNOUNCED = (
    Service("Open an account", "REGISTRO", "registration.start", secret=False),
    Service("Activate it", "ACTIVAR", "activation.start", secret=False, mail="activacion/por-correo"),
    Service("Notice of contributions, by SMS or mail", "AVISOS", "alerts.start", secret=False),
    Service("Savings", "AHORRO", "savings.start"),
    Service("Prequalification", "PUNTOS", "points.start"),
    Service("Credit application, how far it is", "SOLICITUD", "application.start"),
    Service("Credit balance", "CREDITO", "credit.start"),
    Service("Statement", "MOVIMIENTOS", "statement.start", mail="documentos/estado-de-cuenta"),
    Service("Payment", "PAGO", "payment.start"),
    Service("Suspension and retention orders", "DESCUENTOS", "orders.start", mail="documentos/aviso"),
    Service("Certificate for the tax return", "CONSTANCIA", "certificate.start", mail="documentos/comprobar-el-correo"),
)
PORTAL = (
    Service("Every other procedure", "TRAMITE", "application.start"),
    Service("Contributions and employers, with what is missing", "APORTACIONES", "contributions.start"),
    Service("Complaint of an employer", "quiero quejarme de mi patron", "info.employer", secret=False),
    Service("Restructured credit, early payoff at half, payment fund", "PAGO", "payment.start"),
    Service("Where and how to pay", "FORMAS", "payment.ways", secret=False),
    Service("What was seen of a payment", "ya pague", "info.paid"),
    Service("What a credit is given or owed: benefits", "BENEFICIOS", "benefits.start"),
    Service("Extension without work", "me quede sin trabajo y no puedo pagar", "info.cannot_pay", secret=False),
    Service("After paying off: letter and deed", "como libero mis escrituras", "info.deeds", secret=False),
    Service("After paying off: discount, refund, letter, followed", "LIQUIDE", "after.start"),
    Service("Refund of an overpayment", "me devuelven lo que pague de mas", "info.refund", secret=False),
    Service("Savings on retirement", "que pasa con mi ahorro cuando me pensione", "info.retirement", secret=False),
    Service("Correction of name, CURP, RFC or NSS", "mi nombre esta mal escrito", "info.change_data", secret=False),
    Service("Appointments and offices", "donde hay una oficina", "info.office", secret=False),
    Service("One's own appointment", "CITA", "appointment.start"),
    Service("Employers and dates (relaciones laborales)", "TRABAJOS", "work.start"),
    Service("Housing and Mejoravit", "que creditos hay para arreglar mi casa", "info.products", secret=False),
    Service("Insurance of the house and of the credit", "seguro de mi casa", "info.insurance", secret=False),
    Service("What a credit pays for insurance", "SEGURO", "insurance.start"),
    Service("A suspicious message", "ESTAFA me piden mi nip", "scam.start", secret=False),
    Service("Something begun in one's name", "NO FUI YO", "denied.start", secret=False),
    Service("A credit that nobody asked for, fraud", "me quieren estafar", "info.scam", secret=False),
    Service("Change of telephone or e-mail", "DATOS", "details.start", secret=False),
    Service("Change of NIP", "NIP", "nip.start", secret=False),
    Service("A person", "ASESOR", "agent.start", secret=False),
    Service("Was that message yours?", "VERIFICA", "verify.start", secret=False),
    Service("Papers as PDF", "DOCUMENTO", "document.start", mail="documentos/cual"),
    Service("Proof of savings or debt", "COMPROBANTE", "proof.start"),
    Service("Privacy notice", "PRIVACIDAD", "privacy", secret=False, mail="derechos/aviso-completo-por-correo"),
    Service("Rights over the data (ARCO)", "ARCO", "rights.start", mail="derechos/ver-mis-datos"),
    Service("Stolen phone", "BLOQUEO", "freeze.start", secret=False),
)
SERVICES = ANNOUNCED + PORTAL


def leads(service: Service) -> str:
    """Where what is typed leads."""
    if said := answered(service.typed):
        return said.word.leads
    word = hear(service.typed, "es").word
    return word.leads if word else ""


def shown(service: Service) -> list[Path]:
    """The conversations in which it is asked for so, or by its word in a sentence."""
    asked = service.typed.lower()
    found = []
    for path in files():
        lines = [line[2:].lower() for line in path.read_text("utf-8").splitlines() if line.startswith("> ")]
        if any(line.startswith(asked) or _same(line, service) for line in lines):
            found.append(path)
    return found


def _same(line: str, service: Service) -> bool:
    if not service.leads.startswith("info."):
        return False
    word = hear(line, "es").word
    return word is not None and word.leads == service.leads


def cost(service: Service) -> tuple[Cost, Cost]:
    """Of one answer, by SMS and by USSD."""
    typed = f"{service.typed} {NIP}" if service.secret else service.typed
    dialled = (service.typed, NIP) if service.secret else (service.typed,)
    known = service.leads not in ("registration.start", "activation.start")
    return measure(Task(service.name, (typed,), dialled, known=known))


def mailed(service: Service) -> tuple[int, int]:
    """Messages sent, and segments back, until the mail leaves. Raises ValueError where none does."""
    sent = answered = 0
    for mark, text in read(Path(__file__).parent / f"{service.mail}.txt").lines:
        sent, answered = sent + (mark == ">"), answered + (segments(text) if mark == "<" else 0)
        if mark == "~" and text.startswith("correo"):
            return sent, answered
    raise ValueError(f"{service.mail} sends no mail")


def _row(service: Service) -> str:
    sms, ussd = cost(service)
    name = f"`{service.typed}{' ·' if service.secret else ''}`"
    there = shown(service)
    first = f"{there[0].parent.name}/{there[0].stem}" if there else "none"
    more = f" and {len(there) - 1} more" if len(there) > 1 else ""
    costs = f"{sms.sent} + {sms.answered} | {ussd.sent} + {ussd.answered}"
    mail = "{} + {}".format(*mailed(service)) if service.mail else ""
    return f"| {service.name} | {name} | `{service.leads}` | {first}{more} | {costs} | {mail} |\n"


def page() -> str:
    """The whole page."""
    head = (
        "| service | asked for with | leads to | conversations | SMS | USSD | e-mail |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    parts = (("Of the announcement to employers", ANNOUNCED), ("Of the portal", PORTAL))
    return TOP + "\n".join(f"## {title}\n\n{head}{''.join(map(_row, listed))}" for title, listed in parts)


if __name__ == "__main__":
    sys.exit(keep(PAGE, page(), "tests/conversations/services.py"))
