"""USSD over Africa's Talking's form: 32 sessions at once on two workers, from dialling to the savings and back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from statistics import median
from urllib.parse import urlencode

from bench.load import Next, drive
from bench.people import phone
from bench.row import Row
from bench.servers import USSD_TOKEN, servers
from bench.webhook import AIM as SHARE
from bench.webhook import LATER, prove, signed_round

SESSIONS = 32
SECONDS = 8.0
ROUNDS = 3
PAUSE = 0.05
"""Seconds between a page and its answer, some fifty times quicker than anybody reads and types."""
AIM = 0.100
"""Seconds that 99 of 100 answers stay under; a gateway waits for fifteen."""
STEPS = ("", "1", "1*0", "1*0*2", "1*0*2*00", "1*0*2*00*9")


def rows() -> Iterator[Row]:
    """The 99th percentile of a page, and what it costs beside the bare route of an SMS."""
    with servers(SESSIONS) as both:
        prove(both)
        port = both.turn.port
        goes = [
            (signed_round(both.turn, both.stores, _session), signed_round(both.floor, both.stores))
            for _ in range(ROUNDS + 1)
        ][1:]  # the first warms up
        full = drive(port, [_session(port, phone(number)) for number in range(1, SESSIONS + 1)], SECONDS)
        outcome = drive(port, [_session(port, phone(number)) for number in range(1, SESSIONS + 1)], SECONDS, PAUSE)
    slow = outcome.percentile(0.99)
    yield Row(
        "USSD page, 32 sessions",
        f"p99 {slow * 1000:.0f} ms at {outcome.rate:,.0f}/s",
        f"p99 {full.percentile(0.99) * 1000:.0f} ms at {full.rate:,.0f}/s, without any pause",
        "",
        f"p99 under {AIM * 1000:.0f} ms",
        slow < AIM and not outcome.bad + outcome.lost,
    )
    costs = [(ours.spent.all, floor.spent.all) for ours, floor in goes]
    late = median(ours.outcome.percentile(0.99) / floor.outcome.percentile(0.99) for ours, floor in goes)
    ratio = median(floor / ours for ours, floor in costs)
    ours, floor = (median(each) for each in zip(*costs, strict=True))
    yield Row(
        "CPU of a USSD page beside the bare route of an SMS",
        f"{ours:,.0f} µs",
        f"{floor:,.0f} µs",
        f"CPU {ratio:.2f} x\np99 {late:.2f} x",
        f"CPU {SHARE} x, p99 within {LATER} x",
        ratio >= SHARE and late <= LATER,
        {"ussd_us": ours, "floor_us": floor, "cpu_ratio": ratio, "p99_ratio": late},
    )


def _session(port: int, line: str) -> Next:
    """A worker who dials, looks and dials again."""
    turn = count()

    def following(_: bytes | None) -> bytes:
        session, step = divmod(next(turn), len(STEPS))
        form = {"sessionId": f"{line}-{session}", "phoneNumber": line, "serviceCode": "*123#", "networkCode": "334020"}
        body = urlencode({**form, "text": STEPS[step]}).encode()
        head = (
            f"POST /ussd/africastalking/{USSD_TOKEN} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return following
