"""Guessing at identities: counted by line and by record, whoever is behind the lines, and told to nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.records.effects import ActivateAccount, MissIdentity
from models.effects import EffectRefused
from models.facts import Asking, SqlFacts
from models.tables.accounts import AccountRow, TalkingLine
from models.tables.outbox import OutboundMessage
from models.tallies import guesses
from tests.models.conftest import CURP, LINE, NSS, RFC, Office

OTHER = "+525587654321"


def test_many_lines_find_no_more_than_one(office: Office) -> None:
    """After ten guesses at an NSS from ten lines the right triple matches nothing by message, for that day."""
    for number in range(guesses.MOST_A_DAY):
        assert office.facts().match(NSS, CURP, RFC)
        office.do(MissIdentity(None, NSS, "HEGG560427MVZRRL04"), line=f"+5255000000{number:02d}")
    assert office.facts().match(NSS, CURP, RFC) is None
    office.now += timedelta(days=1)
    assert office.facts().match(NSS, CURP, RFC)


def test_a_curp_is_a_record_too(office: Office) -> None:
    """Who has the CURP and the RFC, which can be worked out, and tries one NSS after another."""
    for number in range(guesses.MOST_A_DAY):
        office.do(MissIdentity(None, f"{number:011d}", CURP), line=f"+5255000000{number:02d}")
    assert office.facts().match(NSS, CURP, RFC) is None


def test_the_call_centre_can_still_register_the_holder(office: Office) -> None:
    for _ in range(guesses.MOST_A_DAY):
        office.do(MissIdentity(None, NSS, CURP), line=OTHER)
    with office.database.connect() as connection:
        agents = SqlFacts(Asking(connection, LINE, office.hasher, lambda: office.now, guarded=False))
        assert agents.match(NSS, CURP, RFC)


def test_ones_own_registration_forgives_no_guesses(office: Office) -> None:
    """Two misses, one's own account, and two more: the line has missed four times, not twice."""
    for _ in range(2):
        office.do(MissIdentity(None, NSS, CURP))
    office.open_account()
    office.do(ActivateAccount())
    assert office.facts().line().mismatches == 2
    assert office.count(TalkingLine, number=LINE, mismatches=2) == 1


def test_who_loses_a_pending_registration_is_told(office: Office) -> None:
    """An impostor with the three identifiers begins again from another line: the first line hears of it."""
    office.open_account(line=LINE)
    with pytest.raises(EffectRefused):
        office.open_account(line=OTHER)
    assert office.facts(OTHER).nss_pending(NSS)
    office.open_account(line=OTHER, replaces="Con tus datos se está abriendo tu cuenta en otro celular.")
    assert office.count(AccountRow, line=OTHER, status="pending") == 1
    assert office.count(OutboundMessage, kind="registration-replaced", recipient=LINE) == 1
    assert office.facts(LINE).line().account is None
