"""PAGO: how much, and a reference that can be paid at the bank, the shop or by SPEI."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, pick_credit
from flows.readers.readers import BAD_AMOUNT, YES_NO, Amount, Choice, Options
from flows.records.credit import Benefit, BenefitKind, Credit, PaymentChoice
from flows.records.effects import GiveReference
from flows.saying.text import ONE, PART, T, Text
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from flows.typed import numbering
from flows.typed.folding import simplify
from identifiers import payment_line

WHERE_LETTERS = 18
"""Of where the line is paid, as the biller is set up."""
LEAST = Decimal("50.00")
"""Pesos that authorised shops take at least."""
PAYABLE_FOR = timedelta(days=15)
"""Days a reference lasts where the credit has no nearer due date."""

MUCH = 5
"""Times what is paid in a month, from which a sum is asked back: a lost point or a zero too many is ten times."""

_LIKE_NIP = re.compile(r"\d{5}")
_IN_PARTS = re.compile(r"\D*\d{1,2}\s*(?:,|\by\b)\s*\d")
_MONTHS = re.compile(
    r"\b([2-9]|1[0-2]|[a-z]+) (?:mensualidades|meses|pagos|mensualidad|months|monthly payments|payments)\b"
)
_COUNTS = {
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}

HOW_MUCH = T("¿Cuánto pagas? Elige o escribe el importe.", ONE)
ABOUT = T("Elige un número o escribe la cantidad, como 1500.", ONE)
OPTIONS: Mapping[PaymentChoice, Text] = {
    "fondo": T("Con fondo {amount}", PART),
    "mensualidad": T("Mensualidad {amount}", PART),
    "corriente": T("Lo atrasado {amount}", PART),
    "liquidar": T("Liquidar {amount}", PART),
    "mitad": T("Liquida a mitad {amount}", PART),
    "otro": T("Otro importe", PART),
}
FROM_BENEFIT: Mapping[BenefitKind, tuple[PaymentChoice, PaymentChoice]] = {
    "fondo_pagos": ("fondo", "mensualidad"),
    "liquidacion_mitad": ("mitad", "liquidar"),
}
"""What a benefit of the credit offers to pay, and in whose place: who may pay a tenth is not offered the whole."""
MOST_BENEFITS = 20
NAMES = {
    "fondo": {"fondo", "fund"},
    "mensualidad": {"mensualidad", "mes", "monthly"},
    "corriente": {"corriente", "atrasado", "atraso", "overdue"},
    "liquidar": {"liquidar", "liquidarlo", "payoff"},
}
ALL = {"todo", "completo", "all"}
HALF = {"mitad", "half", "a", "la", "liquidar", "liquida", "por"}
"""What `mitad` may be said with where the institution offers it."""
NOT_SO = {"no", "not", "medio", "media", "mitad", "half"}
"""What turns the word of a choice into something else: `medio mes`."""
_LONGEST = tuple(
    tuple(OPTIONS[choice] for choice in (first, "corriente", last, "otro"))
    for first in ("mensualidad", "fondo")
    for last in ("liquidar", "mitad")
)
ABOUT_AMOUNT = T("Escribe cuánto quieres pagar, en pesos y con números, como 1500.", ONE)
AMOUNT = T("Escribe cuánto quieres pagar, desde {least}.", ONE)
TOO_LITTLE = T("El pago más chico es de {least}. Escribe otro importe.", ONE)
TOO_MUCH = T("Es más de lo que debes: con {payoff} lo liquidas. Escribe otro importe.", ONE)
SURE = T("Son {amount}, mucho más que tu mensualidad. ¿Eso quieres pagar?", ONE)
REFERENCE = T(
    "Paga {amount} hasta el {day}\n{where}: línea {line}\n"
    "SPEI: CLABE {clabe}, referencia {reference}, concepto {credit}",
    ONE,
    credit="9999999999",
    line="9999 9999 9999 9999 99",
    where="W" * WHERE_LETTERS,
)


def _amounts(turn: Turn) -> dict[PaymentChoice, Decimal]:
    credit = chosen(turn)
    usual: dict[PaymentChoice, Decimal] = {
        "mensualidad": credit.monthly_payment,
        "corriente": credit.overdue,
        "liquidar": credit.payoff,
    }
    return usual | {choice: benefit.amount for choice, benefit in _benefits(turn).items() if benefit.amount}


def _benefits(turn: Turn) -> dict[PaymentChoice, Benefit]:
    """Those that can be paid with today, the newest of each kind."""
    found: dict[PaymentChoice, Benefit] = {}
    for benefit in turn.facts.benefits(chosen(turn).number, MOST_BENEFITS):
        choice = FROM_BENEFIT.get(benefit.kind, (None, None))[0]
        if choice and benefit.amount and (benefit.until is None or benefit.until >= turn.today):
            found.setdefault(choice, benefit)
    return found


def _options(turn: Turn) -> Options:
    """What there is to pay: a choice of $0.00 is not offered, though it is understood when it is named."""
    amounts = _amounts(turn)
    replaced = {instead for choice, instead in FROM_BENEFIT.values() if choice in amounts}
    return {
        choice: turn.say(text, amount=turn.voice.money(amounts[choice])) if choice in amounts else text
        for choice, text in OPTIONS.items()
        if choice == "otro" or (amounts.get(choice) and choice not in replaced)
    }


class _Sum(Amount):
    """A sum, so many monthly payments, or a choice by a word of its own; an option's number is left to the options."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The amount or the choice: `2,500`, `2 mil`, `1 500`, `dos mensualidades`, `quiero liquidarlo`."""
        if count := _months(text):
            monthly = chosen(turn).monthly_payment
            return Took(count * monthly, "", "[$]") if monthly else Refused()
        said = set(simplify(text).split())
        if said & {"mitad", "half"} and said <= HALF and "credit" in turn.data and "mitad" in _benefits(turn):
            return Took("mitad", "", "MITAD")
        if said & NOT_SO:
            return super().read(text, turn)
        if named := next((choice for choice, words in NAMES.items() if said & words), None):
            return Took(named, "", named.upper())
        if said & ALL and (payoff := chosen(turn).payoff):
            return Took(payoff, "", "[$]")
        read = super().read(text, turn)
        small = isinstance(read, Took) and read.value < LEAST
        return Refused() if small and numbering.number(text) else read


class _HowMuch(Choice):
    """The choices, or a sum; `2,5` and `1 y 2` are neither, for what begins like an option may be an amount."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Refused where it is not sure which was meant."""
        read = Choice.read(self, text, turn)
        optional = isinstance(read, Took) and isinstance(read.value, str) and read.said.isdecimal()
        return Refused(BAD_AMOUNT) if optional and _IN_PARTS.match(text) else read


def _months(text: str) -> int:
    """How many monthly payments are meant, of two or more; 0 where they are not counted in them."""
    found = _MONTHS.search(simplify(text))
    return _COUNTS.get(found[1]) or int(found[1] if found[1].isdecimal() else 0) if found else 0


def _ahead(turn: Turn) -> str:
    """`PAGO 1500` without the NIP: the amount, which is not asked for twice. Nothing that may be a NIP is kept."""
    typed = turn.answers.line
    if count := _months(typed):
        return f"{count} mensualidades"
    if _LIKE_NIP.search(typed):
        return ""
    if ALL & set(simplify(typed).split()):
        return "todo"
    read = _Sum().read(typed, turn)
    if isinstance(read, Refused):  # `PAGO 1` is the first choice, not one peso
        option = None if _IN_PARTS.match(typed) else numbering.number(typed)
        return str(option[0]) if option else ""
    if isinstance(read.value, Decimal) and read.value < LEAST:
        return ""
    whole = isinstance(read.value, Decimal) and read.value == int(read.value)
    return str(int(read.value)) if whole else str(read.value)


def _choose(turn: Turn, value: str | Decimal) -> str:
    if isinstance(value, Decimal):
        return _other(turn, value)
    if value == "otro":
        return "ask"
    amount = _amounts(turn).get(value, Decimal())  # type: ignore[call-overload]  # one of the choices
    if amount <= 0:
        return "nothing_due"
    read = turn.answers.said
    meant = len(read) == 1 or read[-1].isalpha()  # chosen from the list on the screen, or by its name
    return _ready(turn, value, amount, sure=meant)


def _ask_amount(turn: Turn) -> str:
    flaw = turn.data.get("flaw")
    money = turn.voice.money
    if flaw == "much":
        return turn.say(TOO_MUCH, payoff=money(chosen(turn).payoff))
    return turn.say(TOO_LITTLE if flaw else AMOUNT, least=money(LEAST))


def _other(turn: Turn, amount: Decimal) -> str:
    if amount < LEAST or amount > chosen(turn).payoff:
        turn.data["flaw"] = "little" if amount < LEAST else "much"
        return "ask"
    return _ready(turn, "otro", amount)


def _ready(turn: Turn, choice: str, amount: Decimal, *, sure: bool = False) -> str:
    """A reference for much more than is paid in a month is asked back, unless nothing else can have been meant."""
    turn.data.pop("flaw", None)
    turn.data.update(choice=choice, amount=str(amount))
    amounts = _amounts(turn)
    usual = max(amounts["mensualidad"], amounts["corriente"])
    return "ready" if sure or not usual or amount < MUCH * usual else "much"


def _expiry(credit: Credit, today: date, until: date | None) -> date:
    """The credit's due day or a benefit's last one, where it is nearer than the usual."""
    latest = today + PAYABLE_FOR
    return min((day for day in (credit.due_on, until) if day and today <= day < latest), default=latest)


def _give(turn: Turn) -> str:
    credit, choice, amount = chosen(turn), turn.data["choice"], Decimal(turn.data["amount"])
    given = turn.facts.reference(credit.number, choice, amount)
    if given:
        turn.data.update(line=given.line, expires=given.expires_on.isoformat())
        return "given"
    benefit = _benefits(turn).get(choice)
    expires = _expiry(credit, turn.today, benefit.until if benefit else None)
    line = payment_line.build(credit.number, amount, expires, turn.house.payment_rules)
    turn.do(GiveReference(credit.number, choice, line, amount, expires))
    turn.data.update(line=line, expires=expires.isoformat())
    return "given"


def _reference(turn: Turn) -> str:
    data, house = turn.data, turn.house
    return turn.say(
        REFERENCE,
        where=house.payment_where,
        amount=turn.voice.money(Decimal(data["amount"])),
        day=turn.voice.day(date.fromisoformat(data["expires"])),
        line=payment_line.format(data["line"]),
        clabe=house.payment_clabe,
        reference=house.payment_spei_reference,
        credit=data["credit"],
    )


STATES = (
    gate("payment", keeps=_ahead),
    *pick_credit("payment", then="payment.choice", settled=False),
    Ask(
        name="payment.choice",
        says=HOW_MUCH,
        explains=ABOUT,
        reads=_HowMuch(_options, other=Amount(), before=_Sum(), longest=_LONGEST),
        decide=_choose,
        leads={
            "ready": "payment.give",
            "much": "payment.sure",
            "ask": "payment.amount",
            "nothing_due": "payment.nothing_due",
        },
    ),
    Ask(
        name="payment.amount",
        says=_ask_amount,
        reads=Amount(),
        explains=ABOUT_AMOUNT,
        decide=_other,
        leads={"ready": "payment.give", "much": "payment.sure", "ask": "payment.amount"},
    ),
    Ask(
        name="payment.sure",
        says=SURE,
        show=lambda turn: {"amount": turn.voice.money(Decimal(turn.data["amount"]))},
        reads=YES_NO,
        leads={"yes": "payment.give", "no": "payment.choice"},
    ),
    Do(name="payment.give", decide=_give, leads={"given": "payment.reference"}),
    Tell(name="payment.reference", says=_reference, keepable=True),
    Tell(
        name="payment.nothing_due",
        says=T("Vas al corriente: no debes pagos atrasados. Para tu mensualidad manda PAGO.", ONE),
    ),
)
