"""Both stores go and come back while lines talk, and everything is sent twice: nothing is lost, doubled or wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack, closing

from models.database import Database
from tests.outages.counting import Counted, count, name
from tests.outages.places import before_postgresql, before_redis
from tests.outages.talking import Told, talk
from tests.processes import eventually
from tests.turns.turn_kit import sms, talking
from turns.conversation import APOLOGY, WAIT
from turns.store import connect

LINES = 3
SORRY = tuple(text.split()[0] for text in (APOLOGY, WAIT))


def test_stores_that_are_cut_off_and_drip_cost_apologies_and_nothing_else(
    redis_url: str, redis: object, postgresql: str
) -> None:
    told, over, vain = Told(), threading.Event(), [0]
    with ExitStack() as stack:
        for_redis, there = before_redis(redis_url)
        for_sql, sql = before_postgresql(postgresql, pause=0.01)
        for proxy in (for_redis, for_sql):
            stack.enter_context(closing(proxy))
        database = stack.enter_context(closing(Database(sql)))
        client = stack.enter_context(closing(connect(there)))
        parrot = talking(database, client, lease=0.5)

        def ask(line: int, number: int) -> str | None:
            text = parrot.handle(sms(f"w{number}", name(line, number), f"+5255{line:08d}")).text
            if text.startswith(SORRY):
                vain[0] += 1
                return None
            assert text == " ".join(["0", *(f"w{each}" for each in range(number + 1))])
            return text

        threads = [
            threading.Thread(target=talk, args=(ask, line, told, lambda _: over.is_set())) for line in range(LINES)
        ]
        for thread in threads:
            thread.start()
        try:
            for proxy in (for_redis, for_sql):
                _more(lambda: told.answered, 5)
                proxy.become("cut")
                _more(lambda: vain[0], LINES)
                proxy.become("pass")
                _more(lambda: told.answered, 5)
            for_sql.become("drip")
            _more(lambda: told.answered, 1)
            for_sql.become("pass")
            _more(lambda: told.answered, 5)
        finally:
            over.set()
            for_redis.become("pass")
            for_sql.become("pass")
            for thread in threads:
                thread.join()
        with database.connect() as connection:
            assert count(connection, told) == Counted(wrong=0, lost=0, doubled=0)


def _more(of: Callable[[], int], least: int) -> None:
    before = of()
    eventually(lambda: of() >= before + least)
