"""Errors: the one that stops a command with a sentence, and how to name the others without what they carry."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

_ROOT = Path(__file__).parent.parent


class Mistake(Exception):
    """Something an operator can put right; its text says what, and how."""


def where(error: BaseException) -> str:
    """An error by its type and place in our own code, `KeyError at notices/kinds/order.py:61`.

    Never its message, which may hold somebody's data.
    """
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT) and "/.venv/" not in frame.filename]
    if not frames:
        return type(error).__name__
    last = (ours or frames)[-1]
    return f"{type(error).__name__} at {'/'.join(Path(last.filename).parts[-3:])}:{last.lineno}"
