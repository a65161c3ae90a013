"""One line sends secrets as fast as it can on many connections: everybody else is answered as before.

How much longer they wait is measured by `python -m bench attack`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from tests.attacks.people import NIP, People
from tests.attacks.service import Service

CONNECTIONS = 8
WAIT = "Estamos ocupados"


def test_a_line_that_floods_is_told_to_wait_and_others_are_answered(service: Service, people: People) -> None:
    attacker, others, over = people.registered(), [people.registered() for _ in range(8)], Event()

    def flood(number: int) -> bool:
        """Until told to wait, whether another was first or not."""
        said = ""
        while WAIT not in said and not over.is_set():
            said = service.sms(attacker.line, f"DATOS {NIP} {number}")
        return WAIT in said

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        flooding = [pool.submit(flood, number) for number in range(CONNECTIONS)]
        said = [(victim, service.sms(victim.line, f"AHORRO {NIP}")) for victim in others]
        told = [each.result() for each in flooding]
        over.set()
    assert all(victim.amount in answer for victim, answer in said)
    assert all(told)
