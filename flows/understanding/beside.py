"""What was said beside the service, anywhere in a sentence and in any order: a NIP, an amount, a choice, a period.

Of one message only one piece is ever taken for a secret: what is named as one, else the first that looks like one. What
else looks like one is no amount either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from flows.typed.characters import plain
from flows.typed.folding import simplify
from flows.typed.folios import folios_in
from flows.understanding.choices import choice_in
from flows.understanding.periods import Period, period_in, year_in, years_ago_in
from flows.understanding.spoken import digits_of_words
from flows.understanding.words import MOST_CHARACTERS
from identifiers.scan import take_amount
from identifiers.spelt import take_spelt

NIP_DIGITS = 6
_LABEL = re.compile(r"\b(?:nip|pin|clave|contrase[nñ]a|c[oó]digo|code|password)\b", re.IGNORECASE)
_SIX = re.compile(
    r"(?<![\d$])(?<!\d[.,-])"
    r"(?:\d{6}|(?<!\d )(?:\d{3}[ .-]\d{3}|\d{2}[ .-]\d{2}[ .-]\d{2}|\d(?:[ .-]\d){5}))"
    r"(?!\d|[ .,-]\d{3}\b|[.,]\d|\s*(?:pesos?|mxn|mil)\b)",
    re.IGNORECASE,
)
_ANY_SIX = re.compile(r"\W{0,4}(?:(?:es|el|la|mi|is|my|son)\W+)*((?:\d[ .-]{0,3}){6})(?!\d)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+?52\s?1?\s?)?(?<!\d)(?:\d{10}|\d{2}[ .-]\d{4}[ .-]\d{4}|\d{3}[ .-]\d{3}[ .-]\d{4}"
    r"|\d{3}[ .-]\d{3}[ .-]\d{2}[ .-]\d{2}|\d{2}(?:[ .-]\d{2}){4})(?!\d)"
)
_CREDIT = re.compile(r"\bcr[eé]dito\W+(?:n[uú]m\w*\W+)?(?:es\W+)?$", re.IGNORECASE)
_SUM_BEGINS = re.compile(r"(?<![\w.,])(?:\$\s?)?(?:\d|[^\W\d_]{2,})")
_MONEY = re.compile(r"[$]|\d[,']\d{3}|\.\d{2}(?!\d)|\bmil\b|\bpesos?\b|\bmxn\b", re.IGNORECASE)
_PAYING = re.compile(
    r"\b(?:pag\w*|abon\w*|deposit\w*|dar|doy|pay\w*|son|cantidad|importe|monto)(?:\W+(?:de|unos?|un|a|con|por))*\W*$",
    re.IGNORECASE,
)
_NOT_A_SUM = re.compile(
    r"\s*(?:meses|mes|a[nñ]os?|d[ií]as?|semanas?|veces|bimestres?|puntos|months|years|%)\b", re.IGNORECASE
)
_FOLIO = re.compile(r"\b(?:folio|verif)", re.IGNORECASE)
_YEARS = range(1970, 2051)
BARE = 100
"""Pesos from which a number is a sum though nothing says so: `ley 73` is none."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sentence carries; each is None or empty where it says nothing of it.

    `nip` are six digits; `amount` is in pesos; `choice` is an option's number or its own word (`atraso`); `year` and
    `period` are as they were said, whether there is anything of them or not; `years_ago` is 1 for last year; `phone`
    are ten digits; `folio` is six letters and digits.
    """

    nip: str | None = None
    amount: Decimal | None = None
    choice: str | None = None
    year: int | None = None
    years_ago: int | None = None
    period: Period | None = None
    phone: str | None = None
    folio: str | None = None


def beside(text: str) -> Beside:
    """Everything that `text` says beside the service.

    >>> found = beside("mi nip es el 739164 gracias, pago mil quinientos")
    >>> found.nip, found.amount
    ('739164', Decimal('1500.00'))
    """
    text = digits_of_words(plain(text[:MOST_CHARACTERS]))
    phone, text = _phone(text)
    nip, text = _nip(text)
    text = _SIX.sub(" ", text)
    period, year = period_in(text), year_in(text)
    amount, text = _amount(text, year)
    if amount is not None and year == amount:
        year = None
    return Beside(
        nip, amount, choice_in(simplify(text)), year, years_ago_in(simplify(text)), period, phone, _folio(text)
    )


def _nip(text: str) -> tuple[str | None, str]:
    """The one piece that may be tried as a secret, and the text without it."""
    for label in _LABEL.finditer(text):
        if named := _ANY_SIX.match(text, label.end()):
            return _digits(named[1]), _without(text, *named.span(1))
    if found := _SIX.search(text):
        return _digits(found[0]), _without(text, *found.span())
    return None, text


def _phone(text: str) -> tuple[str | None, str]:
    for found in _PHONE.finditer(text):
        if not _CREDIT.search(text[: found.start()]):
            return _digits(found[0])[-10:], _without(text, *found.span())
    return None, text


def _amount(text: str, year: int | None) -> tuple[Decimal | None, str]:
    """The first sum that is one: it has a sign, follows what is said of paying, or is too large to be anything else."""
    for found in _SUM_BEGINS.finditer(text):
        taken = take_amount(text[found.start() :])
        if taken is None or not (found[0][-1].isdigit() or _spelt(found[0])):
            continue
        amount, rest = taken
        end = len(text) - len(rest)
        said = text[found.start() : end]
        paying = _PAYING.search(text[: found.start()]) is not None
        certain = bool(_MONEY.search(said)) or paying or not said.strip()[:1].isdigit()
        if _NOT_A_SUM.match(text, len(said.rstrip()) + found.start()):
            continue
        if amount < 10 and not _MONEY.search(said):
            continue
        if certain or (amount >= BARE and not (amount == year and int(amount) in _YEARS)):
            return amount, _without(text, found.start(), end)
    return None, text


def _spelt(first: str) -> bool:
    """Whether a sum in words may begin with this word: `dos`, `mil`, `cien`."""
    return take_spelt(f"{first} mil") is not None or take_spelt(f"{first} pesos") is not None


def _folio(text: str) -> str | None:
    """A folio that was named as one, or is one word of letters and digits: `3 meses` is none."""
    found = folios_in(text)
    if not found.all or not found.meant:
        return None
    written = re.search(rf"\b{found.all[0]}\b", text, re.IGNORECASE)
    return found.all[0] if written or _FOLIO.search(text) else None


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
