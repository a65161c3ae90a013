"""The dialogs as a document: for each, the words that lead to it, its states, texts and answers, and its picture.

Written from the code by `micuenta flows --diagram`, so that it cannot go stale unseen.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.keywords.words import WORDS
from flows.machine.register import DIALOGS
from flows.proving.pictures import anywhere, diagrams
from flows.readers.readers import Choice
from flows.turn.states import Ask, Reader, State, Tell

NAMED = {dialog.__name__.rsplit(".", 1)[-1]: dialog for dialog in DIALOGS}
"""Every dialog by the name of its file."""


def path(name: str) -> str:
    """Where the page of a dialog is, in a folder for each room of `flows/dialogs/`."""
    return f"{NAMED[name].__name__.removeprefix('flows.').replace('.', '/')}.md"


def handbook_pages() -> dict[str, str]:
    """Markdown by file name: an index and a page for each dialog."""
    pictures = diagrams()
    result = {"dialogs.md": "\n".join(_index())}
    for name, dialog in NAMED.items():
        lines = [f"# {name}", "", (dialog.__doc__ or "").strip(), "", "```mermaid", pictures[name], "```", ""]
        for state in dialog.STATES:
            lines += _state(state)
        result[path(name)] = "\n".join(lines).rstrip() + "\n"
    return result


def _index() -> Iterator[str]:
    yield "# Dialogs"
    yield ""
    yield "Written from the code by `make docs`. Each dialog is one file of `flows/dialogs/` and one page here."
    yield ""
    yield "| dialog | words | what it is |"
    yield "| --- | --- | --- |"
    for name, dialog in NAMED.items():
        own = {state.name for state in dialog.STATES}
        spelled = [f"`{word.spanish[0].upper()}`{_english(word.english)}" for word in WORDS if word.leads in own]
        first = (dialog.__doc__ or "").strip().split("\n")[0]
        yield f"| [{name}]({path(name)}) | {', '.join(spelled)} | {first} |"
    yield ""
    yield "## From wherever somebody stands"
    yield ""
    yield "`0` goes back to the question before. Beside it the machine knows these, tried from the top:"
    yield ""
    yield from anywhere()
    yield ""


def _english(spellings: tuple[str, ...]) -> str:
    return f" [{spellings[0].upper()}]" if spellings else ""


def _state(state: State) -> Iterator[str]:
    kind = "asks" if isinstance(state, Ask) else "answers" if isinstance(state, Tell) else "decides"
    yield f"## {state.name} {kind}"
    yield ""
    if isinstance(state, Ask | Tell):
        said = state.texts if isinstance(state, Ask) and callable(state.says) else ()
        for text in said or (() if callable(state.says) else (state.says,)):
            yield from (f"> {line}" for line in text.split("\n"))
            yield ""
    if isinstance(state, Ask):
        yield from _answers(state.reads)
    if state.leads:
        yield "| outcome | leads to |"
        yield "| --- | --- |"
        yield from (f"| {outcome} | `{lead}` |" for outcome, lead in state.leads.items())
        yield ""


def _answers(reads: Reader) -> Iterator[str]:
    if isinstance(reads, Choice):
        sets = reads.longest if callable(reads.options) else (tuple(reads.options.values()),)
        for labels in sets:
            yield "Takes " + ", ".join(f"{number} {label}" for number, label in enumerate(labels, 1)) + "."
            yield ""
        return
    words = (type(reads).__doc__ or "").strip().split("\n")[0]
    yield f"Takes: {words}"
    yield ""
