"""A document before it is typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from documents.typesetting import typeset

Kind = Literal["statement", "order", "certificate"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper: its kind, the worker, the key of what it tells (credit, order's folio), the fiscal year if any."""

    kind: Kind
    nss: str
    key: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a template, as the reader will see it; `name` is the file's, without path."""

    template: str
    name: str
    data: Mapping[str, Any]

    def pdf(self) -> bytes:
        """Typeset it. Raises NoTypesetter."""
        return typeset(self.template, self.data)
