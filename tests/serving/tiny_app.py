"""The smallest application a web server can serve: says which process answered, and how its start was told."""

from __future__ import annotations

import os

from flask import Flask


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/readyz")
    def ready() -> str:
        return f"{os.getpid()} {os.environ.get('MICUENTA_DATA', '')}"

    return app
