"""What is done to the running service, and the alerts that have to say so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update

from config.tally import EVERY
from models.rows import MESSAGE
from models.tables.outbox import BULK, SENDING, URGENT
from notices.zones import CENTRAL
from tests.alerting.scaled import SCRAPE
from tests.alerting.stage import CEILING, Stage, steadily
from tests.outages.proxy import Mode

NOTICE = "notice.contribution"


@dataclass(frozen=True)
class Fault:
    """While its context is open the fault is there; its end is the cure. `patience`: seconds until all alerts fire.

    `during` and `after` are faults that change none of its figures, to be played meanwhile: before its cure, and until
    its alerts have cleared.
    """

    what: str
    alerts: tuple[str, ...]
    there: Callable[[Stage], AbstractContextManager[None]]
    patience: float = 120.0
    during: tuple[Fault, ...] = ()
    after: tuple[Fault, ...] = ()
    cured_by_us: bool = True

    def brings(self) -> set[str]:
        """The alerts of this fault and of those within it."""
        return {*self.alerts, *(name for inner in (*self.during, *self.after) for name in inner.brings())}


def becomes(of: str, mode: Mode) -> Callable[[Stage], AbstractContextManager[None]]:
    """One of the stage's proxies, by its name, in this mode."""

    @contextmanager
    def there(stage: Stage) -> Iterator[None]:
        proxy = getattr(stage, of)
        proxy.become(mode)
        yield
        proxy.become("pass")

    return there


@contextmanager
def refused(stage: Stage) -> Iterator[None]:
    stage.twilio.mode(status=400, code=21211, every=2)
    with steadily(lambda: stage.owe(2), 0.5):
        yield
        stage.twilio.mode()
    stage.owe(8000)


@contextmanager
def slow_provider(stage: Stage) -> Iterator[None]:
    stage.twilio.mode(delay=6)
    with steadily(lambda: stage.owe(2, NOTICE, BULK, zone=CENTRAL), 1.0):
        yield
    stage.twilio.mode()


@contextmanager
def source_away(stage: Stage) -> Iterator[None]:
    stage.source.become("cut")
    with steadily(lambda: stage.talk("REGISTRO 01069000014 PUFL900215MJCRCR04 PUFL900215KJ8"), 0.3):
        yield
    stage.source.become("pass")


@contextmanager
def all_at_once(stage: Stage) -> Iterator[None]:
    """Six messages of a line at once, so that no process has all of them, and a database that is far away."""

    def six() -> None:
        line = stage.line()
        sending = [threading.Thread(target=stage.talk, args=(f"hola {number}", line)) for number in range(6)]
        for each in sending:
            each.start()
        for each in sending:
            each.join()

    stage.sql.become("delay")
    with steadily(six, 0.2), steadily(six, 0.2):
        yield
    stage.sql.become("pass")


@contextmanager
def a_machine(stage: Stage) -> Iterator[None]:
    for _ in range(CEILING):
        stage.talk(line="+525699999999")
    with steadily(lambda: stage.talk(line="+525699999999"), 0.5):
        yield


@contextmanager
def odd_sentences(stage: Stage) -> Iterator[None]:
    """One of each is handed over and scraped before: an increase is seen only over a figure that was there."""
    stage.talk("cuanto tengo ahorrado para mi casa")
    for number in range(61):
        stage.talk(f"el equipo de mi hijo metio {number} goles en el torneo")
        if not number:
            time.sleep(EVERY + 2 * SCRAPE)
    yield
    for _ in range(300):
        stage.talk("cuanto tengo ahorrado para mi casa")


@contextmanager
def changed_by_hand(stage: Stage) -> Iterator[None]:
    """A row that says it is being sent, and not since when: no job of ours writes that."""
    line = stage.owe(hint=False, not_before=datetime.now(UTC) + timedelta(hours=1))
    begun = datetime.now(UTC) - timedelta(minutes=1)
    _change(stage, line, status=SENDING, owner="hand", provider="twilio", lease_until=begun)
    yield
    _change(stage, line, claimed_at=begun)


def _change(stage: Stage, line: str, **values: object) -> None:
    with stage.database.transaction() as connection:
        connection.execute(update(MESSAGE).where(MESSAGE.c.recipient == line).values(**values))


@contextmanager
def no_worker(stage: Stage) -> Iterator[None]:
    stage.kill("worker")
    stage.kill("beat")
    for _ in range(1200):
        stage.hint(URGENT)
    yield
    stage.begin("worker", "beat")


def _span(begins: timedelta, ends: timedelta) -> str:
    """Quiet hours in the central zone, from now."""
    now = datetime.now(UTC).astimezone(ZoneInfo(f"America/{CENTRAL}"))
    return f"{now + begins:%H:%M}-{now + ends:%H:%M}"


@contextmanager
def too_many(stage: Stage) -> Iterator[None]:
    night = _span(timedelta(minutes=8), timedelta(minutes=11))
    stage.begin("web", "worker", quiet_hours=night, sms_rate="1")
    stage.owe(900, NOTICE, BULK, zone=CENTRAL)
    yield
    stage.begin("web", "worker", quiet_hours=night)


@contextmanager
def missed(stage: Stage) -> Iterator[None]:
    """Its cure is the end of the quiet hours, and no doing of ours."""
    stage.begin("web", "worker", quiet_hours=_span(timedelta(minutes=-1), timedelta(minutes=3)))
    stage.owe(20, NOTICE, BULK, zone=CENTRAL, not_before=datetime.now(UTC) - timedelta(minutes=10))
    yield


@contextmanager
def no_web(stage: Stage) -> Iterator[None]:
    stage.kill("web")
    yield
    stage.begin("web")


@contextmanager
def no_receipts(stage: Stage) -> Iterator[None]:
    stage.receipts = False
    with steadily(stage.owe, 1.0):
        yield
    stage.receipts = True


@contextmanager
def many_messages(stage: Stage) -> Iterator[None]:
    with steadily(stage.talk, 0.02), steadily(stage.talk, 0.02):
        yield


ANSWERS = ("AnswersMissedFast", "AnswersMissedSlow")
CODES = ("CodesLateFast", "CodesLateSlow")
FAULTS = (
    Fault(
        "a provider refuses half of all",
        ("SendsRefused", "MessagesFail"),
        refused,
        240,
        during=(
            Fault("the institution's system cut off", ("SourceFails",), source_away),
            Fault("six messages of a line at once", ("LinesBusy",), all_at_once, 240),
        ),
    ),
    Fault("a provider answers after 6 s", ("ProviderSlow",), slow_provider),
    Fault("the only provider cut off", ("ProviderFails", "NoProvider"), becomes("provider", "cut")),
    Fault(
        "receipts do not come",
        ("ReceiptsMissing",),
        no_receipts,
        400,
        during=(
            Fault("PostgreSQL cut off", ("PartDown", *ANSWERS), becomes("sql", "cut")),
            Fault("PostgreSQL silent", ("PartDown",), becomes("sql", "silent")),
            Fault("Redis cut off", ("PartDown",), becomes("redis", "cut")),
            Fault("Redis silent", ("PartDown",), becomes("redis", "silent")),
            Fault("a row that was changed by hand", ("JobsFail",), changed_by_hand),
        ),
    ),
    Fault(
        "worker and beat killed",
        ("HintsPileUp", "UrgentWaits", "PartDown", "JobLate"),
        no_worker,
        300,
        during=(
            Fault("a machine that writes", ("CeilingReached",), a_machine),
            Fault("sixty odd sentences", ("NotUnderstood",), odd_sentences),
        ),
    ),
    Fault(
        "the worker starts late",
        CODES,
        lambda stage: steadily(lambda: None, 1.0),
        after=(Fault("web killed", ("ServiceUnseen",), no_web),),
    ),
    Fault("900 notices at one a second, night in 8 min", ("NoticesTooManyForToday",), too_many),
    Fault("20 notices in the night", ("NoticesMissed",), missed, cured_by_us=False),
    Fault("fifty times the messages", ("SpendingJumps",), many_messages, 200),
)
