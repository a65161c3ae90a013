"""A worker and an agent drive two dialogs of one line: no proof, question or answer passes from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from redis import Redis
from sqlalchemy import text

from tests.conversations.reading import Script
from tests.conversations.tables import LINE, Service
from turns.conversation import Inbound
from turns.message import Driver

NIP = "Escribe tu NIP"
VERIFY = "confirmamos"
ANSWERS = {"town": "Guadalajara", "school": "Benito Juárez"}
SAVED = "Tienes ahorrado"
ids = count()


@pytest.fixture
def service(database: str, redis: Redis) -> Iterator[Service]:
    opened = Service(Script("two drivers", ("cuenta",), "", ()), database, redis)
    yield opened
    opened.database.close()


def say(service: Service, driver: Driver, typed: str, message: str = "") -> str:
    """One message by SMS, or one line an agent types."""
    inbound = Inbound("agent" if driver == "agent" else "sms", LINE, "test", message or f"d{next(ids)}", (typed,))
    return service.conversation.handle(inbound).text


def verified(service: Service, word: str) -> str:
    """What an agent reads out once the caller has answered the security question."""
    say(service, "agent", word)
    asked = say(service, "agent", "2")
    return say(service, "agent", ANSWERS["town" if "creciste" in asked else "school"])


@pytest.fixture(params=[True, False], ids=["kept in Redis", "Redis lost"])
def forget(request: pytest.FixtureRequest, redis: Redis) -> object:
    """What happens between two turns: nothing, or all of Redis is lost and the journal is what is left."""
    return (lambda: None) if request.param else redis.flushall


def test_a_proof_of_the_worker_proves_nothing_of_the_agent(service: Service, forget: object) -> None:
    assert SAVED in say(service, "worker", "AHORRO 482913")
    forget()
    asked = say(service, "agent", "AHORRO")
    assert VERIFY in asked
    assert "$" not in asked
    forget()
    assert SAVED in say(service, "worker", "AHORRO"), "the worker's own proof still stands"


def test_a_proof_of_the_agent_proves_nothing_of_the_worker(service: Service, forget: object) -> None:
    assert SAVED in verified(service, "AHORRO")
    forget()
    assert NIP in say(service, "worker", "AHORRO")


def test_the_worker_does_not_answer_what_the_agent_was_asked(service: Service, forget: object) -> None:
    say(service, "worker", "AHORRO 482913")
    question = verified(service, "PAGO")
    forget()
    said = say(service, "worker", "1500")
    assert "CLABE" not in said
    forget()
    assert "CLABE" in say(service, "agent", "1500"), question


def test_the_same_id_from_both_is_two_messages(service: Service, forget: object) -> None:
    assert SAVED in say(service, "worker", "AHORRO 482913", "same")
    forget()
    assert VERIFY in say(service, "agent", "AHORRO", "same")


def test_an_agent_on_any_channel_has_a_dialog_of_their_own(service: Service, forget: object) -> None:
    """Who drives counts, not what carries it: even by the same channel, provider and id."""
    assert SAVED in say(service, "worker", "AHORRO 482913", "same")
    forget()
    said = service.conversation.handle(Inbound("sms", LINE, "test", "same", ("AHORRO",), driver="agent")).text
    assert VERIFY in said
    assert service.conversation.handle(Inbound("sms", LINE, "test", "same", ("AHORRO",), driver="agent")).text == said


def test_the_journal_says_who_acted(service: Service) -> None:
    say(service, "worker", "MENU")
    say(service, "agent", "MENU")
    with service.database.connect() as connection:
        found = connection.execute(text("SELECT driver, line, session FROM journal ORDER BY id")).all()
    assert [row.driver for row in found] == ["worker", "agent"]
    assert found[0].line == found[1].line, "both concern the same line"
    assert found[0].session != found[1].session
