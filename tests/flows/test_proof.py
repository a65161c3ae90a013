"""The proof of the dialogs finds what it says it finds, and nothing in ours."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from config.catalogues import load_all
from flows import dialogs
from flows.keywords.words import WORDS
from flows.machine.register import STATES
from flows.proving import pictures, proof
from flows.readers.readers import YES_NO, Choice
from flows.saying.text import T
from flows.turn.states import Ask, Do, State, Tell

ROOT = Path(dialogs.__file__).parent.parent
TEXT = T("Listo, ese es ahora tu correo.")


def test_the_dialogs_hold() -> None:
    """Every state is reached, none is a dead end, no outcome leads nowhere, no text misses its translation."""
    translated = {language: texts for language, texts in load_all().items() if language != "es"}
    assert translated
    assert list(proof.flaws(translated)) == []


@pytest.mark.parametrize(
    ("state", "flaw"),
    [
        (Tell("lost", TEXT), "lost: no answer and no word leads here"),
        (Ask("mute", TEXT, reads=YES_NO), "mute: waits or decides, and leads nowhere"),
        (
            Do("round", lambda turn: "on", leads={"on": "round"}),
            "round: no path from here comes to an answer",
        ),
        (Do("off", lambda turn: "on", leads={"on": "no.where"}), "off: outcome 'on' leads to 'no.where'"),
        (
            Ask("made", TEXT, reads=Choice(lambda turn: {}), leads={"on": "menu"}),
            "made: its options are made in the turn",
        ),
        (
            Ask("said", lambda turn: "", reads=YES_NO, leads={"yes": "menu"}),
            "said: its question is made in the turn",
        ),
    ],
)
def test_a_flaw_is_found_and_named(state: State, flaw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STATES, state.name, state)
    assert [found for found in proof.flaws({}) if found.startswith(flaw)]


def test_a_missing_translation_is_named() -> None:
    assert any(found.startswith("xx: no translation of 'Hola") for found in proof.flaws({"xx": {}}))


def test_every_dialog_has_its_picture() -> None:
    """One Mermaid diagram a dialog, with an arrow for each word that begins it."""
    drawn = pictures.diagrams()
    assert all(picture.startswith("stateDiagram-v2") for picture in drawn.values())
    assert "[*] --> savings_start: AHORRO" in drawn["savings"]


def test_nothing_that_was_settled_is_gone_back_to() -> None:
    """Questions that prove who is talking, and those after which something is done for good, are final."""
    final = {name for name, state in STATES.items() if isinstance(state, Ask) and state.final}
    assert final >= {
        "entrance.nip",
        "nip.current",
        "nip.question",
        "nip.code",
        "nip.new",
        "activation.code",
        "details.code",
    }


def test_every_text_is_known_when_the_program_starts() -> None:
    """A text marked inside a function would be missing from the catalogue, and be said in Spanish to everybody."""
    inside = [
        f"{path.name}:{call.lineno}"
        for path in ROOT.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name != "labels"
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("T", "labels")
    ]
    assert inside == []


def test_english_texts_offer_the_english_words() -> None:
    """Spanish ones work too, but mean nothing to who reads English; MENU is a word of both, STOP and START of all."""
    spanish = {spelling.upper() for word in WORDS if word.english for spelling in {*word.spanish} - {*word.english}}
    spanish = (spanish | {"BAJA", "ALTO", "ALTA"}) - {"MENU"}
    texts = load_all()["en"].values()
    assert [text for text in texts if spanish & set(re.findall(r"[A-Z]{3,}", text))] == []


def test_a_dialog_that_the_machine_does_not_know_is_a_flaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words would be answered as unknown, and nobody would wonder."""
    (tmp_path / "lost_dialog.py").write_text("STATES = ()\n", "utf-8")
    (tmp_path / "shared_by_dialogs.py").write_text("NUMBER = 1\n", "utf-8")
    monkeypatch.setattr(dialogs, "__path__", [*dialogs.__path__, str(tmp_path)])
    found = [flaw for flaw in proof.flaws({}) if "DIALOGS" in flaw]
    assert found == ["flows/dialogs/lost_dialog.py: has states and is not among DIALOGS of flows/machine/register.py"]
