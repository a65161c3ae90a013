"""The words a worker can send at any time, and how generously they are recognised.

Each word names the state it leads to. Control words win over any answer; other words only where what was
typed is not an answer to the question on the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from flows.typed.courtesies import COURTESIES, FILLERS, MINE, STOPPABLE, WANTING
from flows.typed.folding import near, simplify


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword: how it is written in each language, and the state it leads to.

    `control` words are obeyed even where free text is asked for. `aside` words are answered without leaving
    the question on the table. What a word does that is in `asks` is never done on a guess: it is obeyed when it is
    all that was sent, alone or among courtesies; near it, the state in `asks` asks first. Where the answers of a word
    are `consent` they are read only after the bare word: `AVISOS NO` means it, `no quiero avisos no` asks.
    """

    leads: str
    spanish: tuple[str, ...]
    english: tuple[str, ...] = ()
    control: bool = False
    aside: bool = False
    asks: str = ""
    consent: bool = False

    def spellings(self, language: str) -> tuple[str, ...]:
        """How the word may be written; Spanish always works."""
        return self.spanish + self.english if language == "en" else self.spanish


WORDS = (
    Word("optout.start", ("baja", "alto", "stop", "stopall", "unsubscribe"), control=True, asks="optout.ask"),
    Word("optin.start", ("alta", "start", "unstop"), control=True, asks="optin.ask"),
    Word("freeze.start", ("bloqueo",), ("block",), control=True, asks="info.stolen_phone"),
    Word("denied.start", ("no fui yo",), ("not me",), control=True, asks="denied.ask"),
    Word("confirmed.start", ("si fui yo", "fui yo"), ("it was me",), control=True),
    Word("menu", ("menu", "inicio", "hola", "buenos", "buenas"), ("home", "hello", "hi"), control=True),
    Word("leave", ("salir", "adios"), ("exit", "bye"), control=True),
    Word("thanks", ("gracias",), ("thanks", "thank"), aside=True),
    Word("help", ("ayuda",), ("help",), control=True, aside=True),
    Word("registration.start", ("registro", "registrar", "registrarme", "cuenta"), ("register", "registration")),
    Word("activation.start", ("activar", "activa", "codigo"), ("activate", "code")),
    Word("savings.start", ("ahorro", "ahorros", "ahorrado"), ("savings", "saving")),
    Word("pots.start", ("detalle", "desglose", "subcuenta", "subcuentas"), ("detail", "pots")),
    Word("contributions.start", ("aportaciones", "aportacion"), ("contributions", "contribution")),
    Word("credit.start", ("credito", "saldo", "debo"), ("credit", "balance", "loan")),
    Word("payment.ways", ("formas",), ("ways",)),
    Word("payment.start", ("pago", "pagar"), ("pay", "payment")),
    Word("statement.start", ("movimientos", "estado", "movimiento", "pagos", "mov"), ("statement", "movements")),
    Word("points.start", ("puntos", "precalificacion"), ("points", "prequalification")),
    Word("application.start", ("solicitud", "tramite"), ("application",)),
    Word("orders.start", ("descuentos", "descuento"), ("discounts", "discount")),
    Word("certificate.start", ("constancia", "impuestos"), ("certificate", "taxes")),
    Word("document.start", ("documento", "documentos", "pdf"), ("document", "pdf")),
    Word("proof.start", ("comprobante", "comprobantes"), ("proof",)),
    Word("benefits.start", ("beneficios", "beneficio"), ("benefits", "benefit")),
    Word("after.start", ("liquide",), ("paidoff",)),
    Word("work.start", ("trabajos", "empleos"), ("jobs",)),
    Word("appointment.start", ("cita", "citas"), ("appointment", "appointments")),
    Word("insurance.start", ("seguro", "seguros"), ("insurance",)),
    Word("scam.start", ("estafa",), ("scam",), aside=True),
    Word("alerts.start", ("avisos", "aviso"), ("alerts", "notices"), consent=True),
    Word("nip.start", ("nip",), ("pin",)),
    Word("nip.forgot", ("olvide", "olvido", "recuerdo", "acuerdo"), ("forgot",)),
    Word("details.start", ("datos", "celular"), ("details", "phone")),
    Word("language.start", ("idioma",), ("language",)),
    Word("language.english", ("english", "ingles"), aside=True),
    Word("language.spanish", ("espanol", "spanish"), aside=True),
    Word("agent.start", ("asesor", "persona", "alguien", "ejecutivo"), ("agent", "person"), control=True, aside=True),
    Word("verify.start", ("verifica", "verificar", "verify"), ("verify",), aside=True),
    Word("privacy", ("privacidad",), ("privacy",), aside=True),
    Word("rights.start", ("arco",)),
)

ASKING = {
    word.asks: Word(word.asks, word.spanish[:1], aside=word.asks.startswith("info.")) for word in WORDS if word.asks
}
"""What is asked where a word that is in `asks` was only near."""

GOALS = (
    "savings",
    "pots",
    "contributions",
    "credit",
    "payment",
    "paid",
    "statement",
    "points",
    "application",
    "orders",
    "certificate",
    "document",
    "proof",
    "benefits",
    "after",
    "work",
    "appointment",
    "insurance",
    "details",
    "consent",
    "optin",
    "rights",
    "closing",
    "questions",
)
"""Dialogs that need the NIP; each goes on at its state `<goal>.open`."""

PERIODIC = frozenset(("contributions", "statement", "certificate"))
"""Goals that may be asked of a year or of months: `CONSTANCIA 2024`."""

OPENING = frozenset({"registration.start", "activation.start"})
"""What opens an account: who has one that is open asks for neither."""

VERIFYING = frozenset(spelling for word in WORDS if word.leads == "verify.start" for spelling in word.spellings("en"))
"""How VERIFICA is written."""

MOST_LETTERS = 40
"""Of a text that can be a control word and courtesies."""

MOST_PIECES = 8
"""Among which a word is looked for."""

_PIECE = re.compile(r"[^\s,;:()*=\"-]+")
_LookUp = Callable[[str], "Word | None"]
_EXACT: dict[str, dict[str, Word]] = {
    language: {spelling: word for word in WORDS for spelling in word.spellings(language)} for language in ("es", "en")
}


def _exact(language: str) -> dict[str, Word]:
    """The words of a language; in one that has none of its own the Spanish ones work, as they do in all."""
    return _EXACT.get(language) or _EXACT["es"]


STOPPING = frozenset(
    [
        *("cancel", "end", "quit", "revoke", "optout", "opt out", "stop all"),
        *("parar", "detener", "stop promotions"),
        *("no mas avisos", "no mas avisos baja", "no mas mensajes", "no mas sms"),
        *("no more alerts", "no more alerts stop", "no more messages", "no more texts"),
    ]
)
"""What means BAJA when it is all that was sent, since it can mean nothing else: the words that Twilio obeys on a long
code and leaves to us on a short one (REVOKE and OPTOUT since 2025), the same in Spanish, and our notices' own
`No más avisos`."""


def control(text: str, language: str) -> Word | None:
    """The control word that is all of `text`; among courtesies only where obeying it does no harm.

    `El Alto` may be where somebody grew up; `quiero hablar con alguien` can only be meant.
    """
    if len(text) > MOST_LETTERS or text.isdecimal():
        return None
    folded = simplify(text)
    if folded in STOPPING:
        return WORDS[0]
    if word := _exact(language).get(folded):
        return word if word.control else None
    found = exact(text, language)
    return found[0] if found and not found[1] and found[0].control and found[0].aside else None


def bare(text: str, language: str) -> Word | None:
    """The word that is all of `text`."""
    return None if text.isdecimal() else _exact(language).get(simplify(text))


def exact(text: str, language: str) -> tuple[Word, str] | None:
    """The word `text` begins with, after courtesies (`quiero ver mi saldo`), and what follows it."""
    if text.isdecimal():  # most of what is sent: NIPs, codes, choices
        return None
    if simplify(text) in STOPPING:
        return WORDS[0], ""
    return _begins(text, _exact(language).get)


def asked(text: str, language: str) -> tuple[Word, str] | None:
    """As `exact`, where free text is asked for: the word alone or with a number, or after what asks for it.

    `La Constancia` may be where somebody grew up; nobody's answer begins with VERIFICA.
    """
    said = [word for word in simplify(text).split() if word not in COURTESIES and not word.isdecimal()]
    if len(said) == 2 and said[0] in MINE:
        said = said[1:]
    if len(said) == 1 and (word := _exact(language).get(said[0])):
        return word, ""
    return exact(text, language) if said and (said[0] in WANTING or said[0] in VERIFYING) else None


def typed(text: str, language: str) -> tuple[Word, str] | None:
    """As `exact`, forgiving small typing errors where only one word is near."""
    found = exact(text, language)
    return found or _begins(text, lambda first: _nearest(first, language))


def _begins(text: str, look_up: _LookUp) -> tuple[Word, str] | None:
    """The first word that is no courtesy; a greeting only where no other follows.

    `No quiero baja` must stop nothing, nor `no quiero alta` start it.
    """
    greeting, denied = None, False
    for index, found in enumerate(islice(_PIECE.finditer(text), MOST_PIECES)):
        piece, rest = found[0], text[found.end() :].strip(" ,;:()=-\n")
        first = simplify(piece)
        denied = denied or first == "no"
        if word := look_up(first):
            if word.asks:
                others = [simplify(other) for other in _PIECE.findall(text) if other != piece]
                careful = None if denied else _carefully(word, first, others)
                return (careful, "") if careful else greeting
            if word.leads != "menu":
                guessed = word.consent and any(
                    simplify(other) not in COURTESIES for other in _PIECE.findall(text)[:index]
                )
                return word, "" if guessed else rest
            greeting = greeting or (word, rest)
        elif first and first not in FILLERS:
            break
    return greeting


def _carefully(word: Word, typed: str, others: list[str]) -> Word | None:
    """The word where it is all that was sent; its question where it may have been meant; else nothing."""
    said = {part for other in others for part in other.split()}
    if said <= COURTESIES and typed in (*word.spanish, *word.english):
        return word
    return ASKING[word.asks] if said <= COURTESIES | FILLERS | STOPPABLE else None


def _nearest(first: str, language: str) -> Word | None:
    if not 4 <= len(first) <= 18 or first.isdigit():
        return None
    found = {word.leads: word for spelling, word in _exact(language).items() if near(first, spelling)}
    return next(iter(found.values())) if len(found) == 1 else None
