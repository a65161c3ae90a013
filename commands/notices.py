"""Plan notices, see how they stand, hold them, let them go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from config.clock import MEXICO
from config.settings import Settings
from config.vault import Vault
from models import notice_control as control
from models import notice_pauses as pauses
from models.database import Database
from models.notice_plan import plan as plan_notices
from models.notice_sources import KINDS
from models.tables.notices import ALL_KINDS
from models.tables.outbox import BULK
from notices.forecast import forecast
from notices.runtime import preparer
from notices.zones import CENTRAL, ZONE_OF
from serving.options import with_settings
from sms.outbox.errors import PROBLEMS
from sms.outbox.kick import Kick
from sms.outbox.rate import share

_KIND = click.argument("kind", type=click.Choice([*KINDS, ALL_KINDS]), default=ALL_KINDS)


@click.group()
def command() -> None:
    """Plan notices, see how they stand, hold them, let them go."""


@command.command()
@click.option("--dry-run", is_flag=True, help="Count what would be planned, and keep nothing of it.")
@with_settings("data")
def plan(settings: Settings, dry_run: bool) -> None:
    """Plan what is due now, and forecast what it takes to send it."""
    database, now = Database(settings.database_url), settings.clock().now()
    console = Console()
    planned: Counter[str] = Counter()
    bar = (TextColumn("accounts"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, console=console) as progress:
        task = progress.add_task("accounts", total=None)
        for step in plan_notices(database, now, now.astimezone(MEXICO).date(), ZONE_OF, CENTRAL, dry=dry_run):
            planned = step.planned
            progress.update(task, total=step.total, completed=step.done)
    for kind, rows in planned.items():
        if rows:
            console.print(f"{kind}: {rows:,} {'would be planned' if dry_run else 'planned'}")
    if not planned.total():
        console.print("Nothing new to tell anybody.")
    with database.connect() as connection:
        waiting = control.waiting_by_zone(connection)
    if dry_run:
        waiting[CENTRAL] = waiting.get(CENTRAL, 0) + planned.total()
    _tell_forecast(console, settings, waiting)
    if not dry_run and preparer(settings, database, Vault(settings.secret_key), settings.clock()).fill():
        Kick(settings.redis_url)(BULK)


@command.command()
@click.option("--hours", default=24, show_default=True, help="How far back messages that ended are counted.")
@with_settings("data")
def status(settings: Settings, hours: int) -> None:
    """Show what is planned, queued, sent, delivered and failed, by kind and cause."""
    now = settings.clock().now()
    console = Console()
    with Database(settings.database_url).connect() as connection:
        planned, messages = control.planned(connection), control.messages(connection, now - timedelta(hours=hours))
        paused, shifts = pauses.paused(connection), control.shifts(connection)
        starts = [now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=back) for back in range(8)][::-1]
        sent = control.sent_by_hour(connection, starts)
        waiting = control.waiting_by_zone(connection)
    console.print(_table("Notices", planned), _table(f"Messages (ended within {hours} h)", messages))
    by_hour = (f"{hour.astimezone(MEXICO):%H}h {count:,}" for hour, count in zip(starts, sent, strict=True))
    console.print("Sent by hour:", "  ".join(by_hour))
    for kind, reason in paused.items():
        console.print(f"Paused: {'everything' if kind == ALL_KINDS else kind} ({reason})")
    for at, provider, percent, reason in shifts:
        console.print(f"{at.astimezone(MEXICO):%d %b %H:%M} {provider} gets {percent} % of the traffic: {reason}")
    _tell_forecast(console, settings, waiting)


@command.command()
@_KIND
@click.option("--reason", default="by the operator", help="Kept on record.")
@with_settings("data")
def pause(settings: Settings, kind: str, reason: str) -> None:
    """Hold a kind of notice, or all of them; codes and replies still go out."""
    with Database(settings.database_url).transaction() as connection:
        pauses.pause(connection, kind, reason, settings.clock().now())
    click.echo(f"Paused: {kind}. `micuenta notices resume {kind}` lets them go on.")


@command.command()
@_KIND
@with_settings("data")
def resume(settings: Settings, kind: str) -> None:
    """Let a kind of notice go on; without one, all of them."""
    with Database(settings.database_url).transaction() as connection:
        lifted = pauses.resume(connection, kind)
    Kick(settings.redis_url)(BULK)
    click.echo("Going on." if lifted else "Nothing was paused.")


@command.command()
@click.argument("kind", type=click.Choice([*KINDS, ALL_KINDS]))
@click.confirmation_option(prompt="Notices that have not left will never be sent. Go on?")
@with_settings("data")
def cancel(settings: Settings, kind: str) -> None:
    """Drop notices of a kind (`*`: all) that have not been handed to a provider."""
    with Database(settings.database_url).transaction() as connection:
        gone = control.cancel(connection, kind, settings.clock().now())
    click.echo(f"{gone:,} cancelled.")


def _tell_forecast(console: Console, settings: Settings, waiting: dict[str, int]) -> None:
    rate = share(settings.sms_rate, BULK)
    told = forecast(waiting, settings.clock().now(), rate, settings.segment_price, settings.quiet_span)
    if told.messages:
        ends = f"{told.ends.astimezone(MEXICO):%d %b %H:%M}" if told.ends else "not within 120 days"
        console.print(
            f"Waiting: {told.messages:,} messages, {told.segments:,} segments, ${told.pesos:,.2f}; "
            f"at {rate} segments a second the last one leaves: {ends}"
        )


def _table(title: str, counts: Iterable[control.Count]) -> Table:
    table = Table("kind", "state", "cause", "up to", title=title, title_justify="left")
    table.add_column("rows", justify="right")
    for count in counts:
        cause, audience = count.cause, ""
        if known := PROBLEMS.get(count.cause):
            cause, audience = known.operator, known.audience
        table.add_row(count.kind, count.status, cause, audience, f"{count.rows:,}")
    return table
