"""The console as a web application: its pages, behind their gate; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo

from flask import Flask

from config.settings import Settings
from config.vault import Vault
from console.access.door import DEMO, Reception
from console.access.gate import ANYBODY, Gate, open_to
from console.access.secrets import new_secret, password_hasher
from console.audit import audit_routes
from console.board import board_routes
from console.desk import desk_routes
from console.desk.context import Desk
from console.language import language_routes
from console.showing import visible
from console.wording import words
from models.agents import people
from models.cases.results import Targets
from models.database import Database
from notices.zones import zone_of
from turns.handles import Handles
from turns.parts import house
from turns.store import DialogStore

MOST_BYTES = 64 * 1024
"""Of any request's body."""


def console_app(
    settings: Settings,
    clock: Callable[[], datetime],
    database: Database,
    vault: Vault,
    store: DialogStore,
    talk: Handles,
    kick: Callable[[], object],
) -> Flask:
    """Join the pages. `talk` takes the turns of an agent's dialogs; `store` silences the machine meanwhile."""
    hasher = password_hasher(settings.pepper, settings.old_peppers)
    demo, https = settings.env == "demo", settings.console_url.startswith("https:")
    app = Flask(
        "console", static_folder="static", static_url_path="/console/static", root_path=str(Path(__file__).parent)
    )
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    open_to(ANYBODY)(app.view_functions["static"])
    Gate(database.connect, vault, clock, None if https else settings.console_live_port).install(app)
    desk = Desk(
        transaction=database.transaction,
        vault=vault,
        clock=clock,
        kick=kick,
        store=store,
        talk=talk,
        quiet=settings.quiet_span,
        segment_price=settings.segment_price,
        house=house(settings),
        targets=Targets(timedelta(minutes=settings.case_reply_minutes), timedelta(hours=settings.case_solve_hours)),
    )
    reception = Reception(database.transaction, vault, hasher, clock, desk.let_all_go, https=https, demo=demo)
    app.register_blueprint(reception.routes())
    app.register_blueprint(desk_routes(desk))
    app.register_blueprint(board_routes(database.transaction, vault, clock))
    app.register_blueprint(audit_routes(database.transaction))
    app.register_blueprint(language_routes())
    app.context_processor(lambda: {"t": words(), "local": _local, "visible": visible, "fresh": lambda: token_hex(16)})

    @app.get("/console/healthz")
    @open_to(ANYBODY)
    def alive() -> tuple[str, int]:
        return "ok\n", 200

    if demo:
        with database.transaction() as connection:
            if people.named(connection, DEMO) is None:
                secret = vault.seal(new_secret().encode())
                people.add(connection, DEMO, "supervisor", hasher.seal(new_secret()), secret, clock())
    return app


def _local(moment: datetime, line: str) -> str:
    """The hour on the worker's own clock."""
    zone = zone_of(line) if line else "Mexico_City"
    return moment.astimezone(ZoneInfo(f"America/{zone}")).strftime("%d/%m %H:%M")
