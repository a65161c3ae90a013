"""The practice institution of demos and tests keeps its records as SQL does: what holds for one holds for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

import pytest

from config.hashing import Hasher
from config.vault import Vault
from flows.records import effects as done
from flows.records.effects import Effect
from flows.records.facts import Facts
from flows.records.people import Account, Code, Question, Secrets
from flows.records.service import USUAL, Alerts
from models.database import Database
from models.effects import EffectRefused
from models.tables.institution import WorkerRow
from simulator.practice import NOW, World
from tests.models.conftest import CURP, NAMED, NSS, RFC, Office

LATER = timedelta(minutes=10)
CREDIT = "1234567890"


class Records(Protocol):
    """What of both the rules below are asked of."""

    now: datetime

    def facts(self) -> Facts:
        """The facts of Lorena's line."""

    def do(self, *effects: Effect) -> object:
        """Carry effects out."""


class Practice:
    """The institution in memory."""

    def __init__(self) -> None:
        self.world = World()

    @property
    def now(self) -> datetime:
        return self.world.now

    @now.setter
    def now(self, moment: datetime) -> None:
        self.world.now = moment

    def facts(self) -> Facts:
        return self.world

    def do(self, *effects: Effect) -> object:
        return self.world.apply(effects)


@pytest.fixture(params=["practice", "sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, hasher: Hasher, vault: Vault) -> Iterator[Records]:
    """Lorena, without an account yet."""
    if request.param == "practice":
        yield Practice()
        return
    office = Office(Database(request.getfixturevalue(request.param)), hasher, vault, NOW)
    office.add(
        WorkerRow(nss=NSS, curp=CURP, rfc=RFC, names="LORENA", first_surname="PRUEBA", second_surname="FICTICIA")
    )
    yield office
    if office.connection is not None:
        office.connection.close()
    office.database.close()


@pytest.fixture
def opened(records: Records) -> Records:
    """Her account, active."""
    questions = (Question("town", "sealed town"), Question("pet", "sealed pet"))
    records.do(done.OpenAccount(NSS, "lore@correo.mx", "sealed nip", questions, ("sms",), "2026-1", "es", "", *NAMED))
    records.do(done.ActivateAccount())
    return records


def account(records: Records) -> Account:
    found = records.facts().line().account
    assert found is not None
    return found


def secrets(records: Records) -> Secrets:
    found = records.facts().secrets()
    assert found is not None
    return found


def send(records: Records, sealed: str = "one") -> Code:
    """A fresh code."""
    records.do(done.SendCode("recovery", sealed, "sms", None, "s", "t", records.now + LATER))
    code = records.facts().code("recovery")
    assert code is not None
    assert code.hash == sealed
    return code


def test_identity_takes_all_three(records: Records) -> None:
    facts = records.facts()
    assert facts.match(NSS, CURP, RFC) == facts.worker(NSS) is not None
    assert facts.match(NSS, CURP, "GODE561231GR8") is None
    assert facts.match("92919084431", CURP, RFC) is None
    assert facts.worker("92919084431") is None


def test_an_account_is_pending_until_it_is_activated(records: Records) -> None:
    records.do(
        done.OpenAccount(NSS, None, "n", (Question("town", "t"), Question("pet", "p")), (), "2026-1", "es", "", *NAMED)
    )
    assert account(records).status == "pending"
    assert (account(records).first_name, account(records).email) == ("Lorena", None)
    assert str(account(records).birth_date) == "1990-02-15"
    assert {question.key for question in secrets(records).questions} == {"town", "pet"}
    records.do(done.ActivateAccount())
    assert account(records).status == "active"


def test_misses_of_a_nip_are_counted_and_lock(opened: Records) -> None:
    until = opened.now + LATER
    opened.do(done.MissNip(None))
    opened.do(done.MissNip(None))
    assert (account(opened).wrong_nips, account(opened).locked_until) == (2, None)
    opened.do(done.MissNip(until))
    assert (account(opened).wrong_nips, account(opened).locks, account(opened).locked_until) == (0, 1, until)
    opened.do(done.MissNip(None))
    opened.do(done.ProveNip())
    assert (account(opened).wrong_nips, account(opened).locks) == (0, 0)
    assert account(opened).locked_until == until, "only time, or a new NIP, unlocks"
    opened.do(done.SetNip("another"))
    assert (secrets(opened).nip_hash, account(opened).locked_until) == ("another", None)


@pytest.mark.parametrize("effect", [done.FreezeAccount, done.MissAnswer])
def test_a_lock_is_never_made_shorter(opened: Records, effect: Callable[[datetime], Effect]) -> None:
    longer = opened.now + 3 * LATER
    opened.do(effect(longer))
    opened.do(effect(opened.now + LATER))
    assert account(opened).locked_until == longer


def test_misses_of_an_answer_are_counted_until_a_new_nip(opened: Records) -> None:
    opened.do(done.MissAnswer(None))
    opened.do(done.MissAnswer(None))
    assert account(opened).wrong_answers == 2
    opened.do(done.SetNip("another"))
    assert account(opened).wrong_answers == 0


def test_misses_of_an_identity_are_counted_and_block_the_line(records: Records) -> None:
    until = records.now + LATER
    records.do(done.MissIdentity(None))
    records.do(done.MissIdentity(None))
    assert (records.facts().line().mismatches, records.facts().line().blocked_until) == (2, None)
    records.do(done.MissIdentity(until))
    assert (records.facts().line().mismatches, records.facts().line().blocked_until) == (0, until)
    records.do(done.MissIdentity(None))
    assert (records.facts().line().mismatches, records.facts().line().blocked_until) == (1, until)


def test_a_code_is_used_once(opened: Records) -> None:
    opened.do(done.SpendCode(send(opened).id))
    assert opened.facts().code("recovery") is None


def test_only_the_newest_code_counts_and_only_for_its_purpose(opened: Records) -> None:
    first = send(opened)
    second = send(opened, "two")
    assert second.id != first.id
    opened.do(done.SpendCode(second.id))
    assert opened.facts().code("recovery") is None, "the older one does not come back"
    assert opened.facts().code("line") is None


def test_a_code_ends_at_its_moment(opened: Records) -> None:
    send(opened)
    opened.now += LATER - timedelta(seconds=1)
    assert opened.facts().code("recovery") is not None
    opened.now += timedelta(seconds=1)
    assert opened.facts().code("recovery") is None


def test_each_miss_of_a_code_costs_a_try_and_there_are_five(opened: Records) -> None:
    code, left = send(opened), []
    for _ in range(5):
        opened.do(done.MissCode(code.id))
        found = opened.facts().code("recovery")
        left.append(found.tries_left if found else None)
    assert left == [4, 3, 2, 1, 0]


@pytest.mark.parametrize("effect", [done.MissCode, done.SpendCode])
def test_a_code_without_tries_or_that_is_gone_is_neither_missed_nor_spent(
    opened: Records, effect: Callable[[int], Effect]
) -> None:
    code = send(opened)
    for _ in range(5):
        opened.do(done.MissCode(code.id))
    for gone in (code.id, code.id + 100):
        with pytest.raises(EffectRefused):
            opened.do(effect(gone))


def test_codes_of_a_day_are_counted_by_purpose_and_by_recipient(opened: Records) -> None:
    send(opened)
    send(opened, "two")
    assert (opened.facts().codes_sent("recovery"), opened.facts().codes_sent("line")) == (2, 2)
    opened.now += timedelta(days=1, seconds=1)
    assert opened.facts().codes_sent("recovery") == 0
    assert opened.facts().codes_sent("recovery", "another@correo.mx") == 0


def test_an_opt_out_silences_and_either_word_of_return_is_heard(opened: Records) -> None:
    assert opened.facts().notices() == Alerts(USUAL)
    opened.do(done.OptOut("BAJA"))
    assert (opened.facts().notices(), opened.facts().line().opted_out) == (Alerts(), True)
    opened.do(done.OptIn("ALTA"))
    assert (opened.facts().notices(), opened.facts().line().opted_out) == (Alerts(USUAL), False)
    opened.do(done.OptOut("BAJA"), done.SetAlerts(Alerts(("credit",), ("savings",)), "AVISOS"))
    assert (opened.facts().notices(), opened.facts().line().opted_out) == (Alerts(("credit",), ("savings",)), False)


def test_opting_in_after_refusing_every_channel_brings_texts_back_and_a_choice_of_mail_stands(opened: Records) -> None:
    opened.do(done.SetAlerts(Alerts(), "AVISOS NO"), done.OptIn("ALTA"))
    assert opened.facts().notices() == Alerts(USUAL)
    opened.do(done.SetAlerts(Alerts((), ("credit",)), "AVISOS"), done.OptIn("ALTA"))
    assert opened.facts().notices() == Alerts((), ("credit",))


def test_refusing_every_channel_opts_nobody_back_in(opened: Records) -> None:
    opened.do(done.OptOut("BAJA"), done.SetAlerts(Alerts(), "AVISOS NO"))
    assert opened.facts().line().opted_out


def test_a_reference_is_given_again_while_it_can_be_paid(opened: Records) -> None:
    today, amount = opened.now.date(), Decimal("1500.00")
    opened.do(done.GiveReference(CREDIT, "otro", "123456789012345678", amount, today + timedelta(days=2)))
    found = opened.facts().reference(CREDIT, "otro", amount)
    assert found is not None
    assert (found.line, found.amount, found.expires_on) == ("123456789012345678", amount, today + timedelta(days=2))
    assert opened.facts().reference(CREDIT, "otro", Decimal("1500.01")) is None
    assert opened.facts().reference(CREDIT, "liquidar", amount) is None
    opened.now += timedelta(days=2)
    assert opened.facts().reference(CREDIT, "otro", amount) is not None
    opened.now += timedelta(days=1)
    assert opened.facts().reference(CREDIT, "otro", amount) is None


def test_a_line_keeps_its_language_and_its_case(records: Records) -> None:
    assert (records.facts().line().language, records.facts().open_case()) == (None, None)
    records.do(done.SetLanguage("en"), done.OpenCase("K7M2Q9", "asked"))
    found = records.facts().open_case()
    assert found is not None
    assert (records.facts().line().language, found.folio) == ("en", "K7M2Q9")


def test_an_account_moves_away_with_its_line(opened: Records) -> None:
    opened.do(done.SetEmail("otro@correo.mx"))
    assert account(opened).email == "otro@correo.mx"
    opened.do(done.SetLine("+525599999999"))
    assert opened.facts().line().account is None
