"""MOVIMIENTOS: a credit's movements between two balances, the newest or those of a month, a bimestre or a year."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.dialogs.offer import tell
from flows.dialogs.papers import MAIL_IT, key, mailable
from flows.dialogs.pick import MORE
from flows.readers import periods
from flows.readers.readers import Options
from flows.records.credit import Movement
from flows.saying.text import PART, TWO, T
from flows.turn.turn import Turn

SHOWN = 4
CONCEPT = 16
EVERY = 400
"""Movements that are looked through for a month or a year."""

LIST = T(
    "Crédito {credit}, movimientos{what}\nSaldo al final {closing}\n{lines}\nSaldo al inicio {opening}",
    TWO,
    what=" de nov-dic 2026",
    closing="$9,999,999.99",
    opening="$9,999,999.99",
    lines="\n".join(["17 dic 2026 " + "W" * CONCEPT + " -$999,999.99"] * SHOWN),
)
OF = T(" de {what}", PART, what="nov-dic 2026")
LINE = T("{day} {concept} {amount}", PART)
NOT_THEN = T(
    "Tu crédito {credit} no tiene movimientos de {what}. Hay del {oldest} al {newest}: "
    "manda MOVIMIENTOS y el mes o año.",
    what="nov-dic 2026",
    oldest="30 sep 2026",
    newest="30 sep 2026",
)
NONE = T("Tu crédito {credit} todavía no tiene movimientos.")


def _page(turn: Turn) -> tuple[list[Movement], bool]:
    """What is shown now, the newest first, and whether there is more."""
    number, about, first = chosen(turn).number, periods.asked(turn), SHOWN * int(turn.data.get("page", 0))
    found = turn.facts.movements(number, EVERY if about else first + SHOWN + 1)
    if about:
        found = [one for one in found if about.holds(one.on)]
    return found[first : first + SHOWN], len(found) > first + SHOWN


def _statement(turn: Turn) -> str:
    credit, about = ending(chosen(turn).number), periods.asked(turn)
    say, money, day = turn.say, turn.voice.money, turn.voice.day
    shown, _ = _page(turn)
    if not shown:
        every = turn.facts.movements(chosen(turn).number, EVERY)
        if not every or about is None:
            return say(NONE, credit=credit)
        span = {"oldest": day(every[-1].on), "newest": day(every[0].on)}
        return say(NOT_THEN, what=about.said(turn.voice), credit=credit, **span)
    lines = [
        say(LINE, day=day(one.on), concept=one.concept[:CONCEPT].strip(), amount=money(one.amount)) for one in shown
    ]
    return say(
        LIST,
        credit=credit,
        what=say(OF, what=about.said(turn.voice)) if about else "",
        closing=money(shown[0].balance),
        lines="\n".join(lines),
        opening=money(shown[-1].balance - shown[-1].amount),
    )


def _options(turn: Turn) -> Options:
    shown, more = _page(turn)
    found: Options = {"more": MORE} if more else {}
    return {**found, **({"mail": MAIL_IT} if shown and mailable(turn) else {})}


def _choose(turn: Turn, value: object) -> str:
    if isinstance(value, periods.Asked):
        turn.data["asked"] = [value.year, *value.months]
        turn.data.pop("page", None)
        return "shown"
    if value == "more":
        turn.data["page"] = int(turn.data.get("page", 0)) + 1
        return "shown"
    turn.data["paper"] = key("statement", turn.data["credit"])
    return "mail"


STATES = (
    gate("statement"),
    *pick_credit("statement", then="statement.show"),
    *tell(
        "statement.show",
        _statement,
        (LIST,),
        _options,
        (MORE, MAIL_IT),
        _choose,
        {"shown": "statement.show", "mail": "document.open"},
        other=periods.Dates(),
    ),
)
