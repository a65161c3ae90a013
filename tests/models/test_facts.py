"""Facts over SQL: each question of `flows.records.facts`, asked of a real database of each kind."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from flows.records.effects import ActivateAccount, GiveReference, OptOut, SendCode
from flows.records.savings import Savings
from flows.records.service import USUAL, Alerts
from models.tables import institution as rows
from tests.models.conftest import CURP, LINE, NSS, RFC, Office


def test_a_line_nobody_knows_is_a_line_without_anything(office: Office) -> None:
    """A stranger has no account, no language, no misses."""
    line = office.facts("+528111111111").line()

    assert (
        line.language,
        line.opted_out,
        line.mismatches,
        line.blocked_until,
        line.account,
    ) == (None, False, 0, None, None)


def test_a_line_brings_its_account_and_questions_in_one_read(office: Office) -> None:
    """The account of a line comes with both its questions."""
    office.open_account()
    account = office.facts().line().account

    assert account is not None
    assert (
        account.nss,
        account.status,
        account.first_name,
        account.email,
    ) == (NSS, "pending", "Lorena", "lore@correo.mx")
    secrets = office.facts().secrets()
    assert secrets is not None
    assert {"town", "pet"} == {question.key for question in secrets.questions}
    assert account.birth_date is not None
    assert account.birth_date.year == 1990


def test_only_the_three_identifiers_together_are_a_worker(office: Office) -> None:
    """Two that fit and one that does not tell nothing."""
    facts = office.facts()

    assert facts.match(NSS, CURP, RFC) is not None
    assert facts.match("92919084431", CURP, RFC) is None
    assert facts.match(NSS, "HEGG560427MVZRRL04", RFC) is None
    assert facts.match(NSS, CURP, "GODE561231GR8") is None


def test_an_nss_that_was_merged_leads_to_the_one_in_use(office: Office) -> None:
    """Domain 1.1: a number given by the institution can be merged later with one of IMSS."""
    office.add(rows.MergedNssRow(former="77108800010", in_force=NSS, on=office.now.date()))
    worker = office.facts().match("77108800010", CURP, RFC)

    assert worker is not None
    assert worker.nss == NSS


def test_money_comes_back_to_the_centavo(office: Office) -> None:
    """Amounts are exact on both databases."""
    savings = office.facts().savings(NSS)

    assert savings == Savings(Decimal("0.00"), Decimal("12.30"), Decimal("84211.07"), office.now.date())
    assert office.facts().savings("92919084431") is None


def test_lists_come_newest_first_and_settled_credits_last(office: Office) -> None:
    """What a worker asks for is on top."""
    facts = office.facts()

    assert [found.period for found in facts.contributions(NSS, 2)] == ["2026-5", "2026-4"]
    assert [credit.number for credit in facts.credits(NSS)] == ["1234567890", "0000000001"]
    assert [Decimal("-3850.00")] == [movement.amount for movement in facts.movements("1234567890", 5)]
    assert [found.stage for found in facts.applications(NSS, 1)] == ["inscripcion"]
    assert [order.amount for order in facts.orders(NSS, 1)] == [None]
    assert [certificate.year for certificate in facts.certificates("1234567890", 1)] == [2025]
    prequalification = facts.prequalification(NSS)
    assert prequalification is not None
    assert Decimal("8.55") == prequalification.rate


def test_an_nss_is_taken_only_by_an_active_account_of_another_line(office: Office) -> None:
    """Pending accounts hold nothing: whoever has the code wins."""
    office.open_account()
    other = "+528111111111"
    assert not office.facts(other).nss_taken(NSS)

    office.do(ActivateAccount())

    assert office.facts(other).nss_taken(NSS)
    assert not office.facts().nss_taken(NSS)
    assert office.facts(other).line_taken(LINE)
    assert not office.facts(other).line_taken(other)


def test_a_code_lives_ten_minutes_and_the_newest_one_counts(office: Office) -> None:
    """An older code of the same purpose dies when a new one is sent."""
    office.open_account()
    for code in ("111111", "222222"):
        sealed = office.hasher.seal(code)
        office.do(
            SendCode("activation", sealed, "sms", None, "", f"Tu código {code}", office.now + timedelta(minutes=10))
        )
        office.now += timedelta(seconds=1)
    facts = office.facts()
    live = facts.code("activation")
    assert live is not None
    assert facts.matches(live.hash, "222222")
    assert facts.codes_sent("activation") == 2
    assert facts.code("recovery") is None

    office.now += timedelta(minutes=10)

    assert office.facts().code("activation") is None


def test_a_reference_is_found_until_the_day_it_expires(office: Office) -> None:
    """Kept and shown again until it can no longer be paid."""
    amount, last_day = Decimal("1500.00"), office.now.date() + timedelta(days=3)
    office.do(GiveReference("1234567890", "otro", "123456789048210252", amount, last_day))

    given = office.facts().reference("1234567890", "otro", amount)
    assert given is not None
    assert ("123456789048210252", amount, last_day) == (given.line, given.amount, given.expires_on)
    assert office.facts().reference("1234567890", "otro", Decimal("1500.01")) is None
    assert office.facts().reference("1234567890", "liquidar", amount) is None

    office.now += timedelta(days=3)
    assert office.facts().reference("1234567890", "otro", amount) is not None
    office.now += timedelta(days=1)
    assert office.facts().reference("1234567890", "otro", amount) is None


def test_a_line_that_opted_out_gets_no_notices_whatever_the_account_says(office: Office) -> None:
    """BAJA is about the line."""
    office.open_account()
    assert office.facts().notices() == Alerts(USUAL)

    office.do(OptOut("BAJA"))

    assert office.facts().notices() == Alerts()
