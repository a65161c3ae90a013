"""Show every text in every language at its longest: encoding, septets, segments and USSD pages against its budget."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from commands.catalogue import texts_in_code
from config.catalogues import load_all


@click.command()
@click.option("--check", is_flag=True, help="Show only what breaks its budget.")
@click.option("--tasks", is_flag=True, help="Show messages and segments that each task costs a worker.")
def command(check: bool, tasks: bool) -> None:
    """Measure every text; exit with 1 when one is too long."""
    if tasks:
        from simulator.tasks import cost_table as costs

        Console().print(costs())
        return
    from turns.budgets import measures

    texts_in_code()
    catalogues = {language: texts for language, texts in load_all().items() if language != "es"}
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
