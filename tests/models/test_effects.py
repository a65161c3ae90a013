"""Effects in SQL: what each leaves behind, and what is refused because the facts have changed since."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from flows.records.effects import (
    ActivateAccount,
    AskContacts,
    GiveReference,
    MissAnswer,
    MissCode,
    MissIdentity,
    MissNip,
    OpenCase,
    OptIn,
    OptOut,
    ProveNip,
    SendCode,
    SetAlerts,
    SetEmail,
    SetLanguage,
    SetLine,
    SetNip,
    SpendCode,
)
from flows.records.people import Account
from flows.records.service import USUAL, Alerts
from models.effects import EffectRefused
from models.tables.accounts import AccountRow as AccountRow
from models.tables.accounts import Consent, GivenReference, OneTimeCode, SecurityQuestion
from models.tables.cases import CaseRow
from models.tables.outbox import OutboundMessage
from tests.conftest import NOW
from tests.models.conftest import LINE, Office

OTHER = "+528111111111"


def account(office: Office, line: str = LINE) -> Account:
    found = office.facts(line).line().account
    assert found is not None
    return found


def send_code(office: Office, by: str = "sms") -> bool:
    expires = office.now + timedelta(minutes=10)
    return office.do(SendCode("activation", "hash", by, None, "Tu código", "Tu código es 123456", expires))


def test_a_pending_account_gives_way_and_an_active_one_does_not(office: Office) -> None:
    """Somebody who typed another's numbers cannot keep her out by not finishing."""
    office.open_account(OTHER)
    office.open_account(replaces="Con tus datos se está abriendo tu cuenta en otro celular.")
    assert office.count(AccountRow) == 1
    assert office.count(SecurityQuestion) == 2

    office.do(ActivateAccount())
    with pytest.raises(EffectRefused):
        office.open_account(OTHER)

    assert account(office).status == "active"


def test_consent_is_on_record_with_its_version(office: Office) -> None:
    """Privacy and each channel of notices, given or not."""
    office.open_account()

    assert office.count(Consent, kind="privacy", version="2026-1", given=True) == 1
    assert office.count(Consent, kind="alerts.sms", given=True) == 1
    assert office.count(Consent, kind="alerts.email", given=False) == 1


def test_an_account_is_activated_once(office: Office) -> None:
    """The same effect thought out twice on the same facts is refused the second time."""
    office.open_account()
    office.do(ActivateAccount())

    with pytest.raises(EffectRefused):
        office.do(ActivateAccount())


def test_a_code_is_owed_in_the_same_transaction_and_not_in_clear(office: Office) -> None:
    """The outbox has the text sealed; the table of codes has only a hash."""
    office.open_account()

    assert send_code(office)
    assert office.count(OutboundMessage, kind="code", recipient=LINE, lane=0, channel="sms") == 1
    with office.database.connect() as connection:
        body = connection.exec_driver_sql("SELECT body FROM outbound_message").scalar_one()
    assert b"123456" not in bytes(body)


def test_a_code_by_mail_goes_to_the_account_s_address(office: Office) -> None:
    """And is refused when there is none any more."""
    office.open_account()
    assert send_code(office, "email")
    assert office.count(OutboundMessage, channel="email", recipient="lore@correo.mx") == 1

    office.do(SetEmail(None))
    with pytest.raises(EffectRefused):
        send_code(office, "email")


def test_a_code_can_be_spent_once(office: Office) -> None:
    """Two messages with the same right code at the same instant open one door."""
    office.open_account()
    send_code(office)
    code = office.facts().code("activation")
    assert code is not None
    office.do(MissCode(code.id))
    office.do(SpendCode(code.id))

    assert office.facts().code("activation") is None
    with pytest.raises(EffectRefused):
        office.do(SpendCode(code.id))
    assert office.count(OneTimeCode, tries_left=4) == 1


def test_a_code_that_ended_counts_no_tries_and_opens_nothing(office: Office) -> None:
    """Thought out on a code that expired, or had its last try, meanwhile: refused."""
    office.open_account()
    send_code(office)
    code = office.facts().code("activation")
    assert code is not None
    for _ in range(5):
        office.do(MissCode(code.id))
    with pytest.raises(EffectRefused):
        office.do(MissCode(code.id))
    with pytest.raises(EffectRefused):
        office.do(SpendCode(code.id))

    send_code(office)
    code = office.facts().code("activation")
    assert code is not None
    office.now += timedelta(minutes=11)
    with pytest.raises(EffectRefused):
        office.do(SpendCode(code.id))


def test_codes_are_kept_while_they_count_against_the_day_s_limit(office: Office) -> None:
    """A hash that serves no purpose any more is not kept."""
    office.open_account()
    send_code(office)
    office.now += timedelta(hours=23)
    send_code(office)
    assert office.facts().codes_sent("activation") == 2
    office.now += timedelta(hours=2)
    send_code(office)

    assert office.count(OneTimeCode) == 2


def test_a_reference_is_kept_until_it_expires(office: Office) -> None:
    """A new one of the same credit sweeps the expired ones away; those still payable stay."""
    for days, amount in ((0, "100.00"), (5, "200.00")):
        until = NOW.date() + timedelta(days=days)
        office.do(GiveReference("1234567890", "otro", "1" * 20, Decimal(amount), until))
    office.now += timedelta(days=2)
    office.do(GiveReference("1234567890", "otro", "1" * 20, Decimal("300.00"), NOW.date() + timedelta(days=9)))

    with Session(office.database.engine) as session:
        assert set(session.exec(select(GivenReference.centavos))) == {20_000, 30_000}


def test_wrong_nips_add_up_lock_and_are_forgotten(office: Office) -> None:
    """A lock starts the count again and is remembered, since the next one lasts longer."""
    office.open_account()
    office.do(MissNip(None))
    assert account(office).wrong_nips == 1
    until = office.now + timedelta(minutes=15)
    office.do(MissNip(until))
    locked = account(office)
    assert (0, 1, until) == (locked.wrong_nips, locked.locks, locked.locked_until)

    office.do(MissAnswer(None))
    assert account(office).wrong_answers == 1
    office.do(ProveNip())
    assert account(office).locks == 0
    office.do(SetNip("new hash"))
    fresh = account(office)
    secrets = office.facts().secrets()
    assert secrets is not None
    assert (secrets.nip_hash, fresh.wrong_answers, fresh.locked_until) == ("new hash", 0, None)


def test_misses_of_a_line_without_an_account_are_counted(office: Office) -> None:
    """Guessing identifiers is counted by line; the wait starts the count again."""
    for _ in range(2):
        office.do(MissIdentity(None))
    assert office.facts().line().mismatches == 2
    until = office.now + timedelta(hours=24)
    office.do(MissIdentity(until))
    line = office.facts().line()

    assert (0, until) == (line.mismatches, line.blocked_until)


def test_an_account_moves_to_another_line_and_the_old_one_is_told(office: Office) -> None:
    """A thief with the phone in hand cannot move it unseen."""
    office.open_account()
    office.do(ActivateAccount())

    asked = AskContacts("K7M2Q9", "line", "¿Fuiste tú?", "", "Un cambio", "¿Fuiste tú?", leaving=True)
    assert office.do(asked, SetLine(OTHER))
    assert account(office, OTHER).status == "active"
    assert office.facts().line().account is None
    assert office.count(OutboundMessage, kind="account-asked", recipient=LINE) == 1
    assert office.count(OutboundMessage, kind="account-asked", channel="email") == 1


def test_opting_out_needs_no_account_and_opting_in_is_on_record(office: Office) -> None:
    """The ledger says what was sent, and when."""
    office.do(OptOut("BAJA"), line=OTHER)
    assert office.facts(OTHER).line().opted_out
    office.do(OptIn("ALTA"), line=OTHER)
    assert not office.facts(OTHER).line().opted_out

    assert office.count(Consent, line=OTHER, kind="messages", given=False, version="BAJA") == 1
    assert office.count(Consent, line=OTHER, kind="messages", given=True, version="ALTA") == 1


def test_choosing_notices_lifts_an_earlier_stop(office: Office) -> None:
    """AVISOS SI after BAJA means what it says."""
    office.open_account()
    office.do(OptOut("BAJA"))
    office.do(SetAlerts(Alerts(USUAL, USUAL), "AVISOS both"))

    assert office.facts().notices() == Alerts(USUAL, USUAL)


def test_consent_is_kept_by_topic_and_channel_each_with_its_row_in_the_ledger(office: Office) -> None:
    office.open_account()
    chosen = Alerts(sms=("credit",), email=("savings", "application"))
    office.do(SetAlerts(chosen, "AVISOS savings application: email"))

    assert office.facts().notices() == chosen
    for kind, given in (("savings.sms", False), ("credit.sms", True), ("credit.email", False), ("savings.email", True)):
        assert office.count(Consent, kind=kind, given=given, version="AVISOS savings application: email") == 1, kind


def test_stopping_and_starting_again_keeps_the_topics_chosen(office: Office) -> None:
    office.open_account()
    office.do(SetAlerts(Alerts(sms=("credit",)), "AVISOS credit: sms"))
    office.do(OptOut("BAJA"))
    office.do(OptIn("ALTA"))

    assert office.facts().notices() == Alerts(sms=("credit",))


def test_one_case_a_line_is_open_at_a_time(office: Office) -> None:
    """Asking twice does not queue twice."""
    office.do(OpenCase("ABC234", "worker-asked"))

    with pytest.raises(EffectRefused):
        office.do(OpenCase("XYZ234", "worker-asked"))
    assert office.count(CaseRow) == 1
    case = office.facts().open_case()
    assert case is not None
    assert case.folio == "ABC234"


def test_language_belongs_to_the_line(office: Office) -> None:
    """Also before there is an account."""
    office.do(SetLanguage("en"), line=OTHER)

    assert office.facts(OTHER).line().language == "en"


def test_a_refused_effect_leaves_nothing_of_its_turn(office: Office) -> None:
    """All of a turn, or none of it."""
    with pytest.raises(EffectRefused):
        office.do(OptOut("BAJA"), SetNip("hash"))

    assert not office.facts().line().opted_out
    assert office.count(Consent) == 0
