"""The file `.env`, looked at before it is read: what is wrong with it is said in a sentence."""

from __future__ import annotations

from pathlib import Path

from config.errors import Mistake

ENCODING = "utf-8-sig"
"""UTF-8; Windows' own editor puts a mark before it, which is no part of the first setting's name."""


def check_env_file(path: Path = Path(".env")) -> None:
    """Raise a `Mistake` when the file is there and cannot be read as text in UTF-8."""
    try:
        text = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise Mistake(f"{path.absolute()} cannot be read ({error.strerror}): see to its permissions") from None
    try:
        text.decode(ENCODING)
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        raise Mistake(f"{path.absolute()}, line {line}, is not in UTF-8: save the file in that encoding") from None
    if b"\0" in text:
        raise Mistake(f"{path.absolute()} is not in UTF-8 but in UTF-16: save the file in UTF-8")
