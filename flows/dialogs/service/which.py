"""What was not sure is asked: which of two, or of the likely ones; and the second time in a row a person is offered."""

from __future__ import annotations

from collections.abc import Mapping

from flows.dialogs.service.topics import TOPICS
from flows.keywords.words import OPENING
from flows.readers.readers import Choice, Options
from flows.saying.text import PART, T
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed import yes_no

WHICH = T("¿Qué quieres?")
NOT_SURE = T("No entendí bien. ¿Es algo de esto?")
STILL_NOT_SURE = T("Sigo sin entender. ¿Te ayuda una persona?")
OTHER = T("Otra cosa", PART)
GO_ON = T("Seguir donde iba", PART)

AGENT = "agent.start"
"""Always to be had."""

LABELS: Mapping[str, str] = {
    "savings.start": T("Lo que tengo ahorrado", PART),
    "pots.start": T("Mi ahorro por partes", PART),
    "contributions.start": T("Lo que deposita mi patrón", PART),
    "credit.start": T("Lo que debo", PART),
    "payment.start": T("Pagar", PART),
    "statement.start": T("Mis pagos y movimientos", PART),
    "points.start": T("Mis puntos", PART),
    "application.start": T("Cómo va mi solicitud", PART),
    "orders.start": T("Descuentos de nómina", PART),
    "certificate.start": T("Constancia de intereses", PART),
    "document.start": T("Un documento en PDF", PART),
    "proof.start": T("Un comprobante", PART),
    "benefits.start": T("Beneficios de mi crédito", PART),
    "after.start": T("Ya liquidé: qué sigue", PART),
    "work.start": T("Mis trabajos", PART),
    "appointment.start": T("Mi cita", PART),
    "insurance.start": T("Seguro de mi crédito", PART),
    "scam.start": T("Me quieren estafar", PART),
    "alerts.start": T("Avisos", PART),
    "nip.start": T("Cambiar mi NIP", PART),
    "nip.forgot": T("Olvidé mi NIP", PART),
    "details.start": T("Cambiar celular o correo", PART),
    "language.start": T("Idioma / Language", PART),
    "language.english": T("English", PART),
    "language.spanish": "Español",
    "registration.start": T("Crear mi cuenta", PART),
    "activation.start": T("Mi código", PART),
    "agent.start": T("Un asesor", PART),
    "verify.start": T("¿Este mensaje es suyo?", PART),
    "privacy": T("Privacidad", PART),
    "rights.start": T("Derechos sobre mis datos", PART),
    "help": T("Ayuda", PART),
    "menu": OTHER,
    "optout.ask": T("Dejar avisos o mi cuenta", PART),
    "optin.ask": T("Recibir avisos", PART),
    "leave": T("Salir", PART),
    "dropped.start": T("Dejarlo así", PART),
    "payment.ways": T("Formas de pago", PART),
    "info.where_to_pay": T("Dónde pagar", PART),
    "denied.ask": T("Yo no fui", PART),
    "confirmed.start": T("Sí fui yo", PART),
    "info.who": T("Qué es esto", PART),
    "info.stolen_phone": T("Me robaron el celular", PART),
    **{f"info.{topic.name}": topic.label for topic in TOPICS},
}
"""How a service is named among the likely ones."""


def offer(turn: Turn, likely: tuple[str, ...], again: bool, unsure: bool) -> None:
    """Put on the table what may have been meant. `again`: it is the second time in a row that it was not understood."""
    known = turn.who == "active"
    unnamed = {"menu", *(OPENING if known else ())}
    named = [service for service in likely if service in LABELS and service not in unnamed]
    if not {*named} - {AGENT}:
        named += ["savings.start", "credit.start"] if known else ["registration.start"]
    turn.data["named"] = [service for service in named if service != AGENT][:2] if again else named
    turn.data["unsure"] = unsure
    turn.data["doubt"] = "again" if again else "unsure" if unsure else "near"


def _options(turn: Turn) -> Options:
    named = turn.data.get("named", ())
    services = [AGENT, *named] if turn.data.get("doubt") == "again" else [*named, AGENT]
    options = {service: LABELS[service] for service in dict.fromkeys(services)}
    return options | ({"resume.back": GO_ON} if "resume" in turn.data else {"menu": OTHER})


class _YesOrNo:
    """Yes to the one that is named, or to the person; no to all of them."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The service."""
        options = list(_options(turn))
        said = yes_no.said(text)
        if said == ("yes", "") and (turn.data.get("doubt") == "again" or len(turn.data.get("named", ())) == 1):
            return Took(options[0], "", "SI")
        return Took(options[-1], "", "NO") if said == ("no", "") else Refused()


def _says(turn: Turn) -> str:
    return turn.say({"again": STILL_NOT_SURE, "unsure": NOT_SURE}.get(turn.data.get("doubt", ""), WHICH))


_LONGEST = tuple(sorted(LABELS.values(), key=len, reverse=True)[:3])

STATES = (
    Ask(
        "which",
        _says,
        texts=(WHICH, NOT_SURE, STILL_NOT_SURE),
        reads=Choice(_options, other=_YesOrNo(), longest=((*_LONGEST, LABELS[AGENT], GO_ON),)),
        tries=99,
        final=True,
        leads={service: service for service in (*LABELS, "resume.back")},
    ),
)
