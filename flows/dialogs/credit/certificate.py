"""CONSTANCIA: the three figures of the interest certificate, for the yearly tax return."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.effects import SendMail
from flows.states import Do, Tell
from flows.text import MAIL, ONE, PART, T
from flows.turn import Turn

CERTIFICATE = T(
    "Constancia {year}, crédito {credit}\nPagaste de intereses {paid}\nAjuste por inflación {inflation}\n"
    "Reales, para tu declaración {real}{mailed}",
    ONE,
    mailed="\nVa a tu correo.",
)
MAILED = T("\nVa a tu correo.", PART)
NONE = T("Todavía no hay constancia de intereses de tu crédito {credit}.", ONE)
SUBJECT = T("Tu constancia de intereses {year}", MAIL)


def _figures(turn: Turn, mailed: str) -> tuple[int, str] | None:
    credit = chosen(turn)
    found = turn.facts.certificates(credit.number, 1)
    if not found:
        return None
    newest, money = found[0], turn.voice.money
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
    return figures[1] if figures else turn.say(NONE, credit=ending(chosen(turn).number))


STATES = (
    gate("certificate"),
    *pick_credit("certificate", then="certificate.send"),
    Do(name="certificate.send", decide=_send, leads={"shown": "certificate.show"}),
    Tell(name="certificate.show", says=_certificate, keepable=True),
)
