"""Every conversation through an agent: the same ends, with the caller verified where a worker types the NIP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.machine.register import STATES
from flows.readers.secrets import NIP
from flows.turn.states import Ask
from tests.conversations.given import build, sealed
from tests.conversations.playing import LINE, Player, by_sms
from tests.conversations.reading import DIALLED, Script, files, passing, read
from turns.message import Inbound

TYPED = "482913"
NIPS = frozenset(name for name, state in STATES.items() if isinstance(state, Ask) and state.reads is NIP)
BY_TEXT = frozenset({"registration", "nip", "activation"})
"""Dialogs in which a NIP is made: an agent says how to do it by text."""
ABOUT_THE_NIP = frozenset(
    {
        *("asesor-y-seguir", "aviso-nuevo-con-respuestas", "con-nip-adelante", "en-ceros", "no-con-un-numero"),
        "si",
        *("celular-que-la-cuenta-dejo-numero", "celular-que-la-cuenta-dejo-si"),
        *("nip-al-final", "nip-despues-de-elegir", "nip-en-el-importe", "sin-nip", "ya-pague-sin-nada"),
    }
)
"""Conversations that show where in a message the NIP may stand, or what is asked before it; and a yes to `¿Fuiste tú?`,
which an agent takes from a caller who is verified alone."""
OF_PROVING = frozenset(
    {"SendCode", "SpendCode", "MissCode", "MissNip", "ProveNip", "MissProof", "KeepUnheard", "VerifyCaller"}
)
"""What proves who somebody is, or counts what was not understood, which differs with the driver."""


class Agent(Player):
    """An agent who says what the worker would write; in the NIP's place a code is read back."""

    def hears(self, typed: str) -> None:
        if "{code}" in typed:
            sent = [code.text for code in self.world.sent_codes if code.purpose != "call"]
            typed = typed.replace("{code}", re.findall(r"\d{6}", sent[-1])[0] if sent else "000000")
        before, nip, after = typed.partition(TYPED)
        if before.strip():
            self._drive(before.strip())
        if nip and self.states and self.states[-1] == "call.how":
            self._drive("1")
            self._drive(re.findall(r"\d{6}", self.world.sent_codes[-1].text)[0])
        if after.strip():
            self._drive(after.strip())

    def _drive(self, typed: str) -> None:
        begins = typed == DIALLED
        move = self._move(Inbound("agent", LINE, "test", "m", () if begins else (typed,), begins))
        self.world.apply(move.effects)
        self.done.append(move.effects)
        self.states.append(move.dialog.state)


def assisted(script: Script) -> Agent:
    world, effects = build(script.given)
    world.apply(sealed(effects, world.seal))
    agent = Agent(world, "agent")
    for mark, text in script.acts():
        if mark == "@":
            world.now += passing(text)
        elif mark == ">":
            agent.hears(text)
    return agent


def outcome(player: Player) -> tuple[list[str], str]:
    """What was done, by name, and where it ended; each gate is one place, whoever drives."""
    done = [type(effect).__name__ for effects in player.done for effect in effects]
    last = player.states[-1] if player.states else ""
    gates = {"call.how": "entrance.nip", "call.question": "entrance.locked"}
    return [name for name in done if name not in OF_PROVING], gates.get(last, last)


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_agent_comes_to_the_same_end_and_is_never_asked_for_a_nip(path: Path) -> None:
    script = read(path)
    agent = assisted(script)
    assert NIPS
    assert not NIPS & set(agent.states)
    _, sms = by_sms(script)
    made = {state.partition(".")[0] for state in sms.states} & BY_TEXT
    if not made and path.parent.name != "nip" and path.stem not in ABOUT_THE_NIP:
        assert outcome(agent) == outcome(sms)


def test_an_agent_takes_no_yes_of_a_caller_who_is_not_verified() -> None:
    """The thief of the notice may be the one who calls; a no only closes."""
    script = Script("", ("cuenta", "pregunta K7M2Q9"), "", ((">", "SI FUI YO K7M2Q9"),))
    agent = assisted(script)
    assert outcome(agent) == ([], "confirmed.nothing")
