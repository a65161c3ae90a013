"""The composition root: the one place where settings become parts and parts are joined. Nothing is decided here.

A web process holds what is imported here for good, many times over, so the console has a root of its own beside it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import partial

from flask import Flask
from prometheus_client.core import Metric

from config import logs
from config.catalogues import load_all
from config.settings import Settings
from config.tally import Tally
from config.tracing import begun
from documents.poster import poster
from documents.web import poster_routes
from flows import understanding
from flows.saying.voice import Voice
from models.database import TURN_STATEMENT, Database
from notices.unsubscribe import unsubscribe_routes
from serving.manners import guard, hold_back
from serving.pace import paced_backlog
from serving.shortcut import side_by_side
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.health import PartCheck, health_routes
from sms.gateways.infobip import infobip_routes
from sms.gateways.kannel import kannel_routes
from sms.gateways.twilio import twilio_routes
from sms.gateways.ussd_sessions import Sessions
from sms.outbox import health
from sms.outbox.figures import figures as sending
from sms.outbox.kick import Kick
from sms.outbox.status import Receipts
from turns import parts
from turns.joining import conversation
from turns.store import connect

MOST_BYTES = 64 * 1024
"""Of any request's body; a real one has under 2 kB."""


def create_app(settings: Settings | None = None) -> Flask:
    """Join the web application; without settings it is a process of its own, set up from the environment."""
    if own_process := settings is None:
        settings = Settings()
        logs.set_up(settings.log_format, settings.log_level, messages=settings.log_messages)
    clock, redis = settings.clock(), connect(settings.redis_url)
    database = Database(settings.database_url, statement=TURN_STATEMENT)
    vault = parts.vault(settings)
    tally, traces = Tally(redis), begun(settings, "web")
    kick = Kick(settings.redis_url)
    talk = conversation(settings, database, redis, vault, kick, tally, spent=hold_back, traces=traces)
    receipts = Receipts(database.transaction, clock, tally, traces)
    sessions = Sessions(redis, vault)
    ours = (settings.short_code, settings.twilio_from or "")
    app = Flask("micuenta", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    guard(app, https=settings.public_url.startswith("https:"))
    app.register_blueprint(
        twilio_routes(
            talk,
            receipts.twilio,
            public_url=settings.public_url,
            tokens=settings.twilio_auth_tokens,
            open_without_tokens=settings.env == "demo",
            ours=ours,
        )
    )
    app.register_blueprint(kannel_routes(talk, settings.kannel_token, receipts.kannel, ours))
    app.register_blueprint(africastalking_routes(talk, sessions, settings.ussd_token, clock))
    app.register_blueprint(infobip_routes(talk, sessions, settings.ussd_token, clock, settings.ussd_code))
    app.register_blueprint(unsubscribe_routes(database.transaction, vault, clock))
    outbox = health.parts(redis, database.connect, clock)
    checks: dict[str, PartCheck] = {
        "redis": partial(redis.set, "ready", 1, ex=60),
        "database": database.check,
        **outbox.checks,
    }
    told: list[Callable[[], Iterable[Metric]]] = [
        outbox.figures,
        talk.figures,
        partial(sending, tally),
        paced_backlog(settings, database, redis, clock),
    ]
    app.register_blueprint(health_routes(checks, told))
    app.extensions["together"] = side_by_side(app.extensions["webhooks"], talk.take_together)
    about, catalogues = parts.house(settings), load_all()
    posters = {language: poster(Voice(language, texts, about), about) for language, texts in catalogues.items()}
    app.register_blueprint(poster_routes(posters))
    if settings.env == "demo":
        from simulator.browser import browser_routes
        from simulator.personas import personas

        app.register_blueprint(browser_routes(settings, redis, vault, personas(), database.transaction))
    if own_process:
        tally.keep_handing_over()
        settle_memory()
    return app


def read_ahead() -> None:
    """Read what every process reads alike, before they part."""
    understanding.load()
    load_all()


def settle_memory() -> None:
    """Take what was joined here out of the garbage collector's rounds: it stays, and turns leave few cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
