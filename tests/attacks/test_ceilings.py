"""What a line that nobody knows can make this service spend: so many answers, codes and rows, and then silence."""

from __future__ import annotations

import re

from tests.attacks.people import People, Victim
from tests.attacks.service import Service

CODES = 5
"""To a recipient, and by a line, in a day."""


def register(service: Service, line: str, who: Victim) -> str:
    """Register this worker from the line; the last reply."""
    said = ""
    for words in (f"REGISTRO {who.identity}", "SI", "1", "1", "604713", "Guadalajara", "Benito"):
        said = service.sms(line, words)
        if "varios" in said or "código" in said:
            break
    return said


def sent(service: Service, line: str) -> int:
    """Codes that went to this line."""
    return int(
        service.sql("SELECT count(*) FROM outbound_message WHERE recipient = :line AND kind = 'code'", line=line) or 0
    )


def test_registering_again_and_again_sends_no_more_codes_than_a_day_has(service: Service, people: People) -> None:
    """And the reply never says that one was sent when none was."""
    line = people.line()
    for _ in range(CODES + 4):
        before = sent(service, line)
        said = register(service, line, people.on_record())
        for _ in range(2):
            if sent(service, line) == before:
                assert not re.search(r"(te mandamos|te llega|te va a llegar) un", said, re.IGNORECASE), said
            before = sent(service, line)
            said = service.sms(line, "OTRO")
        service.sms(line, "SALIR")
    assert 1 <= sent(service, line) <= CODES


def test_stopping_and_starting_in_turn_fills_no_ledger(service: Service, people: People) -> None:
    line = people.line()
    for _ in range(30):
        service.sms(line, "BAJA")
    assert service.sql("SELECT count(*) FROM consent WHERE line = :line", line=line) == 1
