"""Pages of the documentation that are written from the code: `make docs` writes them, `make check` compares."""

from __future__ import annotations

import sys
from pathlib import Path


def keep(page: Path, text: str, source: str) -> int:
    """Write the page, or with `--check` on the command line say whether it is what it would be; the exit status."""
    if "--check" not in sys.argv:
        page.write_text(text, "utf-8")
        return 0
    if page.exists() and page.read_text("utf-8") == text:
        return 0
    sys.stderr.write(f"docs/{page.name} is not what {source} says now: run `make docs` and commit it\n")
    return 1
