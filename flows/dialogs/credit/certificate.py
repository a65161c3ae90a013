"""CONSTANCIA: the three figures of the interest certificate, for the yearly tax return."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.readers import periods
from flows.records.effects import SendMail
from flows.saying.text import MAIL, ONE, PART, T
from flows.turn.states import Do, Tell
from flows.turn.turn import Turn

EVERY = 20
"""Fiscal years that are looked through."""

CERTIFICATE = T(
    "Constancia {year}, crédito {credit}\nPagaste de intereses {paid}\nAjuste por inflación {inflation}\n"
    "Reales, para tu declaración {real}{mailed}",
    ONE,
    mailed="\nVa a tu correo.",
)
MAILED = T("\nVa a tu correo.", PART)
NONE = T("Todavía no hay constancia de intereses de tu crédito {credit}.", ONE)
NOT_OF = T("No hay constancia {year} de tu crédito {credit}. Hay de: {years}.", ONE, years="2026, 2025, 2024, 2023")
NOT_YET = T(
    "La constancia {year} sale después del 15 feb {next}, cuando el año ya terminó. Pídela entonces con CONSTANCIA.",
    ONE,
    next="2027",
)
SUBJECT = T("Tu constancia de intereses {year}", MAIL)


def _figures(turn: Turn, mailed: str) -> tuple[int, str] | None:
    credit = chosen(turn)
    about = periods.asked(turn)
    found = turn.facts.certificates(credit.number, EVERY)
    newest = next((one for one in found if about is None or one.year == about.year), None)
    if newest is None:
        return None
    money = turn.voice.money
    return newest.year, turn.say(
        CERTIFICATE,
        year=newest.year,
        credit=ending(credit.number),
        paid=money(newest.interest_paid),
        inflation=money(newest.inflation_adjustment),
        real=money(newest.real_interest),
        mailed=mailed,
    )


def _send(turn: Turn) -> str:
    figures = _figures(turn, mailed="")
    turn.data["mailed"] = bool(figures and turn.house.mail and turn.account.email)
    if figures and turn.data["mailed"]:
        year, text = figures
        turn.do(SendMail(turn.say(SUBJECT, year=year), text))
    return "shown"


def _certificate(turn: Turn) -> str:
    figures = _figures(turn, mailed=turn.say(MAILED) if turn.data.get("mailed") else "")
    return figures[1] if figures else _missing(turn)


def _missing(turn: Turn) -> str:
    """None at all, or none of the year that was asked for: which there are, or from when it will be."""
    credit = chosen(turn)
    years = [str(one.year) for one in turn.facts.certificates(credit.number, EVERY)]
    about = periods.asked(turn)
    if about and about.year >= turn.today.year:
        return turn.say(NOT_YET, year=about.year, next=about.year + 1)
    if about and years:
        return turn.say(NOT_OF, year=about.year, credit=ending(credit.number), years=", ".join(years[:4]))
    return turn.say(NONE, credit=ending(credit.number))


STATES = (
    gate("certificate"),
    *pick_credit("certificate", then="certificate.send"),
    Do(name="certificate.send", decide=_send, leads={"shown": "certificate.show"}),
    Tell(name="certificate.show", says=_certificate, keepable=True),
)
