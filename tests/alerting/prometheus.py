"""A real Prometheus: started here, asked all the time which alerts fire."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from serving.child import start, stop
from tests.processes import eventually

LOOK = 0.2
"""Seconds between two questions."""
LAST = "micuenta_rate_segments"
"""A figure that is only told while Redis and the database answer."""
_NOT_NOW = (OSError, http.client.HTTPException, ValueError, KeyError)
"""It is starting, and says so in a sentence that is no JSON."""


@dataclass
class Watch:
    """When alerts began and ceased to fire, by `time.monotonic`.

    One that lost its figures, since a scrape failed or left some out, or that counts its `for` anew, has not ceased.
    """

    port: int
    firing: set[str] = field(default_factory=set)
    changes: list[tuple[float, str, bool]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Ask once."""
        rules = [rule for group in self._ask("rules", type="alert")["groups"] for rule in group["rules"]]
        ceased = {
            rule["name"]
            for rule in rules
            if rule["name"] in self.firing
            and rule["state"] == "inactive"
            and self._whole(datetime.fromisoformat(rule["lastEvaluation"]).timestamp())
        }
        firing = (self.firing - ceased) | {rule["name"] for rule in rules if rule["state"] == "firing"}
        now = time.monotonic()
        self.changes += [(now, name, name in firing) for name in sorted(firing ^ self.firing)]
        self.firing = firing

    def _whole(self, evaluated: float) -> bool:
        """Whether what could be seen then was all scraped: the last two scrapes before, and those since."""
        told = self._ask("query", query=f'{{__name__=~"up|{LAST}"}}[1m]')["result"]
        seen = {each["metric"]["__name__"]: dict(each["values"]) for each in told}
        scrapes = sorted(seen.get("up", {}).items())
        then = sum(at <= evaluated for at, _ in scrapes)
        complete = [up == "1" and at in seen.get(LAST, {}) for at, up in scrapes[max(0, then - 2) :]]
        return then > 1 and all(complete)

    def _ask(self, path: str, **asked: str) -> Any:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", f"/api/v1/{path}?{urlencode(asked)}")
            return json.load(connection.getresponse())["data"]

    def go_on(self) -> None:
        """Ask until it is over."""
        while not self.over.wait(LOOK):
            with suppress(*_NOT_NOW):
                self.look()

    def all_fire(self, alerts: Collection[str], since: float, patience: float) -> bool:
        """Wait until each of these has begun to fire; false when that does not happen in time."""
        with suppress(AssertionError):
            eventually(lambda: all(self.fired(name, since) for name in alerts), patience)
            return True
        return False

    def none_fires(self, alerts: Collection[str], patience: float) -> bool:
        """Wait until none of these fires."""
        with suppress(AssertionError):
            eventually(lambda: not self.firing & set(alerts), patience)
            return True
        return False

    def fired(self, alert: str, moment: float) -> float | None:
        """Seconds from then until it began to fire."""
        return next((at - moment for at, new in self._of(alert) if new and at > moment), None)

    def cleared(self, alert: str, moment: float) -> float | None:
        """Seconds from then until it ceased."""
        return next((at - moment for at, new in self._of(alert) if not new and at > moment), None)

    def _of(self, alert: str) -> list[tuple[float, bool]]:
        return [(at, new) for at, name, new in self.changes if name == alert]


@contextmanager
def prometheus(program: str, config: Path, port: int) -> Iterator[Watch]:
    """Prometheus with this configuration, and a thread that watches its alerts."""
    line = [
        *(program, f"--config.file={config}", f"--storage.tsdb.path={config.parent / 'data'}"),
        *(f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"),
    ]
    process = start(line, stdout=subprocess.DEVNULL)
    watch = Watch(port)

    def answers() -> bool:
        with suppress(*_NOT_NOW):
            watch.look()
            return True
        return False

    try:
        eventually(answers)
        threading.Thread(target=watch.go_on, daemon=True).start()
        yield watch
    finally:
        watch.over.set()
        stop(process)
