"""Neighbours at their telephones: one engine for all, one set of records, a dialog and an account each."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from documents.contents import Contents
from documents.paper import Paper
from flows.engine.engine import Engine
from flows.records.effects import IssuePaper
from flows.records.papers import Wanted
from flows.records.people import Account, Question, Secrets
from flows.saying.house import House
from flows.saying.names import first_name
from tests.conversations.institution import Institution
from tests.flows.world import NOW, Dice
from tests.leaks.marks import CATALOGUES, VOICES, Owners, amounts, marks
from tests.leaks.neighbours import Neighbour
from tests.leaks.sayings import said
from turns.envelope import Envelope, pack, unpack
from turns.message import Channel, Inbound
from turns.moves import Move, move

HOUSE = House(mail=True, papers=True)
_BY_NSS = ("savings", "contributions", "credits", "applications", "procedures", "orders", "employments", "appointments")
_BY_CREDIT = ("movements", "certificates", "benefits")


@dataclass(frozen=True)
class Leak:
    """What was found where it does not belong."""

    whose: int
    where: str
    found: frozenset[str]
    text: str


@dataclass
class Telephone(Institution):
    """The facts of one line: the records are everybody's, and asked for by number, as they are in the service."""

    people: Sequence[Neighbour] = ()
    who: int = 0

    def __post_init__(self) -> None:
        own = self.people[self.who]
        self.workers = [each.worker for each in self.people]
        self.number, self.mail, self.language = own.line, True, ("es", "en")[self.who % 2]
        self.account = Account(
            *(1, own.worker.nss, "active", first_name(own.worker.names), own.email, 0, 0, 0, None),
            email_proved=True,
            privacy=HOUSE.privacy_version,
        )
        self.sealed = Secrets(self.seal(own.nip), (Question("town", self.seal("xalapa")),))

    def __getattribute__(self, name: str) -> Any:
        """Records by NSS or credit number, whoever's they are."""
        if name in _BY_NSS or name in _BY_CREDIT or name in ("prequalification", "owes"):
            people: Sequence[Neighbour] = object.__getattribute__(self, "people")
            return lambda key, most=999: _asked(people, name, key, most)
        return super().__getattribute__(name)


def _asked(people: Sequence[Neighbour], name: str, key: str, most: int) -> Any:
    if name in _BY_CREDIT:
        rows = [row for each in people for row in each.of(name, key)]
    else:
        own = next((each for each in people if each.worker.nss == key), None)
        if own is None:
            return None if name in ("savings", "prequalification") else []
        if name == "owes":
            return True
        if name in ("savings", "prequalification"):
            return own.savings if name == "savings" else own.points
        rows = list(getattr(own, name))
    return sorted(rows, key=_newest, reverse=True)[:most]


def _newest(row: object) -> str:
    return str(next((getattr(row, name) for name in ("on", "paid_on", "began_on", "year") if hasattr(row, name)), ""))


@dataclass
class Town:
    """Everybody, and what has gone wrong so far."""

    people: Sequence[Neighbour]
    seed: int
    leaks: list[Leak] = field(default_factory=list)
    replies: int = 0
    papers: int = 0
    shown: int = 0
    """Marks of their own that people were told."""

    def __post_init__(self) -> None:
        self.engine = Engine(HOUSE, CATALOGUES)
        self.owners = Owners(self.people)
        self.chance = random.Random(self.seed)
        self.telephones = [Telephone(people=self.people, who=each.number) for each in self.people]
        self.dice = [Dice(self.seed * 1000 + each.number) for each in self.people]
        self.kept: list[bytes | None] = [None] * len(self.people)
        self.typed: list[set[str]] = [set() for _ in self.people]
        self.sums: list[set[str]] = [derived(each) | self.owners.own[each.number] for each in self.people]

    def talk(self, turns: int) -> Iterator[tuple[int, Paper]]:
        """So many messages of whoever comes next; the papers that were asked for meanwhile, and by whom."""
        for _ in range(turns):
            who = self.chance.randrange(len(self.people))
            yield from self._turn(who, said(self.people[who], self.chance.choice(self.people), self.chance))

    def _turn(self, who: int, words: str) -> Iterator[tuple[int, Paper]]:
        world = self.telephones[who]
        channel: Channel = "ussd" if who % 3 == 0 else "sms"
        world.now += timedelta(seconds=self.chance.choice((20, 20, 20, 90, 700)))
        for asked in re.findall(r"{code}", words):
            words = words.replace(asked, _code(world))
        self._types(who, words)
        moved = self._move(who, channel, words)
        self.look(who, f"reply to {words!r} at {moved.dialog.state}", moved.screen.text, sums=True)
        self.look(who, "effects", " ".join(_plain(effect) for effect in moved.effects))
        self.look(who, "dialog", json.dumps(moved.dialog.data, default=str, ensure_ascii=False))
        self.replies += 1
        world.apply(moved.effects)
        if world.account is None or (world.account.locked_until or NOW) > world.now:  # stay in the conversation
            world.__post_init__()
            world.left, world.rights = None, {}
        world.opted_out = False
        for effect in moved.effects:
            if isinstance(effect, IssuePaper):
                yield who, self._paper(who, effect)

    def _move(self, who: int, channel: Channel, words: str) -> Move:
        raw, world = self.kept[who], self.telephones[who]
        before: Envelope | None = unpack(raw) if raw else None
        begins = channel == "ussd" and before is None
        inbound = Inbound(channel, world.number, "test", "m", () if begins else (words,), begins)
        moved = move(self.engine, self.dice[who], inbound, before, world, world.now)
        self.kept[who] = pack(moved.screen, moved.dialog, moved.pages)
        return moved

    def _types(self, who: int, words: str) -> None:
        self.typed[who] |= marks(words) | set(words.lower().split())
        plain = re.findall(r"\d+(?:\.\d\d)?", words.replace(",", ""))
        self.sums[who] |= {f"{Decimal(each):,.2f}" for each in plain if len(each) < 12}

    def _paper(self, who: int, effect: IssuePaper) -> Paper:
        voice = next(voice for voice in VOICES if voice.language == effect.language)
        wanted = Wanted(effect.kind, self.people[who].worker.nss, effect.key, effect.year)
        paper = Contents(self.telephones[who], voice, HOUSE).paper(wanted, effect.folio)
        assert paper is not None, effect
        self.look(who, paper.name, str(paper.data), sums=True)
        self.papers += 1
        return paper

    def look(self, who: int, where: str, text: str, *, sums: bool = False) -> None:
        """Note what of others is in a text; with `sums` also an amount that is neither theirs nor follows from it."""
        found = self.owners.foreign(text, who, self.typed[who])
        if sums:
            told = amounts(text)
            found |= told - self.sums[who] - self.owners.said_to_all
            self.shown += len(told)
            found |= {self.people[who].nip} if self.people[who].nip in text.replace(",", "") else set()
        if found:
            self.leaks.append(Leak(who, where, frozenset(found), text))


def derived(each: Neighbour) -> set[str]:
    """Sums that follow from a worker's own amounts: totals, opening balances, so many monthly payments."""
    owed = [credit for credit in each.credits if credit.state != "liquidado"]
    found = [each.savings.total, sum((credit.balance for credit in owed), Decimal(0)), *(c.balance for c in owed)]
    found += [row.balance - row.amount for _, row in each.movements]
    found += [count * credit.monthly_payment for credit in owed for count in range(2, 13)]
    return {f"{amount:,.2f}" for amount in found}


def _code(world: Telephone) -> str:
    sent = world.sent_codes
    return re.findall(r"\d{6}", sent[-1].text)[0] if sent else "1"


def _plain(value: object) -> str:
    """An effect as text, hashes left out: what is compared with nothing that a person reads."""
    if is_dataclass(value):
        return " ".join(_plain(getattr(value, each.name)) for each in fields(value) if "hash" not in each.name)
    if isinstance(value, Question):
        return value.key
    return value.isoformat() if isinstance(value, date) else str(value)
