"""The peer that `bench/peer` composes of Node's usual parts: whether it can run here, and how it is started."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent / "peer"
PATIENCE = 300
"""Seconds for fetching the packages of the lock file, once."""


def missing() -> str:
    """Why the peer cannot run here, in words; empty when it can. Fetches its packages where they are not yet."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "skipped: no Node here"
    if (FOLDER / "node_modules").exists():
        return ""
    fetch = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(fetch, cwd=FOLDER, capture_output=True, timeout=PATIENCE, check=False)
    return "skipped: its packages could not be fetched" if done.returncode else ""


def command() -> list[str]:
    """What starts it; where it listens and what it asks is in `PEER_…`."""
    return ["node", str(FOLDER / "server.js")]
