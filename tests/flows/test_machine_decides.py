"""Where a dialog stands is the machine's to decide: nothing walks around its conditions and actions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.engine import engine
from flows.machine import guards, machine, register
from flows.machine.machine import MACHINE
from flows.machine.register import STATES
from flows.turn.turn import Turn
from tests.flows.test_machine_properties import ANSWERS, LORENA, NIPS, Talk

ROOT = Path(engine.__file__).parent.parent.parent
OURS = {"flows/turn/turn.py": "state", "flows/machine/machine.py": "back"}
"""The setter that the machine uses, and going back: the function in which each file may set a state."""


def setting(source: str, allowed: str = "") -> Iterator[int]:
    """Lines that set the state of something: by assignment, setattr, a constructor, `replace` or the machine's own."""
    tree = ast.parse(source)
    free = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == allowed
        for node in ast.walk(function)
    }
    for node in set(ast.walk(tree)) - free:
        if isinstance(node, ast.Attribute) and node.attr == "state" and not isinstance(node.ctx, ast.Load):
            yield node.lineno
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = {keyword.arg for keyword in node.keywords}
            named = [one.value for one in node.args if isinstance(one, ast.Constant)]
            builds, sets = called in ("Dialog", "replace"), called in ("setattr", "__setattr__")
            if called == "set_state" or (builds and "state" in given) or (sets and "state" in named):
                yield node.lineno


@pytest.mark.parametrize(
    "planted",
    [
        "def leap(dialog):\n    dialog.state = 'menu'",
        "def leap(turn):\n    turn.dialog.data['resume'], turn.dialog.state = turn.state, 'resume'",
        "def leap(turn):\n    turn.state: str = 'menu'",
        "def leap(dialog):\n    setattr(dialog, 'state', 'menu')",
        "def leap(dialog):\n    object.__setattr__(dialog, 'state', 'menu')",
        "def leap(dialog):\n    return replace(dialog, state='menu')",
        "def leap():\n    return Dialog('1', state='leave')",
        "def leap(turn):\n    MACHINE.set_state('menu', turn)",
    ],
)
def test_a_leap_is_seen(planted: str) -> None:
    assert list(setting(planted))


def test_only_the_machine_sets_where_a_dialog_stands() -> None:
    """Only *back* does besides, as it is no edge of the graph."""
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("flows", "turns")
        for path in (ROOT / room).rglob("*.py")
        for line in setting(path.read_text("utf-8"), OURS.get(str(path.relative_to(ROOT)), ""))
    }
    assert found == set()


CONVERSATIONS = (
    ("registro", f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}", "ahorro", "1", "1", NIPS[0], ANSWERS[0], "0", "salir"),
    ("registro", "????", "????", "????", "no", "menu"),
    ("registro", "ayuda", f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}", "1", "00", "english", "help"),
)


def _table(turn: Turn, trigger: str) -> bool:
    """A dictionary of edges in the machine's place: no conditions, no actions."""
    table = {
        (source, name): found[0].dest
        for name, event in MACHINE.events.items()
        for source, found in event.transitions.items()
    }
    turn.dialog.state = table[turn.state, trigger] or turn.state
    return True


def _lived() -> list[str]:
    lived = []
    for conversation in CONVERSATIONS:
        talk = Talk(mail=False, language="es", registered=False)
        lived += [f"{turned.dialog.state}: {turned.reply.text}" for turned in map(talk.say, conversation)]
    return lived


def test_a_table_of_edges_cannot_take_the_place_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its conditions hold a registration, offer a person after three slips, and begin a dialog clean."""
    ours = _lived()
    monkeypatch.setattr(machine, "fire", _table)
    assert _lived() != ours


def test_every_change_of_state_passes_through_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine itself reports is every state that was lived, step by step; what it does not is a way back."""
    seen: list[str] = []
    monkeypatch.setattr(MACHINE, "after_state_change", [lambda turn: seen.append(turn.state)])
    wentback: list[str] = []
    real = machine.back
    monkeypatch.setattr(machine, "back", lambda turn, place: (wentback.append(place), real(turn, place)))
    for conversation in CONVERSATIONS:
        talk = Talk(mail=False, language="es", registered=False)
        before = "menu"
        for words in conversation:
            seen.clear()
            wentback.clear()
            after = talk.say(words).dialog.state
            assert after == before or after in [*seen[-1:], *wentback[-1:]], words
            before = after


@pytest.mark.parametrize("start", sorted(register.STARTS))
def test_where_a_dialog_begins_it_begins_clean(start: str) -> None:
    """An entry action of the state itself, whichever edge led there."""
    assert guards.begin_clean in MACHINE.get_state(start).on_enter


def test_a_trigger_of_the_machine_is_no_outcome_of_a_state() -> None:
    """They share one set of names: those of the machine stand in brackets."""
    outcomes = {outcome for state in STATES.values() for outcome in state.leads}
    assert [outcome for outcome in outcomes if outcome.startswith("(")] == []
    assert [trigger for trigger in set(MACHINE.events) - outcomes if not trigger.startswith("(")] == []
