"""One parent over a few processes: starts them in order, ends them the other way round, and says which one broke.

A child that ends by itself stops the rest: half a service that looks alive is worse than none. The exception
is one that others do without for a while (`revives`) and that has worked before, or whose disk is full: it is started
again. What a child writes goes to a file of its own, whose end is shown when it breaks.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType

from config.errors import Mistake
from serving.child import ended, start, stop
from serving.room import Room

TICK = 0.05
"""Seconds between two looks at the children."""
SHOWN = 12
"""Last lines of a broken child's output that are shown."""
WORKED = 10.0
"""Seconds after which a child counts as having worked."""
PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds before a child is started again: doubled each time until it has worked."""
LARGEST_LOG = 10_000_000
"""Bytes after which a child's file is begun anew at the next start, the former one kept beside it."""


@dataclass(frozen=True)
class Service:
    """A process to keep: `ready` tells whether it answers yet, `advice` what to do when it broke.

    `revives`: the rest does without it for a while, so it is started again.
    """

    name: str
    command: Sequence[str | Path]
    advice: str
    ready: Callable[[], bool] = lambda: True
    patience: float = 60.0
    leave: float = 10.0
    revives: bool = False

    @classmethod
    def beside(cls, name: str, micuenta: Sequence[str], *words: str) -> Service:
        """A subcommand of `micuenta` that the rest does without for a while and does not wait for."""
        alone = f"`micuenta {' '.join(words)}` alone shows everything on the terminal."
        return cls(name, [*micuenta, *words], f"read the lines above; {alone}", revives=True)


@dataclass
class Supervisor:
    """Use it as a context: on the way out every child is stopped, the last started first."""

    logs: Path
    say: Callable[[str], None] = print
    _running: list[tuple[Service, subprocess.Popen[bytes]]] = field(default_factory=list)
    _files: ExitStack = field(default_factory=ExitStack)
    _began_at: dict[str, int] = field(default_factory=dict)
    _started: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _again: dict[float, Service] = field(default_factory=dict)
    _wanted: bool = True

    def __post_init__(self) -> None:
        self._room = Room(self.logs, self.say)

    def __enter__(self) -> Supervisor:
        """Take Ctrl-C and SIGTERM as the wish to stop, in order."""
        self.logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            self._files.callback(signal.signal, number, signal.signal(number, self._stop_wanted))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop every child; a second Ctrl-C changes nothing, and none outlives us."""
        for service, process in reversed(self._running):
            began, ran = time.monotonic(), ended(process) is None
            stop(process, service.leave)
            if ran:
                self.say(f"  {service.name} stopped ({time.monotonic() - began:.1f} s)")
        self._files.close()

    def launch(self, service: Service) -> None:
        """Start a process without waiting for it."""
        path = self._log(service)
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        output = self._files.enter_context(path.open("ab"))
        self._began_at[service.name] = output.tell()
        self._started[service.name] = time.monotonic()
        self._running.append((service, start(service.command, stdout=output, stderr=subprocess.STDOUT)))

    def await_ready(self) -> bool:
        """Wait until every child answers; false when somebody wants to stop meanwhile."""
        for service, _ in list(self._running):
            until = time.monotonic() + service.patience
            while self._wanted and not service.ready():
                self._look()
                if time.monotonic() > until:
                    raise Mistake(self._story(service, f"did not answer within {service.patience:.0f} s"))
                time.sleep(TICK)
        return self._wanted

    def watch(self) -> None:
        """Return when somebody wants to stop; raise a `Mistake` when a child ends by itself for good."""
        while self._wanted:
            self._room.look()
            self._look()
            for moment in [moment for moment in self._again if moment <= time.monotonic()]:
                self.launch(self._again.pop(moment))
            time.sleep(TICK)

    def _look(self) -> None:
        for service, process in list(self._running):
            code = ended(process)
            if code is None or not self._wanted:
                continue
            if not self._revived(service, process, code):
                raise Mistake(self._story(service, _ended(code)))

    def _revived(self, service: Service, process: subprocess.Popen[bytes], code: int) -> bool:
        """Whether a child that ended will be started again, after a pause."""
        now = time.monotonic()
        self._room.look(at_once=True)
        worked = now - self._started[service.name] >= WORKED or (self._room.full and service.name not in self._pauses)
        if not service.revives or code < 0 or not (worked or service.name in self._pauses):
            return False
        stop(process)
        self._running.remove((service, process))
        pause = PAUSE if worked else min(self._pauses[service.name] * 2, LONGEST_PAUSE)
        self._pauses[service.name], self._again[now + pause] = pause, service
        if worked:
            self.say(
                f"{service.name} {_ended(code)}; it is started again until it stays. All it wrote: {self._log(service)}"
            )
        return True

    def _story(self, service: Service, what: str) -> str:
        path = self._log(service)
        with path.open("rb") as written:
            written.seek(self._began_at[service.name])
            lines = written.read().decode("utf-8", "replace").splitlines()[-SHOWN:]
        told = [f"{service.name} {what}, so everything was stopped.", *(f"    {line}" for line in lines)]
        return "\n".join([*told, f"  What to do: {service.advice}", f"  All it wrote: {path}"])

    def _log(self, service: Service) -> Path:
        return self.logs / f"{service.name.lower().replace(' ', '-')}.log"

    def _stop_wanted(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._wanted = False


def _ended(code: int) -> str:
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended by itself with exit code {code}"
