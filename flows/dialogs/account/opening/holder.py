"""Who opens the account: the three identifiers, whether they match, and the name they stand for."""

from __future__ import annotations

import re

from flows.dialogs.account.identity import KINDS, IdentityReader, ask_missing, reason_text
from flows.dialogs.account.opening.vouching import missed, vouch
from flows.dialogs.service.agent import open_case
from flows.readers.readers import NO, YES, Choice
from flows.saying.names import LONGEST, first_name, written
from flows.saying.text import PART, T
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do
from flows.turn.turn import Turn
from flows.typed.folding import simplify
from identifiers import curp, rfc

IDENTITY = T(
    "Para crear tu cuenta escribe tu NSS, CURP y RFC en un mensaje. "
    "Al hacerlo aceptas el aviso de privacidad (léelo con PRIVACIDAD)."
)
MISMATCH = T("No pudimos confirmar tus datos. Revisa tu NSS, CURP y RFC y escríbelos otra vez, o manda ASESOR.")
MISMATCH_RFC = T(
    "No pudimos confirmar tus datos. El último carácter de tu RFC no cuadra: revísalo. "
    "Escribe otra vez NSS, CURP y RFC, o manda ASESOR."
)
NAME = T("¿Eres {name}?", name="W" * LONGEST)
NAME_AND_NOTICE = T("¿Eres {name}? Al seguir aceptas el aviso de privacidad (PRIVACIDAD).", name="W" * LONGEST)
ABOUT_IDENTITY = T(
    "Tu NSS es el número del IMSS. CURP y RFC vienen en tu recibo de nómina. Si te falta uno, mándalo cuando lo "
    "tengas. ¿Te ayudamos? ASESOR."
)
ABOUT_NAME = T("Revisa si ese es tu nombre completo: {name}. ¿Eres tú?", name="W" * LONGEST)
_MISSPELT = re.compile(
    r"\b(mal|equivoc\w*|incorrect\w*|err?or\w*|falta|sobra|wrong|misspell?\w*|missing)\b.*\b(nombres?|apellid\w*|letras?|acento|name|surname)\b"
    r"|\b(nombres?|apellid\w*|letras?|acento|name|surname)\b.*\b(mal|equivoc\w*|incorrect\w*|err?or\w*|falta|sobra|wrong|misspell?\w*|missing)\b"
)


def _ask_identity(turn: Turn) -> str:
    if flaw := turn.data.pop("flaw", None):
        return turn.say(reason_text(*flaw))
    if turn.data.pop("mismatch", None):
        return turn.say(MISMATCH)
    if turn.data.pop("mismatch_rfc", None):
        return turn.say(MISMATCH_RFC)
    if any(kind in turn.data for kind in KINDS):
        return ask_missing(turn)
    turn.data["told"] = True
    return turn.say(IDENTITY)


def _identity(turn: Turn, found: dict[str, str]) -> str:
    turn.data.update(found)
    turn.dialog.tries = 0
    if turn.data.get("flaw") and turn.data["flaw"][0] in turn.data:
        del turn.data["flaw"]
    return "check" if all(kind in turn.data for kind in KINDS) else "more"


def _check(turn: Turn) -> str:
    turn.attempt()
    data = turn.data
    given = {kind: data.pop(kind) for kind in KINDS}
    worker = turn.facts.match(given["nss"], given["curp"], given["rfc"])
    if worker is None:
        data["mismatch" if rfc.check_digit_fits(given["rfc"]) else "mismatch_rfc"] = True
        return missed(turn, given["nss"], given["curp"])
    if turn.facts.nss_taken(worker.nss):
        open_case(turn, "nss-taken")
        return "taken"
    data["holder"] = worker.nss
    data["born"] = curp.birth_date(worker.curp).isoformat()
    data["first_name"] = first_name(worker.names)
    data["name"] = written(worker.names, worker.first_surname, worker.second_surname)
    turn.answers.drop()  # nobody can have verified a name before seeing it
    return vouch(turn) if turn.driver == "agent" else "matched"


def _ask_name(turn: Turn) -> str:
    """The name; and what going on consents to, where the first question was skipped by answering it ahead."""
    return turn.say(NAME if turn.data.get("told") else NAME_AND_NOTICE, name=turn.data["name"])


class NameCheck(Choice):
    """Yes, no, or that the name is one's own and written wrongly, in whatever words."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """`misspelt` wins over the yes that people begin it with."""
        if _MISSPELT.search(simplify(text)):
            return Took("misspelt", "", "3")
        return super().read(text, turn)


def _name(turn: Turn, answer: str) -> str:
    if answer != "misspelt":
        return answer
    open_case(turn, "name-correction")
    turn.data["correcting"] = turn.data.pop("folio")
    return "yes"


HOLDER = (
    Ask(
        "registration.identity",
        _ask_identity,
        reads=IdentityReader(),
        explains=ABOUT_IDENTITY,
        holds=True,
        decide=_identity,
        leads={"more": "registration.identity", "check": "registration.check"},
    ),
    Do(
        "registration.check",
        _check,
        leads={
            "matched": "registration.name",
            "mismatch": "registration.identity",
            "blocked": "registration.blocked",
            "taken": "registration.taken",
            "facts": "registration.fact",
            "text": "call.by_text",
        },
    ),
    Ask(
        "registration.name",
        _ask_name,
        texts=(NAME, NAME_AND_NOTICE),
        reads=NameCheck({"yes": YES, "no": NO, "misspelt": T("Mi nombre está mal", PART)}),
        decide=_name,
        explains=ABOUT_NAME,
        holds=True,
        leads={"yes": "registration.contact", "no": "registration.not_me"},
    ),
)
"""From the identifiers to a name that its holder has agreed to."""
