"""Papers in SQL: given to a proved e-mail only, nothing personal in clear, and anybody may ask whether one is ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from flows.records.effects import ActivateAccount, IssuePaper, SetEmail
from flows.records.papers import Issued
from models.effects import EffectRefused
from models.tables.outbox import OutboundMessage
from models.tables.papers import IssuedPaper
from tests.models.conftest import NSS, Office

CREDIT = "1234567890"
PAPER = IssuePaper("certificate", CREDIT, 2025, "K7M2Q9", "AB3D", "Constancia 2025", "Va adjunta.", "es")
STRANGER = "+528111111111"


def test_a_paper_is_owed_with_its_folio_and_without_its_bytes(office: Office) -> None:
    office.open_account()
    assert office.do(ActivateAccount(by_mail=True), PAPER)
    with Session(office.database.engine) as session:
        (mail,) = session.exec(select(OutboundMessage)).all()
        (paper,) = session.exec(select(IssuedPaper)).all()
    assert (mail.kind, mail.channel, mail.recipient, mail.attachment) == (
        *("document", "email", "lore@correo.mx"),
        "K7M2Q9",
    )
    assert NSS.encode() not in paper.about
    assert CREDIT.encode() not in paper.about
    assert {NSS, CREDIT}.isdisjoint(map(str, paper.model_dump().values()))


@pytest.mark.parametrize("proved", [ActivateAccount(by_mail=True), SetEmail("otro@correo.mx")])
def test_a_code_that_came_back_from_the_mailbox_proves_it(office: Office, proved: ActivateAccount | SetEmail) -> None:
    office.open_account()
    office.do(proved)
    account = office.facts().line().account
    assert account
    assert account.email_proved


def test_nothing_personal_goes_to_a_mailbox_that_was_not_proved(office: Office) -> None:
    office.open_account()
    office.do(ActivateAccount())
    with pytest.raises(EffectRefused):
        office.do(PAPER)
    assert office.count(IssuedPaper) == office.count(OutboundMessage) == 0


def test_whoever_holds_a_paper_hears_that_it_is_ours_and_no_more(office: Office) -> None:
    office.open_account()
    office.do(ActivateAccount(by_mail=True), PAPER)
    asked = office.facts(STRANGER)
    assert asked.issued("K7M2Q9AB3D") == Issued("certificate", 2025, office.now.date())
    assert asked.issued("K7M2Q9AB3E") is None, "one letter of those that cannot be guessed"
    assert asked.issued("K7M2Q8AB3D") is None


def test_papers_are_counted_for_a_day(office: Office) -> None:
    office.open_account()
    office.do(ActivateAccount(by_mail=True), PAPER, replace(PAPER, folio="K7M2QA"))
    assert office.facts().papers_issued() == 2
    assert office.facts(STRANGER).papers_issued() == 0
    office.now += timedelta(days=1, seconds=1)
    assert office.facts().papers_issued() == 0
