"""Bring the translations up to date with the texts in the code, or check that they are."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from config import catalogues
from flows.saying.text import REGISTRY, T

ROOT = Path(__file__).parent.parent
NOT_SAID = ("commands", "tests", "bench")
"""Rooms whose texts no worker reads."""


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when something is missing, doubtful or stale.")
def command(check: bool) -> None:
    """Bring the translations up to date with the texts marked T("…") in the code."""
    texts = texts_in_code()
    found = 0
    for language in catalogues.languages():
        if not check:
            catalogues.update(language, texts)
        for fault in catalogues.faults(language, texts):
            click.echo(fault)
            found += 1
    click.echo(f"{len(texts)} texts, {found} to look at in {', '.join(catalogues.languages())}")
    sys.exit(1 if found else 0)


def texts_in_code() -> list[str]:
    """Every text of the program, by the file it stands in: reading a file is what registers its texts."""
    for room in sorted(path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in NOT_SAID):
        for path in sorted(room.rglob("*.py")):
            if f"{T.__module__} import" in path.read_text("utf-8"):
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return list(REGISTRY)
