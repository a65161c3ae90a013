"""The signed webhook turn beside its floor: the same server, cores, database and load, taking turns in one run.

`floor` is `bench/floor_app.py`; `turn` is the whole service. Both run under Granian with two workers of one thread
on PostgreSQL, and are asked over 32 connections with signed forms, each message once, each line a worker of its own.
Then whole dialogs are walked over the same connections, and every reply is searched for its own worker's amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from statistics import median
from urllib.parse import urlencode

from bench.load import Next, Outcome, drive
from bench.people import NIP, balance, phone, savings
from bench.row import Row
from bench.servers import TOKEN, Servers, servers
from sms.gateways.twilio_signature import sign

CONNECTIONS = 32
SECONDS = 4.0
ROUNDS = 5
WORDS = ("MENU", "1", "0", "AYUDA", "2", "0")
"""A worker whose NIP is proved: menu, savings, back, help, credit. A turn that checks a NIP costs 5 ms on purpose."""
WALKS = 40
AIM = 0.5
# What Twilio sends beside the words; all of it is signed.
REST = {
    "ToCountry": "MX",
    "ToState": "",
    "SmsMessageSid": "",
    "NumMedia": "0",
    "ToCity": "",
    "FromZip": "",
    "SmsSid": "",
    "FromState": "",
    "SmsStatus": "received",
    "FromCity": "",
    "FromCountry": "MX",
    "To": "+5230900",
    "MessagingServiceSid": "MG0123456789abcdef0123456789abcdef",
    "ToZip": "",
    "NumSegments": "1",
    "AccountSid": "AC0123456789abcdef0123456789abcdef",
    "ApiVersion": "2010-04-01",
}

_sids = count()


def rows() -> Iterator[Row]:
    """Throughput beside the floor, and whether anybody was told what is another's."""
    with servers(CONNECTIONS) as both:
        prove(both)
        turns, floors = [], []
        for _ in range(ROUNDS):
            floors.append(_round(both.floor.port))
            turns.append(_round(both.turn.port))
        foreign, lost, answered = _walk(both)
    ours, floor = median(run.rate for run in turns), median(run.rate for run in floors)
    slow, floor_slow = median(run.percentile(0.99) for run in turns), median(run.percentile(0.99) for run in floors)
    yield Row(
        "signed webhook turn, 32 connections",
        f"{ours:,.0f}/s, p99 {slow * 1000:.0f} ms",
        f"{floor:,.0f}/s, p99 {floor_slow * 1000:.0f} ms, bare route",
        f"{ours / floor:.2f} x",
        f"half the floor, {sum(run.bad + run.lost for run in turns)} bad or lost",
        ours >= AIM * floor and not any(run.bad + run.lost for run in turns),
    )
    yield Row(
        "whole dialogs, interleaved",
        f"{foreign} foreign, {lost} lost of {answered:,}",
        "a framework of the field: 63 foreign, 330 lost",
        "",
        "0 foreign, 0 lost",
        foreign == 0 and lost == 0,
    )


def request(port: int, line: str, words: str) -> bytes:
    """One signed webhook request, ready for the wire."""
    url = f"http://127.0.0.1:{port}"
    pairs = [*REST.items(), ("From", line), ("MessageSid", f"SM{next(_sids):032x}"), ("Body", words)]
    body = urlencode(pairs).encode()
    signature = sign(TOKEN.encode(), f"{url}/sms/twilio".encode(), pairs)
    head = (
        f"POST /sms/twilio HTTP/1.1\r\nHost: {url[7:]}\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n"
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        f"X-Twilio-Signature: {signature.decode()}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def prove(both: Servers) -> None:
    """Every worker gives the NIP once."""
    once = [iter([request(both.turn.port, phone(number), f"AHORRO {NIP}")]) for number in range(1, CONNECTIONS + 1)]
    drive(both.turn.port, [lambda _, left=left: next(left, None) for left in once], SECONDS * 4)


def _round(port: int) -> Outcome:
    return drive(port, [_words(port, phone(number)) for number in range(1, CONNECTIONS + 1)], SECONDS)


def _words(port: int, line: str) -> Next:
    """A worker who goes through the words over and over."""
    turn = count()
    return lambda _: request(port, line, WORDS[next(turn) % len(WORDS)])


def _walk(both: Servers) -> tuple[int, int, int]:
    """Whole dialogs of every worker at once: replies with another's amounts, replies that never came, replies."""
    foreign = 0
    dialog = (("AHORRO", savings), ("CREDITO", balance), ("MENU", None), ("1", savings), ("0", None), ("2", balance))

    def worker(number: int) -> Next:
        steps = iter([step for _ in range(WALKS) for step in dialog])
        wanted = None

        def following(answer: bytes | None) -> bytes | None:
            nonlocal foreign, wanted
            if answer is not None and wanted is not None:
                foreign += f"{wanted:,.2f}".encode() not in answer
            words, amount = next(steps, ("", None))
            wanted = amount(number) if amount else None
            return request(both.turn.port, phone(number), words) if words else None

        return following

    outcome = drive(both.turn.port, [worker(number) for number in range(1, CONNECTIONS + 1)], 120)
    sent = CONNECTIONS * WALKS * len(dialog)
    return foreign, sent - len(outcome.latencies) + outcome.bad, len(outcome.latencies)
