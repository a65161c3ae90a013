"""Many phones talk at once from one process of several; prints how many replies were not the phone's own.

Usage: python -m tests.turns.crowd_child DATABASE_URL REDIS_URL FIRST COUNT
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from models.database import Database
from tests.conftest import UNHURRIED
from tests.turns.turn_kit import CLOCK, HASHER, VAULT, Parrot, sms
from turns.conversation import Conversation
from turns.effort import Effort
from turns.store import DialogStore, connect

WORDS = ("uno", "dos", "tres")
THREADS = 4


def main(database_url: str, redis_url: str, first: str, count: str) -> None:
    store = DialogStore(connect(redis_url))
    talk = Conversation(
        Parrot(), store, Database(database_url), VAULT, HASHER, CLOCK, lambda: None, effort=Effort(share=UNHURRIED)
    )
    phones = range(int(first), int(first) + int(count))
    sent = [(phone, step) for step in range(len(WORDS)) for phone in phones]

    def wrong(phone: int, step: int) -> bool:
        words = [f"{word}-{phone}" for word in WORDS[: step + 1]]
        reply = talk.handle(sms(words[-1], f"{phone}-{step}", f"+5255{phone:08d}"))
        return reply.text != " ".join(["0", *words])

    with ThreadPoolExecutor(THREADS) as pool:
        print(sum(pool.map(lambda each: wrong(*each), sent)))


if __name__ == "__main__":
    main(*sys.argv[1:])
