"""Workers and lines to attack, each handed out once, so that no test meets the traces of another."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from sqlalchemy import Connection, insert

from config.hashing import Hasher
from flows.dialogs.account.questions import answer_key
from flows.records.effects import ActivateAccount, OpenAccount
from flows.records.people import Question, Worker
from identifiers import curp
from models.columns import table
from models.database import Database, writing
from models.demo.people import person
from models.effects import apply
from models.outbox.owing import Sealer
from models.tables import institution

NIP = "482913"
WRONG = "739164"
"""A NIP that could be somebody's and is nobody's here."""
ANSWERS = {"town": "Guadalajara", "school": "Benito Juárez"}


@dataclass(frozen=True, slots=True)
class Victim:
    """A worker with an active account: `line` as `+52` and ten digits, and an amount that nobody else has."""

    line: str
    nss: str
    curp: str
    rfc: str
    savings: Decimal
    nip: str = NIP

    @property
    def identity(self) -> str:
        """The three identifiers as one message."""
        return f"{self.nss} {self.curp} {self.rfc}"

    @property
    def amount(self) -> str:
        """The savings as a reply writes them."""
        return f"{self.savings:,.2f}"


class People:
    """Hands out lines and workers of one database."""

    def __init__(self, database: Database, hasher: Hasher, vault: Sealer) -> None:
        self._database = database
        self._hasher = hasher
        self._vault = vault
        self._numbers = count(1)
        self._dice = random.Random(30900)

    def line(self) -> str:
        """A line that nobody knows."""
        return f"+5255{20_000_000 + next(self._numbers)}"

    def lines(self, many: int) -> list[str]:
        """So many of them."""
        return [self.line() for _ in range(many)]

    def on_record(self) -> Victim:
        """A worker of the institution's records without an account; `line` is one that nobody knows yet."""
        number = next(self._numbers)
        who = person(self._dice, number)
        victim = Victim(self.line(), who.nss, who.curp, who.rfc, Decimal(100_000 + number) + Decimal("0.37"))
        with self._database.transaction() as connection:
            _records(connection, who, victim)
        return victim

    def registered(self, email: str | None = None) -> Victim:
        """A worker with an active account, NIP 482913, and the two security questions of `ANSWERS`."""
        victim = self.on_record()
        questions = tuple(Question(key, self._hasher.seal(answer_key(said))) for key, said in ANSWERS.items())
        opened = OpenAccount(
            *(victim.nss, email, self._hasher.seal(NIP), questions, ("sms",), "2026-1", "es"),
            first_name="Lorena",
            birth_date=curp.birth_date(victim.curp),
        )
        with self._database.connect() as connection, writing(connection):
            apply(connection, victim.line, (opened, ActivateAccount()), datetime.now(UTC), self._vault)
        return victim


def _records(connection: Connection, who: Worker, victim: Victim) -> None:
    """The worker and the savings, as the institution's files bring them."""
    worker = {"names": who.names, "first_surname": who.first_surname, "second_surname": who.second_surname}
    savings = {"fund_72_92": Decimal("0.00"), "housing_92": Decimal("0.00"), "housing_97": victim.savings}
    rows = {
        institution.WorkerRow: {"nss": who.nss, "curp": who.curp, "rfc": who.rfc, **worker},
        institution.SavingsRow: {"nss": who.nss, "as_of": date(2026, 10, 31), **savings},
    }
    for model, row in rows.items():
        connection.execute(insert(table(model)), row)
