"""Secret path segments: how gateways that sign nothing are known."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from typing import ParamSpec

from flask import Response, abort

P = ParamSpec("P")


def behind(tokens: str) -> Callable[[Callable[P, Response]], Callable[..., Response]]:
    """Let a view run only when the `token` of its path is one of these.

    Several, with commas between them, are for changing one without a pause. Any other path is not found. Every
    token is compared, each in constant time.
    """
    known = [token.strip().encode() for token in tokens.split(",") if token.strip()]

    def decorate(view: Callable[P, Response]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(token: str, *args: P.args, **kwargs: P.kwargs) -> Response:
            given = token.encode(errors="replace")
            if not sum([compare_digest(given, one) for one in known]):
                abort(404)
            return view(*args, **kwargs)

        return guarded

    return decorate
