"""How a file parts its columns: with commas as agreed, or as the spreadsheet that wrote it does. The header tells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

SEPARATORS = ",;\t|"
EMPTY = f'{SEPARATORS} "\r\n'
"""All there is in a line that a spreadsheet left empty."""
_HINT = "sep="
"""Excel's own first line, which names the separator."""


@dataclass(frozen=True, slots=True)
class Format:
    """One separator; `is_hint` when the line it was read from was Excel's and the header is the next."""

    separator: str = ","
    is_hint: bool = False

    @classmethod
    def of(cls, line: str) -> Format:
        """Read from a file's first line; no column's name has any of the separators in it."""
        bare = line.strip("\r\n").strip('"')
        if bare.lower().startswith(_HINT):
            return cls(bare[len(_HINT) :][:1] or ",", is_hint=True)
        return cls(max(SEPARATORS, key=line.count))

    def names(self, line: str) -> list[str]:
        """The names in a header, blanks for what joins them or not; spreadsheets leave empty ones at its end."""
        bare = line.strip("\r\n").replace('"', "").rstrip(self.separator + " ")
        return [name.strip().lower().replace(" ", "_") for name in bare.split(self.separator)]

    def rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The fields of lines; raises `csv.Error`."""
        return csv.reader(lines, delimiter=self.separator, strict=True)

    def columns(self, lines: Sequence[str], count: int) -> list[Sequence[str]]:
        """The fields of lines by column, at a stroke; raises ValueError unless each line has `count`, or `csv.Error`.

        Without quotation marks nothing but separators parts a line.
        """
        text = "\n".join(lines).replace("\r\n", "\n").removesuffix("\r")
        if '"' not in text and "\r" not in text and set(map(str.count, lines, repeat(self.separator))) == {count - 1}:
            fields = text.replace("\n", self.separator).split(self.separator)
            return [fields[place::count] for place in range(count)]
        rows = list(self.rows(lines))
        if len(rows) != len(lines) or set(map(len, rows)) != {count}:
            raise ValueError
        return list(zip(*rows, strict=True))
