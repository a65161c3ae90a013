"""What can be proved of the dialogs without running them.

Run by `micuenta flows`: every state can be reached, none is a dead end, no outcome leads nowhere, every text
has its translation, and every question with options has its longest case on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

from flows import dialogs
from flows.keywords.words import WORDS
from flows.machine.register import DIALOGS, STATES
from flows.proving.pictures import drawn_edges
from flows.readers.readers import Choice
from flows.saying.text import REGISTRY
from flows.saying.voice import Catalogue
from flows.turn.states import Ask, Do, Tell

ENTRIES = {edge.dest for edge in drawn_edges() if edge.own and edge.dest}
"""States that are entered without an answer: by a word, a dialled code, silence, a question missed too often."""


def flaws(catalogues: Mapping[str, Catalogue]) -> Iterator[str]:
    """Every fault found, as a sentence that says where."""
    yield from _unregistered()
    yield from _unknown_leads()
    yield from _unreachable()
    yield from _dead_ends()
    yield from _unproved_options()
    for language, catalogue in catalogues.items():
        yield from _untranslated(language, catalogue)


def _unregistered() -> Iterator[str]:
    """Files with states that the machine is not made of."""
    known = {dialog.__name__ for dialog in DIALOGS}
    for found in walk_packages(dialogs.__path__, f"{dialogs.__name__}."):
        if not found.ispkg and found.name not in known and hasattr(import_module(found.name), "STATES"):
            yield f"{found.name.replace('.', '/')}.py: has states and is not among DIALOGS of flows/machine/register.py"


def _unknown_leads() -> Iterator[str]:
    for state in STATES.values():
        for outcome, lead in state.leads.items():
            if lead not in STATES:
                yield f"{state.name}: outcome {outcome!r} leads to {lead!r}, which is no state"
    for word in WORDS:
        if word.leads not in STATES:
            yield f"the word {word.spanish[0].upper()} leads to {word.leads!r}, which is no state"


def _unreachable() -> Iterator[str]:
    reached: set[str] = set()
    ahead = [name for name in ENTRIES if name in STATES]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [lead for lead in STATES[name].leads.values() if name != "resume.back"]
    for name in STATES:
        if name not in reached:
            yield f"{name}: no answer and no word leads here"


def _dead_ends() -> Iterator[str]:
    resting = {name for name, state in STATES.items() if isinstance(state, Tell)}
    for name, state in STATES.items():
        if isinstance(state, Ask | Do) and not state.leads:
            yield f"{name}: waits or decides, and leads nowhere"
        if name not in resting and not _rests(name, resting):
            yield f"{name}: no path from here comes to an answer"


def _rests(start: str, resting: set[str]) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name in resting:
            return True
        if name in seen or name not in STATES:
            continue
        seen.add(name)
        ahead += STATES[name].leads.values()
    return False


def _unproved_options() -> Iterator[str]:
    for name, state in STATES.items():
        if isinstance(state, Ask) and isinstance(state.reads, Choice):
            if callable(state.reads.options) and not state.reads.longest:
                yield f"{name}: its options are made in the turn; give Choice their longest case"
            if callable(state.says) and not state.texts:
                yield f"{name}: its question is made in the turn; list the texts it may say"


def _untranslated(language: str, catalogue: Catalogue) -> Iterator[str]:
    for source in REGISTRY:
        if not catalogue.get(source):
            yield f"{language}: no translation of {source[:60]!r}"
