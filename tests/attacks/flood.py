"""One line that sends secrets as fast as it can: 32 connections, each sending its next message when answered.

Usage: python -m tests.attacks.flood PORT LINE SECONDS WORDS
"""

from __future__ import annotations

import sys
from itertools import count

from bench.load import Next, drive
from tests.attacks.service import signed

CONNECTIONS = 32


def main(port: str, line: str, seconds: str, words: str) -> None:
    """Send, and print how many answers came."""
    numbers = count()
    url = f"http://127.0.0.1:{port}"

    def again(_: bytes | None) -> bytes:
        number = next(numbers)
        body = words.replace("#", f"{100_000 + number % 900_000}")
        sent = signed(url, {"From": line, "Body": body, "MessageSid": f"SMflood{line}{number}"})
        return sent.replace(b"Connection: close\r\n", b"")

    sources: list[Next] = [again] * CONNECTIONS
    outcome = drive(int(port), sources, float(seconds))
    print(len(outcome.latencies), outcome.bad, outcome.lost)


if __name__ == "__main__":
    main(*sys.argv[1:])
