"""The supervisors' board."""

from __future__ import annotations

BOARD: dict[str, tuple[str, str]] = {}
