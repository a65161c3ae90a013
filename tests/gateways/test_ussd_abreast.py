"""USSD requests that are there at once: each phone has its own session, as if it were alone."""

from __future__ import annotations

from pathlib import Path

from redis import Redis

from models.database import Database
from sms.gateways.answering import Begun, abreast
from sms.gateways.ussd import Gateway
from sms.gateways.ussd_hops import follow_path
from sms.gateways.ussd_sessions import Sessions
from tests.turns.turn_kit import CLOCK, VAULT, talking
from turns.envelope import Screen
from turns.store import connect

PHONES = tuple(f"+52551234560{number}" for number in range(4))


def test_sessions_that_go_on_abreast_are_each_phones_own(database: str, redis: Redis) -> None:
    records = Database(database)
    talk = talking(records, redis)
    gateway = Gateway("africastalking", talk, Sessions(redis, VAULT), CLOCK)

    def request(phone: str, text: str) -> Begun[Screen]:
        return Begun(gateway.turn(phone, lambda record, moment: follow_path(record, phone, text, moment)))

    for text, said in {"": "0 ", "1": "0 1", "1*2": "0 1 2", "1*2*x": "0 1 2 x"}.items():
        requests = [request(phone, text) for phone in PHONES]
        abreast(requests, talk.take_together)
        assert all(each.is_over for each in requests)
        assert [each.finish(talk.handle).text for each in requests] == [said.strip()] * len(PHONES)
        again = [request(PHONES[0], text) for _ in range(2)]
        abreast(again, talk.take_together)
        assert [each.finish(talk.handle).text for each in again] == [said.strip()] * 2
    records.close()


def test_while_redis_is_away_each_session_ends(database: str, tmp_path: Path) -> None:
    records, gone = Database(database), connect(f"unix://{tmp_path}/nobody")
    talk = talking(records, gone)
    gateway = Gateway("africastalking", talk, Sessions(gone, VAULT), CLOCK)
    requests = [
        Begun(gateway.turn(phone, lambda record, moment: follow_path(record, "s", "", moment))) for phone in PHONES
    ]
    abreast(requests, talk.take_together)
    screens = [each.finish(talk.handle) for each in requests]
    assert all("problema" in screen.text and not screen.goes_on for screen in screens)
    records.close()
