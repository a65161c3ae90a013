"""The words a worker can send at any time, and how generously they are recognised.

Each word names the state it leads to. Control words win over any answer; other words only where what was
typed is not an answer to the question on the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.folding import fold, near

FILLERS = frozenset(
    [
        *(
            "mi",
            "mis",
            "quiero",
            "ver",
            "de",
            "el",
            "la",
            "los",
            "las",
            "un",
            "una",
            "consultar",
            "consulta",
            "saber",
            "dame",
            "dar",
            "darme",
            "cambiar",
            "cuanto",
            "cual",
            "es",
            "con",
            "hablar",
            "necesito",
            "quisiera",
            "tengo",
            "muchas",
            "ok",
            "no",
            "se",
            "llevo",
            "ya",
            "dias",
            "tardes",
            "noches",
            "disculpe",
            "oiga",
        ),
        *("my", "the", "show", "me", "see", "want", "i", "hola", "hello", "please", "para", "por", "favor", "a", "al"),
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword: how it is written in each language, and the state it leads to.

    `control` words are obeyed even where free text is asked for. `aside` words are answered without leaving
    the question on the table.
    """

    leads: str
    spanish: tuple[str, ...]
    english: tuple[str, ...] = ()
    control: bool = False
    aside: bool = False

    def spellings(self, language: str) -> tuple[str, ...]:
        """How the word may be written; Spanish always works."""
        return self.spanish + self.english if language == "en" else self.spanish


WORDS = (
    Word("optout.start", ("baja", "alto", "stop", "stopall", "unsubscribe"), control=True),
    Word("optin.start", ("alta", "start", "unstop"), control=True),
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
    Word("payment.start", ("pago", "pagar", "pagos"), ("pay", "payment")),
    Word("statement.start", ("movimientos", "estado", "movimiento"), ("statement", "movements")),
    Word("points.start", ("puntos", "precalificacion"), ("points", "prequalification")),
    Word("application.start", ("solicitud", "tramite"), ("application",)),
    Word("orders.start", ("descuentos", "descuento"), ("discounts", "discount")),
    Word("certificate.start", ("constancia", "impuestos"), ("certificate", "taxes")),
    Word("alerts.start", ("avisos", "aviso"), ("alerts", "notices")),
    Word("nip.start", ("nip",), ("pin",)),
    Word("nip.forgot", ("olvide", "olvido", "recuerdo", "acuerdo"), ("forgot",)),
    Word("details.start", ("datos", "celular"), ("details", "phone")),
    Word("language.start", ("idioma",), ("language",)),
    Word("language.english", ("english", "ingles")),
    Word("language.spanish", ("espanol", "spanish")),
    Word("agent.start", ("asesor", "persona", "alguien", "ejecutivo"), ("agent", "person"), control=True, aside=True),
    Word("verify.start", ("verifica", "verificar"), ("verify",), aside=True),
    Word("privacy", ("privacidad", "arco"), ("privacy",), aside=True),
)

MOST_LETTERS = 40
"""Of a text that can be a control word and courtesies."""

_LookUp = Callable[[str], "Word | None"]
_EXACT: dict[str, dict[str, Word]] = {
    language: {spelling: word for word in WORDS for spelling in word.spellings(language)} for language in ("es", "en")
}


def control(text: str, language: str) -> Word | None:
    """The control word that is all of `text`; among courtesies only where obeying it does no harm.

    `El Alto` may be where somebody grew up; `quiero hablar con alguien` can only be meant.
    """
    if len(text) > MOST_LETTERS:
        return None
    if word := _EXACT[language].get(fold(text)):
        return word if word.control else None
    found = exact(text, language)
    return found[0] if found and not found[1] and found[0].control and found[0].aside else None


def exact(text: str, language: str) -> tuple[Word, str] | None:
    """The word `text` begins with, after courtesies (`quiero ver mi saldo`), and what follows it."""
    return _begins(text, _EXACT[language].get)


def typed(text: str, language: str) -> tuple[Word, str] | None:
    """As `exact`, forgiving small typing errors where only one word is near."""
    found = exact(text, language)
    return found or _begins(text, lambda first: _nearest(first, language))


def _begins(text: str, look_up: _LookUp) -> tuple[Word, str] | None:
    """The first word that is no courtesy; a greeting only where no other follows.

    `No quiero baja` must stop nothing, nor `no quiero alta` start it.
    """
    pieces, greeting, denied = text.split(None, 8), None, False
    for index, piece in enumerate(pieces[:8]):
        first = fold(piece)
        denied = denied or first == "no"
        if word := look_up(first):
            if denied and word.leads in ("optout.start", "optin.start"):
                break
            if word.leads != "menu":
                return word, " ".join(pieces[index + 1 :])
            greeting = greeting or (word, " ".join(pieces[index + 1 :]))
        elif first and first not in FILLERS:
            break
    return greeting


def _nearest(first: str, language: str) -> Word | None:
    if not 4 <= len(first) <= 18 or first.isdigit():
        return None
    found = {word.leads: word for spelling, word in _EXACT[language].items() if near(first, spelling)}
    return next(iter(found.values())) if len(found) == 1 else None
