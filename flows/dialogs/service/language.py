"""IDIOMA: any language there is a catalogue for, remembered for the line. ENGLISH and ESPAÑOL choose at once."""

from __future__ import annotations

from flows.readers.readers import Choice
from flows.records.effects import SetLanguage
from flows.saying.text import ONE, T
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn


def _set(turn: Turn, language: str) -> str:
    turn.dialog.language = language
    turn.do(SetLanguage(language))
    return "set"


STATES = (
    Do(name="language.english", decide=lambda turn: _set(turn, "en"), leads={"set": "language.done"}),
    Do(name="language.spanish", decide=lambda turn: _set(turn, "es"), leads={"set": "language.done"}),
    Ask(
        name="language.start",
        says=T("¿En qué idioma? / Which language?", ONE),
        reads=Choice(lambda turn: turn.house.languages, longest=(("Español", "English"),)),
        decide=_set,
        leads={"set": "language.done"},
    ),
    Tell(name="language.done", says=T("Listo, desde ahora te hablamos en español. Manda MENU para empezar.", ONE)),
)
