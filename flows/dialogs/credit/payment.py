"""PAGO: how much, and a reference that can be paid at the bank, the shop or by SPEI."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from flows.dialogs.account.access import gate
from flows.dialogs.credit.dues import FROM_BENEFIT, amounts, payable
from flows.dialogs.credit.pick_credit import chosen, pick_credit
from flows.dialogs.credit.sums import IN_PARTS, LEAST, Sum, TypedPesos, ahead
from flows.readers.amounts import BAD_AMOUNT
from flows.readers.readers import YES_NO, Choice, Options
from flows.records.credit import Credit, PaymentChoice
from flows.records.effects import GiveReference
from flows.saying.text import PART, T, Text
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from identifiers import payment_line

PAYABLE_FOR = timedelta(days=15)
"""Days a reference lasts where the credit has no nearer due date."""

MUCH = 5
"""Times what is paid in a month, from which a sum is asked back: a lost point or a zero too many is ten times."""

HOW_MUCH = T("¿Cuánto pagas? Elige o escribe el importe.")
PAUSED = T("Si pagas, se acaba tu prórroga. ¿Cuánto?")
ABOUT = T("Elige un número o escribe la cantidad, como 1500.")
OPTIONS: Mapping[PaymentChoice, Text] = {
    "fondo": T("Con fondo {amount}", PART),
    "mensualidad": T("Mensualidad {amount}", PART),
    "corriente": T("Lo atrasado {amount}", PART),
    "liquidar": T("Liquidar {amount}", PART),
    "mitad": T("Liquida a mitad {amount}", PART),
    "otro": T("Otro importe", PART),
}
_LONGEST = tuple(
    tuple(OPTIONS[choice] for choice in (first, "corriente", last, "otro"))
    for first in ("mensualidad", "fondo")
    for last in ("liquidar", "mitad")
)
ABOUT_AMOUNT = T("Escribe cuánto quieres pagar, en pesos y con números, como 1500.")
AMOUNT = T("Escribe cuánto quieres pagar, desde {least}.")
TOO_LITTLE = T("El pago más chico es de {least}. Escribe otro importe.")
TOO_MUCH = T("Es más de lo que debes: con {payoff} lo liquidas. Escribe otro importe.")
SURE = T("Son {amount}, mucho más que tu mensualidad. ¿Eso quieres pagar?")


def _how_much(turn: Turn) -> str:
    return turn.say(PAUSED if chosen(turn).state == "prorroga" else HOW_MUCH)


def _options(turn: Turn) -> Options:
    """What there is to pay: a choice of $0.00 is not offered, though it is understood when it is named."""
    due = amounts(turn, chosen(turn))
    replaced = {instead for choice, instead in FROM_BENEFIT.values() if choice in due}
    return {
        choice: turn.say(text, amount=turn.voice.money(due[choice])) if choice in due else text
        for choice, text in OPTIONS.items()
        if choice == "otro" or (due.get(choice) and choice not in replaced)
    }


class _HowMuch(Choice):
    """The choices, or a sum; `2,5` and `1 y 2` are neither, for what begins like an option may be an amount."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Refused where it is not sure which was meant."""
        read = Choice.read(self, text, turn)
        optional = isinstance(read, Took) and isinstance(read.value, str) and read.said.isdecimal()
        return Refused(BAD_AMOUNT) if optional and IN_PARTS.match(text) else read


def _choose(turn: Turn, value: str | Decimal) -> str:
    if isinstance(value, Decimal):
        return _other(turn, value)
    if value == "otro":
        return "ask"
    amount = amounts(turn, chosen(turn)).get(value, Decimal())  # type: ignore[call-overload]  # one of the choices
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
    turn.data.pop("place", None)
    turn.data.update(choice=choice, amount=str(amount))
    due = amounts(turn, chosen(turn))
    usual = max(due["mensualidad"], due["corriente"])
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
    benefit = payable(turn, credit).get(choice)
    expires = _expiry(credit, turn.today, benefit.until if benefit else None)
    line = payment_line.build(credit.number, amount, expires, turn.house.payment_rules)
    turn.do(GiveReference(credit.number, choice, line, amount, expires))
    turn.data.update(line=line, expires=expires.isoformat())
    return "given"


STATES = (
    gate("payment", keeps=ahead),
    *pick_credit("payment", then="payment.choice", settled=False, keeps=ahead),
    Ask(
        "payment.choice",
        _how_much,
        texts=(HOW_MUCH, PAUSED),
        explains=ABOUT,
        reads=_HowMuch(_options, other=TypedPesos(), before=Sum(), longest=_LONGEST),
        decide=_choose,
        leads={
            "ready": "payment.give",
            "much": "payment.sure",
            "ask": "payment.amount",
            "nothing_due": "payment.nothing_due",
        },
    ),
    Ask(
        "payment.amount",
        _ask_amount,
        reads=TypedPesos(),
        explains=ABOUT_AMOUNT,
        decide=_other,
        leads={"ready": "payment.give", "much": "payment.sure", "ask": "payment.amount"},
    ),
    Ask(
        "payment.sure",
        SURE,
        show=lambda turn: {"amount": turn.voice.money(Decimal(turn.data["amount"]))},
        reads=YES_NO,
        leads={"yes": "payment.give", "no": "payment.choice"},
    ),
    Do("payment.give", _give, leads={"given": "payment.reference"}),
    Tell("payment.nothing_due", T("Vas al corriente: no debes pagos atrasados. Para tu mensualidad manda PAGO.")),
)
