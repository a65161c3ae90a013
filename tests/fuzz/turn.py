"""What the fuzzer runs: `python -m tests.fuzz.turn 60` for a minute, guided by what inputs reach. Needs `atheris`.

Inputs that reach something new are written into the corpus; one that breaks something too, so that the tests know it.
An input is a conversation: its lines are messages, the first byte of the whole says who talks. It asserts, of each
message: no exception, no secret in the reply, one miss at most, one unit of hashing at most; and by the command, on a
machine that has nothing else to do, under 50 ms of CPU.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.records.effects import MissAnswer, MissCode, MissIdentity, MissNip
from tests.conversations.given import build, sealed
from tests.conversations.institution import Institution
from tests.conversations.playing import ENGINES
from tests.flows.world import Dice
from tests.fuzz import corpus
from turns.message import LONGEST

MOST_CPU = float(os.environ.get("FUZZ_CPU", "inf"))
"""Seconds for one message."""
MOST_MESSAGES = 12
SECRETS = ("482913", "guadalajara", "benito")
MISSES = (MissNip, MissCode, MissAnswer, MissIdentity)
GIVEN: tuple[tuple[str, ...], ...] = (
    (),
    ("cuenta",),
    ("cuenta", "dos créditos", "movimientos"),
    ("cuenta pendiente",),
    ("cuenta", "inglés"),
    ("cuenta", "correo lore@correo.mx"),
)


class Hashing:
    """Counts what is hashed and compared."""

    def __init__(self, world: Institution) -> None:
        self.done = 0
        self._matches = world.matches
        world.matches = self.matches  # type: ignore[method-assign]  # it is watched

    def matches(self, sealed: str, secret: str) -> bool:
        """One unit of it."""
        self.done += 1
        return self._matches(sealed, secret)


def run(data: bytes) -> None:
    """One input."""
    who, messages = (data[0] if data else 0), data[1:].decode("utf-8", errors="replace").split("\n")
    world, effects = build(GIVEN[who % len(GIVEN)])
    world.apply(sealed(effects, world.seal))
    hashing, engine, dice, dialog = Hashing(world), ENGINES[world.mail], Dice(), None
    for message in messages[:MOST_MESSAGES]:
        pieces = tuple(message[:LONGEST].split("*")) if who >= 128 else (message[:LONGEST],)
        hashing.done, began = 0, time.process_time()
        turned = engine.turn(dialog, pieces, world, world.now, dice)
        spent = time.process_time() - began
        missed = [effect for effect in turned.effects if isinstance(effect, MISSES)]
        assert len(missed) <= 1, f"{missed} by one message: {pieces!r}"
        assert hashing.done <= 1, f"{hashing.done} hashes by one message: {pieces!r}"
        shown = turned.reply.text.lower()
        assert not [secret for secret in SECRETS if secret in shown], f"a secret in the reply to {pieces!r}"
        if spent >= MOST_CPU:  # once more, since the machine may have had other work
            began = time.process_time()
            engine.turn(dialog, pieces, world, world.now, dice)
            assert time.process_time() - began < MOST_CPU, f"{spent * 1000:.0f} ms for {pieces!r}"
        world.apply(turned.effects)
        dialog = turned.dialog


def fuzz(folder: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    """So many seconds of it from the corpus on, in a process of its own; `folder` then holds all inputs."""
    corpus.spread(folder)
    limits = [f"-max_total_time={seconds}", "-max_len=600", "-timeout=5", f"-artifact_prefix={folder}/{corpus.BROKE}"]
    command = [sys.executable, "-m", "tests.fuzz.guided", str(folder), *limits]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 300)


def main(seconds: str) -> int:
    """Fuzz for so many seconds, and keep what was found."""
    os.environ["FUZZ_CPU"] = "0.05"
    with TemporaryDirectory() as found:
        outcome = fuzz(Path(found), int(seconds))
        print(outcome.stderr[-2000:], f"\n{corpus.keep(Path(found))} inputs are new")
    return outcome.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
