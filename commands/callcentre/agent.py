"""Agents of the call centre: who may open the console."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import get_args

import click

from config.errors import Mistake
from config.settings import Settings
from models.database import Database
from models.tables.agents import Role
from serving.options import with_settings


@click.group()
def command() -> None:
    """Add, list and remove the agents who may open the console."""


@command.command()
@click.argument("name")
@click.option("--role", type=click.Choice(get_args(Role)), default="agent", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@with_settings("data")
def add(settings: Settings, name: str, role: Role, password_stdin: bool) -> None:
    """Add an agent, or give one a new role, password and second step (which ends their sessions)."""
    import segno

    from console.access.secrets import SHORTEST, address, new_secret, password_hasher
    from models.agents import people
    from turns.parts import vault

    password = sys.stdin.readline().rstrip("\n") if password_stdin else _asked()
    if len(password) < SHORTEST:
        raise Mistake(f"the password is too short: {SHORTEST} characters or more")
    if not name.strip() or len(name.strip()) > 40:
        raise Mistake("the name is empty or longer than 40 characters")
    secret = new_secret()
    hashed = password_hasher(settings.pepper, settings.old_peppers).seal(password)
    with closing(Database(settings.database_url)) as database, database.transaction() as connection:
        people.add(connection, name.strip(), role, hashed, vault(settings).seal(secret.encode()), settings.clock()())
    click.echo(f"{name.strip()} may come in as {role}: {settings.console_url}/console/")
    click.echo(f"Scan this with an authenticator, or type {secret}; it is not shown again.")
    segno.make(address(secret, name.strip()), error="m").terminal(compact=True)


@command.command("list")
@with_settings("data")
def list_(settings: Settings) -> None:
    """List everybody who may come in, with their role."""
    from models.agents import people

    with closing(Database(settings.database_url)) as database, database.connect() as connection:
        for agent in people.everybody(connection):
            click.echo(f"{agent.role:<11} {agent.name}{' (available)' if agent.available else ''}")


@command.command()
@click.argument("name")
@with_settings("data")
def remove(settings: Settings, name: str) -> None:
    """Let an agent in no more; what they did stays in the audit."""
    from models.agents import people

    with closing(Database(settings.database_url)) as database, database.transaction() as connection:
        if not people.leave(connection, name, settings.clock()()):
            raise Mistake(f"nobody is called {name}: `micuenta agent list` shows who there is")
    click.echo(f"{name} may not come in any more.")


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
