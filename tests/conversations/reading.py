"""The form of a conversation file.

The first line is its title. `con:` lines tell what is given (see `given.py`), `#` lines are remarks. Then, in the
order lived: `>` is typed by the worker, `<` is what the service answers, `~` a message that goes out by itself,
`!` what was done, `@` time that passes. `{code}` stands for the code that was sent last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
DIALLED = "*123#"
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Script:
    """A file: what is given, and its lines from the first thing typed on, each with its mark."""

    title: str
    given: tuple[str, ...]
    head: str
    lines: tuple[tuple[str, str], ...]

    def acts(self) -> Iterator[tuple[str, str]]:
        """What the worker and the clock do; the rest is to come of it."""
        return ((mark, text) for mark, text in self.lines if mark in ">@#")

    def written(self, answers: Iterable[tuple[str, str]]) -> str:
        """The file with these lines in place of its own."""
        lines = []
        for mark, text in answers:
            lines += [""] * (mark in ">@#") + [f"{mark} {text}".replace("\n", "\n  ").rstrip()]
        return f"{self.head}\n" + "\n".join(lines) + "\n"


def files() -> list[Path]:
    """Every conversation."""
    return sorted(FOLDER.glob("*/*.txt"))


def read(path: Path) -> Script:
    """One file. A line with no mark belongs to the one before when it is indented, else it is a mistake."""
    whole = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(whole) if line[:1] in (">", "@"))
    given = tuple(line[4:].strip() for line in whole[1:start] if line.startswith("con:"))
    lines: list[tuple[str, str]] = []
    for line in whole[start:]:
        if line.startswith("  ") and lines:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]}\n{line[2:]}")
        elif line[:1] in tuple("><~!@#"):
            lines.append((line[0], line[2:]))
        elif line:
            raise ValueError(f"{path.name}: {line!r} begins with none of > < ~ ! @ #")
    return Script(whole[0], given, "\n".join(whole[:start]).rstrip(), tuple(lines))


def passing(text: str) -> timedelta:
    """How long `+11 min`, `+2 h` or `+1 d` is."""
    found = re.fullmatch(r"\+(\d+) (min|h|d)", text)
    if found is None:
        raise ValueError(f"{text!r} is no time that passes: write @ +11 min, @ +2 h or @ +1 d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
