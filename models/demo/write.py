"""Writing the files: a worker at a time, so that ten million need no more memory than ten."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO

from models.demo.cast import CAST
from models.demo.crowd import DRAWN, Crowd
from models.demo.lives import life
from models.demo.people import person
from models.demo.rows import calendar, rows
from models.importing.files import FILES

MOST = 10_000_000
"""Workers; beyond it the NSS would repeat."""


def write(
    folder: Path,
    workers: int,
    seed: int,
    today: date,
    *,
    packed: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the files into `folder`: the cast first, then people drawn with `seed`, then the crowd that lives alike.

    Always the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dice, crowd = random.Random(seed), Crowd()
    with ExitStack() as stack:
        outs = {file.name: _open(stack, folder, file.name, packed=packed) for file in FILES}
        writers = {name: csv.writer(out, lineterminator="\n") for name, out in outs.items()}
        for file in FILES:
            writers[file.name].writerow([column.spanish for column in file.columns])
        waiting: dict[str, list[list[str]]] = {file.name: [] for file in FILES}
        for name, fields in calendar(today):
            waiting[name].append(fields)
        for index in range(1, min(workers, DRAWN) + 1):
            member = CAST[index - 1] if index <= len(CAST) else None
            who = member.person if member else person(dice, index)
            told = list(rows(dice, who, member.life if member else life(dice), index, today))
            for name, fields in told:
                waiting[name].append(fields)
            if workers > DRAWN:
                crowd.remember(index, who, told)
            if index % 1000 == 0 or index == workers:
                for name, some in waiting.items():
                    writers[name].writerows(some)
                    some.clear()
                if progress:
                    progress(index)
        for index, texts in crowd.texts(workers):
            for name, text in texts.items():
                outs[name].write(text)
            if progress:
                progress(index)


def _open(stack: ExitStack, folder: Path, name: str, *, packed: bool) -> IO[str]:
    path = folder / f"{name}.csv{'.gz' if packed else ''}"
    opened = gzip.open if packed else open
    out: IO[str] = stack.enter_context(opened(path, "wt", encoding="utf-8", newline=""))
    return out
