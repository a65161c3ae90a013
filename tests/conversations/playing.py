"""Playing a conversation on the pure dialogs, by SMS or by USSD, stored and read again between turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.catalogues import load_all
from flows.dialogs.account.questions import QUESTIONS
from flows.engine.engine import Engine
from flows.records.effects import Effect
from flows.saying.house import House
from gsm7 import septets
from tests.conversations.given import build, sealed
from tests.conversations.institution import Institution
from tests.conversations.reading import DIALLED, Script, passing
from tests.conversations.wording import told
from tests.flows.world import Dice
from turns.envelope import Envelope, pack, unpack
from turns.message import Channel, Inbound
from turns.moves import Move, move

LINE = "+525512345678"
CATALOGUES = load_all()
ENGINES = {mail: Engine(House(mail=mail, papers=mail), CATALOGUES) for mail in (False, True)}
PAGE = 182


class Chance(Dice):
    """Chance that repeats itself and asks security questions in the order of their list, however rows come back."""

    def pick(self, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
        """The first of the list."""
        return tuple(sorted(keys, key=list(QUESTIONS).index)[:count])


@dataclass
class Player:
    """One line talking over one channel, with an institution of its own."""

    world: Institution
    channel: Channel
    stored: bytes | None = None
    done: list[tuple[Effect, ...]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.engine, self.chance = ENGINES[self.world.mail], Chance()

    def say(self, typed: str) -> Move:
        """One message or one input, `*123#` dials; the effects are carried out."""
        if "{code}" in typed:
            typed = typed.replace("{code}", re.findall(r"\d{6}", self.world.sent_codes[-1].text)[0])
        begins = typed == DIALLED
        move = self._move(Inbound(self.channel, LINE, "test", "m", () if begins else (typed,), begins))
        self.world.apply(move.effects)
        self.done.append(move.effects)
        self.states.append(move.dialog.state)
        return move

    def _move(self, inbound: Inbound) -> Move:
        before: Envelope | None = unpack(self.stored) if self.stored else None
        moved = move(self.engine, self.chance, inbound, before, self.world, self.world.now)
        self.stored = pack(moved.screen, moved.dialog, moved.pages)
        return moved

    def whole(self, move: Move) -> list[str]:
        """Every page of an answer, by 98, and back by 0: each page back must be the one seen before."""
        pages = [move.screen.text]
        while re.search(r"^98 ", pages[-1], re.MULTILINE):
            pages.append(self._move(Inbound("ussd", LINE, "test", "m", ("98",))).screen.text)
        for before in reversed(pages[:-1]):
            assert self._move(Inbound("ussd", LINE, "test", "m", ("0",))).screen.text == before
        assert all(septets(page) <= PAGE for page in pages), pages
        return pages


def by_sms(script: Script) -> tuple[list[tuple[str, str]], Player]:
    """The conversation as it comes out by SMS, line by line, and who played it."""
    player = _player(script, "sms")
    return list(_lines(script, player)), player


def _lines(script: Script, player: Player) -> Iterator[tuple[str, str]]:
    for mark, text in script.acts():
        yield mark, text
        if mark == "@":
            player.world.now += passing(text)
        elif mark == ">":
            move = player.say(text)
            yield "<", move.screen.text
            yield from told(move.effects)


def by_ussd(script: Script) -> tuple[list[str], Player]:
    """The text of every answer by USSD, its pages joined, and who played it. The code is dialled where it must be."""
    player = _player(script, "ussd")
    answers: list[str] = []
    open_session = False
    for mark, text in script.acts():
        if mark == "@":
            player.world.now += passing(text)
        elif mark == ">":
            if not open_session and text != DIALLED:
                player.say(DIALLED)
                player.done.pop(), player.states.pop()
            move = player.say(text)
            answers.append("\n".join(player.whole(move)))
            open_session = move.screen.goes_on
    return answers, player


def _player(script: Script, channel: Channel) -> Player:
    world, effects = build(script.given)
    world.apply(sealed(effects, world.seal))
    world.log.clear()
    return Player(world, channel)
