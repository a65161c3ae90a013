"""Files for the field cases, and loading them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.importing import Summary, import_paths
from tests.models.importing.files import CREDIT, LORENA, WORKERS, put

TODAY = date(2026, 11, 23)
NSS = "39089002156"
BOTH = WORKERS + LORENA + LORENA.replace(NSS, "1")
CREDITS, ONE_CREDIT = CREDIT.splitlines(keepends=True)


def loaded(url: str, folder: Path, **files: str | bytes) -> Summary:
    """What becomes of files with these texts."""
    for name, text in files.items():
        put(folder, f"{name}.csv", text)
    return import_paths(url, [folder], today=TODAY)
