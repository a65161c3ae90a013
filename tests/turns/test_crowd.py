"""Many phones at once, in several threads of several processes: nobody ever gets another's dialog."""

from __future__ import annotations

import subprocess
import sys

from redis import Redis

PHONES = 1000
PROCESSES = 2


def test_a_thousand_phones_talking_at_once_keep_a_thousand_dialogs(database: str, redis: Redis, redis_url: str) -> None:
    each = PHONES // PROCESSES
    command = [sys.executable, "-m", "tests.turns.crowd_child", database, redis_url]
    children = [
        subprocess.Popen([*command, str(first), str(each)], stdout=subprocess.PIPE, text=True)
        for first in range(0, PHONES, each)
    ]
    wrong = [child.communicate(timeout=100)[0] for child in children]
    assert wrong == ["0\n"] * PROCESSES
    assert len(list(redis.scan_iter("mc:*:dialog", count=1000))) == PHONES
