"""USSD over Africa's Talking's form: 32 sessions at once on two workers, from dialling to the savings and back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from urllib.parse import urlencode

from bench.load import Next, drive
from bench.people import phone
from bench.row import Row
from bench.servers import USSD_TOKEN, servers
from bench.webhook import prove

SESSIONS = 32
SECONDS = 8.0
PAUSE = 0.05
"""Seconds between a page and its answer, some fifty times quicker than anybody reads and types."""
AIM = 0.100
"""Seconds that 99 of 100 answers stay under; a gateway waits for fifteen."""
STEPS = ("", "1", "1*0", "1*0*2", "1*0*2*00", "1*0*2*00*9")


def rows() -> Iterator[Row]:
    """The 99th percentile of a page."""
    with servers(SESSIONS, beside=False) as both:
        prove(both)
        port = both.turn.port
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
