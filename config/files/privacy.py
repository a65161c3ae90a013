"""The whole privacy notice, a file for each language: ours, or the operator's own from a folder."""

from __future__ import annotations

from pathlib import Path

from config.errors import Mistake

OURS = Path(__file__).parent / "privacy_notice"


def read(folder: Path | None) -> dict[str, str]:
    """The text by language. Raises `Mistake` for a folder that has no Spanish one, or a file that is no UTF-8."""
    folder = folder or OURS
    try:
        texts = {path.stem: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.txt"))}
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(f"MICUENTA_PRIVACY_NOTICE: {folder} cannot be read ({type(error).__name__}).") from None
    if "es" not in texts:
        raise Mistake(f"MICUENTA_PRIVACY_NOTICE: {folder} has no es.txt.")
    return texts
