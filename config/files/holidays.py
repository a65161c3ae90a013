"""The days off that push legal terms on, from a file of one `YYYY-MM-DD` a line; what follows a comma says what for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from config.errors import Mistake

OURS = Path(__file__).parent / "holidays.csv"


def read(path: Path | None) -> frozenset[date]:
    """The days of a file, of ours where none is given. Raises `Mistake` for a file or line that cannot be read."""
    path = path or OURS
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(f"MICUENTA_HOLIDAYS: {path} cannot be read ({type(error).__name__}).") from None
    return frozenset(
        _day(path, number, line) for number, line in enumerate(lines, 1) if line.strip(" ,;").split("#")[0]
    )


def _day(path: Path, number: int, line: str) -> date:
    try:
        return date.fromisoformat(line.split(",")[0].split(";")[0].strip())
    except ValueError:
        raise Mistake(f"MICUENTA_HOLIDAYS: line {number} of {path} is no date such as 2026-12-25.") from None
