"""The signed webhook turn beside its floor and its peer: the same cores, stores and load, taking turns in one run.

`floor` is `bench/floor_app.py`, `peer` is `bench/peer`, `turn` is the whole service; each has two processes and
is asked over 32 connections with signed forms, each message once, each line a worker of its own. What counts is the
CPU a turn costs the web processes and both stores together: a rate says as much about who else uses the machine.
Then whole dialogs are walked over the same connections, and every reply is searched for its own worker's amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from statistics import median
from urllib.parse import urlencode

from bench.cpu import Spent, Stores, go_first
from bench.load import Next, Outcome, drive
from bench.people import NIP, balance, phone, savings
from bench.row import Row
from bench.servers import TOKEN, Server, Servers, servers
from sms.gateways.twilio_signature import sign

CONNECTIONS = 32
SECONDS = 4.0
ROUNDS = 5
WORDS = ("MENU", "1", "0", "AYUDA", "2", "0")
"""A worker whose NIP is proved: menu, credit, back, help, payment. A turn that checks a NIP costs 5 ms on purpose."""
WALKS = 40
PATIENCE = 600
"""Seconds that all walks together may take."""
AIM = 0.8
"""Of what floor and peer cost, ours may cost 1 / AIM."""
LATER = 1.5
"""How much later than theirs the slowest of 100 answers may come."""
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


@dataclass(frozen=True, slots=True)
class Round:
    """One of a server's goes."""

    outcome: Outcome
    spent: Spent


def rows() -> Iterator[Row]:
    """CPU and throughput beside floor and peer, and whether anybody was told what is another's."""
    with servers(CONNECTIONS) as all_of_them:
        prove(all_of_them)
        sides = {"ours": all_of_them.turn, "floor": all_of_them.floor}
        if all_of_them.peer:
            sides["peer"] = all_of_them.peer
        goes: dict[str, list[Round]] = {name: [] for name in sides}
        for number in range(ROUNDS + 1):
            for name, server in sides.items():
                go = signed_round(server, all_of_them.stores)
                if number:  # the first warms up
                    goes[name].append(go)
        foreign, lost, answered = _walk(all_of_them)
    bad = sum(go.outcome.bad + go.outcome.lost for go in goes["ours"])
    for name, words in {"floor": "bare route", "peer": "express, twilio, redis, pg"}.items():
        if name not in goes:
            yield Row(f"signed turn beside {words}", "", all_of_them.missing, "", f"{AIM} of its cost", True)
            continue
        cost, rate = _ratio(goes[name], goes["ours"], _cost), _ratio(goes["ours"], goes[name], _rate)
        late = _ratio(goes["ours"], goes[name], _slow)
        figures = {
            "cpu_ratio": cost,
            "rate_ratio": rate,
            "p99_ratio": late,
            **_figures("ours", goes["ours"]),
            **_figures(name, goes[name]),
        }
        yield Row(
            f"signed turn beside {words}",
            _words_of(goes["ours"]),
            _words_of(goes[name]),
            f"CPU {cost:.2f} x\nrate {rate:.2f} x\np99 {late:.2f} x",
            f"CPU {AIM} x, p99 within {LATER} x, {bad} bad or lost",
            cost >= AIM and late <= LATER and not bad,
            figures,
        )
    yield Row(
        "whole dialogs, interleaved",
        f"{foreign} foreign, {lost} lost of {answered:,}",
        "a framework of the field: 63 foreign, 330 lost",
        "",
        "0 foreign, 0 lost",
        foreign == 0 and lost == 0,
        {"foreign": foreign, "lost": lost, "answered": answered},
    )


def _cost(go: Round) -> float:
    return go.spent.all


def _rate(go: Round) -> float:
    return go.outcome.rate


def _slow(go: Round) -> float:
    return go.outcome.percentile(0.99)


def _ratio(above: list[Round], below: list[Round], of: Callable[[Round], float]) -> float:
    """The median over goes that stood next to each other."""
    return median(of(one) / of(other) for one, other in zip(above, below, strict=True))


def _middle(goes: list[Round]) -> Spent:
    return Spent(*(median(getattr(go.spent, part) for go in goes) for part in ("web", "sql", "redis")))


def _words_of(goes: list[Round]) -> str:
    rate, slow = median(map(_rate, goes)), median(map(_slow, goes))
    return f"{_middle(goes)}\n{rate:,.0f}/s, p99 {slow * 1000:.0f} ms"


def _figures(name: str, goes: list[Round]) -> dict[str, float]:
    middle = _middle(goes)
    return {
        f"{name}_web_us": middle.web,
        f"{name}_sql_us": middle.sql,
        f"{name}_redis_us": middle.redis,
        f"{name}_per_second": median(map(_rate, goes)),
        f"{name}_p50_ms": median(go.outcome.percentile(0.5) for go in goes) * 1000,
        f"{name}_p99_ms": median(map(_slow, goes)) * 1000,
    }


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


def once_each(port: int, numbers: Iterator[int], words: str) -> Next:
    """The same words of the next worker who has not written yet."""
    return lambda _: request(port, phone(number), words) if (number := next(numbers, 0)) else None


def prove(both: Servers) -> None:
    """Every worker gives the NIP once."""
    once = [iter([request(both.turn.port, phone(number), f"AHORRO {NIP}")]) for number in range(1, CONNECTIONS + 1)]
    drive(both.turn.port, [lambda _, left=left: next(left, None) for left in once], SECONDS * 4)


def signed_round(server: Server, stores: Stores, source: Callable[[int, str], Next] | None = None) -> Round:
    """One go of a server; `source` gives a line's requests at a port, where they are not signed messages."""
    go_first()
    before = stores.spent(server.process)
    ask = source or _words
    outcome = drive(server.port, [ask(server.port, phone(n)) for n in range(1, CONNECTIONS + 1)], SECONDS)
    return Round(outcome, stores.spent(server.process).since(before).each(len(outcome.latencies)))


def _words(port: int, line: str) -> Next:
    """A worker who goes through the words over and over."""
    turn = count()
    return lambda _: request(port, line, WORDS[next(turn) % len(WORDS)])


def _walk(both: Servers) -> tuple[int, int, int]:
    """Whole dialogs of every worker at once: replies with another's amounts, replies that never came, replies."""
    foreign = 0
    dialog = (("AHORRO", savings), ("CREDITO", balance), ("MENU", None), ("1", balance), ("0", None), ("4", savings))

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

    outcome = drive(both.turn.port, [worker(number) for number in range(1, CONNECTIONS + 1)], PATIENCE)
    sent = CONNECTIONS * WALKS * len(dialog)
    return foreign, sent - len(outcome.latencies) + outcome.bad, len(outcome.latencies)
