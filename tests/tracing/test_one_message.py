"""From real processes: one message is one trace, from the webhook to the receipt, and it tells of nobody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from config.settings import Settings
from config.vault import Vault
from models.database import Database
from models.demo.cast import CAST
from models.demo.write import write
from models.importing import import_paths
from serving.child import start, stop
from serving.web import answers, web_command
from tests.processes import eventually, free_ports
from tests.test_privacy import ANSWERS, LINE, NEW_NIP, NIP, WHO
from tests.tracing.collector import Collector, collecting

Say = Callable[[str, dict[str, str]], str]


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as made:
        yield made


@pytest.fixture
def place(sqlite: str, redis: Redis, redis_url: str, tmp_path: Path) -> Settings:
    write(tmp_path / "files", len(CAST), 1, date(2026, 11, 20))
    import_paths(sqlite, [tmp_path / "files"])
    return Settings(env="demo", data=tmp_path, database_url=sqlite, redis_url=redis_url, port=free_ports(1)[0])


@pytest.fixture
def say(place: Settings, collector: Collector) -> Iterator[Say]:
    """A web server of two processes and a worker, that trace everything; posts a form to a path."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MICUENTA_")},
        **{f"MICUENTA_{name.upper()}": str(getattr(place, name)) for name in ("data", "database_url", "redis_url")},
        "MICUENTA_HASH_PASSES": "1",
        "MICUENTA_HASH_MEMORY": "64",
        "MICUENTA_LINE_SHARE": "100",
        "MICUENTA_TRACES_URL": collector.url,
        "MICUENTA_TRACES_TOKEN": "the-collectors-own",
    }
    given = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def post(path: str, form: dict[str, str]) -> str:
        url = f"http://127.0.0.1:{place.port}{path}"
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=60) as answer:
            return str(answer.read().decode())

    with ExitStack() as stack:
        for command in (
            web_command(place.model_copy(update={"web_workers": 2})),
            [sys.executable, "-m", "cli", "worker", "--beat"],
        ):
            stack.callback(stop, start(command, **given))
        eventually(lambda: answers(place, "/healthz"))
        yield post


def test_a_message_is_one_trace_across_processes_and_tells_of_nobody(
    say: Say, place: Settings, collector: Collector
) -> None:
    sent = 0

    def text_in(*messages: str) -> list[str]:
        nonlocal sent
        told = []
        for words in messages:
            sent += 1
            form = {"From": LINE, "To": "30900", "MessageSid": f"SM{sent:032d}", "Body": words, "DemoPhone": "1"}
            told.append(say("/sms/twilio", form))
        return told

    registered = f"REGISTRO {WHO.nss} {WHO.curp} {WHO.rfc}", "1", "1", NIP, *ANSWERS
    text_in(*registered)
    collector.wait_for("provider.call")
    message, request, code = _owed(place)
    say(f"/sms/twilio/status?id={message}", {"MessageSid": "SMx", "MessageStatus": "delivered"})
    said = text_in(code, f"AHORRO {NIP}", "CREDITO", f"PAGO {NIP} 1500", "MOVIMIENTOS", f"NIP {NIP} {NEW_NIP}")
    say("/sms/twilio", {"From": LINE, "To": "30900", "MessageSid": f"SM{sent:032d}", "Body": "otra vez"})
    spans = collector.wait_for("turn", "receipt", "job")
    eventually(lambda: len(collector.named("turn")) == sent + 1)

    (claim,), (call,), (receipt,) = map(collector.named, ("outbox.claim", "provider.call", "receipt"))
    assert {claim.trace, call.trace, receipt.trace} == {f"{request:0>32}"}
    turn = next(span for span in collector.named("turn") if span.id == claim.parent)
    assert turn.trace == claim.trace
    assert turn.parent == ""
    assert (call.parent, receipt.parent) == (claim.id, call.id)
    assert turn.began < claim.began < call.began < receipt.began
    assert (turn.process, claim.process, call.process, receipt.process) == ("web", "worker", "worker", "web")
    assert turn.about == {
        "micuenta.flow": "activation",
        "micuenta.state": "code",
        "micuenta.outcome": "answered",
        "micuenta.channel": "sms",
        "micuenta.kept": False,
        "micuenta.computed_ms": turn.about["micuenta.computed_ms"],
    }
    assert call.about["micuenta.provider"] == "demo"
    assert call.about["micuenta.outcome"] == "accepted"
    assert receipt.about == {"micuenta.status": "delivered"}
    waits = {span.name for span in spans if span.parent == turn.id}
    assert waits == {"turn.line", "sql", "outbox.claim"}
    again = next(span for span in collector.named("turn") if span.about["micuenta.kept"])
    first = next(span for span in collector.named("turn") if span.id == again.parent)
    assert again.trace == first.trace
    assert len({span.id for span in collector.spans}) == len(collector.spans)
    assert {headers["authorization"] for headers in collector.headers} == {"Bearer the-collectors-own"}

    amounts = re.findall(r"\d[\d,]*\.\d\d", " ".join(said))
    assert len(amounts) > 3
    names = WHO.names, WHO.first_surname, WHO.second_surname
    personal = [NIP, NEW_NIP, code, *ANSWERS, WHO.nss, WHO.curp, WHO.rfc, LINE[3:], *names, *amounts]
    exported = collector.bytes.lower()
    for each in {word for one in personal for word in one.split()}:
        assert each.lower().encode() not in exported, each

    def told_by() -> set[str]:
        text_in("hola")
        return {span.instance for span in collector.named("turn")}

    eventually(lambda: len(told_by()) == 2)  # both copies of a parent in which nothing was begun


def _owed(place: Settings) -> tuple[str, str, str]:
    """The code that was sent: its id, the name of its request, and its digits."""
    with closing(Database(place.database_url)) as database, database.connect() as connection:
        row = connection.execute(text("SELECT id, request, body FROM outbound_message WHERE kind = 'code'")).one()
    return row.id, row.request, re.findall(r"\d{6}", Vault(place.secret_key).open(row.body).decode())[0]
