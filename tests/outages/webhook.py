"""Signed calls of the Twilio webhook of a service on this machine."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode

from sms.gateways.twilio_signature import sign

TOKEN = "a token of the outages"


def message(port: int, line: str, name: str, words: str) -> str | None:
    """What a message is answered; None when nobody answers, or not with 200. `name` is its id."""
    return post(port, "/sms/twilio", {"From": line, "MessageSid": name, "Body": words})


def post(port: int, path: str, form: dict[str, str], patience: float = 30.0) -> str | None:
    """The body of an answer with 200 or 204, within `patience` seconds."""
    signature = sign(TOKEN.encode(), f"http://127.0.0.1:{port}{path}".encode(), list(form.items()))
    head = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature.decode()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("POST", path, urlencode(form), head)
        answer = connection.getresponse()
        text = answer.read().decode()
        return text if answer.status in (http.HTTPStatus.OK, http.HTTPStatus.NO_CONTENT) else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
