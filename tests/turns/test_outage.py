"""Redis or SQL goes away and comes back: an apology, nothing half done, and then everything as it was."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from models.database import Database
from serving.child import start, stop
from serving.redis_binary import redis_binary
from tests.turns.turn_kit import Parrot, sms, talking
from turns.conversation import Conversation
from turns.store import connect
from turns.taking import Turns

SPANISH = "Estamos teniendo un problema. No se perdió nada: manda otra vez tu mensaje en unos minutos."
ENGLISH = "We are having a problem. Nothing was lost: send your message again in a few minutes."
SAID = "Estamos teniendo un problema. No se perdio nada: manda otra vez tu mensaje en unos minutos."

OTHER = "+525512345679"


def conversation(database: Database, redis: Redis) -> Conversation:
    catalogues = {"en": {SPANISH: ENGLISH}}
    return talking(database, redis, Parrot(catalogues))


@pytest.fixture
def opened(database: str) -> Iterator[Database]:
    records = Database(database)
    yield records
    records.close()


class Server:
    """A Redis server that can be killed and started again, with nothing of what it held."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "r.sock"
        self._options = ["--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", folder]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = start([redis_binary(), *self._options], stdout=subprocess.DEVNULL)
        with Redis(unix_socket_path=str(self.socket)) as client:
            for _ in range(500):
                try:
                    client.ping()
                except RedisAway:
                    time.sleep(0.01)
                else:
                    return

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            stop(self._process)
            self._process = None


@pytest.fixture
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:  # a socket's path has to be short
        server = Server(Path(folder))
        server.start()
        yield server
        server.kill()


def test_while_redis_is_away_the_worker_gets_an_apology_and_afterwards_nothing_is_missing(
    opened: Database, server: Server
) -> None:
    with connect(f"unix://{server.socket}") as redis:
        talk = conversation(opened, redis)
        assert talk.handle(sms("uno", "m1")).text == "0 uno"
        server.kill()
        assert talk.handle(sms("MISS", "m2")).text == SAID
        server.start()
        assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS", "the journal knows what Redis forgot"
        assert talk.handle(sms("x", "m3")).text == "1 uno MISS x"


def test_redis_lost_between_the_commit_and_the_save_does_not_cost_the_answer(
    opened: Database, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(f"unix://{server.socket}") as redis:
        talk = conversation(opened, redis)
        talk.handle(sms("uno", "m1"))
        take = Turns.take

        def then_lost(turns: Turns, *args: Any) -> object:
            taken = take(turns, *args)
            server.kill()
            return taken

        monkeypatch.setattr(Turns, "take", then_lost)
        assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS"
        monkeypatch.undo()
        server.start()
        assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"


def name(url: str) -> str:
    """The database of a URL."""
    return url.partition("@/")[2].partition("?")[0]


def administrator(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the server that is not one to this database."""
    return psycopg.connect(url.replace("+psycopg", "").replace(f"/{name(url)}?", "/postgres?"), autocommit=True)


@pytest.mark.parametrize(("words", "apology"), [("uno", SAID), ("ENGLISH", ENGLISH)])
def test_while_sql_is_away_the_apology_is_in_the_workers_language_and_service_resumes(
    postgresql: str, redis: Redis, words: str, apology: str
) -> None:
    records = Database(postgresql)
    talk = conversation(records, redis)
    first = talk.handle(sms(words, "m1"))
    with administrator(postgresql) as admin:
        admin.execute(f"ALTER DATABASE {name(postgresql)} ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name(postgresql),))
        for _ in range(3):
            assert talk.handle(sms("MISS", "m2")).text == apology
        admin.execute(f"ALTER DATABASE {name(postgresql)} ALLOW_CONNECTIONS true")
    assert talk.handle(sms("MISS", "m2")).text == f"0 {words} MISS"
    assert talk.handle(sms(words, "m1")) == first
    records.close()


def test_a_restart_of_sql_between_two_messages_is_not_noticed(postgresql: str, redis: Redis) -> None:
    """The connection held is dead, and is replaced: the unique keys make it safe to take the turn again."""
    records = Database(postgresql)
    talk = conversation(records, redis)
    assert talk.handle(sms("uno", "m1")).text == "0 uno"
    with administrator(postgresql) as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name(postgresql),))
    assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS"
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"
    records.close()


def test_a_database_that_hangs_brings_the_apology_instead_of_a_wait_without_end(postgresql: str, redis: Redis) -> None:
    """As when somebody locks a table by hand: a turn's statements have a time of their own."""
    records = Database(postgresql, statement=0.2)
    talk = conversation(records, redis)
    talk.handle(sms("uno", "m1"))
    with psycopg.connect(postgresql.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE journal")
        assert talk.handle(sms("MISS", "m2")).text == SAID
    said = talk.handle(sms("MISS", "m2")).text
    records.close()
    assert said == "1 uno MISS"  # what was tried counts, though nothing else of the turn was kept


def test_turns_taken_together_are_taken_and_get_their_apology_while_redis_is_away(
    opened: Database, redis: Redis, server: Server
) -> None:
    at_hand = conversation(opened, redis)
    with at_hand.together([sms("", "m1"), sms("", "m2", OTHER)]):
        assert [at_hand.handle(sms("one", "m1")).text, at_hand.handle(sms("two", "m2", OTHER)).text] == [
            "0 one",
            "0 two",
        ]
    assert at_hand.handle(sms("three", "m3")).text == "0 one three"

    away = conversation(opened, connect(f"unix://{server.socket}"))
    assert away.handle(sms("hello", "m3b", OTHER)).text.endswith("hello")
    server.kill()
    with away.together([sms("", "m4"), sms("", "m5")]):
        assert away.handle(sms("four", "m4")).text == SAID
