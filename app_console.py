"""The composition root of the call-centre console, whose processes are others than those that answer messages."""

from __future__ import annotations

from functools import partial

from flask import Flask

from app import read_ahead
from config import logs
from config.settings import Settings
from config.tracing import begun
from console.live import Stream, admits
from console.web import console_app
from models.database import TURN_STATEMENT, Database
from sms.outbox.kick import Kick
from turns import parts
from turns.joining import conversation
from turns.store import DialogStore, connect

__all__ = ["create_console", "create_live", "read_ahead"]


def create_console(settings: Settings | None = None) -> Flask:
    """Join the call-centre console; without settings it is a process of its own, set up from the environment."""
    if settings is None:
        settings = Settings()
        logs.set_up(settings.log_format, settings.log_level, messages=settings.log_messages)
    redis, vault, kick = connect(settings.redis_url), parts.vault(settings), Kick(settings.redis_url)
    database = Database(settings.database_url, statement=TURN_STATEMENT)
    talk = conversation(settings, database, redis, vault, kick, traces=begun(settings, "console"))
    return console_app(settings, settings.clock(), database, vault, DialogStore(redis), talk, kick)


def create_live() -> Stream:
    """Join the console's live stream, a process of its own."""
    settings = Settings()
    logs.set_up(settings.log_format, settings.log_level)
    clock, database = settings.clock(), Database(settings.database_url, statement=TURN_STATEMENT)
    return Stream(settings.redis_url, partial(admits, database, clock))
