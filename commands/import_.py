"""Load the institution's CSV files, or a folder of them; what is refused is written beside each file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from config.errors import Mistake
from config.settings import Settings
from serving.options import with_settings


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_settings("data")
def command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Load the institution's CSV files. Exit with 1 when a row or a file was refused."""
    from models.importing import import_paths
    from sms.outbox.kick import Kick

    with _bar() as bar:
        tasks: dict[Path, TaskID] = {}

        def show(path: Path, read: int) -> None:
            if path not in tasks:
                tasks[path] = bar.add_task(path.name, total=path.stat().st_size)
            bar.update(tasks[path], completed=read)

        try:
            summary = import_paths(settings.database_url, paths, show)
        except DBAPIError as error:
            raise Mistake(
                f"the database does not take the rows ({str(error.orig).splitlines()[0]}): see that it is up, run "
                "`micuenta db upgrade`, then load the same files again"
            ) from None
    table = Table("file", "written", "already there", "refused", box=box.SIMPLE_HEAD)
    for count in summary.counts:
        table.add_row(count.path.name, f"{count.written:,}", f"{count.same:,}", f"{count.refused:,}")
    Console().print(table)
    for count in summary.counts:
        if count.unusable:
            click.echo(f"{count.path.name}: {count.unusable}")
    Kick(settings.redis_url).plan()  # without a worker process now, its clock plans later
    if any(count.refused for count in summary.counts):
        click.echo("Some rows were refused: rechazos-<file>.csv beside each file says which and why. The rest is in.")
    if not summary.clean:
        sys.exit(1)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
