"""Which of the files given are the institution's, and in what order they go; whatever is left aside is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from models.importing.files import FILES
from models.importing.reports import OURS
from models.importing.shapes import File

KNOWN = ", ".join(f"{file.name}.csv" for file in FILES)
_PLACES = {file.name: place for place, file in enumerate(FILES)}
_NAME = re.compile(r"(\w+)\.csv(?:\.gz)?", re.IGNORECASE)
_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})


class Found(NamedTuple):
    """A file to load; or one that is not, and why (`aside`)."""

    path: Path
    file: File | None = None
    aside: str = ""


def find(paths: Sequence[Path]) -> list[Found]:
    """What the paths hold: first what cannot be used, then the files in the order they hang on each other."""
    found = [each for path in paths for each in _within(path)]
    found.sort(key=lambda each: _PLACES[each.file.name] if each.file else -1)
    return found


def _within(path: Path) -> Iterator[Found]:
    try:
        if not path.is_dir():
            yield _one(path) if path.exists() else Found(path, aside="no existe: revisa el nombre y la carpeta")
            return
        inside = sorted(each for each in path.iterdir() if not _clutter(each))
    except OSError as error:
        yield Found(path, aside=f"no se puede abrir ({error.strerror}): revisa sus permisos")
        return
    same = Counter(each.name.lower() for each in inside)
    found = [_one(each, twins=same[each.name.lower()] > 1) for each in inside]
    if not any(each.file for each in found):
        yield Found(path, aside=f"la carpeta no tiene ninguno de los archivos conocidos: {KNOWN}")
    yield from found


def _one(path: Path, *, twins: bool = False) -> Found:
    named = _NAME.fullmatch(path.name)
    file = FILES[_PLACES[named[1].lower()]] if named and named[1].lower() in _PLACES else None
    if not path.is_file():
        return Found(path, aside="se dejó aparte: no es un archivo; dalo aparte si es una carpeta con más")
    if file and twins:
        return Found(path, aside=f"se dejó aparte: hay dos archivos {file.name}; deja solo el más nuevo")
    return Found(path, file, "" if file else _advice(path.name))


def _advice(name: str) -> str:
    """What to call it, where it begins like one of the files."""
    like = next((known for known in _PLACES if name.lower().startswith(known)), None)
    if like is None:
        return f"el nombre no es el de uno de los archivos conocidos: {KNOWN}"
    return f"se dejó aparte por su nombre: si es el que quieres cargar, que sea CSV y se llame {like}.csv"


def _clutter(path: Path) -> bool:
    """What programs leave in folders, ours among them."""
    name = path.name.lower()
    return name.startswith((".", "~$", *OURS)) or name in _CLUTTER
