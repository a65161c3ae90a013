"""The menu: what a line may ask for, by what is known of it. And taking one's leave."""

from __future__ import annotations

from collections.abc import Callable

from flows.dialogs.pick import MORE
from flows.readers.readers import Choice, Options
from flows.saying.text import PART, T, Text, labels
from flows.turn.states import Ask, Do, Says, Tell
from flows.turn.turn import Turn

MOST = 7
"""Choices of a menu at most: what people hold in mind, and what fits a small screen."""

_LABELS: Options = {
    "savings": T("Ahorro", PART),
    "contributions": T("Aportaciones", PART),
    "credit": T("Crédito", PART),
    "payment": T("Pago", PART),
    "statement": T("Movimientos", PART),
    "points": T("Puntos", PART),
    "application": T("Solicitud", PART),
    "orders": T("Descuentos", PART),
    "certificate": T("Constancia", PART),
    "document": T("Documento en PDF", PART),
    "alerts": T("Avisos", PART),
    "nip": T("Cambiar mi NIP", PART),
    "details": T("Cambiar mis datos", PART),
    "language": T("Idioma / Language", PART),
    "verify": T("¿Este mensaje es suyo?", PART),
    "privacy": T("Privacidad", PART),
    "agent": T("Asesor", PART),
    "more": MORE,
}
_SETTINGS = ("nip", "details", "language", "verify", "privacy", "agent")
_PAGES = {
    "borrower": (
        ("credit", "payment", "statement", "savings", "certificate", "agent", "more"),
        ("orders", "document", "contributions", "application", "points", "agent", "more"),
        ("alerts", *_SETTINGS),
    ),
    "saver": (
        ("savings", "contributions", "points", "application", "alerts", "agent", "more"),
        ("credit", "payment", "statement", "orders", "certificate", "agent", "more"),
        _SETTINGS,
    ),
}
"""What is asked for most comes first: by who owes a credit, and by who saves for one."""

_STRANGER: Options = labels(
    register="Crear mi cuenta", activate="Ya tengo mi código", agent="Hablar con un asesor", english="English"
)
_STRANGER_IN_ENGLISH: Options = {
    **{key: label for key, label in _STRANGER.items() if key != "english"},
    "spanish": "Español",
}
HELLO = T("Hola, {name}. ¿Qué necesitas?", name="W" * 20)
MORE = T("¿Qué más necesitas?")
WELCOME = T("Mi Cuenta Infonavit por mensaje. ¿Qué necesitas?")


def _greet(turn: Turn) -> str:
    if turn.who == "active":
        return turn.say(HELLO, name=turn.account.first_name)
    return turn.say(WELCOME)


def _likely(turn: Turn) -> str:
    """Whether this is a borrower or a saver; what was shown stays so until it is answered."""
    if "likely" not in turn.data:
        turn.data["likely"] = "borrower" if turn.owes else "saver"
    return str(turn.data["likely"])


def _page(number: int) -> Callable[[Turn], Options]:
    def options(turn: Turn) -> Options:
        if turn.who == "active":
            return {key: _LABELS[key] for key in _PAGES[_likely(turn)][number]}
        return _STRANGER_IN_ENGLISH if turn.dialog.language == "en" else _STRANGER

    return options


def _longest(number: int) -> tuple[tuple[str, ...], ...]:
    known = tuple(tuple(_LABELS[key] for key in pages[number]) for pages in _PAGES.values())
    return (*known, tuple(_STRANGER.values())) if number == 0 else known


_LEADS = {
    **{key: f"{key}.start" for key in _LABELS if key not in ("more", "privacy")},
    "privacy": "privacy",
    "register": "registration.start",
    "activate": "activation.start",
    "english": "language.english",
    "spanish": "language.spanish",
}


def _menu(name: str, number: int, more: str, says: Says, texts: tuple[Text, ...] = (), tries: int = 3) -> Ask:
    return Ask(
        name,
        says,
        texts=texts,
        reads=Choice(_page(number), longest=_longest(number)),
        tries=tries,
        rests=name == "menu",
        leads=_LEADS | ({"more": more} if more else {}),
    )


def _leave(turn: Turn) -> str:
    """Who takes up the telephone next is asked for the NIP."""
    turn.dialog.proved_until = 0
    return "left"


STATES = (
    _menu("menu", 0, "menu.more", _greet, (HELLO, WELCOME), tries=99),
    _menu("menu.more", 1, "menu.settings", MORE),
    _menu("menu.settings", 2, "", MORE),
    Tell("thanks", T("¡Con gusto! Cuando quieras, manda MENU.")),
    Do("leave", _leave, leads={"left": "leave.done"}),
    Tell(
        "leave.done",
        T("Listo, cerramos por hoy. Cuando quieras, manda MENU al {short_code} o marca {ussd}."),
        ends=True,
    ),
)
