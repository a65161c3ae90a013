"""One line talking to the dialogs themselves, its dialog stored between turns as the service would store it."""

from __future__ import annotations

import re
from functools import partial

from config.catalogues import load_all
from flows.engine.engine import Engine
from flows.saying.house import House
from flows.saying.reply import Reply
from flows.turn.dialog import Dialog, decode, encode
from simulator.practice import Dice, World

IDENTITY = "39089002156 PUFL900215MJCRCR04 PUFL900215KJ8"
NIP = "482913"
CODE = "{code}"
REGISTER = ("REGISTRO", IDENTITY, "1", "1", NIP, "Guadalajara", "Benito Juarez", CODE)
"""From no account to an open one, a message each."""


class Talk:
    """A worker and what was said; effects are carried out on the worker's `World`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._turn = partial(Engine(House(), load_all()).turn, chance=Dice())
        self._stored: bytes | None = None

    def say(self, typed: str) -> Reply:
        """One message; `{code}` stands for the code that was sent last."""
        if typed == CODE:
            typed = re.findall(r"\d{6}", self.world.sent_codes[-1].text)[0]
        return self._take((typed,), begins=False)

    def dial(self) -> Reply:
        """Dial the USSD code."""
        return self._take((), begins=True)

    def _take(self, answers: tuple[str, ...], *, begins: bool) -> Reply:
        dialog: Dialog | None = decode(self._stored) if self._stored else None
        turned = self._turn(dialog, answers, self.world, self.world.now, begins=begins)
        self.world.apply(turned.effects)
        self._stored = encode(turned.dialog)
        return turned.reply
