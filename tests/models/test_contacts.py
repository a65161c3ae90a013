"""Who is asked about a change of the account itself, and whose answer counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from flows.records import effects as done
from flows.records.service import AskedNotice
from models.columns import table
from models.tables.accounts import AccountRow
from models.tables.notices import Notice
from models.tables.outbox import OutboundMessage
from tests.models.conftest import LINE, NSS, Office

NEW_LINE = "+525587654321"
FOLIO = "K7M2Q9"
NIP = done.AskContacts(FOLIO, "nip", "asks", "tells", "subject", "mail")
MOVED = done.AskContacts(FOLIO, "line", "asks", "tells", "subject", "mail", leaving=True)
_row = table(OutboundMessage)


@pytest.fixture
def lorena(office: Office) -> Office:
    office.open_account()
    office.do(done.ActivateAccount())
    return office


def told(office: Office) -> set[tuple[str, str]]:
    """What was owed, and where; it has left now."""
    with office.database.transaction() as connection:
        rows = connection.execute(select(_row.c.recipient, _row.c.body)).all()
        connection.execute(update(_row).values(status="sent", sent_at=office.now))
    return {(recipient, office.vault.open(bytes(body)).decode()) for recipient, body in rows}


def asked(office: Office, line: str = LINE, folio: str | None = None) -> AskedNotice | None:
    return office.facts(line).asked(folio)


@pytest.mark.parametrize(
    ("channel", "line"), [("sms", set()), ("ussd", {(LINE, "tells")}), ("agent", {(LINE, "asks")})]
)
def test_the_mailbox_is_asked_and_the_phone_that_made_the_change_is_not(
    lorena: Office, channel: str, line: set[tuple[str, str]]
) -> None:
    """By USSD it is told, since nothing is left to read; where an agent made the change it is asked."""
    lorena.do(NIP, channel=channel)
    assert told(lorena) == {("lore@correo.mx", "mail"), *line}
    found = asked(lorena)
    assert found
    assert (found.folio, found.about, found.last) == (FOLIO, f"own_change nip:{FOLIO}", channel == "agent")


def test_the_phone_that_the_account_leaves_is_asked_and_the_new_one_is_not(lorena: Office) -> None:
    lorena.do(MOVED, done.SetLine(NEW_LINE, lorena.now + timedelta(hours=24)))
    assert told(lorena) == {("lore@correo.mx", "mail"), (LINE, "asks")}
    old, new = asked(lorena), asked(lorena, NEW_LINE)
    assert old
    assert (old.left, old.last) == (NSS, True)
    assert new
    assert (new.left, new.last) == ("", False)


def test_a_no_of_the_phone_that_was_left_closes_the_account_and_warns_the_mailbox_alone(lorena: Office) -> None:
    """Whoever holds the new phone hears nothing of it."""
    lorena.do(MOVED, done.SetLine(NEW_LINE, lorena.now + timedelta(hours=24)))
    before = told(lorena)
    no = done.AnswerNotice(FOLIO, "no", NSS)
    warning = done.TellContacts("warning", "subject", "warning", nss=NSS)
    lorena.do(no, warning, done.FreezeAccount(lorena.now + timedelta(days=9999), NSS))
    assert told(lorena) - before == {("lore@correo.mx", "warning")}
    assert lorena.count(Notice, answer="no") == 1
    assert lorena.count(AccountRow, locked_until=None) == 0


def test_once_the_new_phone_has_settled_the_old_one_has_no_say(lorena: Office) -> None:
    lorena.do(MOVED, done.SetLine(NEW_LINE, lorena.now + timedelta(hours=24)))
    told(lorena)
    lorena.now += timedelta(hours=24)
    assert asked(lorena, folio=FOLIO) is None


def test_a_folio_is_nothing_to_a_line_that_has_nothing_to_do_with_it(lorena: Office) -> None:
    lorena.do(NIP)
    told(lorena)
    assert asked(lorena, "+525500000077", FOLIO) is None


def test_nothing_is_kept_where_nobody_else_could_hear_of_it(lorena: Office) -> None:
    lorena.do(done.SetEmail(None), NIP)
    assert told(lorena) == set()
    assert lorena.count(Notice) == 0
