"""CPU of one turn of the pure machine, dialog decoded and encoded as it is between turns.

Beside it: what one plain trigger of the `transitions` library costs, the part that is not ours to make cheaper.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from statistics import median

from bench.row import Row
from config.catalogues import load_all
from flows.engine.engine import Engine
from flows.machine.machine import fire
from flows.saying.house import House
from flows.saying.voice import Voices
from flows.turn.answers import Answers
from flows.turn.dialog import Dialog, decode, encode
from flows.turn.turn import Turn
from simulator.practice import Dice, World
from simulator.talk import CODE, REGISTER

WALKS = 300
AIM = 100.0
"""Microseconds. The Go engine of the field's leader needs 170 to 290 with its state persisted."""


def rows() -> Iterator[Row]:
    """The median over every turn of whole registrations."""
    engine = Engine(House(), load_all())
    costs = [cost for walk in range(WALKS) for cost in _registration(engine, walk)]
    ours, trigger = median(costs) / 1000, _trigger()
    yield Row(
        "turn of the machine, CPU",
        f"{ours:.0f} µs",
        f"{trigger:.0f} µs, one trigger",
        f"{ours / trigger:.1f} x",
        f"under {AIM:.0f} µs",
        ours < AIM,
    )


def _registration(engine: Engine, seed: int) -> Iterator[int]:
    """Nanoseconds of CPU of each turn of one registration."""
    world, dice, stored = World(), Dice(seed), None
    for typed in REGISTER:
        answer = re.findall(r"\d{6}", world.sent_codes[-1].text)[0] if typed == CODE else typed
        began = time.process_time_ns()
        dialog = decode(stored) if stored else None
        turned = engine.turn(dialog, (answer,), world, world.now, dice)
        stored = encode(turned.dialog)
        yield time.process_time_ns() - began
        world.apply(turned.effects)


def _trigger() -> float:
    """Microseconds of CPU of one plain step of the machine."""
    house, world = House(), World()
    dialog = Dialog("1", state="menu.more")
    turn = Turn(dialog, Answers(()), world, world.now, Dice(), house, Voices(house, {}))
    began = time.process_time_ns()
    for _ in range(2000):
        dialog.state = "menu.more"
        fire(turn, "more")
    return (time.process_time_ns() - began) / 2000 / 1000
