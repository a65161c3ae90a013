"""The fake Twilio as a process of its own, and how to talk to it from a test."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from serving.child import start, stop
from sms.providers.twilio import Twilio


class TwilioServer:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def mode(self, **mode: Any) -> None:
        """How it behaves from now on; nothing: well."""
        requests.post(f"{self.url}/_mode", json.dumps(mode), timeout=5)

    def accepted(self) -> list[dict[str, Any]]:
        return list(requests.get(f"{self.url}/_accepted", timeout=30).json())

    def client(self, deadline: float = 5.0) -> Twilio:
        return Twilio(
            account_sid="AC1",
            token="token",
            public_url="http://127.0.0.1:9",
            sender="30900",
            api_url=self.url,
            deadline=deadline,
        )


@contextmanager
def twilio_server() -> Iterator[TwilioServer]:
    process = start([sys.executable, "-m", "tests.outbox.fake_twilio"], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        with process.stdout as out:
            yield TwilioServer(int(out.readline()))
    finally:
        stop(process)
