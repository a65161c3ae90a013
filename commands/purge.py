"""Delete what is past its time, as the schedule does every night."""

from __future__ import annotations

from collections import Counter
from contextlib import closing

import click
from rich.console import Console
from rich.table import Table

from config.settings import Settings
from models.database import Database
from models.keeping.purge import count, purge
from models.keeping.rules import RULES
from serving.options import with_settings


@click.command()
@click.option("--dry-run", is_flag=True, help="Count what would go, and leave it.")
@with_settings("data")
def command(settings: Settings, dry_run: bool) -> None:
    """Delete what is past its time: the kinds of record and their times are in `docs/privacy.md`.

    Runs in small steps beside the running service. What went is written down by kind and day, for good.
    """
    now, days = settings.clock()(), settings.keeping
    gone: Counter[str] = Counter()
    with closing(Database(settings.database_url)) as database:
        if dry_run:
            with database.connect() as connection:
                gone.update({rule.name: count(connection, rule, days, now) for rule in RULES})
        else:
            for step in purge(database, RULES, days, now):
                gone[step.kind] += step.rows
    table = Table("kind", "kept for", "would go" if dry_run else "gone")
    for rule in RULES:
        if rule.past is not None:
            table.add_row(rule.name, _said(rule.kept_for(days).days), f"{gone[rule.name]:,}")
    Console().print(table)


def _said(days: int) -> str:
    return f"{days} days" if days else "its end"
