"""The loopback provider: on the demo phone, and reported over HTTP like a gateway would."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

from flask import Flask, request
from redis import Redis
from werkzeug.serving import make_server

from config.clock import Clock
from config.vault import Vault
from sms.providers.base import Absent, Accepted, Doubt, Outgoing
from sms.providers.demo import NEWEST, Demo, inbox

PHONE = "+525512345678"


def test_what_is_sent_appears_sealed_on_the_phone_and_is_reported(redis: Redis, vault: Vault, clock: Clock) -> None:
    app, reports, came = Flask("gateway"), [], threading.Event()

    @app.post("/sms/twilio/status")
    def status() -> tuple[str, int]:
        reports.append((request.args["id"], request.form["MessageStatus"]))
        came.set()
        return "", 204

    server = make_server("127.0.0.1", 0, app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    demo = Demo(redis, vault, f"http://127.0.0.1:{server.port}", clock)
    assert demo.send(Outgoing("m1", PHONE, "Tu codigo es 482913")) == Accepted("SMm1")
    assert came.wait(5)
    server.shutdown()
    server.server_close()
    assert reports == [("m1", "delivered")]
    (kept,) = redis.lrange(inbox(vault, PHONE), 0, -1)
    assert b"482913" not in kept
    assert json.loads(vault.open(kept)) == {"id": "m1", "text": "Tu codigo es 482913", "at": clock.now().isoformat()}
    assert PHONE not in str(redis.keys("*"))
    demo.close()


def test_the_inbox_tells_whether_a_message_in_doubt_got_there(redis: Redis, vault: Vault, clock: Clock) -> None:
    demo = Demo(redis, vault, "http://127.0.0.1:1", clock)
    demo.send(Outgoing("m1", PHONE, "x"))
    now = datetime.now(UTC)
    assert demo.find(Doubt("m1", PHONE, "x", now)) == Accepted("SMm1")
    assert demo.find(Doubt("m2", PHONE, "x", now)) == Absent()
    demo.close()


def test_a_phone_keeps_its_newest_messages_for_a_day(redis: Redis, vault: Vault, clock: Clock) -> None:
    demo = Demo(redis, vault, "http://127.0.0.1:1", clock)
    for i in range(NEWEST + 5):
        demo.send(Outgoing(f"m{i}", PHONE, "x"))
    key = inbox(vault, PHONE)
    assert redis.llen(key) == NEWEST
    assert 86_000 < redis.ttl(key) <= 86_400
    demo.close()
