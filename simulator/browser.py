"""The demo phone's page, its inbox, and a relay that signs as Twilio does where the service checks signatures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from redis import Redis, RedisError
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from config.settings import Settings
from config.vault import Vault
from gsm7.alphabet import BASIC, EXTENSION
from identifiers import phone
from identifiers.errors import InvalidIdentifier
from simulator.anew import start_anew
from simulator.gateway import NETWORK, signature, twilio_form
from simulator.inbox import Inbox
from simulator.personas import Persona
from simulator.wording import PAGE, SCRIPT, Language, tries
from sms.gateways.twilio import INBOUND

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""The page's Content-Security-Policy: its own two files, its own service, nothing else."""

RELAY = "/simulator/sms"
ANEW = "/simulator/anew"
KEYS = (
    *(("1", ""), ("2", "abc"), ("3", "def"), ("4", "ghi"), ("5", "jkl"), ("6", "mno")),
    *(("7", "pqrs"), ("8", "tuv"), ("9", "wxyz"), ("*", ""), ("0", ""), ("#", "")),
)


def browser_routes(
    settings: Settings,
    redis: Redis,
    vault: Vault,
    people: Sequence[Persona],
    transaction: Callable[[], AbstractContextManager[Connection]],
) -> Blueprint:
    """Everything the page needs. Only for the demo: it lets anybody be any phone."""
    routes = Blueprint(
        "simulator", __name__, static_folder="static", static_url_path="/simulator/static", template_folder="templates"
    )
    inbox = Inbox(redis, vault)

    @routes.after_request
    def guarded(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @routes.get("/")
    def page() -> str:
        language: Language = "en" if request.args.get("lang") == "en" else "es"
        names = {"short_code": settings.short_code, "ussd_code": settings.ussd_code}
        return render_template(
            "phone.html",
            lang=language,
            t={key: text.format(**names) for key, text in PAGE[language].items()},
            keys=KEYS,
            people=people,
            tries=tries(language, settings.ussd_code),
            short_code=settings.short_code,
            config=json.dumps(_config(settings, language), ensure_ascii=False),
        )

    @routes.get("/simulator/console")
    def to_console() -> AnyResponse:
        return redirect(f"{settings.console_url}/console/")

    @routes.get("/simulator/inbox")
    def arrived() -> Response | tuple[Response, int]:
        try:
            number = phone.validate(request.args.get("phone", ""))
            messages = inbox.since(number, request.args.get("after", ""))
        except InvalidIdentifier as invalid:
            return jsonify(error=invalid.reason), 400
        except RedisError:
            return jsonify(error="redis"), 503
        return jsonify(messages=[{"id": one.id, "text": one.text, "at": one.at} for one in messages])

    @routes.post(ANEW)
    def anew() -> tuple[str, int]:
        number = phone.validate(request.form.get("phone", ""))
        nss = next((one.nss for one in people if one.phone == number), "")
        start_anew(transaction, redis, vault, number, nss)
        return "", 204

    @routes.post(RELAY)
    def relay() -> Response:
        # Inside this process: with one thread a worker, a request to ourselves over HTTP would wait for itself.
        form = twilio_form(settings, request.form.get("From", ""), request.form.get("Body", ""))
        answer = current_app.test_client().post(INBOUND, data=form, headers=signature(settings, form))
        return Response(answer.data, answer.status_code, mimetype=answer.mimetype)

    return routes


def _config(settings: Settings, language: Language) -> dict[str, Any]:
    """What the page's script has to know."""
    form = twilio_form(settings, "", "")
    return {
        "language": cast("str", language),
        "words": SCRIPT[language],
        "price": settings.segment_price,
        "shortCode": settings.short_code,
        "ussdCode": settings.ussd_code,
        "network": NETWORK,
        "sms": RELAY if settings.twilio_auth_tokens else INBOUND,
        "form": {name: value for name, value in form.items() if not name.endswith("Sid") or name == "AccountSid"},
        "ussd": f"/ussd/africastalking/{settings.ussd_token.partition(',')[0]}",
        "inbox": "/simulator/inbox",
        "anew": ANEW,
        "basic": "".join(sorted(BASIC)),
        "extension": "".join(sorted(EXTENSION)),
    }
