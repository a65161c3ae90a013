"""What an anonymous sender can make grow: every table by a fixed number of rows a line and day, whatever is sent."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update
from sqlmodel import SQLModel

from models.columns import table
from models.tables.guesses import Guess
from models.tallies.scams import A_LINE, NEW_A_DAY, OF_ALL
from tests.attacks.people import People
from tests.attacks.service import Service

guesses = table(Guess)
DAY = 100
"""Messages that a line without an account is answered (`stranger_messages`)."""
MESSAGES = 150
GROWS = {
    "journal": DAY + 1,
    "unheard": DAY,
    "line": 1,
    "consent": DAY // 2,
    "identity_guess": 6,
    "agent_case": 4,
    "case_note": DAY,
    "account": 1,
    "security_question": 2,
    "one_time_code": 5,
    "outbound_message": 10,
}
"""The most of a day and line: a BAJA more than is answered. All but `line` and `consent`, kept as proof, is purged."""


def _rows(service: Service) -> dict[str, int]:
    with service.database.connect() as connection:
        tables = SQLModel.metadata.sorted_tables
        return {
            each.name: int(connection.execute(select(func.count()).select_from(each)).scalar_one()) for each in tables
        }


def test_no_table_grows_by_more_than_its_share_of_a_line_and_day(service: Service, people: People) -> None:
    line, own, other = people.line(), people.on_record(), people.on_record()
    said = (
        "hola {0}",
        "quiero xyz{0} por favor",
        "BAJA",
        "ALTA",
        "ASESOR",
        "mi queja numero {0} es larga",
        "BLOQUEO",
        f"REGISTRO {own.nss} {other.curp} {own.rfc} {{0}}",
        f"REGISTRO {own.identity}",
        "1 1 604713 Guadalajara, Benito{0}",
        "OTRO",
        "AVISOS SI",
        "VERIFICA K7M2Q{0}",
        "IDIOMA",
        "100{0}",
        "DATOS",
        "OLVIDE",
        "AHORRO 10{0}",
    )
    before = _rows(service)
    for number in range(MESSAGES):
        words = said[number % len(said)].format(1000 + number)
        if number % 7:
            service.sms(line, words)
        else:
            service.ussd(line, words.replace(" ", "*"))
    for _ in range(20):
        service.sms(line, "BAJA")
    grown = {name: count - before[name] for name, count in _rows(service).items() if count > before[name]}
    assert grown["journal"] > DAY // 2
    assert {name: many for name, many in grown.items() if many > GROWS.get(name, 0)} == {}


def test_what_is_sent_as_a_scam_is_counted_so_often_of_a_line_and_of_all_lines(
    service: Service, people: People
) -> None:
    """The answer is the same, counted or not; a wording that is there is counted on when no new one is."""

    def sent(line: str, number: int) -> str:
        """Two rules in turn, since a reply that repeats itself is soon not sent."""
        return service.sms(line, f"ESTAFA {('le deposito', 'una liga')[number % 2]} {chr(97 + number) * 3}")

    def counted() -> tuple[int, int]:
        return (
            service.sql("SELECT count(*) FROM unheard"),
            service.sql("SELECT coalesce(sum(times), 0) FROM unheard"),
        )

    line, (before, times) = people.line(), counted()
    said = [sent(line, number) for number in range(A_LINE + 3)]
    assert len(set(said)) == 2
    assert said[-2:] == said[-4:-2]
    assert counted() == (before + A_LINE, times + A_LINE)
    with service.database.transaction() as connection:
        connection.execute(update(guesses).where(guesses.c.identifier == OF_ALL).values(times=NEW_A_DAY))
    assert [sent(people.line(), number) for number in (0, A_LINE + 3)] == [said[0], said[0]]
    assert counted() == (before + A_LINE, times + A_LINE + 1)


@pytest.mark.parametrize("kind", ["mc:*"])
def test_redis_keeps_nothing_of_a_line_for_ever(service: Service, people: People, kind: str) -> None:
    """Every key that a sender makes has an end."""
    before = set(service.redis.scan_iter(kind))
    line = people.line()
    for number in range(20):
        service.sms(line, f"hola {number}")
        service.ussd(line, f"{number}")
        service.kannel(people.line(), "que tal")
    service.sms("+14155550100", "hola")
    made = set(service.redis.scan_iter(kind)) - before - {b"mc:understood"}
    assert made
    assert [key for key in made if service.redis.ttl(key) < 0] == []
