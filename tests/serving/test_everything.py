"""`micuenta run` as an operator meets it: ready soon, stopped in order, data found again, a broken part named."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes import children, eventually, gone

pytestmark = pytest.mark.timeout(600)


class Run:
    """One `micuenta run` on a data folder and a port of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self._said = folder.with_suffix(".out")
        with self._said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cli", "run", "--data", folder, "--port", str(port)],
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                env={"PATH": os.environ["PATH"], "MICUENTA_WEB_WORKERS": "1"},
            )  # fmt: skip

    @property
    def said(self) -> str:
        """All it has told the operator."""
        return self._said.read_text("utf-8")

    def ready(self) -> None:
        """Wait until it says so, and how long it took."""
        eventually(lambda: "is ready" in self.said or self.process.poll() is not None, 100)
        assert re.search(r"is ready \(\d+\.\d s\)", self.said), self.said

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to this process alone, as a terminal or systemd does, and wait."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def children(self) -> list[int]:
        """Its parts by pid, the first started first."""
        return children(self.process.pid)

    def family(self) -> set[int]:
        """Its parts and their own."""
        parts = self.children()
        return {*parts, *(pid for each in parts for pid in children(each))}

    def text(self, body: str, identity: str, sender: str = "+525512345678") -> str:
        """Text the service as Twilio would, again where a machine this busy made it apologise; gives its TwiML."""
        form = {"MessageSid": identity, "AccountSid": "AC1", "From": sender, "To": "30900", "Body": body}
        url = f"http://127.0.0.1:{self.port}/sms/twilio"
        for _ in range(20):
            with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=60) as answer:
                twiml = str(answer.read().decode())
            if "problema" not in twiml:
                break
        return twiml


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return tmp_path / "data", probe.getsockname()[1]


@contextmanager
def started(place: tuple[Path, int]) -> Iterator[Run]:
    """A run that is ready, and ended in any case."""
    running = Run(*place)
    try:
        running.ready()
        yield running
    finally:
        if running.process.poll() is None:
            running.stop(signal.SIGTERM)


@pytest.fixture
def run(place: tuple[Path, int]) -> Iterator[Run]:
    with started(place) as running:
        yield running


def test_its_data_is_found_again_after_a_stop_and_after_a_kill(run: Run, place: tuple[Path, int]) -> None:
    """Stopped it ends its parts in order, killed outright it leaves nobody behind; a second one is refused."""
    first = run.text("hola", "SM1")
    assert "<Message>" in first
    beside = [sys.executable, "-m", "cli", "run", "--data", place[0], "--port", "1"]
    other = subprocess.run(beside, capture_output=True, text=True, check=False)
    assert other.returncode == 2
    assert f"process {run.process.pid}" in other.stderr
    assert run.stop() == 0
    order = [run.said.index(f"{part} stopped") for part in ("Web", "Worker", "Redis")]
    assert order == sorted(order)

    with started(place) as again:
        assert again.text("hola", "SM1") == first
        family = again.family()
        again.stop(signal.SIGKILL)
        eventually(lambda: all(gone(pid) for pid in family))
    with started(place) as third:
        assert third.text("hola", "SM1") == first
        assert third.stop(signal.SIGTERM) == 0


@pytest.mark.crash
@pytest.mark.parametrize(("part", "name"), [(0, "Redis"), (1, "Worker"), (2, "Web")])
def test_a_part_that_dies_is_named_and_the_rest_is_stopped(run: Run, part: int, name: str) -> None:
    family = run.family()
    assert len(family) > len(run.children())
    os.kill(run.children()[part], signal.SIGKILL)
    assert run.process.wait(60) == 2
    assert f"{name} was killed by SIGKILL, so everything was stopped." in run.said
    assert "What to do:" in run.said
    assert {pid for pid in family if not gone(pid)} == set()
