"""Traces: one message is one trace, from the webhook to the receipt, across processes. Off unless the settings say so.

Nothing is woven into what is traced: whatever counts a turn, a call, a receipt or a job tells of it here when it is
over. OpenTelemetry is an extra of the package and imported by `config.tracing.otlp` alone, when traces are on.
"""

from __future__ import annotations

import atexit

from config.settings import Settings
from config.tracing.batches import Batches
from config.tracing.traces import Traces

__all__ = ["Traces", "begun"]


def begun(settings: Settings, process: str) -> Traces | None:
    """The traces of this process, by its name; None where they are off. Connects nowhere until there is something."""
    if settings.traces_url is None:
        return None
    from config.tracing.otlp import exporting

    batches = Batches(exporting(settings.traces_url, settings.traces_token, process), settings.traces_url)
    atexit.register(batches.close)
    return Traces(batches.tell, settings.traces_ratio, batches.close)
