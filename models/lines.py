"""A line with its account, as every turn needs them: read once, carried on with the dialog, and known to be unchanged.

PostgreSQL tells for each row which transaction wrote it last (`xmin`). While those of the line and of its account are
as they were, so is what was read: a turn's own statement asks that, and the read before it is saved.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from zlib import crc32

import orjson
from sqlalchemy import String, bindparam, cast, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from models.columns import columns, table
from models.tables import accounts

_account = columns(accounts.AccountRow)
_line = columns(accounts.TalkingLine)
_number = select(cast(bindparam("number"), String).label("number")).subquery("talking")


class LineRow(NamedTuple):
    """A row of `LINE`, in its order. Without a `version` nothing can tell whether it has changed."""

    version: str | None
    language: str | None
    opted_out_at: datetime | None
    mismatches: int | None
    blocked_until: datetime | None
    id: int | None
    nss: str
    status: Literal["pending", "active"]
    first_name: str
    email: str | None
    wrong_nips: int
    wrong_answers: int
    locks: int
    locked_until: datetime | None
    birth_date: date | None
    email_proved_at: datetime | None
    sms_alerts: bool
    email_alerts: bool
    sms_topics: int
    email_topics: int
    privacy_version: str
    settled_at: datetime | None


class WrittenLine(FunctionElement[str]):
    """Who wrote the rows of these tables last; NULL where the database does not tell."""

    type = String()
    inherit_cache = True


@compiles(WrittenLine)
def _untold(*_: Any, **__: Any) -> str:
    return "NULL"


@compiles(WrittenLine, "postgresql")
def _told(element: WrittenLine, compiler: Any, **options: Any) -> str:
    first, second = (compiler.process(clause, **options) for clause in element.clauses)
    return f"concat({first}, ' ', {second})"


_written = WrittenLine(literal_column("line.xmin"), literal_column("account.xmin"))
_talking = _number.outerjoin(table(accounts.TalkingLine), _line.number == _number.c.number).outerjoin(
    table(accounts.AccountRow), _account.line == _number.c.number
)
LINE = select(
    _written.label("version"),
    *(_line.language, _line.opted_out_at, _line.mismatches, _line.blocked_until),
    *(_account.id, _account.nss, _account.status, _account.first_name, _account.email),
    *(_account.wrong_nips, _account.wrong_answers, _account.locks, _account.locked_until, _account.birth_date),
    _account.email_proved_at,
    *(_account.sms_alerts, _account.email_alerts, _account.sms_topics, _account.email_topics),
    *(_account.privacy_version, _account.settled_at),
).select_from(_talking)
UNCHANGED = select(_written).select_from(_talking).scalar_subquery() == bindparam("version")
"""Whether the line `number` is still of that `version`."""

_SHAPE = crc32(",".join(LineRow._fields).encode())


def pack(row: LineRow) -> bytes:
    """A row as one line of JSON, to be carried; nothing when it has no version."""
    return b"" if row.version is None else orjson.dumps((_SHAPE, *row), _date, orjson.OPT_PASSTHROUGH_DATETIME)


def unpack(raw: bytes) -> LineRow | None:
    """The row of `pack`; None when there is none, or another version of the program packed it."""
    shape, *values = orjson.loads(raw) if raw else (0,)
    if shape != _SHAPE:
        return None
    row = LineRow._make(values)
    return row._replace(
        opted_out_at=_moment(row.opted_out_at),
        blocked_until=_moment(row.blocked_until),
        locked_until=_moment(row.locked_until),
        email_proved_at=_moment(row.email_proved_at),
        settled_at=_moment(row.settled_at),
        birth_date=row.birth_date and date.fromisoformat(str(row.birth_date)),
    )


def _date(moment: date) -> str:
    return moment.isoformat()


def _moment(packed: object) -> datetime | None:
    return datetime.fromisoformat(str(packed)) if packed else None
