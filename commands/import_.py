"""Load the institution's CSV files, or a folder of them; what is refused is written beside each file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from config.errors import Mistake
from config.settings import Settings
from serving.options import with_settings

if TYPE_CHECKING:
    from models.importing import Summary
    from models.importing.reports import Report


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rejects", type=click.Path(path_type=Path), help="Folder for the lists of refused rows, else beside.")
@with_settings("data")
def command(settings: Settings, paths: tuple[Path, ...], rejects: Path | None) -> None:
    """Load the institution's CSV files. Exit with 1 when a row or a file was refused or left aside."""
    from models.importing import import_paths
    from sms.outbox.kick import Kick

    with _bar() as bar:
        tasks: dict[Path, TaskID] = {}

        def show(path: Path, read: int) -> None:
            if path not in tasks:
                tasks[path] = bar.add_task(path.name, total=path.stat().st_size)
            bar.update(tasks[path], completed=read)

        try:
            summary = import_paths(settings.database_url, paths, show, rejects=rejects, today=settings.clock().today())
        except DBAPIError as error:
            raise Mistake(
                f"the database does not take the rows ({str(error.orig).splitlines()[0]}): see that it is up, run "
                "`micuenta db upgrade`, then load the same files again"
            ) from None
    _tell(summary)
    Kick(settings.redis_url).plan()  # without a worker process now, its clock plans later
    if not summary.clean:
        sys.exit(1)


def _tell(summary: Summary) -> None:
    table = Table("file", "written", "already there", "refused", "to look at", box=box.SIMPLE_HEAD)
    for count in summary.counts:
        numbers = (count.written, count.same, count.refused, count.noted)
        table.add_row(count.path.name, *(f"{number:,}" for number in numbers))
    Console().print(table)
    for count in summary.counts:
        if count.unusable:
            click.echo(f"{count.path.name}: {count.unusable}")
        for report in count.unwritten:
            _tell_unwritten(report)
    if any(count.refused for count in summary.counts):
        click.echo("Some rows were refused: rechazos-<file>.csv says which and why. The rest is in.")
    if any(count.noted for count in summary.counts):
        click.echo("Some rows are in and want a look: observaciones-<file>.csv says which and why.")


def _tell_unwritten(report: Report) -> None:
    """A list that has no place: where it was to go, what to do, and its first rows."""
    if not report.count:
        click.echo(f"{report.path} is of an earlier import and could not be taken away ({report.unwritten}).")
        return
    click.echo(f"{report.path} could not be written ({report.unwritten}): name another folder with --rejects DIR.")
    for row in report.first:
        click.echo(f"  line {row.line} {row.column}: {row.reason}")
    if report.count > len(report.first):
        click.echo(f"  and {report.count - len(report.first):,} more")


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
