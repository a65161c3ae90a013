"""Whoever may have had something begun in their name is asked at once and once; what they answer is kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from flows.records.effects import AnswerNotice, FreezeAccount
from models.columns import columns, table
from models.effects import apply
from models.facts import Asking, SqlFacts
from models.notices.due import take
from models.outbox.owing import Owed, enqueue
from models.tables.institution import ApplicationRow, ProcedureRow
from models.tables.outbox import URGENT, OutboundMessage
from tests.notices.world import TODAY, Institution

LINE = "+525500000001"
_kind = columns(OutboundMessage).kind
ASKING = ("new_application", "new_order", "data_change", "application", "order")


def test_an_application_is_asked_about_once_and_told_of_at_its_next_stage(house: Institution) -> None:
    house.application(house.worker(), "inscripcion")
    assert house.plan(*ASKING) == {"new_application": 1}
    house.change(ApplicationRow, stage="autorizacion", on=TODAY)
    assert house.plan(*ASKING) == {"application": 1}
    assert house.plan(*ASKING) == {}


def test_one_told_of_before_is_not_asked_about(small: Institution) -> None:
    small.application(small.worker(), "inscripcion")
    small.plan("application")
    small.change(ApplicationRow, stage="autorizacion")
    assert small.plan("new_application") == {}


def test_an_order_told_of_before_is_not_asked_about(house: Institution) -> None:
    house.order(house.worker())
    assert house.plan("order") == {"order": 1}
    assert house.plan("new_order") == {}


def test_a_bare_answer_is_to_what_was_sent_last(house: Institution) -> None:
    """Another message since, as an agent's question, may be what a bare `no` answers."""
    house.order(house.worker())
    house.tell("new_order")
    _sent(house)
    assert _last(house)
    with house.database.transaction() as connection:
        later = house.clock.now() + timedelta(minutes=1)
        reply = Owed("reply", URGENT, "sms", LINE, "¿Cierro tu caso? SI o NO")
        enqueue(connection, house.vault, reply, later)
        connection.execute(update(table(OutboundMessage)).where(_kind == "reply").values(status="sent", sent_at=later))
    assert not _last(house)


def test_what_has_ended_is_not_asked_about(small: Institution) -> None:
    small.application(small.worker(), "rechazada")
    assert small.plan("new_application") == {}


def test_the_first_retention_order_of_a_credit_is_asked_about_and_another_employers_is_told(house: Institution) -> None:
    nss = house.worker()
    house.order(nss, folio="A1", on=TODAY - timedelta(days=2))
    assert house.plan(*ASKING) == {"new_order": 1}
    house.order(nss, folio="A2", employer="OTRA EMPRESA")
    house.order(nss, "suspension", folio="A3")
    assert house.plan(*ASKING) == {"order": 2}


def test_a_change_of_data_is_asked_about_and_another_procedure_is_not(house: Institution) -> None:
    nss = house.worker()
    kinds = (
        *("CORRECCION DE NOMBRE", "CAMBIO DE TELÉFONO"),
        *("DEVOLUCION DE PAGO EN EXCESO", "ESTADO DE CUENTA", "DEVOLUCION DE SUBCUENTA DE VIVIENDA"),
    )
    for number, kind in enumerate(kinds):
        folio = f"T{number}"
        house.add(ProcedureRow, folio=folio, nss=nss, kind=kind, state="RECIBIDO", on=TODAY)
    assert house.plan(*ASKING) == {"data_change": 2}


def test_who_wants_any_notice_is_asked_and_nobody_who_wants_none(small: Institution) -> None:
    small.application(small.worker(1, sms_topics=1), folio="S1")
    small.application(small.worker(2, sms_alerts=False), folio="S2")
    small.application(small.worker(3, sms_topics=8), folio="S3")
    assert small.plan("new_application") == {"new_application": 1}


def test_the_question_goes_before_notices_that_have_waited_longer(small: Institution) -> None:
    for number in range(1, 4):
        small.contribution(small.worker(number), f"F{number}")
    small.plan("contribution")
    small.clock.move(timedelta(minutes=5))
    small.order(small.worker(9))
    small.plan("new_order")
    with small.database.transaction() as connection:
        _, due = take(connection, int(small.clock.now().timestamp()), ["Mexico_City"], 1)
    assert [notice.kind for notice in due] == ["new_order"]


def test_it_says_what_when_and_how_to_answer(small: Institution) -> None:
    small.order(small.worker())
    (text,) = small.tell("new_order")
    folio = small.messages()[0].folio
    assert text == (
        "El 23 nov 2026 pedimos a ACEROS DEL NORTE descontarte por el crédito ..7890. "
        f"¿Fuiste tú? Contesta 1 SI o 2 NO FUI YO {folio}. No más avisos: BAJA."
    )


def test_the_answer_is_kept_and_a_no_stands(house: Institution) -> None:
    house.order(house.worker())
    house.tell("new_order")
    folio = house.messages()[0].folio
    assert _asked(house) is None  # it has not left yet
    _sent(house)
    assert _asked(house) == (folio, "new_order A1", "")
    for answer, kept in (("yes", "yes"), ("no", "no"), ("yes", "no")):
        _do(house, AnswerNotice(folio, answer))  # type: ignore[arg-type]  # one of the two
        assert _asked(house, folio) == (folio, "new_order A1", kept)
    assert _asked(house) is None


def test_what_was_to_leave_to_a_line_is_held_back_when_its_account_is_frozen(house: Institution) -> None:
    house.order(house.worker())
    house.tell("new_order")
    _do(house, FreezeAccount(house.clock.now() + timedelta(days=36525)))
    assert [row.status for row in house.messages()] == ["failed"]


def _sent(house: Institution) -> None:
    house.change(OutboundMessage, status="sent", sent_at=house.clock.now())


def _asked(house: Institution, folio: str | None = None) -> tuple[str, str, str] | None:
    with house.database.connect() as connection:
        found = SqlFacts(Asking(connection, LINE, None, house.clock.now)).asked(folio)  # type: ignore[arg-type]  # no secrets
    return (found.folio, found.about, found.answer) if found else None


def _last(house: Institution) -> bool:
    with house.database.connect() as connection:
        found = SqlFacts(Asking(connection, LINE, None, house.clock.now)).asked(None)  # type: ignore[arg-type]  # no secrets
    return found is not None and found.last


def _do(house: Institution, effect: AnswerNotice | FreezeAccount) -> None:
    with house.database.transaction() as connection:
        apply(connection, LINE, (effect,), house.clock.now(), house.vault)
