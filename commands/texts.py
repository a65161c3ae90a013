"""Show every text in every language at its longest: encoding, septets, segments and USSD pages against its budget."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping

import click
from rich.console import Console
from rich.table import Table

from commands.catalogue import texts_in_code
from config.catalogues import load_all
from flows.proving.worst_case import all_texts, worst
from flows.saying.text import MAIL, PART
from flows.saying.voice import Catalogue
from gsm7 import fold, segments


@click.command()
@click.option("--check", is_flag=True, help="Show only what breaks its budget.")
@click.option("--tasks", is_flag=True, help="Show messages and segments that each task costs a worker.")
@click.option("--samples", is_flag=True, help="Write every text with a sample as CSV, for an operator's approval.")
def command(check: bool, tasks: bool, samples: bool) -> None:
    """Measure every text; exit with 1 when one is too long."""
    if tasks:
        from simulator.tasks import cost_table as costs

        Console().print(costs())
        return
    from simulator.budgets import measures

    texts_in_code()
    catalogues = {language: texts for language, texts in load_all().items() if language != "es"}
    if samples:
        _write_samples(catalogues)
        return
    rows = list(measures(catalogues))
    over = [row for row in rows if row.over]
    table = Table("language", "text", "encoding", "septets", "segments", "USSD pages", "breaks")
    for row in over if check else rows:
        counts = (str(row.septets), str(row.segments), str(row.pages))
        table.add_row(row.language, row.text if row.over else row.where, row.encoding, *counts, row.over)
    if table.rows:
        Console(width=None if sys.stdout.isatty() else 160).print(table)
    click.echo(f"{len(rows)} texts measured at their longest, {len(over)} over their budget")
    sys.exit(1 if over else 0)


def _write_samples(catalogues: Mapping[str, Catalogue]) -> None:
    """One row a text and language: as it is written, and at its longest as the phone shows it."""
    out = csv.writer(sys.stdout)
    out.writerow(("language", "template", "sample", "segments"))
    for language, catalogue in {"es": {}, **catalogues}.items():
        for text in all_texts():
            if text.budget is not PART and text.budget is not MAIL:
                template = catalogue.get(text, text)
                sample = fold(worst(text, template))
                out.writerow((language, template, sample, segments(sample)))
