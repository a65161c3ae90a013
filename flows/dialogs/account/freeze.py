"""BLOQUEO, or a stolen phone: an urgent case at once, and the account closed until its holder or an agent opens it.

Said honestly: it closes our channel. It stops neither the line nor what is done elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from flows.dialogs.account.access import FOR_GOOD, frozen
from flows.dialogs.account.questions import QUESTIONS, answer_key, chosen_question, security_question
from flows.dialogs.service.agent import own_case
from flows.readers.readers import Choice
from flows.records.effects import FreezeAccount, MissIdentity
from flows.saying.text import T, Text, labels
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from identifiers import nss

STOLEN = "stolen-phone"
TRIES = 3
CLOSED_FOR = timedelta(days=1)
NOBODYS = "nobody's answer"
NSS = T(
    "Caso urgente {folio}. Para cerrar tu cuenta desde este celular escribe tu NSS de 11 números, o llama ya al "
    "{infonatel}.",
    folio="W" * 6,
)
BAD_NSS = T("Tu NSS son 11 números: está en tu recibo de nómina o en tu tarjeta del IMSS. Escríbelo otra vez.")
WRONG = T("Esos datos no coinciden. Escribe otra vez el NSS de 11 números, o llama ya al {infonatel}.")


@dataclass(frozen=True, slots=True)
class Nss:
    """An NSS, however it is spaced."""

    reason: Text

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Its eleven digits."""
        del turn
        digits = re.sub(r"\D", "", text)
        return Took(digits, "", "NSS") if nss.is_valid(digits) else Refused(self.reason)


def _near(turn: Turn) -> str:
    if turn.who != "active":
        if left := turn.facts.left_account():
            own_case(turn, STOLEN)
            turn.do(FreezeAccount(turn.now + FOR_GOOD, left, disputed=True))
            return "left"
        return "stranger"
    own_case(turn, STOLEN)
    return "frozen" if frozen(turn) else "ask"


def _nss(turn: Turn, typed: str) -> str:
    """A question is asked of whatever is named, whether there is such an account or not."""
    keys = sorted(question.key for question in turn.facts.questions_of(typed)) or sorted(QUESTIONS)
    turn.data["of"], turn.data["question"] = typed, keys[int(typed) % len(keys)]
    turn.answers.drop()
    return "ask"


def _answer(turn: Turn, answer: str) -> str:
    """Counted as guesses at an identity are: by this line, and by the record whatever line guesses at it."""
    named = str(turn.data["of"])
    asked = turn.data["question"]
    # What nobody has is compared all the same, so that the time it takes tells nothing.
    sealed = next((one.answer_hash for one in turn.facts.questions_of(named) if one.key == asked), "")
    if turn.matches(sealed or turn.facts.seal(NOBODYS), answer_key(answer)):
        turn.do(FreezeAccount(turn.now + FOR_GOOD, named))
        return "frozen"
    closes = turn.line.mismatches + 1 >= TRIES
    turn.missed(MissIdentity(turn.now + CLOSED_FOR if closes else None, named))
    return "closed" if closes else "wrong"


def _stranger(turn: Turn) -> str:
    own_case(turn, STOLEN)
    blocked = turn.line.blocked_until
    return "closed" if blocked and blocked > turn.now else "ask"


def _freeze(turn: Turn) -> str:
    outcome = _near(turn)
    if outcome != "ask":
        return outcome
    turn.do(FreezeAccount(turn.now + FOR_GOOD))
    turn.dialog.proved_until = 0
    return "frozen"


def _choose(turn: Turn, answer: str) -> str:
    if answer == "yes":
        turn.do(FreezeAccount(turn.now + FOR_GOOD))
        turn.dialog.proved_until = 0
    return answer


STATES = (
    Do("freeze.start", _freeze, leads={"frozen": "freeze.done", "left": "freeze.done", "stranger": "freeze.other"}),
    Do(
        "info.stolen_phone",
        _near,
        leads={"ask": "freeze.ask", "frozen": "freeze.done", "left": "freeze.done", "stranger": "freeze.other"},
    ),
    Do("freeze.other", _stranger, leads={"ask": "freeze.nss", "closed": "freeze.stranger"}),
    *(
        Ask(name, says, reads=Nss(BAD_NSS), explains=BAD_NSS, decide=_nss, leads={"ask": "freeze.question"})
        for name, says in (("freeze.nss", NSS), ("freeze.wrong", WRONG))
    ),
    security_question(
        "freeze.question",
        chosen_question,
        decide=_answer,
        leads={"frozen": "freeze.done", "wrong": "freeze.wrong", "closed": "freeze.stranger"},
    ),
    Ask(
        "freeze.ask",
        T("Abrimos el caso urgente {folio}. ¿Cerramos ya tu cuenta de este celular?"),
        reads=Choice(labels(yes="Sí, ciérrenla", no="No, déjenla abierta")),
        final=True,
        decide=_choose,
        leads={"yes": "freeze.done", "no": "freeze.open"},
    ),
    Tell(
        "freeze.done",
        T(
            "Listo, caso {folio}: nadie ve tu cuenta por mensaje hasta que la abras tú o un asesor. Tu línea y otros "
            "trámites siguen: llama a tu compañía y al {infonatel}.",
            folio="W" * 6,
        ),
    ),
    Tell("freeze.open", T("Tu cuenta sigue abierta. Tu caso urgente es el {folio}. Para cerrarla manda BLOQUEO.")),
    Tell(
        "freeze.stranger",
        T(
            "Abrimos el caso urgente {folio}. Desde este celular ya no se puede cerrar por hoy: llama ya al "
            "{infonatel}, y a tu compañía por la línea.",
            folio="W" * 6,
        ),
    ),
)
