"""The commands of a page: what stands in its fenced blocks of `sh`, a line each."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_FENCE = re.compile(r"^```sh([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, marked: str = "") -> list[str]:
    """The blocks that carry this mark behind `sh`; without one all."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return [body for mark, body in _FENCE.findall(text) if not marked or marked in mark.split()]


def lines(page: str, program: str) -> list[list[str]]:
    """Every call of a program, split as a shell does."""
    return [
        shlex.split(line, comments=True)[1:]
        for block in blocks(page)
        for line in block.replace("\\\n", " ").splitlines()
        if line.startswith(f"{program} ")
    ]
