"""What a machine runs out of: locks, space, memory, permissions.

Sources: SQLite's "database is locked" under backup tools and shells left open; disks that fill up under Redis (MISCONF)
and Celery (issue 5716, out of memory); alembic's "Can't locate revision"; `.env` files saved by Notepad and PowerShell.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError

from app import create_app
from cli import main
from config.errors import Mistake
from config.outages import outage_name
from config.settings import Settings
from models.database import TURN_STATEMENT, Database
from models.migrate import upgrade
from models.patience import GLANCE, busy
from serving import room, supervisor
from serving.supervisor import Service, Supervisor


@pytest.fixture
def client(settings: Settings, sqlite: str, redis: Redis) -> FlaskClient:
    del redis
    return create_app(settings.model_copy(update={"database_url": sqlite, "env": "demo"})).test_client()


def ask(client: FlaskClient, message: str) -> str:
    return client.post("/sms/twilio", data={"From": f"+52551234{message}", "MessageSid": message, "Body": "hola"}).text


@contextmanager
def held(url: str, statement: str) -> Iterator[None]:
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute(statement)
    try:
        yield
    finally:
        other.close()


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_turn_has_its_two_seconds_on_sqlite_too(client: FlaskClient, sqlite: str, statement: str) -> None:
    """Another program holds SQLite's write lock.

    Sends: `BEGIN IMMEDIATE` in a shell left open, a backup, `BEGIN EXCLUSIVE`, for 25 s
    Now: the first worker gets the apology after 2 s, those behind at once; `/healthz` answers; then all goes on
    """
    assert "problema" not in ask(client, "1000")
    with held(sqlite, statement):
        for message in ("1001", "1002", "1003"):
            assert "Estamos teniendo un problema" in ask(client, message)
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503

    assert "problema" not in ask(client, "1001")
    assert client.get("/readyz").status_code == 200


def test_whoever_is_behind_one_who_waited_in_vain_only_glances(sqlite: str) -> None:
    """Until somebody finds the lock free again."""
    database, waits = Database(sqlite, statement=0.1), list[str]()

    def write() -> None:
        with database.transaction():
            pass

    write()
    event.listen(database.engine, "before_cursor_execute", lambda *seen: waits.append(seen[2]))
    with held(sqlite, "BEGIN IMMEDIATE"):
        for statements in (["BEGIN IMMEDIATE"], [busy(GLANCE), "BEGIN IMMEDIATE", busy(0.1)]):
            waits.clear()
            with pytest.raises(OperationalError):
                write()
            assert waits == statements
    write()
    waits.clear()
    write()
    assert waits == ["BEGIN IMMEDIATE", "COMMIT"]
    database.close()


def test_who_waits_for_no_answer_waits_longer(sqlite: str) -> None:
    """An import waits ten seconds for the lock, and again each time."""
    with closing(Database(sqlite)) as database, database.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 10_000


def test_a_full_disk_is_named_and_passes(sqlite: str) -> None:
    """A full disk under the database.

    Sends: SQLite's `database or disk is full`, at a statement and at the commit
    Now: nothing is half done, the connection goes on, and the log and `/readyz` say 'no space left'
    """
    database = Database(sqlite, statement=TURN_STATEMENT)
    with database.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (text TEXT)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(OperationalError) as full, database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO filler VALUES (?)", ("x" * 10_000_000,))
    assert "no space left" in outage_name(full.value)

    with database.transaction() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages * 2}")
        connection.exec_driver_sql("INSERT INTO filler VALUES ('x')")
    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT text FROM filler").scalars().all() == ["x"]
    database.close()


def test_the_worker_comes_back_when_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk under the data folder.

    Sends: the disk fills up while `micuenta run` serves; the worker ends because Redis takes nothing
    Now: it is said in words, the web stays, the worker is started again until it stays
    """
    said: list[str] = []
    stand = tmp_path / "room"
    script = f"import pathlib, time; pathlib.Path(r'{stand}').exists() and time.sleep(60)"
    worker = Service("Worker", [sys.executable, "-c", script], "", revives=True)
    web = Service("Web", [sys.executable, "-c", "import time; time.sleep(60)"], "")
    monkeypatch.setattr(room, "LEAST", 1 << 62)
    monkeypatch.setattr(supervisor, "PAUSE", 0.1)
    with Supervisor(tmp_path / "logs", said.append) as watched:
        watched.launch(web)
        watched.launch(worker)
        until = time.monotonic() + 60

        def go_on() -> None:
            if not stand.exists() and len([line for line in said if "started again" in line]):
                stand.touch()
                monkeypatch.setattr(room, "LEAST", 0)
            names = [service.name for service, _ in watched._running]
            if (stand.exists() and names == ["Web", "Worker"] and len(said) > 2) or time.monotonic() > until:
                watched._wanted = False

        looked = watched._room.look

        def look(*, at_once: bool = False) -> None:
            looked(at_once=at_once)
            go_on()

        monkeypatch.setattr(watched._room, "look", look)
        watched.watch()
    told = "\n".join(said)

    assert "No space left on the disk" in told
    assert "Worker ended by itself" in told
    assert "There is room again" in told
    assert "Web stopped" in told


def test_a_worker_that_never_worked_is_no_outage(tmp_path: Path) -> None:
    """A worker that never worked.

    Sends: a wrong setting: the worker ends at its first start, with room on the disk
    Now: everything is stopped and the reason shown, as before
    """
    worker = Service("Worker", [sys.executable, "-c", "raise SystemExit(3)"], "look", revives=True)
    with Supervisor(tmp_path / "logs", lambda _: None) as watched:
        watched.launch(worker)
        with pytest.raises(Mistake, match="exit code 3"):
            watched.watch()


def test_readiness_writes_to_redis(client: FlaskClient, redis: Redis) -> None:
    """A Redis that takes nothing.

    Sends: `maxmemory` reached, a replica (`READONLY`), a full disk (`MISCONF`)
    Now: `/readyz` writes, so it says 503 and why
    """
    assert client.get("/readyz").status_code == 200
    redis.config_set("maxmemory", 1)
    try:
        answer = client.get("/readyz")
        apology = ask(client, "1000")
    finally:
        redis.config_set("maxmemory", 0)

    assert answer.status_code == 503
    assert "out of memory" in dict(answer.json or {})["redis"]
    assert "Estamos teniendo un problema" in apology
    assert client.get("/readyz").status_code == 200


def test_readiness_writes_to_the_database(postgresql: str) -> None:
    """A database that takes nothing.

    Sends: PostgreSQL in recovery or set read-only, SQLite with its disk full
    Now: `/readyz` writes, so it says 503 and why
    """
    database = Database(postgresql)
    database.check()
    with database.connect() as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    database.close()

    with pytest.raises(DBAPIError, match="read-only"):
        database.check()
    database.close()


def test_a_newer_database_is_a_sentence(database: str) -> None:
    """A database newer than the program.

    Sends: `alembic_version` of next year, after an older program was installed again
    Now: one sentence: install the newer program, or restore the backup
    """
    with closing(Database(database)) as known, known.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Mistake, match=r"newer than this program.*9999"):
        upgrade(database)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("# año\nMICUENTA_PORT=9000\n".encode("cp1252"), "line 1, is not in UTF-8"),
        ("MICUENTA_PORT=9000\n# señal\n".encode("latin-1"), "line 2, is not in UTF-8"),
        ("MICUENTA_PORT=9000\n".encode("utf-16"), "not in UTF-8"),
        ("MICUENTA_PORT=9000\n".encode("utf-16-le"), "UTF-16"),
        ("MICUENTA_PORT=9000\n".encode("utf-32-le"), "UTF-16"),
    ],
)
def test_an_env_file_in_another_encoding_is_a_sentence(
    content: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `.env` in another encoding.

    Sends: Windows-1252, UTF-16 with and without its mark, a folder of that name, one nobody may read
    Now: one sentence that names the file and line; a UTF-8 mark before the first setting is read over
    """
    monkeypatch.chdir(tmp_path)
    Path(".env").write_bytes(content)

    with pytest.raises(Mistake, match=says):
        Settings()


@pytest.mark.parametrize(
    "content", ["\ufeffMICUENTA_PORT=9000\r\n", "MICUENTA_PORT=9000", "# año\nMICUENTA_PORT=9000\n"]
)
def test_an_env_file_as_editors_save_it_is_read(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark and CRLF are no part of a setting."""
    monkeypatch.chdir(tmp_path)
    Path(".env").write_bytes(content.encode())

    assert Settings(_env_file=".env").port == 9000


@pytest.mark.parametrize(
    "line",
    [
        ("run", "--data", "{file}/var"),
        ("run", "--data", "/proc/nowhere"),
        ("worker", "--data", "{file}/var"),
        ("demo-data", "--workers", "1", "--out", "/proc/nowhere"),
        ("demo-data", "--workers", "1", "--out", "{file}"),
        ("db", "upgrade", "--data", "{file}/var"),
        ("import", "{file}.csv", "--data", "/proc/nowhere"),
    ],
)
def test_a_folder_one_may_not_write_is_a_sentence(
    line: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that cannot be used.

    Sends: `--data` below a file, `demo-data --out` in `/proc`, a worker whose data folder is a file
    Now: one sentence that names the place and what to do; exit code 2
    """
    file = tmp_path / "calendario"
    file.write_text("x")
    file.with_suffix(".csv").write_text("bimestre,fecha_limite\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MICUENTA_DATA", "x")  # so that what the command sets is taken back
    monkeypatch.setattr("sys.argv", ["micuenta", *(word.format(file=file) for word in line)])
    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "micuenta: " in told or "is a file" in told
