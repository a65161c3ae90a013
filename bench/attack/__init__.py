"""What attackers cost everybody else, and what the clock tells them: measured here, since a busy machine decides it.

That all attacked get their answers, and attackers none, is what `tests/attacks/` holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.attack import flooding, slowness, telling
from bench.row import Row


def rows() -> Iterator[Row]:
    """Slow sockets of every kind, one line that floods, and how long answers to strangers take."""
    yield from slowness.rows()
    yield from flooding.rows()
    yield from telling.rows()
