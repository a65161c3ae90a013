"""Where payments are taken, from a CSV file of the operator's own, one place a row, the one to be told first first.

Columns: `nombre`; `tipo`: linea (a payment line), credito (the credit number), spei; `convenio`, `clabe`, `referencia`,
`base` and `constante` of the payment line, `minimo` and `maximo` in pesos, all of which may be empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from config.errors import Mistake

Kind = Literal["linea", "credito", "spei"]
MOST = 4
"""Places, so that a payment and the way to the others fit one message."""
_COLUMNS = {
    "nombre": r"\S.{0,11}",
    "tipo": "|".join(get_args(Kind)),
    "convenio": r"\d{0,8}",
    "clabe": r"(\d{18})?",
    "referencia": r"\d{0,7}",
    "base": r"(20\d\d)?",
    "constante": r"\d?",
    "minimo": r"(\d{1,7}\.\d\d)?",
    "maximo": r"(\d{1,7}\.\d\d)?",
}
_NEEDED = {"linea": (), "credito": (), "spei": ("clabe", "referencia")}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A row of the file; None and empty where it says nothing."""

    name: str
    kind: Kind
    agreement: str
    clabe: str
    reference: str
    base_year: int | None
    constant: str
    least: Decimal | None
    most: Decimal | None


def read(path: Path | None) -> tuple[PlaceRow, ...]:
    """The places of a file, none without one. Raises `Mistake` for a file or row that cannot be used."""
    if path is None:
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _mistake(f"{path} cannot be read ({type(error).__name__})") from None
    if not 1 <= len(rows) <= MOST:
        raise _mistake(f"{path} has {len(rows)} places; there may be 1 to {MOST}")
    return tuple(_place(path, number, row) for number, row in enumerate(rows, 2))


def _place(path: Path, number: int, row: Mapping[str, str | None]) -> PlaceRow:
    said = {column: (row.get(column) or "").strip() for column in _COLUMNS}
    wrong = [column for column, form in _COLUMNS.items() if not re.fullmatch(form, said[column], re.ASCII)]
    wrong += [column for column in _NEEDED.get(said["tipo"], ()) if not said[column]]
    if wrong:
        raise _mistake(f"line {number} of {path} has no good {', '.join(wrong)}")
    return PlaceRow(
        said["nombre"],
        said["tipo"],  # type: ignore[arg-type]  # one of them, by its form
        said["convenio"],
        said["clabe"],
        said["referencia"],
        int(said["base"]) if said["base"] else None,
        said["constante"],
        Decimal(said["minimo"]) if said["minimo"] else None,
        Decimal(said["maximo"]) if said["maximo"] else None,
    )


def _mistake(reason: str) -> Mistake:
    return Mistake(f"MICUENTA_PAYMENT_PLACES: {reason}.")
