"""What each task costs a worker: messages sent, and segments paid for, by SMS and by USSD. Measured by doing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.table import Table

from gsm7 import fold, segments
from simulator.practice import World
from simulator.talk import CODE, IDENTITY, NIP, REGISTER, Talk
from turns.render import sms_text, ussd_pages

SILENCE = 11 * 60


@dataclass(frozen=True, slots=True)
class Task:
    """Something a worker wants done, as typed by SMS and after dialling; `known` tells that the account is open."""

    name: str
    sms: tuple[str, ...]
    ussd: tuple[str, ...]
    known: bool = True


TASKS = (
    Task("Register and activate, step by step", REGISTER, ("1", *REGISTER[1:]), known=False),
    Task(
        "Register and activate, with answers ahead",
        (f"REGISTRO {IDENTITY}", f"1 1 {NIP} Guadalajara, Benito Juarez", CODE),
        ("1", f"{IDENTITY}", "1", "1", NIP, "Guadalajara", "Benito Juarez", CODE),
        known=False,
    ),
    Task("Savings", (f"AHORRO {NIP}",), ("4", NIP)),
    Task("Credit balance", (f"CREDITO {NIP}",), ("1", NIP)),
    Task("Payment reference, an amount of one's own", (f"PAGO {NIP} 1500",), ("2", NIP, "1500")),
    Task("Payment reference, this month's", (f"PAGO {NIP} 1",), ("2", NIP, "1")),
    Task("Change the NIP", (f"NIP {NIP} 771204",), ("7", "7", "2", NIP, "771204")),
    Task("Stop notices", ("BAJA",), ("BAJA",)),
    Task("Ask for a person", ("ASESOR",), ("6",)),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Messages or inputs of the worker, and what the service answered: segments by SMS, screens by USSD."""

    sent: int
    answered: int
    pushed: int


def measure(task: Task) -> tuple[Cost, Cost]:
    """The cost by SMS and by USSD, codes pushed by SMS counted apart."""
    return _play(task, task.sms, by_ussd=False), _play(task, task.ussd, by_ussd=True)


def _play(task: Task, inputs: tuple[str, ...], *, by_ussd: bool) -> Cost:
    talk = Talk(world := World())
    if task.known:
        for typed in REGISTER:
            talk.say(typed)
        world.now = world.now.replace(minute=SILENCE // 60)
    codes = len(world.sent_codes)
    replies = [talk.dial()] if by_ussd else []
    replies += [talk.say(typed) for typed in inputs]
    answered = sum(len(ussd_pages(reply)) if by_ussd else segments(sms_text(reply)) for reply in replies)
    pushed = sum(segments(fold(sent.text)) for sent in world.sent_codes[codes:])
    return Cost(len(inputs), answered, pushed)


def costs() -> Iterator[tuple[str, Cost, Cost]]:
    """Every task with its costs by SMS and by USSD."""
    for task in TASKS:
        yield (task.name, *measure(task))


def cost_table() -> Table:
    """The costs for a terminal."""
    result = Table("task", "SMS sent", "segments back", "USSD inputs after dialling", "screens", "codes pushed")
    for name, sms, ussd in costs():
        result.add_row(name, str(sms.sent), str(sms.answered), str(ussd.sent), str(ussd.answered), str(sms.pushed))
    return result


def markdown() -> str:
    """The same for `docs/dialogs.md`."""
    lines = [
        "| task | SMS sent | segments back | USSD inputs after dialling | screens | codes pushed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {sms.sent} | {sms.answered} | {ussd.sent} | {ussd.answered} | {sms.pushed} |"
        for name, sms, ussd in costs()
    ]
    return "\n".join(lines) + "\n"
