"""Follow one message from the webhook to its receipt."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import click

from config.errors import Mistake
from config.settings import Settings
from config.tracing.ids import as_shown, sampled, trace_of
from models.database import Database
from models.following import Left, came_in, left
from serving.options import with_settings
from turns.parts import vault


@click.command()
@click.argument("name")
@with_settings("data")
def command(settings: Settings, name: str) -> None:
    """Tell what became of a message, by a provider's id of what came in, ours of what went out, or a request's name.

    The name of the request is the one that the lines of the log carry.
    """
    with closing(Database(settings.database_url)) as database, database.connect() as connection:
        turns = came_in(connection, name)
        requests = {mark for turn in turns for mark in vault(settings).marks(f"{turn.provider} {name}")}
        requests |= {sent.request or sent.id for sent in left(connection, name)}
        sent = left(connection, *requests)
    if not requests:
        raise Mistake(f"nothing is kept of {name}: look for it in the logs by this name")
    for request in sorted(requests):
        click.echo(f"request {request}")
        if settings.traces_url and sampled(trace_of(request), settings.traces_ratio):
            click.echo(f"trace {as_shown(trace_of(request))}")
    for turn in turns:
        click.echo(f"{_moment(turn.at)} came by {turn.provider} ({turn.channel}), led to {turn.state}")
    for message in sent:
        click.echo(_told(message))


def _told(message: Left) -> str:
    line = f"{_moment(message.created_at)} {message.kind} {message.id} owed by {message.channel}"
    if message.provider:
        line += f"; try {message.attempts} through {message.provider} as {message.provider_ref or '?'}"
    if message.sent_at:
        line += f"; taken {_moment(message.sent_at)}"
    line += f"; {message.status}" + (f" {_moment(message.final_at)}" if message.final_at else "")
    return line + (f" ({message.reason})" if message.reason else "")


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}Z"
