"""What the clock starts, and every how many seconds. A second beat by mistake only asks twice."""

from __future__ import annotations

from typing import Any

from sms.outbox.kick import JOBS

EVERY = {
    "sweep": 5,
    "look": 5,
    "end": 15,
    "prepare": 15,
    "receipts": 60,
    "board": 60,
    "campaigns": 120,
    "housekeeping": 900,
    "purge": 900,
    "plan": 1800,
}

SCHEDULE: dict[str, dict[str, Any]] = {
    name: {"task": f"jobs.{name}", "schedule": seconds, "options": {"queue": JOBS, "expires": seconds}}
    for name, seconds in EVERY.items()
}
