"""From a template and its data to a PDF: tagged (PDF/UA-1), the same bytes for the same data, no font from outside."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"
STANDARD: Literal["ua-1"] = "ua-1"


_MORE = frozenset("‘’“”–—…€✗")
"""What our own texts use beside the Latin letters."""


class NoTypesetter(Exception):
    """The package that makes PDFs is not installed; the message says how to install it."""

    def __init__(self) -> None:
        super().__init__("No documents can be made here: install the package with its extra, micuenta[pdf].")


def available() -> bool:
    """Whether PDFs can be made in this installation."""
    try:
        _fonts()
    except NoTypesetter:
        return False
    return True


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Make the PDF. `data` is shown as text, whatever it holds: it never becomes markup. Raises NoTypesetter."""
    fonts = _fonts()
    import typst

    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(_shown(data), ensure_ascii=False, sort_keys=True)},
        pdf_standards=STANDARD,
    )


def _shown(value: Any) -> Any:
    """The data with `?` for each letter that the fonts lack, and without what cannot be seen (controls, marks)."""
    if isinstance(value, str):
        seen = (letter for letter in unicodedata.normalize("NFC", value) if unicodedata.category(letter)[0] not in "CM")
        return "".join(letter if letter <= "ɏ" or letter in _MORE else "?" for letter in seen)
    if isinstance(value, Mapping):
        return {name: _shown(inside) for name, inside in value.items()}
    return [_shown(inside) for inside in value]


@lru_cache(maxsize=1)
def _fonts() -> Fonts:
    """The fonts that come inside the package; looked up once a process."""
    try:
        from typst import Fonts
    except ImportError:
        raise NoTypesetter from None
    return Fonts(include_system_fonts=False)
