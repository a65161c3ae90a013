"""The menu: what a line may ask for, by what is known of it. And taking one's leave."""

from __future__ import annotations

from flows.readers import Choice, Options
from flows.states import Ask, Tell
from flows.text import ONE, PART, T
from flows.turn import Turn

_OPEN: Options = {
    "savings": T("Ahorro", PART),
    "credit": T("Crédito", PART),
    "payment": T("Pago", PART),
    "statement": T("Movimientos", PART),
    "points": T("Puntos", PART),
    "application": T("Solicitud", PART),
    "orders": T("Descuentos", PART),
    "certificate": T("Constancia", PART),
    "more": T("Más", PART),
}
_STRANGER: Options = {
    "register": T("Crear mi cuenta", PART),
    "activate": T("Ya tengo mi código", PART),
    "agent": T("Hablar con un asesor", PART),
    "english": T("English", PART),
}
_STRANGER_IN_ENGLISH: Options = {
    **{key: label for key, label in _STRANGER.items() if key != "english"},
    "spanish": "Español",
}
_MORE: Options = {
    "alerts": T("Avisos", PART),
    "nip": T("Cambiar mi NIP", PART),
    "details": T("Cambiar mis datos", PART),
    "language": T("Idioma / Language", PART),
    "verify": T("¿Este mensaje es suyo?", PART),
    "privacy": T("Privacidad", PART),
    "agent": T("Asesor", PART),
}

HELLO = T("Hola, {name}. ¿Qué necesitas?", ONE, name="W" * 20)
WELCOME = T("Mi Cuenta Infonavit por mensaje. ¿Qué necesitas?", ONE)


def _greet(turn: Turn) -> str:
    account = turn.line.account
    if account and account.status == "active":
        return turn.say(HELLO, name=account.first_name)
    return turn.say(WELCOME)


def _options(turn: Turn) -> Options:
    account = turn.line.account
    if account and account.status == "active":
        return _OPEN
    return _STRANGER_IN_ENGLISH if turn.dialog.language == "en" else _STRANGER


STATES = (
    Ask(
        name="menu",
        says=_greet,
        texts=(HELLO, WELCOME),
        reads=Choice(_options, longest=(tuple(_OPEN.values()), tuple(_STRANGER.values()))),
        tries=99,
        leads={
            "savings": "savings.start",
            "credit": "credit.start",
            "payment": "payment.start",
            "statement": "statement.start",
            "points": "points.start",
            "application": "application.start",
            "orders": "orders.start",
            "certificate": "certificate.start",
            "more": "menu.more",
            "register": "registration.start",
            "activate": "activation.start",
            "agent": "agent.start",
            "english": "language.english",
            "spanish": "language.spanish",
        },
    ),
    Ask(
        name="menu.more",
        says=T("¿Qué más necesitas?", ONE),
        reads=Choice(_MORE),
        leads={
            "alerts": "alerts.start",
            "nip": "nip.start",
            "details": "details.start",
            "language": "language.start",
            "verify": "verify.start",
            "privacy": "privacy",
            "agent": "agent.start",
        },
    ),
    Tell(name="thanks", says=T("¡Con gusto! Cuando quieras, manda MENU.", ONE)),
    Tell(
        name="leave",
        says=T("Listo, cerramos por hoy. Cuando quieras, manda MENU al {short_code} o marca {ussd}.", ONE),
        ends=True,
    ),
)
