"""Kannel as a provider; and with a real Kannel, from a worker's text to the reply, a notice and its receipt."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask, request
from redis import Redis
from werkzeug.serving import make_server

from app import create_app
from config.settings import Settings
from config.vault import Vault
from models.breaker import TRIP_AT
from models.tables.outbox import DELIVERED, FAILED, QUEUED, SENDING, URGENT
from sms.providers.base import Accepted, NoList, Outcome, Outgoing, Rejected, Unsure
from sms.providers.kannel import Kannel
from tests.outbox.kannel_gateway import kannel
from tests.outbox.world import Obedient, World


def provider(sendsms: str, report: str = "http://127.0.0.1:9/dlr", password: str = "secret") -> Kannel:
    return Kannel(
        sendsms_url=sendsms,
        username="micuenta",
        password=password,
        report_url=report,
        sender="30900",
        deadline=2,
    )


class Smsbox:
    """Answers as `sendsms` does, with whatever status a test wants."""

    def __init__(self) -> None:
        self.status, self.asked, app = 202, list[dict[str, str]](), Flask("smsbox")

        @app.get("/cgi-bin/sendsms")
        def sendsms() -> tuple[str, int]:
            self.asked.append(request.args.to_dict())
            return "0: Accepted for delivery", self.status

        self.server = make_server("127.0.0.1", 0, app)
        self.url = f"http://127.0.0.1:{self.server.port}/cgi-bin/sendsms"


@pytest.fixture
def smsbox() -> Iterator[Smsbox]:
    box = Smsbox()
    thread = threading.Thread(target=box.server.serve_forever)
    thread.start()
    yield box
    box.server.shutdown()
    thread.join()
    box.server.server_close()


def test_sendsms_asks_for_every_report_under_our_own_id(smsbox: Smsbox) -> None:
    sending = provider(smsbox.url, "https://cuenta.example/sms/kannel/T/dlr")
    assert sending.send(Outgoing("m1", "+525512345678", "Aportación ñ")) == Accepted("")
    assert smsbox.asked == [
        {
            "username": "micuenta",
            "password": "secret",
            "from": "30900",
            "to": "+525512345678",
            "text": "Aportación ñ",
            "charset": "UTF-8",
            "coding": "0",
            "dlr-mask": "31",
            "dlr-url": "https://cuenta.example/sms/kannel/T/dlr?id=m1&type=%d&ref=%I",
        }
    ]
    assert sending.find(None) == NoList()
    assert sending.ask("") is None
    sending.close()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (202, Accepted("")),
        (400, Rejected("refused")),
        (403, Rejected("credentials")),
        (503, Rejected("unreachable")),
        (500, Unsure("provider_error")),
    ],
)
def test_what_its_answers_mean(smsbox: Smsbox, status: int, outcome: Outcome) -> None:
    smsbox.status = status
    sending = provider(smsbox.url)
    assert sending.send(Outgoing("m1", "+525512345678", "x")) == outcome
    sending.close()


def test_a_closed_gateway_carried_nothing_and_a_silent_one_may_have() -> None:
    closed = provider("http://127.0.0.1:1/sendsms")
    assert closed.send(Outgoing("m1", "+525512345678", "x")) == Rejected("unreachable")
    closed.close()
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        silent = provider(f"http://127.0.0.1:{deaf.getsockname()[1]}/sendsms")
        silent._deadline = 0.2
        assert silent.send(Outgoing("m1", "+525512345678", "x")) == Unsure("timeout")
        silent.close()


def test_an_uncertain_call_waits_for_its_report_and_is_never_repeated(small: World, smsbox: Smsbox) -> None:
    smsbox.status = 500
    sending = provider(smsbox.url)
    message = small.owe(lane=URGENT)
    small.sender(URGENT, route=small.routed(sending)).drain()
    assert small.row(message).status == SENDING
    for _ in range(70):
        small.reconciler(sending).uncertain()
        small.pass_time(seconds=16)
    assert (small.row(message).status, small.row(message).reason) == (FAILED, "uncertain")
    assert len(smsbox.asked) == 1
    sending.close()


@pytest.mark.kannel
def test_from_a_workers_text_to_the_reply_a_notice_and_its_receipt(
    sqlite: str, redis: Redis, redis_url: str, vault: Vault, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(
        env="test",
        data=tmp_path,
        database_url=sqlite,
        redis_url=redis_url,
        public_url=f"http://127.0.0.1:{port}",
        kannel_token="T",
        twilio_auth_tokens="t",
    )
    service = make_server("127.0.0.1", port, create_app(settings), threaded=True)
    serving = threading.Thread(target=service.serve_forever)
    serving.start()
    url = f"{settings.public_url}/sms/kannel/T"
    try:
        with (
            kannel(tmp_path, url, "525512345678 30900 ayuda") as gateway,
            closing(World(sqlite, redis, vault)) as outbox,
        ):
            reply = gateway.arrives()
            assert reply.startswith("30900 525512345678 text ")
            assert "could not" not in reply
            assert len(reply) > 60

            second = provider(gateway.sendsms, f"{url}/dlr")
            outbox.provider.answer = lambda _: Rejected("unreachable")
            outbox.route = outbox.routed(outbox.provider, second)
            outbox.route.report("demo", 0, ["unreachable"] * TRIP_AT)
            notice = outbox.owe("Tu patrón aportó $1,955.26 ¿ñ?")
            outbox.sender().drain()
            assert gateway.arrives() == "30900 +525512345678 text Tu patron aportó $1,955.26 ¿ñ?".replace("ó", "o")
            until = time.monotonic() + 10
            while outbox.row(notice).status != DELIVERED:
                assert time.monotonic() < until, outbox.row(notice)
                time.sleep(0.05)
            assert outbox.row(notice).provider == "kannel"
            assert outbox.row(notice).provider_ref
            assert outbox.shifts == [("demo", 0, "unreachable")]

            wrong = provider(gateway.sendsms, f"{url}/dlr", password="wrong")
            assert wrong.send(Outgoing("m1", "+525512345678", "x")) == Rejected("credentials")
            wrong.close()
            second.close()
    finally:
        service.shutdown()
        serving.join()
        service.server_close()


def test_nothing_waits_on_kannel_when_it_is_down_and_a_second_provider_is_up(small: World) -> None:
    first, second = provider("http://127.0.0.1:1/sendsms"), Obedient(name="second")
    small.route = small.routed(first, second)
    for i in range(20):
        small.owe(lane=URGENT, recipient=f"+5255{i:08d}")
    for _ in range(6):
        small.sender(URGENT).drain()
        small.pass_time(seconds=3)
    assert {row.status for row in small.rows()} <= {"sent", QUEUED}
    assert len(second.got) == 20
    first.close()
