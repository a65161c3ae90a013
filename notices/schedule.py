"""What the clock starts, and how often. Every job is idempotent and short: a second beat only asks twice."""

from __future__ import annotations

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {}
