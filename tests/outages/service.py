"""The product's processes as an operator runs them: started, killed and started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

from config.settings import Settings
from serving.child import ended, start, stop
from serving.web import answers, console_command, web_command
from tests.outages.webhook import TOKEN
from tests.processes import children, eventually


class Service:
    """Of one port. `given` are settings by the end of their names; what is written goes to `log`.

    `place` is the folder of another version of the program.
    """

    def __init__(
        self,
        port: int,
        database: str,
        redis: str,
        given: Mapping[str, str],
        log: IO[bytes] | int,
        *,
        place: Path | None = None,
    ) -> None:
        self.port = port
        self._log, self._place = log, place
        self.settings = Settings(env="test", port=port, redis_url=redis, database_url=database, web_workers=2)
        self._commands = {
            "web": web_command(self.settings),
            "worker": [sys.executable, "-m", "cli", "worker"],
            "beat": [sys.executable, "-m", "cli", "beat"],
            "console": console_command(self.settings),
        }
        self._ports = {"web": port, "console": port + 1}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MICUENTA_")},
            "MICUENTA_ENV": "test",
            "MICUENTA_PORT": str(port),
            "MICUENTA_DATABASE_URL": database,
            "MICUENTA_REDIS_URL": redis,
            "MICUENTA_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "MICUENTA_TWILIO_AUTH_TOKENS": TOKEN,
            "MICUENTA_LOG_LEVEL": "ERROR",
            **_named(given),
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def begin(self, *parts: str, around: Mapping[str, str] | None = None, **given: str) -> None:
        """Start these parts, those that run anew, and wait for those that listen. `around`: more of the environment."""
        environment = self._environment | _named(given) | dict(around or {})

        def launch(part: str) -> None:
            self.running[part] = start(
                self._commands[part], env=environment, cwd=self._place, stdout=self._log, stderr=self._log
            )

        def comes_up(part: str) -> bool:
            if ended(self.running[part]) is not None:  # those of before still had the port: again, as systemd does
                self.kill(part)
                launch(part)
            with socket.socket() as knocking:
                return knocking.connect_ex(("127.0.0.1", self._ports[part])) == 0

        for part in parts:
            self.kill(part)
            launch(part)
        for part in {*parts} & {*self._ports}:
            eventually(partial(comes_up, part), 120)
            if part == "web":
                eventually(lambda: answers(self.settings, "/healthz"))

    def kill(self, part: str) -> None:
        """By a signal that cannot be caught, with all it has started, as systemd does."""
        process = self.running.pop(part, None)
        if process:
            for pid in _family(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, 9)
            process.wait()

    def stop(self) -> None:
        """All of it, in peace."""
        for process in self.running.values():
            stop(process)


def _family(pid: int) -> list[int]:
    try:
        return [pid, *(each for child in children(pid) for each in _family(child))]
    except FileNotFoundError:
        return []


def _named(given: Mapping[str, str]) -> dict[str, str]:
    return {f"MICUENTA_{name.upper()}": value for name, value in given.items()}
