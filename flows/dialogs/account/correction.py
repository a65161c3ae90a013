"""What the records say wrong: a case for a person, with how it should be and what to have at hand."""

from __future__ import annotations

from flows.dialogs.service.terms import ask_right
from flows.readers.readers import Choice, Options
from flows.readers.told import Told
from flows.records.effects import NoteCase
from flows.saying.text import PART, T
from flows.turn.states import Ask, Tell
from flows.turn.turn import Turn

WRONG: Options = {
    "name": T("Mi nombre", PART),
    "curp": T("Mi CURP", PART),
    "rfc": T("Mi RFC", PART),
    "nss": T("Mi NSS", PART),
    "other": T("Otra cosa", PART),
}
HAVE = {
    "name": T("tu acta de nacimiento y tu INE", PART),
    "curp": T("tu CURP impresa y tu INE", PART),
    "rfc": T("tu constancia del SAT y tu INE", PART),
    "nss": T("tu tarjeta del IMSS y tu INE", PART),
    "other": T("tu INE y lo que lo pruebe", PART),
}
SHORT = T("Escribe en pocas palabras cómo debe decir, y lo anotamos en tu caso.")


def _what(turn: Turn, value: str) -> str:
    turn.data["wrong"] = value
    return "words"


def _told(turn: Turn, words: str) -> str:
    """One request for all that is wrong; more of it is added to the case that is open."""
    ask_right(turn, "rectification")
    turn.do(NoteCase(turn.data["folio"], f"{turn.data['wrong']}: {words}"))
    return "done"


STATES = (
    Ask(
        "correction.what",
        T("¿Qué está mal en tus datos?"),
        reads=Choice(WRONG),
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
            "papers": turn.say(HAVE[turn.data["wrong"]]),
        },
    ),
)
