"""Plan notices, see how they stand, hold them, let them go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from tempfile import TemporaryDirectory
from time import sleep

import click
from rich.console import Console, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from config.settings import Settings
from models.database import Database
from models.notices import pauses
from models.notices.control import again as write_again
from models.notices.control import cancel as cancel_notices
from models.notices.helped import measured
from models.notices.waiting import waiting
from models.tables.notices import ALL_KINDS
from models.tables.outbox import BULK
from notices.kinds import KINDS
from notices.planning import plan_notices
from notices.report import report, waiting_line
from serving.options import with_settings
from sms.outbox.kick import Kick
from turns.parts import ages, vault
from worker.parts import preparer

REFRESH = 2.0
"""Seconds between two looks of `status --watch`."""

_CHOICE = click.Choice([*KINDS, ALL_KINDS])
_KIND = click.argument("kind", type=_CHOICE, default=ALL_KINDS, metavar="[KIND]")
_KINDS = f"Kinds: {', '.join(KINDS)}."


@click.group()
def command() -> None:
    """Plan notices, see how they stand, hold them, let them go."""


def _of_kind(function: Callable[[Settings, str], None]) -> click.Command:
    """A subcommand on a kind of notice, or on all of them."""
    return command.command()(_KIND(with_settings("data")(function)))


@command.command()
@click.option("--dry-run", is_flag=True, help="Count what would be planned, and keep nothing of it.")
@with_settings("data")
def plan(settings: Settings, dry_run: bool) -> None:
    """Plan what is due now, and forecast what it takes to send it."""
    database, now = Database(settings.database_url), settings.clock().now()
    console = Console()
    planned, would_wait, faults = Counter[str](), None, dict[str, str]()
    bar = (TextColumn("accounts"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, console=console) as progress:
        task = progress.add_task("accounts", total=None)
        for step in plan_notices(database, now, dry=dry_run, held_out=settings.held_out, ages=ages(settings)):
            planned, would_wait, faults = step.planned, step.waiting, step.faults
            progress.update(task, total=step.total, completed=step.done)
    for kind, rows in planned.items():
        if rows:
            console.print(f"{kind}: {rows:,} {'would be planned' if dry_run else 'planned'}")
    for kind, reason in faults.items():
        console.print(f"{kind}: could not be planned ({reason}); tell the developers.")
    if not planned.total():
        console.print("Nothing new to tell anybody.")
    with database.connect() as connection:
        left = waiting(connection)
    if would_wait:
        left.add(would_wait)
    if line := waiting_line(left, settings, now):
        console.print(line)
    if not dry_run and preparer(settings, database, vault(settings), settings.clock()).fill():
        Kick(settings.redis_url)(BULK)


@command.command()
@click.option("--hours", default=24, show_default=True, help="How far back messages that ended are counted.")
@click.option("--watch", is_flag=True, help="Keep showing it, until Ctrl-C.")
@with_settings("data")
def status(settings: Settings, hours: int, watch: bool) -> None:
    """Show progress by kind, causes, pauses, providers' shares, and when the last one will have left."""
    database, console = Database(settings.database_url), Console()

    def now() -> RenderableType:
        with database.connect() as connection:
            return report(connection, settings, settings.clock().now(), hours)

    if not watch:
        console.print(now())
        return
    with suppress(KeyboardInterrupt), Live(now(), console=console, auto_refresh=False) as live:
        while True:
            sleep(REFRESH)
            live.update(now(), refresh=True)


@command.command()
@click.option("--after", default=30, show_default=True, help="Days that workers had to act on them.")
@with_settings("data")
def helped(settings: Settings, after: int) -> None:
    """Show whether notices help: those told beside those held out (`MICUENTA_HELD_OUT`), by kind."""
    table = Table("kind", "told", "it came about", "held out", "it came about", "difference, points")
    with Database(settings.database_url).connect() as connection:
        for kind in measured(connection, KINDS.values(), settings.clock().now() - timedelta(days=after)):
            sides = [cell for side in (kind.told, kind.held) for cell in (f"{side.of:,}", f"{side.share:.1%}")]
            known = kind.told.of and kind.held.of
            table.add_row(kind.kind, *sides, f"{100 * kind.difference:+.1f} ± {100 * kind.error:.1f}" if known else "")
    Console().print(table)
    if not settings.held_out:
        click.echo("Nobody is held out: MICUENTA_HELD_OUT is 0.")


@command.command()
@click.option("--workers", default=1000, show_default=True, help="Of whom nobody exists.")
@click.option("--seed", default=1, show_default=True, help="The same seed plays the same year.")
def rehearse(workers: int, seed: int) -> None:
    """Play a year ahead: thefts, lost jobs, pay-offs, opt-outs; and show who was told of what, when, how often.

    Planner, writer, claim and dialogs are the service's own, on a database that is thrown away.
    """
    from simulator.year.figures import compared, printed
    from simulator.year.planted import DAYS
    from simulator.year.play import begin_year, play

    console = Console()
    with TemporaryDirectory() as folder, Progress(console=Console(stderr=True), transient=True) as bar:
        year = begin_year(f"sqlite:///{folder}/year.sqlite", workers, seed)
        with closing(year.database):
            for _ in bar.track(play(year), total=DAYS, description="days"):
                pass
            found = compared(year)
    rows = Table("planted", "workers", "may be told", "told", "half within, h", "99 % within, h", "doubled")
    for row in printed(found):
        rows.add_row(*row)
    console.print(rows)
    click.echo(f"{found.messages:,} messages; false alarms {found.false_alarms}, told after BAJA {found.after_baja}, ")
    click.echo(f"told to a frozen account {found.to_frozen}, kinds that could not be planned {len(found.faults)}.")


@command.command(epilog=_KINDS)
@_KIND
@click.option("--reason", default="by the operator", help="Kept on record.")
@with_settings("data")
def pause(settings: Settings, kind: str, reason: str) -> None:
    """Hold a KIND of notice, or all of them; codes and replies still go out."""
    with Database(settings.database_url).transaction() as connection:
        pauses.pause(connection, kind, reason, settings.clock().now())
    click.echo(f"Paused: {kind}. `micuenta notices resume {kind}` lets them go on.")


@_of_kind
def resume(settings: Settings, kind: str) -> None:
    """Let a kind of notice go on; without one, all of them."""
    with Database(settings.database_url).transaction() as connection:
        lifted = pauses.resume(connection, kind)
    Kick(settings.redis_url)(BULK)
    click.echo("Going on." if lifted else "Nothing was paused.")


@command.command()
@click.argument("kind", type=_CHOICE, metavar="KIND")
@click.confirmation_option(prompt="Notices that have not left will never be sent. Go on?")
@with_settings("data")
def cancel(settings: Settings, kind: str) -> None:
    """Drop notices of a kind (`*`: all) that have not been handed to a provider."""
    with Database(settings.database_url).transaction() as connection:
        gone = cancel_notices(connection, kind, settings.clock().now())
    click.echo(f"{gone:,} cancelled.")


@_of_kind
def again(settings: Settings, kind: str) -> None:
    """Write notices once more that were set aside; without a kind, all of them."""
    with Database(settings.database_url).transaction() as connection:
        taken = write_again(connection, kind)
    click.echo(f"{taken:,} will be written again.")
