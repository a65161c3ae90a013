"""IDIOMA: any language there is a catalogue for, remembered for the line. ENGLISH and ESPAÑOL choose at once."""

from __future__ import annotations

from flows.readers.readers import Choice
from flows.records.effects import SetLanguage
from flows.saying.text import T
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn


def _set(turn: Turn, language: str) -> str:
    turn.dialog.language = language
    turn.do(SetLanguage(language))
    return "set"


STATES = (
    Do("language.english", lambda turn: _set(turn, "en"), leads={"set": "language.done"}),
    Do("language.spanish", lambda turn: _set(turn, "es"), leads={"set": "language.done"}),
    Ask(
        "language.start",
        T("¿En qué idioma? / Which language?"),
        reads=Choice(lambda turn: turn.house.languages, longest=(("Español", "English"),)),
        decide=_set,
        leads={"set": "language.done"},
    ),
    Tell("language.done", T("Listo, desde ahora te hablamos en español. Manda MENU para empezar.")),
)
