"""A robot that guesses secrets, split over messages, channels and lines in any way: five tries, then the lock.

`GUESSES` sets how many messages it sends (default 400 on each database).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from redis import Redis
from sqlalchemy import text

from config.catalogues import load_all
from config.hashing import Costs, Hasher
from flows.engine.engine import Engine
from flows.records.effects import OpenAccount, SendCode
from flows.saying.house import House
from models.database import Database
from models.effects import apply
from tests.attacks.people import NIP, People
from tests.turns.turn_kit import VAULT, sms, talking, ussd
from turns.conversation import Conversation
from turns.effort import Effort

MESSAGES = int(os.environ.get("GUESSES", "400"))
NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""The clock stands still, so no lock ends."""
TOWNS = ("Puebla", "Toluca", "Celaya", "Leon", "Merida", "Tepic", "Colima", "Jalapa", "Torreon", "Oaxaca")
WORDS = ("AHORRO", "PAGO", "CREDITO", "DATOS", "NIP", "AVISOS SI", "ALTA", "ESTADO", "OLVIDE", "MENU", "SALIR", "", "")


class Counting(Hasher):
    """Counts the wrong tries at each hash."""

    def __init__(self) -> None:
        super().__init__("a pepper of the guessing robot", Costs(1, 64))
        self.wrong: Counter[str] = Counter()

    def matches(self, sealed: str, secret: str) -> bool:
        """As its parent."""
        right = super().matches(sealed, secret)
        self.wrong[sealed] += not right
        return right


class Robot:
    """Knows every line and no secret; the dice decide how it splits its guesses."""

    def __init__(self, talk: Conversation, lines: list[str], seed: int) -> None:
        self._talk, self._lines, self._dice = talk, lines, random.Random(seed)
        self._numbers = count()

    def send(self) -> str:
        """One message with some guesses, and what was said."""
        dice, number = self._dice, next(self._numbers)
        many = dice.choice((1, 1, 2, 3, 6, 40, 67))
        guesses = [self._guess() for _ in range(many)]
        first = dice.choice(WORDS)
        line = dice.choice(self._lines)
        if dice.random() < 0.5:
            pieces = tuple(filter(None, [first, *guesses]))
            return self._talk.handle(ussd(f"u{number}", *pieces, line=line, begins=dice.random() < 0.1)).text
        body = dice.choice((" ", "\n", ", ", ";", " * ")).join(filter(None, [first, *guesses]))
        return self._talk.handle(sms(body[:470], f"m{number}", line)).text

    def _guess(self) -> str:
        if self._dice.random() < 0.2:
            return self._dice.choice(TOWNS)
        guess = f"{self._dice.randrange(10**6):06d}"
        return "100001" if guess in (NIP, "915000") else guess


def _waiting(people: People, records: Database, hasher: Hasher) -> str:
    """A line whose account waits for its code."""
    who = people.on_record()
    opened = OpenAccount(who.nss, None, hasher.seal(NIP), (), ("sms",), "2026-1", "es")
    code = SendCode("activation", hasher.seal("915000"), "sms", None, "", "915000", NOW + timedelta(minutes=10))
    with records.transaction() as connection:
        apply(connection, who.line, (opened, code), NOW, VAULT)
    return who.line


@pytest.mark.timeout(120 + MESSAGES // 10)
def test_a_robot_has_five_tries_at_a_secret_however_it_splits_them(records: Database, redis: Redis) -> None:
    hasher, ticks = Counting(), count(0, 60)
    people = People(records, hasher, VAULT)
    victims = [people.registered() for _ in range(4)]
    waiting = [_waiting(people, records, hasher) for _ in range(2)]
    clock, effort = (lambda: NOW), Effort(lambda: float(next(ticks)))
    talk = talking(records, redis, Engine(House(), load_all()), clock=clock, hasher=hasher, effort=effort)
    robot = Robot(talk, [*(victim.line for victim in victims), *waiting], seed=1)
    for _ in range(MESSAGES):
        said = robot.send()
        assert not any(victim.amount in said for victim in victims)
    with records.connect() as connection:
        accounts = connection.execute(
            text("SELECT id, nip_hash, locks, locked_until, wrong_answers FROM account WHERE status = 'active'")
        ).all()
        answers = connection.execute(text("SELECT account_id, answer_hash FROM security_question")).all()
        codes = connection.execute(text("SELECT hash, tries_left FROM one_time_code")).all()
    people_active = len(accounts)
    for account, nip_hash, locks, locked_until, wrong_answers in accounts:
        assert hasher.wrong[nip_hash] <= 5
        assert sum(hasher.wrong[sealed] for owner, sealed in answers if owner == account) == wrong_answers <= 5
        if MESSAGES >= 400:
            assert locked_until is not None
            assert hasher.wrong[nip_hash] in (5 * locks, *range(5))
    assert all(hasher.wrong[sealed] == 5 - tries_left <= 5 for sealed, tries_left in codes)
    assert any(tries_left == 0 for _, tries_left in codes) or MESSAGES < 400
    assert people_active == len(victims)
    assert sum(hasher.wrong.values()) > len(victims) or MESSAGES < 50
