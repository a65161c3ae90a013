"""The console as a web application: its pages, behind their gate; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
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
from console.desk import desk_routes
from console.desk.context import Desk
from console.language import language_routes
from console.showing import visible
from console.wording import words
from models.agents import people
from models.database import Database
from notices.zones import zone_of
from turns.handles import Handles
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
    Gate(database.transaction, vault, clock).install(app)
    app.register_blueprint(Reception(database.transaction, vault, hasher, clock, https=https, demo=demo).routes())
    desk = Desk(database.transaction, vault, clock, kick, store, talk, settings.quiet_span, settings.segment_price)
    app.register_blueprint(desk_routes(desk))
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
