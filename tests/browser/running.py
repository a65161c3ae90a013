"""`micuenta run` and a Chromium, for the browser tests and for the pictures of the docs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, sync_playwright

from config.settings import Settings
from serving.child import start, stop
from serving.web import answers
from tests import programs
from tests.processes import eventually

ROOT = Path(__file__).parents[2]
QUICK = {
    "MICUENTA_HASH_PASSES": "1",
    "MICUENTA_HASH_MEMORY": "64",
    "MICUENTA_WEB_WORKERS": "1",
    "MICUENTA_QUIET_HOURS": "off",  # at whatever hour the tests run
}
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
"""For a machine without a screen, and a browser that calls nobody by itself."""


class NoChromium(Exception):
    """There is none on the path."""


@contextmanager
def service(folder: Path) -> Iterator[str]:
    """The address of a demo with its data in `folder`; what it wrote is shown when it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "run.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "cli", "run", "--port", str(port), "--data", folder / "data"]
        process = start(command, cwd=ROOT, env=os.environ | QUICK, stdout=out, stderr=subprocess.STDOUT)
        try:
            settings = Settings(port=port)
            eventually(lambda: answers(settings, "/readyz") or process.poll() is not None, within=60)
            assert process.poll() is None, log.read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(process, 20)


def second_step(folder: Path, name: str, password: str) -> pyotp.TOTP:
    """Let somebody come into the console of that service; the codes of their authenticator."""
    command = [sys.executable, "-m", "cli", "agent", "add", name, "--password-stdin", "--data", folder / "data"]
    environment = os.environ | QUICK
    told = subprocess.run(
        command, cwd=ROOT, env=environment, input=f"{password}\n", capture_output=True, text=True, check=True
    )
    found = re.search(r"or type (\w+);", told.stdout)
    assert found, told.stdout
    return pyotp.TOTP(found[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, without a window."""
    program = programs.find("browser")
    if program is None:
        raise NoChromium("Chromium is needed: as root, `apt-get install chromium` (.ci/run does it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
