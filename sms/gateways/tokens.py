"""Secret path segments: how gateways that sign nothing are known."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from typing import Any, ParamSpec

from flask import Response, abort

from sms.gateways.doors import Door

P = ParamSpec("P")


def behind(tokens: str) -> Callable[[Callable[P, Response]], Callable[..., Response]]:
    """Let a view run only when the `token` of its path is one of these.

    Several, with commas between them, are for changing one without a pause. Any other path is not found. Every
    token is compared, each in constant time.
    """
    known = _known(tokens)

    def decorate(view: Callable[P, Response]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(token: str, *args: P.args, **kwargs: P.kwargs) -> Response:
            if not _among(token.encode(errors="replace"), known):
                abort(404)
            return view(*args, **kwargs)

        return guarded

    return decorate


def token_door(tokens: str) -> Door:
    """The door of routes whose third segment is the token: closed to every other one."""
    known = _known(tokens)

    def refuses(head: dict[str, Any]) -> bool:
        _, _, _, *rest = f"{head['PATH_INFO']}//".split("/")
        return not _among(rest[0].encode("latin-1"), known)

    return refuses


def _known(tokens: str) -> list[bytes]:
    return [token.strip().encode() for token in tokens.split(",") if token.strip()]


def _among(given: bytes, known: list[bytes]) -> bool:
    return bool(sum([compare_digest(given, one) for one in known]))
