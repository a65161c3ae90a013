"""¿Fuiste tú? What is answered to a notice of something begun in the worker's name.

SI is kept; NO FUI YO closes the account at once.
"""

from __future__ import annotations

from datetime import timedelta

from flows.dialogs.account.access import FOR_GOOD
from flows.readers.readers import Choice
from flows.records.effects import AnswerNotice, FreezeAccount, NoteCase, OpenCase, TellContacts
from flows.records.service import AskedNotice
from flows.saying.text import MAIL, T, labels
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import INSTITUTION_TIME, Turn
from flows.typed.folios import folios_in

NOT_ME = "not-me"
"""The reason of the case, an urgent one."""

ASKED_FOR = timedelta(days=30)
"""How long after it was sent a notice is what somebody means who names none."""

WARNING = T(
    "De tu cuenta de Mi Cuenta contestaron NO FUI YO a un aviso: la cerramos, caso {folio}. Si no fuiste tú, llama ya "
    "a Infonatel: {infonatel}.",
    folio="W" * 6,
)
SUBJECT = T("Cerramos tu cuenta de Mi Cuenta Infonavit", MAIL)
NOTE = "NO FUI YO: {about}, aviso {folio} del {day}"


def pending(turn: Turn) -> AskedNotice | None:
    """The notice that waits for an answer, whoever it was that sent words without a folio."""
    found = turn.facts.asked(None)
    return found if found and found.sent_at > turn.now - ASKED_FOR else None


def _named(turn: Turn) -> AskedNotice | None:
    """The one whose folio was sent; without one, the newest that waits."""
    if not turn.answers:
        return pending(turn)
    folios = folios_in(turn.answers.next()).all
    turn.answers.take("", "[folio]")
    return next(filter(None, map(turn.facts.asked, folios)), None)


def _deny(turn: Turn) -> str:
    """Without a notice of the line's nothing is known of, unless the account has just left it.

    A folio that a stranger sends closes nothing: it may be a guess, so that the way of a stolen phone is theirs.
    """
    named = bool(turn.answers)
    if asked := _named(turn):
        _close(turn, asked)
        return "closed"
    if turn.who == "active":
        return "nothing"
    return "left" if named or turn.facts.left_account() else "nothing"


def _close(turn: Turn, asked: AskedNotice) -> None:
    """Everything at once: the answer, the urgent case with what it is about, the warnings, and the account closed."""
    case = turn.facts.open_case()
    folio = case.folio if case and case.reason == NOT_ME else turn.chance.folio()
    turn.data["folio"] = folio
    turn.do(AnswerNotice(asked.folio, "no", asked.left))
    if not (case and case.reason == NOT_ME):
        turn.do(OpenCase(folio, NOT_ME))
    day = asked.sent_at.astimezone(INSTITUTION_TIME).date()
    turn.do(NoteCase(folio, NOTE.format(about=asked.about, folio=asked.folio, day=day)))
    warning = turn.say(WARNING, folio=folio)
    mail = warning if turn.house.mail else ""
    turn.do(TellContacts(warning, turn.say(SUBJECT), mail, former=not asked.left, nss=asked.left))
    turn.do(FreezeAccount(turn.now + FOR_GOOD, asked.left, disputed=bool(asked.left)))
    turn.dialog.proved_until = 0


def _may_say_yes(turn: Turn) -> bool:
    """Whoever calls may be the thief: an agent hears a yes of a caller who is verified. A no only closes."""
    return turn.driver == "worker" or turn.proved


def _confirm(turn: Turn) -> str:
    asked = _named(turn) if _may_say_yes(turn) else None
    if asked is None:
        return "nothing"
    return "denied" if asked.answer == "no" else _note_yes(turn, asked)


def _note_yes(turn: Turn, asked: AskedNotice) -> str:
    turn.do(AnswerNotice(asked.folio, "yes", asked.left))
    turn.data["folio"] = asked.folio
    return "noted"


def _near(turn: Turn) -> str:
    asked = pending(turn)
    if asked is None:
        return "nothing"
    turn.data["of"] = asked.folio
    return "ask"


def _choose(turn: Turn, answer: str) -> str:
    asked = turn.facts.asked(turn.data["of"])
    if asked is None:
        return "nothing"
    if answer == "no":
        _close(turn, asked)
        return "closed"
    return _note_yes(turn, asked) if _may_say_yes(turn) else "nothing"


def _folio(turn: Turn) -> dict[str, object]:
    return {"folio": turn.data["folio"]}


STATES = (
    Do("denied.start", _deny, leads={"closed": "denied.closed", "left": "freeze.start", "nothing": "info.not_mine"}),
    Do("denied.ask", _near, leads={"ask": "denied.which", "nothing": "info.not_mine"}),
    Ask(
        "denied.which",
        T("Te mandamos un aviso de algo a tu nombre, folio {of}. ¿Fuiste tú?", of="W" * 6),
        show=lambda turn: {"of": turn.data["of"]},
        reads=Choice(labels(yes="Sí, fui yo", no="No fui yo: cierren mi cuenta")),
        decide=_choose,
        final=True,
        leads={"noted": "confirmed.noted", "closed": "denied.closed", "nothing": "info.not_mine"},
    ),
    Tell(
        "denied.closed",
        T(
            "Caso urgente {folio}: cerramos tu cuenta de Mi Cuenta y una persona revisa ya lo que pasó. No firmes ni "
            "pagues nada. Llama también al {infonatel}.",
            folio="W" * 6,
        ),
        show=_folio,
    ),
    Do(
        "confirmed.start",
        _confirm,
        leads={"noted": "confirmed.noted", "denied": "confirmed.denied", "nothing": "confirmed.nothing"},
    ),
    Tell(
        "confirmed.noted",
        T("Gracias, anotamos que fuiste tú. Si no fue así, manda NO FUI YO {folio}.", folio="W" * 6),
        show=_folio,
    ),
    Tell(
        "confirmed.denied",
        T("Ya nos dijiste que no fuiste tú, y tu cuenta está cerrada. Si cambia algo, manda ASESOR."),
    ),
    Tell("confirmed.nothing", T("No hay un aviso que espere tu respuesta. Para ver qué puedes hacer manda MENU.")),
)
