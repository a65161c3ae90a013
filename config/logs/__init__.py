"""Logs: one line to stderr for each thing that happened, with what identifies a person masked.

Each line carries the name of the request it is about, where there is one (`config.logs.request`). Masking is by pattern
over the finished line, tracebacks included, so that no call site can forget it. Libraries that talk too much are held
to warnings.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from config.logs import request
from config.logs.redaction import redact

QUIET = ("transitions", "twilio.http_client", "alembic", "kombu", "urllib3", "celery.beat", "celery.redirected")
"""Loggers that report every step of their own at INFO, some with what a worker typed."""


class LogLine(logging.Formatter):
    """`2026-11-23T16:00:00Z INFO sms.turns [request]  message`: for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and its traceback after it; all masked."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        told = record.getMessage()
        trace = "\n" + self.formatException(record.exc_info) if record.exc_info else ""
        about = f" [{name}]" if (name := request.CURRENT.get()) else ""
        return f"{moment}Z {record.levelname} {record.name}{about}  {redact(told)}{redact(trace)}"


class Json(logging.Formatter):
    """The same as one JSON object a line: for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; all masked."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.processName,
            "message": redact(record.getMessage()),
        }
        if name := request.CURRENT.get():
            told["request"] = name
        if record.exc_info:
            told["traceback"] = redact(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def set_up(log_format: Literal["line", "json"] = "line", level: str = "INFO", *, messages: bool = False) -> None:
    """Send every log of this process through the masking, and nowhere else; `messages`: a line for each message too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if log_format == "json" else LogLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    request.log.setLevel(logging.INFO if messages else logging.WARNING)
