"""Ten times the normal load for a minute, on the whole of one machine."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import ExitStack, closing

from models.database import Database
from models.migrate import upgrade
from serving.front.limits import Limits
from tests.outages.counting import count
from tests.outages.crowd import Crowd
from tests.outages.service import Service
from tests.outages.talkers import UNBOUND
from tests.servers import DURABLE, postgres_server, redis_server

PORT = 18441
NORMAL = 100.0
"""Messages a second."""
TIMES = 10
FULL = 12
"""Of how many times the others' seconds the surge lasts: a minute by default."""


def play(seconds: float) -> int:
    """Print a line for each phase; how much was bad."""
    Limits().most_connections()
    with ExitStack() as stack:
        redis, postgres = stack.enter_context(redis_server()), stack.enter_context(postgres_server(DURABLE))
        upgrade(postgres)
        service = Service(PORT, postgres, redis, UNBOUND, subprocess.DEVNULL)
        stack.callback(service.stop)
        service.begin("web")
        database = stack.enter_context(closing(Database(postgres)))
        crowd = Crowd(PORT, 50_000_000)
        phases = ((NORMAL, seconds), (NORMAL * TIMES, seconds * FULL), (NORMAL, seconds), (NORMAL, seconds))
        asyncio.run(crowd.play(phases))
        with database.connect() as connection:
            found = count(connection, crowd.told)
    for (rate, lasts), late in zip(phases, map(sorted, crowd.late), strict=True):
        half, most = late[len(late) // 2], late[len(late) * 99 // 100]
        print(f"  {rate:5.0f} messages/s for {lasts:.0f} s: half answered in {half:.2f} s, 99 % in {most:.2f} s")
    told = (
        f"{crowd.arrived} arrived, {crowd.told.answered} answered, {crowd.sorry} apologies, {crowd.vain} calls in vain"
    )
    bad = f"wrong {found.wrong}, lost {found.lost}, doubled {found.doubled}"
    print(f"  {told}, at most {crowd.longest} waiting; {bad}", flush=True)
    return found.wrong + found.lost + found.doubled
