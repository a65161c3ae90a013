"""Kill the process at every seam of a turn: the gateway's retry, and the next message, find everything done once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from redis import Redis

from models.database import Database
from tests.crash.turn_child import SEAMS
from tests.turns.turn_kit import sms, talking
from turns.conversation import Conversation

pytestmark = pytest.mark.crash


@pytest.fixture
def talk(database: str, redis: Redis) -> Iterator[Conversation]:
    opened = Database(database)
    yield talking(opened, redis, lease=0.5)
    opened.close()


def killed(database_url: str, redis_url: str, seam: str, message: str, words: str, *other: str) -> bool:
    """Take one turn in a process that kills itself at the seam; True when it did, without an answer."""
    command = [sys.executable, "-m", "tests.crash.turn_child", database_url, redis_url, seam, message, words, *other]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return (done.returncode, done.stdout) == (-signal.SIGKILL, "")


@pytest.mark.parametrize("seam", SEAMS)
def test_killed_at_any_seam_the_retry_gets_the_right_answer_and_all_is_done_once(
    talk: Conversation, database: str, redis_url: str, seam: str
) -> None:
    talk.handle(sms("uno", "m1"))
    assert killed(database, redis_url, seam, "m2", "MISS")
    assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS"
    assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS"
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"


@pytest.mark.parametrize("seam", SEAMS)
def test_killed_at_any_seam_another_message_that_comes_before_the_retry_is_answered_right_too(
    talk: Conversation, database: str, redis_url: str, seam: str
) -> None:
    talk.handle(sms("uno", "m1"))
    assert killed(database, redis_url, seam, "m2", "MISS")
    done = seam in ("committed", "saved")
    assert talk.handle(sms("dos", "m3")).text == ("1 uno MISS dos" if done else "0 uno dos")
    assert talk.handle(sms("MISS", "m2")).text == ("0 uno MISS" if done else "0 uno dos MISS")
    assert talk.handle(sms("tres", "m4")).text == ("1 uno MISS dos tres" if done else "1 uno dos MISS tres")


@pytest.mark.parametrize("seam", ["claimed", "saved"])
def test_killed_among_turns_that_were_asked_for_together_no_line_is_lost(
    talk: Conversation, database: str, redis_url: str, seam: str
) -> None:
    """Neither the one whose end was not sent yet, nor the one whose turn had not begun."""
    other = "+525512345679"
    talk.handle(sms("uno", "m1"))
    talk.handle(sms("hola", "o1", other))
    assert killed(database, redis_url, seam, "m2", "MISS", other)
    assert talk.handle(sms("sigue", "o2", other)).text == "0 hola sigue"
    assert talk.handle(sms("MISS", "m2")).text == "0 uno MISS"
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"
