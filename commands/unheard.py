"""List what was not understood, masked, by frequency."""

from __future__ import annotations

from contextlib import closing

import click
from rich.console import Console
from rich.table import Table

from config.settings import Settings
from flows.dialogs.safety.scam import MARK
from models.database import Database
from models.tallies.unheard import listed
from serving.options import with_settings
from turns.parts import vault

LOOKED_AT = 20_000
"""Wordings among which those are that are listed."""


@click.command()
@click.option("--most", default=50, show_default=True, help="Wordings to list.")
@click.option("--scams", is_flag=True, help="What was sent with ESTAFA instead.")
@with_settings("data")
def command(settings: Settings, most: int, scams: bool) -> None:
    """List what was not understood in the last 30 days, masked, the commonest first; or what was sent as a scam.

    Add what people meant to the files of phrases in `flows/understanding/`, by service.
    """
    sealing = vault(settings)
    with closing(Database(settings.database_url)) as database, database.connect() as connection:
        found = [one for one in listed(connection, sealing.open, LOOKED_AT) if one.said.startswith(MARK) == scams][
            :most
        ]
    if not found:
        click.echo("Nothing is kept that was not understood." if settings.keep_unheard else "It is off: KEEP_UNHEARD.")
        return
    table = Table("times", "last", "what was said")
    for wording in found:
        table.add_row(f"{wording.times:,}", wording.last.isoformat(), wording.said)
    Console().print(table)
