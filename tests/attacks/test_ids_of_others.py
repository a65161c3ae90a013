"""Message and session ids of others open nothing: who uses one gets an answer of their own."""

from __future__ import annotations

import pytest

from tests.attacks.people import NIP, People
from tests.attacks.service import Service


@pytest.mark.parametrize("channel", ["sms", "kannel"])
def test_the_id_of_another_lines_message_gives_neither_its_answer_nor_its_dialog(
    service: Service, people: People, channel: str
) -> None:
    victim, thief, message = people.registered(), people.line(), service.message()
    say = service.sms if channel == "sms" else service.kannel
    assert victim.amount in say(victim.line, f"AHORRO {NIP}", message)
    stolen = say(thief, "hola", message)
    assert stolen
    assert victim.amount not in stolen
    assert say(thief, "hola", message) == stolen
    assert victim.amount not in say(thief, "AHORRO", service.message())
    assert victim.amount in say(victim.line, "AHORRO", service.message())


def test_it_does_not_take_over_the_proof_when_redis_has_forgotten_the_thief(service: Service, people: People) -> None:
    victim, thief, message = people.registered(), people.line(), service.message()
    service.sms(thief, "hola")
    assert victim.amount in service.sms(victim.line, f"AHORRO {NIP}", message)
    for key in service.redis.scan_iter("mc:*"):
        service.redis.delete(key)
    assert victim.amount not in service.sms(thief, "AHORRO", message)
    assert victim.amount not in service.sms(thief, "AHORRO")


def test_the_session_of_another_phone_is_not_gone_on_with(service: Service, people: People) -> None:
    victim, thief = people.registered(), people.line()
    session = service.message()
    service.ussd(victim.line, "", session)
    service.ussd(victim.line, f"AHORRO*{NIP}", session)
    for path in (f"AHORRO*{NIP}", f"AHORRO*{NIP}*0", f"AHORRO*{NIP}*1", ""):
        assert victim.amount not in service.ussd(thief, path, session)
