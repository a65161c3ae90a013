"""Kill the process at every seam of turns that are taken together: each line finds everything done once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from redis import Redis

from models.database import Database
from tests.crash.batch_child import SEAMS
from tests.turns.turn_kit import sms, talking
from turns.conversation import Conversation

pytestmark = pytest.mark.crash

LINES = ("+525512345678", "+525512345679")


@pytest.fixture
def talk(database: str, redis: Redis) -> Iterator[Conversation]:
    opened = Database(database)
    yield talking(opened, redis, lease=0.5)
    opened.close()


@pytest.mark.parametrize("seam", SEAMS)
def test_killed_at_any_seam_each_message_is_answered_once_in_whatever_order_its_line_goes_on(
    talk: Conversation, database: str, redis_url: str, seam: str
) -> None:
    for line in LINES:
        talk.handle(sms("uno", f"1{line}", line))
    messages = [part for line in LINES for part in (line, "dos", f"2{line}")]
    command = [sys.executable, "-m", "tests.crash.batch_child", database, redis_url, seam, *messages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "")

    retries, goes_on = LINES
    written = seam != "thought"
    assert talk.handle(sms("tres", f"3{goes_on}", goes_on)).text == ("0 uno dos tres" if written else "0 uno tres")
    for line in LINES:
        again = {talk.handle(sms("dos", f"2{line}", line)).text for _ in range(2)}
        assert again == {"0 uno dos" if written or line == retries else "0 uno tres dos"}
