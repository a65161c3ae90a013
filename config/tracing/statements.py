"""What SQL took, statement by statement, for traces; only listened to where they are on."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event

from config.tracing.spans import SQL
from config.tracing.traces import Traces

_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+(\w+)")
_BEGAN = "statement began"


def tell_of_statements(engine: Engine, traces: Traces) -> None:
    """Tell of every statement that a request runs on this engine: what it does to which table, and never its values."""

    def before(connection: Connection, *_: Any) -> None:
        connection.info[_BEGAN] = time.monotonic()

    def after(connection: Connection, _cursor: object, statement: str, *_: Any) -> None:
        traces.waited(SQL, connection.info[_BEGAN], operation(statement))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)


@lru_cache(256)
def operation(statement: str) -> str:
    """`SELECT account`: its first word, and the first table it names."""
    table = _TABLE.search(statement)
    return f"{statement.split(maxsplit=1)[0].upper()} {table[1] if table else ''}".strip()
