"""Children start in order, stop the other way round, and one that breaks is named with what to do. Real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.errors import Mistake
from serving.supervisor import LARGEST_LOG, Service, Supervisor
from tests.processes import eventually, gone

STAYS = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
BREAKS = "import sys; print('the disk is full', flush=True); sys.exit(3)"


def service(name: str, program: str, **more: object) -> Service:
    return Service(name, [sys.executable, "-c", program], advice=f"mend {name}.", **more)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Supervisor:
    return Supervisor(tmp_path / "logs", said.append)


def test_children_stop_the_last_started_first(supervisor: Supervisor, said: list[str]) -> None:
    with supervisor:
        for name in ("Redis", "Worker", "Web"):
            supervisor.launch(service(name, STAYS))
        assert supervisor.await_ready()
    assert [line.split()[0] for line in said] == ["Web", "Worker", "Redis"]
    assert all(process.returncode == -signal.SIGTERM for _, process in supervisor._running)


def test_a_child_that_breaks_is_named_with_its_last_words_and_what_to_do(
    supervisor: Supervisor, said: list[str]
) -> None:
    with supervisor:
        supervisor.launch(service("Redis", STAYS))
        supervisor.launch(service("Worker", BREAKS))
        with pytest.raises(Mistake) as told:
            supervisor.watch()
    story = str(told.value)
    assert story.startswith("Worker ended by itself with exit code 3, so everything was stopped.")
    for part in ("the disk is full", "mend Worker.", "logs/worker.log"):
        assert part in story
    assert [line.split()[0] for line in said] == ["Redis"]


def test_a_killed_child_is_told_apart(supervisor: Supervisor) -> None:
    with supervisor:
        supervisor.launch(service("Worker", STAYS))
        os.kill(supervisor._running[0][1].pid, signal.SIGKILL)
        with pytest.raises(Mistake, match="Worker was killed by SIGKILL"):
            supervisor.watch()


def test_only_this_starts_words_are_shown(supervisor: Supervisor, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "worker.log").write_text("from last week\n", "utf-8")
    with supervisor:
        supervisor.launch(service("Worker", BREAKS))
        with pytest.raises(Mistake) as told:
            supervisor.watch()
    assert "from last week" not in str(told.value)
    assert (tmp_path / "logs" / "worker.log").read_text("utf-8") == "from last week\nthe disk is full\n"


def test_a_log_grown_large_is_begun_anew(supervisor: Supervisor, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "web.log").write_bytes(b"x" * (LARGEST_LOG + 1))
    with supervisor:
        supervisor.launch(service("Web", STAYS))
    assert (tmp_path / "logs" / "web.log").stat().st_size < 100
    assert (tmp_path / "logs" / "web.log.1").stat().st_size == LARGEST_LOG + 1


def test_a_child_that_never_answers_is_not_waited_for_forever(supervisor: Supervisor) -> None:
    with supervisor:
        supervisor.launch(service("Web", STAYS, ready=lambda: False, patience=0.2))
        with pytest.raises(Mistake, match="Web did not answer within 0 s"):
            supervisor.await_ready()


def test_a_child_that_will_not_stop_is_ended(supervisor: Supervisor) -> None:
    with supervisor:
        supervisor.launch(service("Web", STUBBORN, leave=0.2))
        log = supervisor.logs / "web.log"
        eventually(lambda: log.read_text("utf-8") == "up\n")
    assert supervisor._running[0][1].returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_to_stop_ends_the_watch_and_the_wait(supervisor: Supervisor, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with supervisor:
        supervisor.launch(service("Web", STAYS, ready=lambda: False))
        os.kill(os.getpid(), number)
        assert not supervisor.await_ready()
        supervisor.watch()
    assert signal.getsignal(number) is before


def test_children_do_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from serving.child import start;"
        "print(start([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    eventually(lambda: gone(child), within=50)  # it would stay for a minute
