"""The floor a signed turn is measured against: the least a Flask route can do and still be this kind of service.

It checks the signature, reads one key in Redis, selects one indexed row, inserts one row and answers TwiML. Nothing
is locked, sealed, remembered or thought about; SQL goes straight through psycopg on a connection held open.
"""

from __future__ import annotations

import os
import threading
from html import escape
from urllib.parse import parse_qsl

import psycopg
from flask import Flask, Response, request
from redis import Redis

from sms.gateways.twilio_signature import SignatureCheck

TABLES = """
CREATE TABLE IF NOT EXISTS floor_worker (phone text PRIMARY KEY, name text NOT NULL);
CREATE TABLE IF NOT EXISTS floor_journal (
    id bigserial PRIMARY KEY, sid text UNIQUE, phone text, said text, at timestamptz
)
"""


def create_floor() -> Flask:
    """The floor, from `FLOOR_DATABASE` (libpq), `FLOOR_REDIS`, `FLOOR_URL` and `FLOOR_TOKEN`."""
    app = Flask(__name__)
    redis = Redis.from_url(os.environ["FLOOR_REDIS"])
    check = SignatureCheck([os.environ["FLOOR_TOKEN"]], os.environ["FLOOR_URL"] + "/sms/twilio")
    held = threading.local()

    def connection() -> psycopg.Connection:
        if not hasattr(held, "connection"):
            held.connection = psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True)
        return held.connection

    @app.get("/healthz")
    def alive() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.post("/sms/twilio")
    def inbound() -> Response:
        pairs = parse_qsl(request.get_data().decode(), keep_blank_values=True)
        if not check.accepts(request.headers.get("X-Twilio-Signature"), "", pairs):
            return Response(status=403)
        form = dict(pairs)
        redis.get(form["From"])
        sql = connection()
        row = sql.execute("SELECT name FROM floor_worker WHERE phone = %s", (form["From"],)).fetchone()
        sql.execute(
            "INSERT INTO floor_journal (sid, phone, said, at) VALUES (%s, %s, %s, now())",
            (form["MessageSid"], form["From"], form["Body"]),
        )
        text = escape(f"Hola {row[0] if row else 'nadie'}", quote=False)
        body = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{text}</Message></Response>'
        return Response(body, mimetype="text/xml")

    return app
