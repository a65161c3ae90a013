"""A document before it is typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes into a template, as the reader will see it; `name` is the file's, without path."""

    template: str
    name: str
    data: Mapping[str, Any]

    def pdf(self) -> bytes:
        """Typeset it. Raises NoTypesetter."""
        return typeset(self.template, self.data)
