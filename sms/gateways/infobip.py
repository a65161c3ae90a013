"""Infobip USSD: a small JSON session service, each answer sent alone.

(Infobip: "USSD Gateway to third-party application HTTP/REST/JSON web service API": methods start, response
and end; `ussdMenu`, `shouldClose`, `responseExitCode` and `responseMessage` in each reply.)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, jsonify, make_response, request

from sms.gateways.answering import Answering, Begun
from sms.gateways.doors import door
from sms.gateways.tokens import behind, token_door
from sms.gateways.ussd import Gateway
from sms.gateways.ussd_hops import follow_answer, follow_dial, pieces
from sms.gateways.ussd_sessions import Sessions
from turns.envelope import Screen
from turns.handles import Handles

NAME = "infobip"


def infobip_routes(
    conversation: Handles, sessions: Sessions, tokens: str, clock: Callable[[], datetime], ussd_code: str
) -> Blueprint:
    """The routes of a session; `ussd_code` is our code, as `*123#`, for gateways that do not name it."""
    routes = Blueprint(NAME, __name__, url_prefix=f"/ussd/{NAME}/<token>/session/<session>")
    gateway = Gateway(NAME, conversation, sessions, clock)
    guarded = behind(tokens)
    door(routes, f"/ussd/{NAME}", token_door(tokens))

    def menu(steps: Answering[Screen]) -> Response:
        screen = Begun(steps).finish(conversation.handle)
        return jsonify(shouldClose=not screen.goes_on, ussdMenu=screen.text, responseExitCode=200, responseMessage="")

    @routes.post("/start")
    @guarded
    def start(session: str) -> Response:
        number, text = _sent()
        answers = dialled(text, _field(_body(), "shortCode") or ussd_code)
        return menu(gateway.turn(number, lambda record, now: follow_dial(record, session, text, answers, now)))

    @routes.post("/response")
    @guarded
    def response(session: str) -> Response:
        number, text = _sent()
        return menu(gateway.turn(number, lambda record, now: follow_answer(record, session, text, now)))

    @routes.route("/end", methods=["PUT", "POST"])
    @guarded
    def end(session: str) -> Response:
        gateway.ended(_field(_body(), "msisdn"), session)
        return jsonify(responseExitCode=200, responseMessage="")

    return routes


def dialled(text: str, code: str) -> tuple[str, ...]:
    """The answers dialled after the service code.

    >>> dialled("*123*1*482913#", "*123#"), dialled("*123#", "123"), dialled("", "*123#")
    (('1', '482913'), (), ())
    """
    rest, own = text.strip().removesuffix("#"), code.strip("*# ")
    if rest.startswith("*"):
        rest = rest[1:]
        rest = rest[len(own) :] if (rest + "*").startswith(f"{own}*") else rest[len(rest.split("*")[0]) :]
        rest = rest.removeprefix("*")
    elif rest == own:
        return ()
    return pieces(rest) if rest else ()


def _body() -> dict[str, object]:
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:  # thousands of brackets, one in another
        return {}
    return body if isinstance(body, dict) else {}


def _field(body: dict[str, object], name: str) -> str:
    value = body.get(name)
    return str(value).encode(errors="replace").decode() if isinstance(value, str | int) else ""


def _sent() -> tuple[str, str]:
    """The number that asks, and its text; the request ends here where it names none."""
    body = _body()
    number = _field(body, "msisdn")
    if not number:
        why = "There is no msisdn: send JSON with msisdn, text, shortCode."
        abort(make_response(jsonify(responseExitCode=400, responseMessage=why), 400))
    return number, _field(body, "text")
