"""An agent's desk: the queue, a case, answering it."""

from __future__ import annotations

from flask import Blueprint

from console.desk.canned import canned_routes
from console.desk.case import case_routes
from console.desk.context import Desk
from console.desk.driving import driving_routes
from console.desk.finding import finding_routes
from console.desk.leaving import leaving_routes
from console.desk.queue import queue_routes
from console.desk.replying import reply_routes

PARTS = (
    *(queue_routes, finding_routes, case_routes, leaving_routes),
    *(reply_routes, canned_routes, driving_routes),
)


def desk_routes(desk: Desk) -> Blueprint:
    """Every page of the desk."""
    routes = Blueprint("desk", __name__)
    for add in PARTS:
        add(desk, routes)
    return routes
