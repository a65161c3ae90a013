"""Write synthetic files in the institution's own format: valid, consistent people who do not exist."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress


@click.command()
@click.option("--workers", type=click.IntRange(1, 10_000_000), default=1000, show_default=True, help="How many people.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed writes the same files.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write into.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the amounts are as of; default today.")
@click.option("--gzip", "packed", is_flag=True, help="Write .csv.gz.")
def command(workers: int, seed: int, out: Path, today: datetime | None, packed: bool) -> None:
    """Write synthetic files in the institution's own format."""
    from flows.turn.turn import INSTITUTION_TIME
    from models.demo.write import write

    day = today.date() if today else datetime.now(INSTITUTION_TIME).date()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("workers", total=workers)
        write(out, workers, seed, day, packed=packed, progress=lambda done: bar.update(task, completed=done))
    click.echo(f"{workers:,} workers in {out}. Load them with: micuenta import {out}")
