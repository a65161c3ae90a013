"""The audit's page, for auditors and supervisors: what was done, by whom, on which case, and no personal data."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Blueprint, render_template
from sqlalchemy import Connection

from console.access.gate import open_to
from models.agents import audit, people

NEWEST = 200


def audit_routes(transaction: Callable[[], AbstractContextManager[Connection]]) -> Blueprint:
    """The newest entries first."""
    routes = Blueprint("audit", __name__)

    @routes.get("/console/bitacora")
    @open_to("auditor", "supervisor")
    def page() -> str:
        with transaction() as connection:
            entries = audit.recent(connection, NEWEST)
            names = {each.id: each.name for each in people.everybody(connection)}
        return render_template("audit.html", entries=entries, names=names)

    return routes
