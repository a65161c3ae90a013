"""Debian's packages for the tests, unpacked without root: `python -m tests.unpacked prometheus`.

They come with `apt-get download`, which needs nothing but its lists, and go into the environment's own folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(sys.prefix) / "debian"


def unpack(packages: list[str]) -> None:
    """Get each and lay it out. Raises CalledProcessError where apt or dpkg is not at hand for us."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["apt-get", "download", "-qq", *packages], cwd=place, check=True)
        for found in sorted(Path(place).glob("*.deb")):
            subprocess.run(["dpkg-deb", "--extract", found, FOLDER], check=True)


if __name__ == "__main__":
    unpack(sys.argv[1:])
