"""Papers that workers are given, and the code on each by which whoever holds one asks whether it is ours."""

from __future__ import annotations

from datetime import date
from typing import Literal

from flows.records.record import Record

PaperKind = Literal["statement", "order", "certificate"]

FOLIO, CHECK = 6, 4
"""Letters of a paper's code: those it is looked up by, and those that whoever only knows of it cannot guess."""


class Wanted(Record):
    """Which paper: its kind, the worker, the key of what it tells (credit, order's folio), the fiscal year if any."""

    kind: PaperKind
    nss: str
    key: str
    year: int = 0


class Issued(Record):
    """A paper that was given out: what may be said of it to anybody who holds it."""

    kind: PaperKind
    year: int
    on: date


def code_shown(code: str) -> str:
    """A code as it is printed and told: `K7M2Q9-AB3D`."""
    return f"{code[:FOLIO]}-{code[FOLIO:]}"
