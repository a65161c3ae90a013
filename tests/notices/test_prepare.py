"""What workers read: the facts, in their language, by the channel they chose, in their own waking hours."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.columns import table
from models.notices import control as notice_control
from models.notices import pauses as notice_pauses
from models.tables.accounts import AccountRow
from models.tables.institution import ApplicationRow, ContributionRow, CreditRow
from tests.notices.world import TODAY, Institution


def test_a_contribution_names_employer_period_and_amount(house: Institution) -> None:
    house.contribution(house.worker())
    (text,) = house.tell()
    folio = house.messages()[0].folio
    assert text == (
        "ACEROS DEL NORTE aportó $1,955.26 a tu ahorro del bimestre sep-oct 2026. "
        f"¿Dudas? VERIFICA {folio}. No más avisos: BAJA."
    )


def test_a_borrower_reads_that_it_went_to_the_credit(small: Institution) -> None:
    nss = small.worker()
    small.credit(nss)
    small.contribution(nss)
    assert "aportó $1,955.26 por sep-oct 2026; se abonó a tu crédito." in small.tell()[0]


def test_a_settled_credit_takes_nothing_any_more(small: Institution) -> None:
    nss = small.worker()
    small.credit(nss, state="liquidado")
    small.contribution(nss)
    assert "a tu ahorro" in small.tell()[0]


def test_several_contributions_are_one_message_with_their_sum(house: Institution) -> None:
    nss = house.worker()
    house.contribution(nss, "F1", amount=Decimal("100.10"), paid_on=date(2026, 9, 16), period="2026-4")
    house.contribution(nss, "F2", amount=Decimal("200.20"), employer="OTRA EMPRESA")
    (text,) = house.tell()
    assert text.startswith("2 aportaciones a tu ahorro: $300.30. Última: OTRA EMPRESA, sep-oct 2026.")


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        ("retencion", "1600.25", "Pedimos a ACEROS DEL NORTE que te descuente $1,600.25 para tu crédito ..7890."),
        ("retencion", None, "Pedimos a ACEROS DEL NORTE que te descuente para tu crédito ..7890."),
        ("suspension", None, "Pedimos a ACEROS DEL NORTE que deje de descontarte para tu crédito ..7890."),
        ("modificacion", "900.00", "que cambie tu descuento a $900.00 del crédito ..7890."),
    ],
)
def test_orders(small: Institution, kind: str, amount: str | None, words: str) -> None:
    small.order(small.worker(), kind, amount=Decimal(amount) if amount else None)
    assert words in small.tell()[0]


def test_a_payment_due_a_payment_received_and_an_application(house: Institution) -> None:
    nss = house.worker()
    house.credit(nss, regime="REA")
    house.movement("M1")
    house.movement("M2")
    house.application(nss)
    told = " ".join(house.tell())
    assert "La mensualidad de tu crédito ..7890 es de $3,200.50 y vence el 27 nov 2026." in told
    assert "¡Gracias! Recibimos $3,200.50 para tu crédito ..7890 el 23 nov 2026." in told
    assert "Tu solicitud de crédito cambió el 23 nov 2026: autorizada." in told


def test_a_missing_contribution(small: Institution) -> None:
    nss = small.worker()
    small.contribution(nss, "F1", period="2026-4", paid_on=date(2026, 9, 1))
    small.contribution("99999999999", "F2")
    small.calendar("2026-5", TODAY - timedelta(days=12))
    assert "No vemos la aportación de tu patrón de sep-oct 2026." in small.tell()[0]


def test_a_contribution_that_came_after_all_is_not_called_missing(house: Institution) -> None:
    """A pause or the night may lie between planning and writing."""
    nss = house.worker()
    house.contribution(nss, "F0", period="2026-4", paid_on=TODAY - timedelta(days=76))
    house.calendar("2026-5", TODAY - timedelta(days=12))
    house.contribution(house.worker(2), "F2", period="2026-5", paid_on=TODAY - timedelta(days=76))
    assert house.plan() == {"missing": 1}
    house.contribution(nss, "F1", period="2026-5", paid_on=TODAY - timedelta(days=76))
    assert house.tell() == []


@pytest.mark.parametrize("change", [{"due_on": TODAY + timedelta(days=33)}, {"state": "liquidado"}])
def test_an_instalment_that_was_paid_meanwhile_is_not_asked_for(small: Institution, change: dict[str, object]) -> None:
    small.credit(small.worker(), regime="REA", due_on=TODAY + timedelta(days=3))
    assert small.plan() == {"payment_due": 1}
    small.change(CreditRow, **change)
    assert small.tell() == []


def test_the_reminder_to_activate_needs_no_consent_and_stops_once_active(small: Institution) -> None:
    small.worker(status="pending", sms_alerts=False, created_at=small.clock.now() - timedelta(days=2))
    small.plan()
    small.change(AccountRow, status="active")
    assert small.tell() == []
    assert small.notices()[0].status == "withdrawn"


def test_in_the_language_of_the_account(small: Institution) -> None:
    small.contribution(small.worker(language="en"))
    assert "aportó" not in small.tell()[0]


def test_mail_has_the_same_facts_and_only_for_who_chose_it(house: Institution) -> None:
    nss = house.worker(sms_alerts=False, email_alerts=True, email="ana@example.mx")
    house.contribution(nss)
    (text,) = house.tell()
    message = house.messages()[0]
    assert (message.channel, message.recipient, message.zone) == ("email", "ana@example.mx", None)
    assert house.vault.open(message.subject).decode() == "Tu aportación en Infonavit"
    assert text.startswith("Hola, Ana:\n\nACEROS DEL NORTE aportó $1,955.26")
    assert f"VERIFICA {message.folio}" in text


def test_both_channels_carry_one_folio(small: Institution) -> None:
    small.contribution(small.worker(email_alerts=True, email="ana@example.mx"))
    small.tell()
    assert [message.channel for message in small.messages()] == ["email", "sms"]
    assert len({message.folio for message in small.messages()}) == 1


def test_each_topic_goes_by_the_channels_chosen_for_it(small: Institution) -> None:
    """Contributions by e-mail, the credit by SMS."""
    nss = small.worker(sms_topics=2, email_alerts=True, email_topics=1, email="ana@example.mx")
    small.contribution(nss)
    small.order(nss)
    small.tell()
    assert {(message.kind, message.channel) for message in small.messages()} == {
        ("notice.contribution", "email"),
        ("notice.order", "sms"),
    }


@pytest.mark.parametrize("change", [{"sms_alerts": False}, {"sms_topics": 6}])
def test_consent_taken_back_after_planning_holds(small: Institution, change: dict[str, object]) -> None:
    small.contribution(small.worker())
    small.plan()
    small.change(AccountRow, **change)
    assert small.tell() == []


def test_facts_that_are_gone_are_not_told(small: Institution) -> None:
    nss = small.worker()
    small.application(nss)
    small.contribution(nss)
    small.plan()
    small.change(ApplicationRow, stage="titulacion")
    with small.database.transaction() as connection:
        connection.execute(table(ContributionRow).delete())
    (text,) = small.tell()
    assert "en firma con el notario" in text


@pytest.mark.parametrize(("hour", "central", "tijuana"), [(5, 0, 0), (2, 0, 1), (15, 1, 0), (17, 1, 1)])
def test_quiet_hours_are_the_recipients_own(small: Institution, hour: int, central: int, tijuana: int) -> None:
    """At 15:00 UTC it is nine in Mexico City and seven in Tijuana; at 2:00, eight and six in the evening."""
    small.contribution(small.worker(1, "55"), "F1")
    small.contribution(small.worker(2, "664"), "F2")
    now = small.clock.now()
    small.plan()
    later = (now + timedelta(days=1)).replace(hour=hour)
    small.clock.move(later - now)
    small.preparer.fill()
    zones = [message.zone for message in small.messages()]
    assert (zones.count("Mexico_City"), zones.count("Tijuana")) == (central, tijuana)


def test_a_pause_holds_a_kind_and_lifting_it_lets_it_go(house: Institution) -> None:
    nss = house.worker()
    house.contribution(nss)
    house.application(nss)
    with house.database.transaction() as connection:
        notice_pauses.pause(connection, "contribution", "the file was wrong", house.clock.now())
    assert len(house.tell()) == 1
    with house.database.transaction() as connection:
        notice_pauses.pause(connection, "*", "all", house.clock.now())
        assert notice_pauses.resume(connection, "contribution")
    assert len(house.tell()) == 1
    with house.database.transaction() as connection:
        assert notice_pauses.resume(connection, "*")
    assert len(house.tell()) == 2


def test_cancelled_notices_never_leave(house: Institution) -> None:
    nss = house.worker()
    house.contribution(nss)
    house.application(nss)
    house.plan()
    with house.database.transaction() as connection:
        assert notice_control.cancel(connection, "contribution", house.clock.now()) == 1
    house.tell()
    with house.database.transaction() as connection:
        assert notice_control.cancel(connection, "*", house.clock.now()) == 1
    assert [(row.kind, row.status, row.reason) for row in house.messages()] == [
        ("notice.application", "failed", "cancelled")
    ]
    assert house.plan() == {}


def test_the_outbox_is_filled_only_as_far_as_it_empties_soon(small: Institution) -> None:
    for number in range(1, 701):
        small.contribution(small.worker(number), f"F{number}")
    small.plan()
    small.clock.move(timedelta(hours=2))
    assert small.preparer.fill() == 600
    assert small.preparer.fill() == 0


def test_a_credit_without_a_date_is_silent(small: Institution) -> None:
    nss = small.worker()
    small.credit(nss, regime="REA")
    small.plan()
    small.change(CreditRow, due_on=None)
    assert small.tell() == []


def test_an_opt_out_after_planning_holds_when_it_is_written(house: Institution) -> None:
    """The line's own word stops every channel, the mail too."""
    house.contribution(house.worker(email_alerts=True, email="ana@example.mx"))
    assert house.plan() == {"contribution": 1}
    house.opt_out("+525500000001")
    assert house.tell() == []
    assert [notice.status for notice in house.notices()] == ["withdrawn"]


def test_a_line_that_has_just_taken_an_account_over_is_told_nothing_until_it_has_settled(small: Institution) -> None:
    small.contribution(small.worker(settled_at=small.clock.now() + timedelta(hours=24)))
    assert small.tell() == []
    small.clock.move(timedelta(hours=24))
    small.preparer.fill()
    assert len(small.messages()) == 1


def test_a_frozen_account_is_told_nothing_and_one_locked_by_wrong_nips_is(small: Institution) -> None:
    frozen, locked = (small.clock.now() + timedelta(days=days) for days in (36_525, 1))
    small.contribution(small.worker(1, locked_until=frozen), "F1")
    small.contribution(small.worker(2, locked_until=locked), "F2")
    assert len(small.tell()) == 1
    assert [row.account_id for row in small.messages()] == [2]
