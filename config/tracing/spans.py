"""What is told of a message, by the names that collectors show; the same table stands in `docs/operations.md`.

What stands in a span is said here and nowhere else. Its values are few and ours (a state, a provider's name, a count):
never anything that was typed, and nothing that tells who a person is or what they have.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal["server", "client", "internal"]
Value = str | int | float | bool


class SpanShape(NamedTuple):
    """A kind of span: its name, what it stands for between parts, and what it tells, in the order it is given."""

    name: str
    role: Role
    about: tuple[str, ...]


class Span(NamedTuple):
    """Something that is over. `began` and `ended` are by the monotonic clock (s); no `parent` is 0."""

    shape: SpanShape
    trace: int
    id: int
    parent: int
    began: float
    ended: float
    about: tuple[Value, ...]
    failed: bool = False


TURN = SpanShape(
    "turn",
    "server",
    ("flow", "state", "outcome", "channel", "meant", "services", "kept", "computed_ms"),
)
LINE = SpanShape("turn.line", "internal", ("waited_ms",))
WRITE = SpanShape("turn.write", "client", ("together",))
SQL = SpanShape("sql", "client", ("operation",))
SOURCE = SpanShape("source.call", "client", ("asked", "outcome"))
CLAIM = SpanShape("outbox.claim", "internal", ("kind", "channel", "lane", "attempt", "segments", "together"))
CALL = SpanShape("provider.call", "client", ("provider", "kind", "attempt", "segments", "outcome"))
RECEIPT = SpanShape("receipt", "server", ("status", "problem"))
JOB = SpanShape("job", "internal", ("task", "outcome"))

ALL = (TURN, LINE, WRITE, SQL, SOURCE, CLAIM, CALL, RECEIPT, JOB)
