"""What is told of, what is not, and that nothing is where traces are off."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from redis import Redis

from config.errors import Mistake
from config.logs import request
from config.settings import Settings
from config.tracing import begun
from config.tracing.ids import root_of, trace_of
from config.tracing.spans import ALL, SOURCE, Span
from config.tracing.statements import operation
from config.tracing.traces import MOST_REQUESTS, MOST_WAITS, Traces
from config.vault import Vault
from flows.records.institution import SourceAway
from models.database import Database
from models.tables.outbox import BULK
from serving.doctor.collector import collector as looked_at
from sms.outbox.status import Receipts
from sms.providers.base import Rejected
from tests.outbox.world import World
from tests.source.conftest import Asking
from tests.tracing.collector import collecting
from tests.turns.turn_kit import CLOCK, HASHER, VAULT, Parrot, sms
from turns.conversation import Conversation
from turns.store import DialogStore

ROOT = Path(__file__).parents[2]
NAME = "a" * 24


@pytest.fixture
def told() -> list[Span]:
    return []


@pytest.fixture
def traces(told: list[Span]) -> Traces:
    return Traces(told.append, 1.0)


def test_off_nothing_of_it_is_needed_nor_imported_by_us(settings: Settings) -> None:
    """As on a machine without the extra. Redis' own client looks for OpenTelemetry wherever it is installed."""
    everything = "app, app_console, cli, worker.tasks, worker.parts, serving.doctor.examine, config.tracing"
    look = (
        "import sys; sys.modules['opentelemetry'] = None\n"
        f"import {everything}\n"
        "assert 'config.tracing.otlp' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0
    assert begun(settings, "web") is None
    ours = [path for path in ROOT.glob("[a-z]*/**/*.py") if "from opentelemetry" in path.read_text("utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in ours if not path.is_relative_to(ROOT / "tests")] == [
        "config/tracing/otlp.py"
    ]


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.settings_checks.find_spec", lambda name: None)
    with pytest.raises(Mistake, match=r"pip install 'micuenta\[otel\]'"):
        Settings(env="test", traces_url="http://127.0.0.1:4318/v1/traces")


@pytest.mark.parametrize("url", ["127.0.0.1:4318", "http://me:word@127.0.0.1:4318/v1", "http://127.0.0.1/v1?key=word"])
def test_an_address_that_will_not_do_is_named_and_not_shown(url: str) -> None:
    with pytest.raises(Mistake, match="MICUENTA_TRACES_URL") as refused:
        Settings(env="test", traces_url=url)
    assert "word" not in str(refused.value).replace("password", "")


def test_a_turn_that_was_not_taken_stands_beside_the_one_that_was(
    sqlite: str, redis: Redis, traces: Traces, told: list[Span], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, parrot = Database(sqlite), Parrot()
    talk = Conversation(parrot, DialogStore(redis), database, VAULT, HASHER, CLOCK, lambda: None, traces=traces)
    with monkeypatch.context() as broken:
        broken.setattr(talk, "_turns", None)
        talk.handle(sms("uno", "m1"))
    talk.handle(sms("uno", "m1"))
    talk.handle(sms("uno", "m1"))
    database.close()
    apology, answered, again = (span for span in told if span.shape.name == "turn")
    name = VAULT.mark("twilio m1")
    assert {span.trace for span in told} == {trace_of(name)}
    assert [span.about[2] for span in (apology, answered, again)] == ["apology", "answered", "again"]
    assert apology.failed
    assert (answered.id, answered.parent) == (root_of(name), 0)
    assert apology.parent == 0 != apology.id != answered.id
    assert again.parent == answered.id
    (write,) = (span for span in told if span.shape.name == "turn.write")
    assert write.parent == answered.id
    assert answered.began <= write.began <= write.ended <= answered.ended


def test_only_so_many_messages_are_followed_as_are_to_be(sqlite: str, redis: Redis, told: list[Span]) -> None:
    database = Database(sqlite)
    few = Traces(told.append, 0.0)
    talk = Conversation(Parrot(), DialogStore(redis), database, VAULT, HASHER, CLOCK, lambda: None, traces=few)
    talk.handle(sms("uno", "m1"))
    few.job("sweep", "done", 0.0)
    with request.followed(NAME):
        few.waited(SOURCE, 0.0, "x", "good")
    few.waits(NAME, 1)
    database.close()
    assert told == []


def test_each_try_of_a_message_is_told_and_a_notice_is_a_trace_by_itself(
    sqlite: str, redis: Redis, traces: Traces, told: list[Span], vault: Vault
) -> None:
    world = World(sqlite, redis, vault)
    message = world.owe()
    world.provider.answer = lambda _: Rejected("unreachable")
    world.sender(BULK, traces=traces).drain()
    world.provider.answer = None
    world.pass_time(minutes=10)
    world.sender(BULK, traces=traces).drain()
    Receipts(world.database.transaction, world.clock, traces=traces).twilio(
        {"id": message, "MessageStatus": "undelivered"}
    )
    first, second = (span for span in told if span.shape.name == "outbox.claim")
    failed, accepted = (span for span in told if span.shape.name == "provider.call")
    receipt = told[-1]
    assert {span.trace for span in told} == {trace_of(message)}
    assert (first.parent, second.parent) == (0, 0)
    assert (failed.parent, accepted.parent, receipt.parent) == (first.id, second.id, accepted.id)
    assert (failed.failed, accepted.failed, receipt.failed) == (True, False, True)
    assert (failed.about[2], accepted.about[2]) == (1, 2)
    assert (failed.about[4], accepted.about[4]) == ("unreachable", "accepted")
    world.close()


def test_the_institutions_system_is_named_without_whom_it_was_asked_of(
    redis: Redis, vault: Vault, traces: Traces, told: list[Span]
) -> None:
    asking = Asking(None, "http://127.0.0.1:9", redis, vault)  # type: ignore[arg-type]  # nobody answers there
    asking.source._traces = traces
    with request.followed(NAME), pytest.raises(SourceAway):
        asking.source.ask(("trabajadores", "01069000014", "ahorro"), "", asking.source.until(), lambda told: told)
    traces.waits(NAME, 7)
    asking.source.close()
    (span,) = told
    assert (span.about, span.parent, span.failed) == (("trabajadores/ahorro", "unreachable"), 7, True)


def test_waits_of_requests_that_never_end_are_not_kept_for_ever(traces: Traces, told: list[Span]) -> None:
    for each in range(2 * MOST_REQUESTS):
        with request.followed(f"{each:024x}"):
            for _ in range(2):
                traces.waited(SOURCE, 0.0, "x", "good")
    with request.followed(NAME):
        for _ in range(2 * MOST_WAITS):
            traces.waited(SOURCE, time.monotonic(), "x", "good")
    traces.waited(SOURCE, 0.0, "of nobody's request", "good")
    assert len(traces._waits) <= MOST_REQUESTS
    traces.waits(NAME, 1)
    assert len(told) == MOST_WAITS


def test_a_statement_is_told_by_what_it_does_to_which_table() -> None:
    assert operation("SELECT account.id \nFROM account WHERE x = ?") == "SELECT account"
    assert operation("INSERT INTO journal (a) VALUES (?)") == "INSERT journal"
    assert operation("UPDATE one_time_code SET x=?") == "UPDATE one_time_code"
    assert operation("COMMIT") == "COMMIT"


def test_the_doctor_says_whether_the_collector_takes_traces(settings: Settings) -> None:
    assert list(looked_at(settings)) == []
    with collecting() as collector:
        on = settings.model_copy(update={"traces_url": collector.url, "traces_token": "known"})
        assert [finding.level for finding in looked_at(on)] == ["well"]
        assert collector.headers[0]["authorization"] == "Bearer known"
        for collector.status, cure in ((401, "TRACES_TOKEN"), (404, "TRACES_URL")):
            (finding,) = looked_at(on)
            assert (finding.level, cure in finding.cure) == ("look", True)
    (finding,) = looked_at(on)
    assert finding.level == "look"
    assert "does not answer" in finding.says


def test_the_page_tells_of_every_span_what_the_code_does() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("## Traces")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
    assert {name.strip(" `"): tuple(re.findall(r"`(\w+)`", about)) for name, about, _ in rows} == {
        shape.name: shape.about for shape in ALL
    }


def test_a_token_that_no_header_takes_is_refused_at_the_start() -> None:
    with pytest.raises(Mistake, match="MICUENTA_TRACES_TOKEN must be one word"):
        Settings(env="test", traces_url="http://127.0.0.1:4318/v1/traces", traces_token="two\nlines")
