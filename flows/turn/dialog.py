"""A worker's conversation between two turns, and its compact form for the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

VERSION = 1
"""Of the dialog set: a stored dialog of another version starts again at the menu."""


@dataclass(slots=True)
class Dialog:
    """Where a conversation stands. Moments are whole seconds since 1970, UTC.

    `turn` counts the turns of this `session`; the pair is unique in the journal, so a stale copy can never
    be saved over a newer one. `data` holds the answers of the flow in progress: JSON values, secrets hashed.
    `owes` is what orders the menus, once it was asked for.
    """

    session: str
    state: str = "menu"
    turn: int = 0
    language: str = "es"
    data: dict[str, Any] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    tries: int = 0
    proved_until: int = 0
    heard_at: int = 0
    owes: bool | None = None


def encode(dialog: Dialog) -> bytes:
    """The dialog as compact JSON; sealing it is the store's work."""
    return orjson.dumps(
        [
            VERSION,
            dialog.session,
            dialog.state,
            dialog.turn,
            dialog.language,
            dialog.data,
            dialog.history,
            dialog.tries,
            dialog.proved_until,
            dialog.heard_at,
            dialog.owes,
        ]
    )


def decode(raw: bytes) -> Dialog | None:
    """The dialog, or None when it was written by another version of the dialogs."""
    version, *fields = orjson.loads(raw)
    return Dialog(*fields) if version == VERSION else None
