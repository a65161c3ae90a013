"""Requests of workers over their own data: which wait until when, and each step of their legal clock."""

from __future__ import annotations

from contextlib import closing

import click
from rich.console import Console
from rich.table import Table

from config.errors import Mistake
from config.settings import Settings
from flows.turn.turn import INSTITUTION_TIME
from models.database import Database
from models.rights import rights_waiting
from notices.rights import STEPS, take_step
from serving.options import with_settings
from turns.parts import vault, voices


@click.command()
@click.argument("folio", required=False)
@click.argument("step", required=False, type=click.Choice(STEPS))
@with_settings("data")
def command(settings: Settings, folio: str | None, step: str | None) -> None:
    """List the requests that wait, or take a step of one and tell its worker.

    Steps: `extend` once, before the day to answer; `granted` or `refused`; `done` once what was granted is effective.
    """
    with closing(Database(settings.database_url)) as database:
        if folio is None:
            _list(settings, database)
            return
        if step is None:
            raise click.UsageError(f"Say what happened to it: {', '.join(STEPS)}.")
        with database.transaction() as connection:
            taken = take_step(connection, vault(settings), voices(settings), folio.upper(), step, settings.clock()())
        if not taken:
            raise Mistake(f"no request {folio.upper()} is there to be {step}: see `micuenta rights`.")
        click.echo(f"{folio.upper()}: {step}; the worker is told.")


def _list(settings: Settings, database: Database) -> None:
    today = settings.clock()().astimezone(INSTITUTION_TIME).date()
    table = Table("folio", "kind", "asked", "next", "by", "")
    with database.connect() as connection:
        for asked in rights_waiting(connection):
            day = asked.next_day or asked.answer_by
            late = "[red]LATE[/red]" if day < today else ("today" if day == today else "")
            step = "make effective" if asked.answered_on else "answer"
            table.add_row(asked.folio, asked.kind, asked.asked_on.isoformat(), step, day.isoformat(), late)
    Console().print(table)
