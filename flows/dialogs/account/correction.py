"""What the records say wrong: a case for a person, with how it should be and what to have at hand."""

from __future__ import annotations

from flows.dialogs.account.contacts import ask_others
from flows.dialogs.service.terms import ask_right
from flows.readers.readers import Choice
from flows.readers.told import Told
from flows.records.effects import NoteCase
from flows.saying.text import PART, T
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn

WRONG = {
    "name": (T("Mi nombre", PART), T("tu acta de nacimiento y tu INE", PART)),
    "curp": (T("Mi CURP", PART), T("tu CURP impresa y tu INE", PART)),
    "rfc": (T("Mi RFC", PART), T("tu constancia del SAT y tu INE", PART)),
    "nss": (T("Mi NSS", PART), T("tu tarjeta del IMSS y tu INE", PART)),
    "other": (T("Otra cosa", PART), T("tu INE y lo que lo pruebe", PART)),
}
"""What may be wrong, and the papers that prove it."""
SHORT = T("Escribe en pocas palabras cómo debe decir, y lo anotamos en tu caso.")


def _what(turn: Turn, value: str) -> str:
    turn.data["wrong"] = value
    return "words"


def _told(turn: Turn, words: str) -> str:
    """One request for all that is wrong; more of it is added to the case that is open."""
    if ask_right(turn, "rectification") == "asked":
        ask_others(turn, "correction")
    turn.do(NoteCase(turn.data["folio"], f"{turn.data['wrong']}: {words}"))
    return "done"


STATES = (
    Ask(
        "correction.what",
        T("¿Qué está mal en tus datos?"),
        reads=Choice({key: label for key, (label, _) in WRONG.items()}),
        decide=_what,
        leads={"words": "correction.words"},
    ),
    Ask(
        "correction.words",
        T("Escribe cómo debe decir."),
        reads=Told(SHORT),
        explains=SHORT,
        decide=_told,
        leads={"done": "correction.done"},
    ),
    Tell(
        "correction.done",
        T(
            "Tu caso es el {folio}. Te contestamos a más tardar el {day}. Ten a la mano {papers}.",
            folio="W" * 6,
            papers="tu acta de nacimiento y tu INE",
        ),
        show=lambda turn: {
            "folio": turn.data["folio"],
            "day": turn.data["by"],
            "papers": turn.say(WRONG[turn.data["wrong"]][1]),
        },
    ),
)
