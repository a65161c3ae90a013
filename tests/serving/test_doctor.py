"""The doctor finds what is wrong, says it in a sentence with its cure, and exits by how bad it is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from redis import Redis
from sqlalchemy import insert, text, update

from bench.people import settle
from commands.doctor import command
from config.hashing import Hasher
from config.settings import Settings
from models.columns import table
from models.database import Database
from models.outbox.owing import Owed, enqueue
from models.tables.institution import SavingsRow
from models.tables.journal import JournalEntry
from models.tables.outbox import BULK, URGENT, OutboundMessage
from serving.doctor import machine
from serving.doctor.backups import last_backup
from serving.doctor.examine import examine
from serving.doctor.finding import Finding
from turns.parts import vault

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def place(settings: Settings, database: str, redis: Redis) -> Iterator[Settings]:
    """A service of which all is well, but that no web server runs."""
    made = settings.model_copy(update={"database_url": database})
    redis.config_set("appendonly", "yes")
    opened = Database(database)
    with opened.transaction() as connection:
        settle(connection, Hasher(made.pepper, made.hash_costs), 2)
        connection.execute(update(table(SavingsRow)).values(as_of=datetime.now(UTC).date()))
    opened.close()
    yield made
    redis.config_set("appendonly", "no")


@pytest.fixture(autouse=True)
def _served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serving.doctor.examine.answers", lambda *_: True)


def found(settings: Settings, part: str = "") -> list[Finding]:
    return [each for each in examine(settings) if each.level != "well" and part in ("", each.part)]


def do(settings: Settings, *statements: object) -> None:
    opened = Database(settings.database_url)
    with opened.transaction() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]  # any statement
    opened.close()


def test_nothing_is_found_where_all_is_well(place: Settings) -> None:
    assert found(place) == []
    assert {each.part for each in examine(place)} >= {"disk", "redis", "database", "clock", "keys", "queue", "import"}


def test_a_redis_that_forgets_is_found(place: Settings, redis: Redis) -> None:
    redis.config_set("appendonly", "no")
    redis.config_set("maxmemory-policy", "allkeys-lru")
    try:
        assert [(each.level, each.cure) for each in found(place, "redis")] == [
            ("ill", "Set `maxmemory-policy noeviction`."),
            ("look", "Set `appendonly yes`."),
        ]
    finally:
        redis.config_set("maxmemory-policy", "noeviction")


def test_what_stands_on_a_store_that_is_away_is_not_said_again(place: Settings) -> None:
    gone = place.model_copy(update={"redis_url": "redis://127.0.0.1:1"})
    (finding,) = found(gone)
    assert finding.says.startswith("Redis does not answer")
    assert "MICUENTA_REDIS_URL" in finding.cure


def test_a_database_that_is_away_is_said_whole_with_its_cure(place: Settings) -> None:
    """What PostgreSQL says has colons of its own."""
    gone = place.model_copy(update={"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none"})
    (finding,) = found(gone, "database")
    assert "Connection refused" in finding.says
    assert finding.cure.startswith("See that it is up")


def test_a_redis_that_is_full_is_not_said_to_be_away(place: Settings, redis: Redis) -> None:
    redis.config_set("maxmemory", 1)
    try:
        (finding,) = found(place, "redis")
    finally:
        redis.config_set("maxmemory", 0)
    assert finding.says.startswith("Redis takes nothing")
    assert "maxmemory" in finding.cure


def test_a_database_that_is_not_up_to_date_is_found(place: Settings) -> None:
    do(place, text("UPDATE alembic_version SET version_num = '0001'"))
    (finding,) = found(place)
    assert finding.part == "database"
    assert "micuenta db upgrade" in finding.cure


def test_keys_that_do_not_fit_are_found(place: Settings) -> None:
    sealed = vault(place).seal(b"x")
    row = {"line": "m", "driver": "worker", "channel": "sms", "provider": "t", "provider_id": "1", "session": "s"}
    more = {"turn": 1, "state": "menu", "said": "", "sealed": sealed, "at": datetime.now(UTC)}
    opened = Database(place.database_url)
    with opened.transaction() as connection:
        connection.execute(insert(table(JournalEntry)).values(**row, **more))
    opened.close()
    assert found(place, "keys") == []
    other = place.model_copy(update={"secret_key": "another" * 8, "pepper": "one more" * 8})
    assert [each.cure.partition(" ")[0] for each in found(other, "keys")] == ["Put", "Put"]
    kept = other.model_copy(update={"old_secret_keys": (place.secret_key,), "old_peppers": (place.pepper,)})
    assert found(kept, "keys") == []


@pytest.mark.parametrize(
    ("lane", "late", "level"), [(URGENT, 60, "look"), (URGENT, 600, "ill"), (BULK, 600, ""), (BULK, 9000, "look")]
)
def test_what_waits_too_long_is_found(place: Settings, lane: int, late: int, level: str) -> None:
    now = place.clock()()
    opened = Database(place.database_url)
    with opened.transaction() as connection:
        enqueue(connection, vault(place), Owed("code", lane, "sms", "+525512345678", "Hola"), now)
        moment = now - timedelta(seconds=late)
        connection.execute(
            update(table(OutboundMessage)).values(not_before=moment, expires_at=now + timedelta(hours=1))
        )
    opened.close()
    assert [each.level for each in found(place, "queue")] == ([level] if level else [])


@pytest.mark.parametrize(("days", "level"), [(30, ""), (50, "look"), (100, "ill")])
def test_old_files_are_found(place: Settings, days: int, level: str) -> None:
    do(place, update(table(SavingsRow)).values(as_of=place.clock()().date() - timedelta(days=days)))
    assert [each.level for each in found(place, "import")] == ([level] if level else [])


def test_a_place_without_files_is_found(place: Settings) -> None:
    do(place, text("DELETE FROM savings"))
    (finding,) = found(place, "import")
    assert "micuenta import" in finding.cure


@pytest.mark.parametrize(("hours", "level"), [(1, "well"), (30, "look"), (100, "ill")])
def test_an_old_backup_is_found(place: Settings, tmp_path: Path, hours: int, level: str) -> None:
    (tmp_path / "night.dump").write_bytes(b"PGDMP")
    (tmp_path / "empty.dump").touch()
    (tmp_path / ".new").write_bytes(b"PGDMP, broken off")
    then = time.time() - hours * 3600
    os.utime(tmp_path / "night.dump", (then, then))
    (finding,) = last_backup(place.model_copy(update={"backups": tmp_path}))
    assert finding.level == level


def test_a_place_without_backups_is_found_and_one_that_nobody_named(place: Settings, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        assert [each.level for each in last_backup(place.model_copy(update={"backups": folder}))] == ["ill"]
    (unnamed,) = last_backup(place.model_copy(update={"env": "production"}))
    assert "MICUENTA_BACKUPS" in unnamed.cure
    assert list(last_backup(place)) == []


def test_a_full_disk_is_found(place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 99, 1))
    assert {each.level for each in found(place, "disk")} == {"ill"}


def test_a_clock_that_is_wrong_is_found(place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr("serving.doctor.stores.time.time", lambda: now + 90)
    assert found(place, "clock")[0].level == "ill"


def test_a_web_server_that_is_away_or_not_ready_is_found(place: Settings) -> None:
    (away,) = machine.web(place, lambda *_: False)
    assert "micuenta web" in away.cure
    (broken,) = machine.web(place, lambda _, path: path == "/healthz")
    assert "/readyz" in broken.cure


def test_what_is_called_is_tried(place: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        there = place.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{port}", "facts_url": "http://127.0.0.1:1"})
        levels = {each.says.partition(" at ")[0]: each.level for each in machine.others(there)}
    assert levels == {
        "The mail server is reached": "well",
        "The institution's system cannot be reached": "ill",
    }


def test_the_command_exits_by_the_worst(place: Settings, monkeypatch: pytest.MonkeyPatch, redis: Redis) -> None:
    monkeypatch.setenv("MICUENTA_ENV", "test")
    monkeypatch.setenv("MICUENTA_DATABASE_URL", place.database_url)
    monkeypatch.setenv("MICUENTA_REDIS_URL", place.redis_url)
    assert CliRunner().invoke(command, ["--data", str(place.data)]).exit_code == 0
    redis.config_set("appendonly", "no")
    told = CliRunner().invoke(command, ["--data", str(place.data)])
    assert told.exit_code == 1
    assert "LOOK  redis" in told.output
    assert "-> Set `appendonly yes`." in told.output
    monkeypatch.setenv("MICUENTA_REDIS_URL", "redis://127.0.0.1:1")
    told = CliRunner().invoke(command, ["--data", str(place.data), "--json"])
    assert told.exit_code == 2
    assert {"part", "level", "says", "cure"} == set(json.loads(told.output.splitlines()[0]))
