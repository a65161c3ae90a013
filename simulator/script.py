"""Conversations in plain text, played on the terminal phone.

`> ` is typed by the worker, `< ` is what the service should say, in correct Spanish; `…` stands for anything, and lines
that follow indented belong to it. `{code}` is the last code that arrived, `{nss}`, `{curp}`, `{rfc}` and `{name}` are
the worker's. `#` begins a remark. What is not written is not checked.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from config.errors import Mistake
from gsm7 import fold

_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """Something typed, and what should come of it: each expectation is met by one of the answers, in order."""

    line: int
    types: str
    expects: tuple[str, ...]


def read(text: str) -> list[ScriptStep]:
    """The steps of a script; raises `Mistake` with the number of a line that is none."""
    steps: list[ScriptStep] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(">"):
            steps.append(ScriptStep(number, line[1:].strip(), ()))
            continue
        if not steps or not line.startswith(("<", "  ")) or (line.startswith("  ") and not steps[-1].expects):
            raise Mistake(f"line {number} of the script begins with none of > < #, nor does it go on with a < line")
        last = steps[-1]
        heard = line[1:].strip() if line.startswith("<") else f"{last.expects[-1]}\n{textwrap.dedent(line)}"
        before = last.expects if line.startswith("<") else last.expects[:-1]
        steps[-1] = ScriptStep(last.line, last.types, (*before, heard))
    if not steps:
        raise Mistake("the script has nothing to type: begin a line with >")
    return steps


def fill(step: ScriptStep, values: Mapping[str, str]) -> str:
    """What is typed, with its fields filled in; raises `Mistake` for a field there is nothing for."""

    def value(found: re.Match[str]) -> str:
        if not values.get(found[1]):
            raise Mistake(f"line {step.line} of the script asks for {found[0]}, and there is none yet")
        return values[found[1]]

    return _FIELD.sub(value, step.types)


def unmet(expects: Iterable[str], heard: Iterable[str]) -> list[str]:
    """The expectations that no answer met, each looked for after the one before; `…` folds to three points."""
    answers = iter([fold(text) for text in heard])
    return [wanted for wanted in expects if not any(_meets(fold(wanted), text) for text in answers)]


def _meets(wanted: str, text: str) -> bool:
    pieces = re.split(r"\.\.\.", " ".join(wanted.split()))
    return re.fullmatch(".*".join(map(re.escape, pieces)), " ".join(text.split())) is not None
