"""Ten times the messages at once: each is answered once and alike, and so is the first one after them."""

from __future__ import annotations

import asyncio
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from redis import Redis

from models.database import Database
from tests.outages.counting import Counted, count
from tests.outages.crowd import Crowd
from tests.outages.service import Service
from tests.outages.talkers import SORRY, UNBOUND
from tests.outages.webhook import message
from tests.processes import eventually, free_ports

AFTER = "+525569999999"


@pytest.mark.timeout(600)
def test_a_crowd_is_answered_and_leaves_nothing_behind(redis_url: str, redis: Redis, postgresql: str) -> None:
    (port,) = free_ports(1)
    service = Service(port, postgresql, redis_url, UNBOUND, subprocess.DEVNULL)
    crowd = Crowd(port, 60_000_000, lines=50, connections=40)
    try:
        service.begin("web")
        with ThreadPoolExecutor(1) as beside:  # a browser's loop may still run in this thread
            beside.submit(lambda: asyncio.run(crowd.play([(20, 0.5), (200, 2), (20, 0.5)]))).result()
        assert crowd.told.answered == crowd.arrived
        eventually(lambda: not any(sorry in (message(port, AFTER, "after", "hola") or SORRY[0]) for sorry in SORRY))
    finally:
        service.stop()
    with closing(Database(postgresql)) as database, database.connect() as connection:
        assert count(connection, crowd.told) == Counted(wrong=0, lost=0, doubled=0)
