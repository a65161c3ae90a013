"""Playing the year: each day its files, the plan, what is written and sent, and what workers answer and stop.

Planner, writer, the claim that sends and the dialogs are those of the service; only the provider is missing, which here
takes every message at once.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from config.catalogues import load_all
from config.clock import MEXICO
from config.hashing import Costs, Hasher
from config.vault import Vault
from flows.engine.engine import Engine
from flows.records.effects import OptOut
from flows.saying.house import House
from flows.saying.voice import Voices
from models.columns import columns
from models.database import Database
from models.effects import apply
from models.facts import Asking, SqlFacts
from models.migrate import upgrade
from models.notices.due import expire
from models.outbox.claims import Settlement, claim, settle
from models.tables.notices import Notice
from models.tables.outbox import BULK
from notices.kinds import KINDS
from notices.planning import plan_notices
from notices.prepare import Preparer
from notices.zones import awake
from simulator.practice import Dice
from simulator.year.files import begin, contributions, freshen, put_in
from simulator.year.planted import DAYS, DUE, FIRST, Invented, Row, workers

LEFT_OUT = frozenset({"contribution", "payment_received", "payment_due", "activation"})
"""Plain news of what happens to everybody: it is not what is measured, and there is very much of it."""

FILES_AT, SENT_AT = time(3), (time(9, 5), time(11, 30), time(14, 0))
"""The institution's time: when files come and are planned, and when whatever is due is sent."""

QUIET = time(20), time(9)
ANSWERED = {True: 0.6, False: 0.9}
"""How many answer, by whether it was them."""

_notice = columns(Notice)


class Moments:
    """The year's clock."""

    def __init__(self) -> None:
        self.moment = datetime.combine(FIRST, FILES_AT, MEXICO).astimezone(UTC)

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.moment

    __call__ = now

    def set(self, day: date, at: time) -> None:
        """Go on to a moment of a day, by the institution's clock."""
        self.moment = datetime.combine(day, at, MEXICO).astimezone(UTC)


@dataclass(slots=True)
class Year:
    """What there is, and what has happened to it besides what the database tells."""

    database: Database
    seed: int
    workers: list[Invented]
    clock: Moments = field(default_factory=Moments)
    frozen: dict[int, datetime] = field(default_factory=dict)
    stopped: dict[int, datetime] = field(default_factory=dict)
    answers: dict[date, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    asked: int = 0
    faults: set[str] = field(default_factory=set)


def begin_year(url: str, count: int, seed: int) -> Year:
    """A new database with the accounts of the year."""
    upgrade(url)
    year = Year(Database(url, statement=3600.0), seed, list(workers(count, seed)))
    with year.database.transaction() as connection:
        begin(connection, year.workers)
        for period in (period for period, due in DUE.items() if due < FIRST):
            contributions(connection, year.workers, period)
    return year


def play(year: Year, every: int = 1) -> Iterator[date]:
    """Play it, planning and sending `every` so many days; yields each day that is over."""
    vault, engine = Vault("a year that is played"), Engine(House(), load_all())
    preparer = Preparer(
        database=year.database,
        vault=vault,
        voices=Voices(House(), load_all()),
        clock=year.clock,
        awake=lambda now: awake(now, QUIET),
        rate=10_000,
    )
    kinds = [kind for kind in KINDS.values() if kind.name not in LEFT_OUT]
    files, stops = _by_day(year)
    chance, dice = Dice(year.seed), random.Random(year.seed)  # noqa: S311 - it must repeat itself
    for at_day in range(DAYS):
        day = FIRST + timedelta(days=at_day)
        year.clock.set(day, FILES_AT)
        with year.database.transaction() as connection:
            put_in(connection, files[day])
            if day.day == 1:
                freshen(connection, day)
            for period in (period for period, due in DUE.items() if due == day):
                contributions(connection, year.workers, period)
        if (at_day + 1) % every:
            continue
        for step in plan_notices(year.database, year.clock.now(), kinds=kinds):
            year.faults.update(step.faults.values())
        for at in SENT_AT:
            year.clock.set(day, at)
            for each in [each for each in stops if each <= day]:
                for worker in stops.pop(each):
                    _do(year, vault, worker, (OptOut("BAJA"),))
                    year.stopped[worker.number] = year.clock.now()
            for each in [each for each in year.answers if each <= day]:
                for number, words in year.answers.pop(each):
                    _answer(year, vault, engine, chance, year.workers[number - 1], words)
            with year.database.transaction() as connection:
                expire(connection, int(year.clock.now().timestamp()))
            preparer.fill()
            _send(year)
        _ask(year, dice, day)
        yield day


def _by_day(year: Year) -> tuple[dict[date, list[Row]], dict[date, list[Invented]]]:
    files, stops = defaultdict[date, list[Row]](list), defaultdict[date, list[Invented]](list)
    for worker in year.workers:
        for row in worker.rows:
            files[row.on].append(row)
        if worker.stops_on:
            stops[worker.stops_on].append(worker)
    return files, stops


def _send(year: Year, most: int = 2000) -> None:
    now = year.clock.now()
    while True:
        with year.database.transaction() as connection:
            claims = claim(
                connection,
                owner="year",
                channel="sms",
                lane=BULK,
                provider="year",
                now=now,
                lease=timedelta(minutes=1),
                segments=most,
                awake=awake(now, QUIET),
            )
            settle(connection, "year", [Settlement(each.id, each.attempts, "delivered") for each in claims], now)
        if not claims:
            return


def _ask(year: Year, dice: random.Random, day: date) -> None:
    """Who was asked answers within two days, or never."""
    asked = select(_notice.id, _notice.account_id, _notice.folio).where(
        _notice.folio.is_not(None), _notice.id > year.asked
    )
    with year.database.connect() as connection:
        rows = connection.execute(asked.order_by(_notice.id)).all()
    for row in rows:
        year.asked = row.id
        mine = year.workers[row.account_id - 1].was_it_them
        if dice.random() < ANSWERED[mine]:
            words = f"{'SI' if mine else 'NO FUI YO'} {row.folio}"
            year.answers[day + timedelta(days=dice.randrange(1, 3))].append((row.account_id, words))


def _answer(year: Year, vault: Vault, engine: Engine, chance: Dice, worker: Invented, words: str) -> None:
    """One turn of the dialogs, as if it had come by SMS."""
    hasher = Hasher("a year that is played", Costs(1, 64))
    with year.database.connect() as connection:
        facts = SqlFacts(Asking(connection, worker.line, hasher, year.clock.now))
        turned = engine.turn(None, (words,), facts, year.clock.now(), chance)
    _do(year, vault, worker, turned.effects)
    if words.startswith("NO"):
        year.frozen.setdefault(worker.number, year.clock.now())


def _do(year: Year, vault: Vault, worker: Invented, effects: tuple[object, ...]) -> None:
    with year.database.transaction() as connection:
        apply(connection, worker.line, effects, year.clock.now(), vault)  # type: ignore[arg-type]  # they are effects
