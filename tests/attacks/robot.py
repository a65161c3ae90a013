"""A robot that guesses: `python -m tests.attacks.robot 100000 [sqlite|postgresql]`, then the counts in SQL.

Every message is split anew: over SMS, Kannel and both USSD gateways, one piece or dozens, in one request or a session
that grows, with blanks, stars, line breaks, words or pictures between, after a word or none, with leaving and coming
back between. The right secret is in every message, behind a wrong one, so that a try too many would show.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal
from urllib.parse import urlencode

from bench.attack.served import attacked
from bench.load import Next, drive
from tests.attacks.people import ANSWERS, NIP, Victim
from tests.attacks.service import KANNEL, USSD, Service, request, signed

CONNECTIONS = 16
A_VICTIM = 50
"""Messages to each before the next; after the five tries until the lock they go on against it."""
BETWEEN = (*" *#;.\n\t\u00a0\u2028", ", ", " y ", " o ", " * ", " \U0001f600 ")
"""Not `nip`: the piece that is named so is the one that is tried, and may be the right one."""
BEFORE = ("AHORRO ", "CREDITO ", "PAGO ", "1*", "2*", "mi nip es ", "NIP ", "DATOS ", "AVISOS SI ", "mi ahorro ", "")
ASIDE = {
    "nip": ("MENU", "0", "SALIR", "hola", "AYUDA", "VERIFICA", "", "si", "1", "97", "98", "NIP", "OLVIDE", "ASESOR"),
    "answer": ("OLVIDE", "NIP", "MENU", "0", "hola", "SALIR", ""),
    "code": ("", "hola", "AYUDA", "no entiendo"),
}
"""What is sent in between; what leaves the question for a code is left out, since nothing leads back to it."""
Kind = Literal["nip", "answer", "code"]
TRIES: dict[Kind, str] = {
    "nip": "SELECT locks * 5 + wrong_nips FROM account WHERE line = :line",
    "answer": "SELECT wrong_answers FROM account WHERE line = :line",
    "code": "SELECT max(5 - tries_left) FROM one_time_code JOIN account a ON a.id = account_id WHERE a.line = :line",
}
"""What SQL counts of each kind; a NIP's locks of fifteen minutes do not end while the robot runs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Whom it attacks now, at what, and the right secret."""

    kind: Kind
    victim: Victim
    right: str


class Robot:
    """Attacks a running service; `sent` and `shown` tell what came of it."""

    def __init__(self, service: Service, seed: int = 30900) -> None:
        self._service = service
        self._dice = Random(seed)
        self.sent = 0
        self.shown: list[str] = []
        """Answers in which an amount stood that nobody may see."""
        self.marks: list[Mark] = []
        self._grown: dict[str, str] = {}

    def run(self, messages: int) -> None:
        """Choose the victims and send so many messages to them."""
        kinds: tuple[Kind, ...] = ("nip", "nip", "nip", "answer", "code")
        self.marks = [self._mark(kinds[number % 5]) for number in range(-(-messages // A_VICTIM))]
        waiting = deque(self.marks)
        drive(self._service.port, [self._source(waiting) for _ in range(CONNECTIONS)], 24 * 3600)

    def most(self, kind: Kind) -> tuple[int, int, int]:
        """Victims of a kind, the most tries that SQL counts of one, and how many have all five."""
        counted = [self._service.sql(TRIES[kind], line=mark.victim.line) for mark in self.marks if mark.kind == kind]
        return len(counted), max(counted), counted.count(5)

    def taken(self) -> int:
        """Codes that were used, and NIPs that are new."""
        changed = self._service.sql("SELECT count(*) FROM outbound_message WHERE kind = 'account-changed'")
        return int(self._service.sql("SELECT count(spent_at) FROM one_time_code")) + int(changed)

    def _mark(self, kind: Kind) -> Mark:
        victim = self._service.people.registered()
        if kind == "nip":
            return Mark(kind, victim, NIP)
        if kind == "answer":
            return Mark(kind, victim, ", ".join(ANSWERS.values()))
        asked = self._service.sms(victim.line, "OLVIDE")
        self._service.sms(victim.line, ANSWERS["town" if "creciste" in asked else "school"])
        return Mark(kind, victim, self._service.code(victim.line))

    def _source(self, waiting: deque[Mark]) -> Next:
        now: list[Mark] = []
        requests = self._requests(waiting, now)

        def following(answer: bytes | None) -> bytes | None:
            if answer and now[0].victim.amount.encode() in answer:
                self.shown.append(answer.decode(errors="replace"))
            return next(requests, None)

        return following

    def _requests(self, waiting: deque[Mark], now: list[Mark]) -> Iterator[bytes]:
        while waiting:
            now[:] = [waiting.popleft()]
            for _ in range(A_VICTIM):
                self.sent += 1
                yield self._request(now[0])

    def _request(self, mark: Mark) -> bytes:
        """One message, split as the dice fall."""
        line, typed = mark.victim.line, self._typed(mark)
        how = self._dice.choice(("sms", "sms", "kannel", "ussd", "infobip"))
        if how == "sms":
            raw = signed(self._service.url, {"From": line, "Body": typed, "MessageSid": self._service.message()})
        elif how == "kannel":
            query = urlencode({"from": line, "to": "30900", "text": typed, "id": self._service.message()})
            raw = request("GET", f"/sms/kannel/{KANNEL}?{query}")
        else:
            session, path = self._dice.choice((f"s{line}", self._service.message())), f"/ussd/africastalking/{USSD}"
            if session == f"s{line}" and how == "ussd":
                typed = self._grown[line] = f"{self._grown.get(line, '')[:800]}*{typed}".strip("*")
            raw = request("POST", path, {"sessionId": session, "phoneNumber": line, "text": typed})
            if how == "infobip":
                step = self._dice.choice(("start", "response"))
                body = json.dumps({"msisdn": line[1:], "text": typed, "shortCode": "*123#"})
                head = request("POST", f"/ussd/infobip/{USSD}/session/{session}/{step}").decode().rstrip("\r\n")
                raw = f"{head}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        return raw.replace(b"Connection: close\r\n", b"")

    def _typed(self, mark: Mark) -> str:
        dice = self._dice
        if dice.random() < 0.2:
            return dice.choice(ASIDE[mark.kind])
        wrong = [self._wrong(mark.kind) for _ in range(dice.choice((1, 1, 2, 5, 12, 40, 60)))]
        pieces = [*wrong, mark.right, *wrong[: dice.randrange(3)]]
        before = "OLVIDE " if mark.kind == "answer" and dice.random() < 0.3 else ""
        before = dice.choice(BEFORE) if mark.kind == "nip" else before
        return before + dice.choice(BETWEEN).join(pieces)[: dice.choice((460, 460, 2000))]

    def _wrong(self, kind: Kind) -> str:
        if kind == "answer":
            return f"Pueblo {self._dice.randrange(1000)}"
        return f"{self._dice.randrange(483_000, 1_000_000)}"


def main(messages: str = "100000", database: str = "sqlite") -> None:
    """Start a service, let the robot at it, and print what SQL counts."""
    with attacked(database) as service:
        robot = Robot(service)
        robot.run(int(messages))
        print(f"{database}: {robot.sent:,} messages, {len(robot.shown)} amounts shown, {robot.taken()} taken")
        for kind in TRIES:
            many, most, locked = robot.most(kind)
            print(f"{kind}: {many} victims, most tries at one {most}, all five at {locked}")


if __name__ == "__main__":
    main(*sys.argv[1:])
