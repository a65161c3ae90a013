"""The record of what agents did: checking its chain, and writing it out."""

from __future__ import annotations

import csv
import sys
from contextlib import closing

import click

from config.errors import Mistake
from config.settings import Settings
from models.database import Database
from serving.options import with_settings


@click.group()
def command() -> None:
    """Check the record of what agents did, or export it."""


@command.command()
@with_settings("data")
def verify(settings: Settings) -> None:
    """Check that no entry was changed or taken out; exit with 1 when one was."""
    from models.agents import audit
    from turns.parts import vault

    with closing(Database(settings.database_url)) as database, database.connect() as connection:
        wrong = audit.broken(connection, vault(settings))
        newest = audit.recent(connection, 1)
    if wrong:
        raise Mistake(
            f"entry {wrong.id} of {wrong.at:%Y-%m-%d %H:%M} does not follow from the one before: something was changed "
            "or taken out. Compare with the last back-up; with a changed secret key, set MICUENTA_OLD_SECRET_KEYS"
        )
    last = f"{newest[0].id} entries, the last signed {newest[0].signature[:16]}" if newest else "nothing in it yet"
    click.echo(f"The audit stands: {last}. Keep that line elsewhere: it shows later whether the end was cut off.")


@command.command()
@click.option("--after", default=0, help="Only entries after this number.")
@with_settings("data")
def export(settings: Settings, after: int) -> None:
    """Write it as CSV to standard output, without personal data: agents and lines by their marks."""
    from models.agents import audit

    out = csv.writer(sys.stdout)
    out.writerow(("id", "at", "agent", "did", "case", "line", "detail"))
    with closing(Database(settings.database_url)) as database, database.connect() as connection:
        for each in audit.entries(connection, after):
            out.writerow((each.id, each.at.isoformat(), each.agent_id, each.did, each.folio, each.line, each.detail))
