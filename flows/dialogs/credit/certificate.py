"""CONSTANCIA: the figures of the interest certificate of any fiscal year, for the yearly tax return."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.dialogs.offer import tell
from flows.dialogs.papers import MAIL_IT, key, mailable
from flows.dialogs.pick import pick
from flows.readers import periods
from flows.readers.readers import Options
from flows.records.credit import Certificate
from flows.saying.text import PART, T
from flows.turn.turn import Turn

EVERY = 20
"""Fiscal years that are looked through."""

CERTIFICATE = T(
    "Constancia {year}, crédito {credit}\nIntereses pagados {paid}\nInflación {inflation}\nReales, para declarar {real}"
)
NONE = T("Todavía no hay constancia de intereses de tu crédito {credit}. Si ya la necesitas, manda ASESOR.")
NOT_OF = T("No hay constancia {year} de tu crédito {credit}. Hay de: {years}.", years="2026, 2025, 2024, 2023")
NOT_YET = T("La constancia {year} sale el {day}. Pídela desde entonces con CONSTANCIA.")
OTHER_YEAR = T("Otro año", PART)
WHICH_YEAR = T("¿La constancia de qué año?")


def _years(turn: Turn) -> dict[str, str]:
    found = turn.facts.certificates(chosen(turn).number, EVERY)
    return {str(one.year): str(one.year) for one in found}


def _found(turn: Turn) -> Certificate | None:
    """The certificate asked for, or the newest where no year was."""
    about, picked = periods.asked(turn), turn.data.get("picked")
    year = int(picked) if picked else about.year if about else None
    found = turn.facts.certificates(chosen(turn).number, EVERY)
    return next((one for one in found if year in (None, one.year)), None)


def _certificate(turn: Turn) -> str:
    found = _found(turn)
    if found is None:
        return _missing(turn)
    money = turn.voice.money
    return turn.say(
        CERTIFICATE,
        year=found.year,
        credit=ending(found.credit_number),
        paid=money(found.interest_paid),
        inflation=money(found.inflation_adjustment),
        real=money(found.real_interest),
    )


def _missing(turn: Turn) -> str:
    """None at all, or none of the year that was asked for: which there are, or from when it will be."""
    about, years, credit = periods.asked(turn), list(_years(turn)), ending(chosen(turn).number)
    if about:
        month, day = turn.house.certificates_from
        year = about.year + 1
        from_then = date(year, month, min(day, monthrange(year, month)[1]))
        if turn.today <= from_then:
            return turn.say(NOT_YET, year=about.year, day=turn.voice.day(from_then))
        if years:
            return turn.say(NOT_OF, year=about.year, credit=credit, years=", ".join(years[:4]))
    return turn.say(NONE, credit=credit)


def _options(turn: Turn) -> Options:
    if _found(turn) is None:
        return {}
    mail: Options = {"mail": MAIL_IT} if mailable(turn) else {}
    return {**mail, **({"year": OTHER_YEAR} if len(_years(turn)) > 1 else {})}


def _choose(turn: Turn, value: object) -> str:
    if isinstance(value, periods.Asked):
        turn.data["asked"] = [value.year]
        turn.data.pop("picked", None)
        return "shown"
    found = _found(turn)
    if value == "mail" and found:
        turn.data["paper"] = key("certificate", found.credit_number, found.year)
    return str(value)


STATES = (
    gate("certificate"),
    *pick_credit("certificate", then="certificate.show"),
    *pick("certificate.of", "certificate.show", _years, WHICH_YEAR, NONE, longest="2026"),
    *tell(
        "certificate.show",
        _certificate,
        (CERTIFICATE,),
        _options,
        (MAIL_IT, OTHER_YEAR),
        _choose,
        {"mail": "document.open", "year": "certificate.of.open", "shown": "certificate.show"},
        other=periods.Dates(),
    ),
)
