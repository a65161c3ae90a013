"""What a line that nobody knows can make this service spend: so many answers, codes and rows, and then silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.attacks.people import NIP, People, Victim
from tests.attacks.service import Service
from tests.databases import Databases

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


LINE, ALL = 12, 200


@pytest.fixture(scope="module")
def miserly(_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose ceilings are soon reached."""
    limits = {"stranger_messages": str(LINE), "all_strangers_messages": str(ALL), "web_workers": "1"}
    with _databases.fresh("sqlite") as url, Service(tmp_path_factory.mktemp("miserly"), url, **limits) as running:
        yield running


def texts(service: Service, line: str, count: int) -> list[str]:
    """What is answered to so many messages, no two alike."""
    return [service.sms(line, f"hola {number}") for number in range(count)]


def test_a_line_nobody_knows_is_answered_so_often_told_once_and_then_not_at_all(miserly: Service) -> None:
    line = miserly.people.line()
    first, told, silent = (texts(miserly, line, count) for count in (LINE, 1, 20))
    assert all(first)
    assert "mañana" in told[0]
    assert set(silent) == {""}
    newest = "(SELECT line FROM journal ORDER BY id DESC LIMIT 1)"
    assert miserly.sql(f"SELECT count(*) FROM journal WHERE line = {newest}") <= LINE
    assert "mañana" in miserly.ussd(line, "")
    assert miserly.ussd(line, "").startswith("END")


def test_who_wants_to_hear_nothing_is_heard_past_the_ceiling(miserly: Service) -> None:
    line = miserly.people.line()
    texts(miserly, line, LINE + 3)
    for _ in range(3):
        assert miserly.sms(line, "BAJA") == ""
    assert miserly.sql("SELECT count(*) FROM line WHERE number = :line AND opted_out_at IS NOT NULL", line=line) == 1
    assert miserly.sql("SELECT count(*) FROM consent WHERE line = :line", line=line) == 1


def test_all_lines_nobody_knows_have_a_ceiling_together_and_workers_are_answered_still(miserly: Service) -> None:
    worker = miserly.people.registered()
    answers = [answer for line in miserly.people.lines(ALL // 4) for answer in texts(miserly, line, 6)]
    assert "" in answers
    assert len([answer for answer in answers if answer and "celulares sin cuenta" not in answer]) <= ALL + 60
    newcomer = texts(miserly, miserly.people.line(), 3)
    assert "celulares sin cuenta" in newcomer[0]
    assert newcomer[1:] == ["", ""]
    texts(miserly, worker.line, LINE * 2)
    assert worker.amount in miserly.sms(worker.line, f"AHORRO {NIP}")
