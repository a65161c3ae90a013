"""What a request's head already tells: whether it will be refused, so that its body need not be waited for.

The web server asks the door of a path's first two segments, and lets the application say its refusal without a body.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

Door = Callable[[dict[str, Any]], bool]
"""Given the WSGI environ of the head: whether the request is refused whatever its body says."""


def door(routes: Blueprint, path: str, refuses: Door) -> None:
    """Let `refuses` answer for all requests under this path, as `/sms/twilio`."""
    routes.record_once(lambda state: state.app.extensions.setdefault("doors", {}).update({path: refuses}))
