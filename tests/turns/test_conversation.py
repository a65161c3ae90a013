"""The turn on both databases and a real Redis: one answer to each message, once, whatever happens in between."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from redis import Redis
from sqlalchemy import text

from models.database import Database
from tests.turns.turn_kit import LINE, VAULT, Parrot, sms, talking, ussd
from turns.conversation import Conversation
from turns.envelope import Screen
from turns.store import DialogStore

T = TypeVar("T")
APOLOGY = "Estamos teniendo un problema. No se perdió nada: manda otra vez tu mensaje en unos minutos."


@pytest.fixture
def database(database: str) -> Iterator[Database]:
    opened = Database(database)
    yield opened
    opened.close()


@pytest.fixture
def kicks() -> list[int]:
    return []


@pytest.fixture
def talk(database: Database, redis: Redis, kicks: list[int]) -> Conversation:
    return conversation(database, redis, kicks)


def conversation(database: Database, redis: Redis, kicks: list[int], lease: float = 10) -> Conversation:
    english = {APOLOGY: "We are having a problem. Nothing was lost: send your message again in a few minutes."}
    return talking(database, redis, Parrot({"en": english}), kick=lambda: kicks.append(1), lease=lease)


def unsaved(talk: Conversation, redis: Redis) -> Screen:
    """What is answered to a second message of which Redis then knows nothing, as after a kill behind the commit."""
    talk.handle(sms("uno", "m1"))
    before = {key: redis.get(key) for key in redis.scan_iter()}
    said = talk.handle(sms("MISS", "m2"))
    redis.flushall()
    redis.mset({key: value for key, value in before.items() if value})
    return said


def rows(database: Database, table: str) -> int:
    with database.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_conversation_remembers_and_is_shared_by_sms_and_ussd(talk: Conversation) -> None:
    assert talk.handle(sms("uno", "m1")).text == "0 uno"
    assert talk.handle(ussd("s:1", "dos", "tres")).text == "0 uno dos tres"
    assert talk.handle(sms("cuatro", "m2")).text == "0 uno dos tres cuatro"


def test_the_same_message_again_gets_the_same_answer_and_happens_once(talk: Conversation, database: Database) -> None:
    first = talk.handle(sms("MISS", "m1"))
    assert talk.handle(sms("MISS", "m1")) == first
    assert talk.handle(sms("x", "m2")).text == "1 MISS x"
    assert talk.handle(sms("MISS", "m1")) == first
    assert rows(database, "journal") == 2


def test_the_same_id_from_another_provider_or_line_is_another_message(talk: Conversation) -> None:
    talk.handle(sms("uno", "m1"))
    assert talk.handle(ussd("m1", "dos")).text == "0 uno dos"
    assert talk.handle(sms("tres", "m2", line="+525587654321")).text == "0 tres"


def test_copies_of_one_message_at_the_same_instant_happen_once(talk: Conversation, database: Database) -> None:
    answers = at_once([lambda: talk.handle(sms("MISS", "m1")) for _ in range(8)])
    assert [answer.text for answer in answers] == ["0 MISS"] * 8
    assert talk.handle(sms("x", "m2")).text == "1 MISS x"
    assert rows(database, "journal") == 2


def test_copies_under_ids_of_their_own_at_the_same_instant_happen_once(talk: Conversation, database: Database) -> None:
    """A gateway that delivers one SMS twice, under two ids, even before the first copy has its answer."""
    answers = at_once([lambda number=number: talk.handle(sms("MISS", f"m{number}")) for number in range(3)])
    assert [answer.text for answer in answers] == ["0 MISS"] * 3
    assert talk.handle(sms("x", "m9")).text == "1 MISS x"
    assert rows(database, "journal") == 2


def test_messages_of_one_phone_at_the_same_instant_are_answered_one_after_the_other(talk: Conversation) -> None:
    answers = at_once([lambda number=number: talk.handle(sms(f"w{number}", f"m{number}")) for number in range(12)])
    heard = sorted((answer.text.split()[1:] for answer in answers), key=len)
    assert [len(words) for words in heard] == list(range(1, 13))
    assert all(longer[: len(shorter)] == shorter for shorter, longer in itertools.pairwise(heard))


def test_an_answer_kept_only_in_sql_is_found_and_the_dialog_mended(
    talk: Conversation, redis: Redis, database: Database
) -> None:
    said = unsaved(talk, redis)
    assert talk.handle(sms("MISS", "m2")) == said
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"
    assert rows(database, "journal") == 3


def test_a_stale_dialog_is_replaced_by_the_journals_when_another_message_comes_first(
    talk: Conversation, redis: Redis, database: Database
) -> None:
    said = unsaved(talk, redis)
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"
    assert talk.handle(sms("MISS", "m2")) == said
    assert talk.handle(sms("tres", "m4")).text == "1 uno MISS dos tres"


def test_when_all_of_redis_is_lost_the_journal_still_knows_the_conversation(talk: Conversation, redis: Redis) -> None:
    talk.handle(sms("uno", "m1"))
    said = talk.handle(sms("MISS", "m2"))
    redis.flushall()
    assert talk.handle(sms("dos", "m3")).text == "1 uno MISS dos"
    assert talk.handle(sms("MISS", "m2")) == said


def test_a_turn_is_journalled_without_what_was_typed(talk: Conversation, database: Database) -> None:
    talk.handle(sms("482913", "m1"))
    with database.connect() as connection:
        row = str(connection.execute(text("SELECT * FROM journal")).mappings().one())
    assert "482913" not in row
    assert LINE[3:] not in row
    assert "[1]" in row


def test_redis_holds_nothing_that_can_be_read(talk: Conversation, redis: Redis) -> None:
    talk.handle(sms("482913", "m1"))
    kept = b"".join(key + (redis.get(key) or b"") for key in redis.scan_iter())
    assert b"482913" not in kept
    assert LINE[3:].encode() not in kept


def test_an_owed_message_wakes_the_sender_after_the_commit(database: Database, redis: Redis) -> None:
    owed: list[int] = []
    talk = talking(database, redis, kick=lambda: owed.append(rows(database, "outbound_message")))
    talk.handle(ussd("s:1", "KEEP", "BYE"))
    assert owed == []
    talk.handle(ussd("s:2", "97"))
    assert owed == [1]


def test_a_bug_in_a_dialog_is_an_apology_leaves_no_trace_and_no_secret_in_the_log(
    talk: Conversation, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    talk.handle(sms("uno", "m1"))
    with caplog.at_level(logging.INFO):
        assert talk.handle(sms("BREAK", "m2")).text.startswith("Estamos teniendo un problema")
    assert "ZeroDivisionError" in caplog.text
    assert "482913" not in caplog.text
    assert talk.handle(sms("dos", "m2")).text == "0 uno dos"
    assert rows(database, "journal") == 2


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "x" * 480,
        "\x00\x01\x1b",
        "💥👍🏽",
        "'; DROP TABLE journal; --",
        "<Response/>",
        "\ud800",
        "\n\n",
        "%s {0}",
    ],
)
def test_anything_typed_is_answered_and_kept(talk: Conversation, words: str) -> None:
    talk.handle(sms("uno", "m1"))
    assert talk.handle(sms(words, "m2")).text.startswith("0 uno")
    assert talk.handle(sms("dos", "m3")).text.startswith("0 uno")


@pytest.mark.parametrize("first", [True, False])
def test_a_message_too_long_is_said_so_and_the_dialog_stands_where_it_stood(talk: Conversation, first: bool) -> None:
    if not first:
        talk.handle(sms("uno", "m1"))
    said = talk.handle(sms("MISS " * 400, "m2"))
    assert said.text.startswith("Tu mensaje es muy largo")
    assert talk.handle(sms("MISS " * 400, "m2")) == said
    assert talk.handle(sms("dos", "m3")).text == ("0 dos" if first else "0 uno dos")


@pytest.mark.parametrize("name", ["ñ" * 300, "x" * 4000, "", "a\x00b"])
def test_any_provider_id_can_be_kept(talk: Conversation, name: str) -> None:
    first = talk.handle(sms("uno", name))
    assert talk.handle(sms("uno", name)) == first == talk.handle(sms("uno", name))
    assert talk.handle(sms("dos", "m2")).text == "0 uno dos"


def test_long_ussd_answers_are_paged_and_pages_are_remembered(talk: Conversation) -> None:
    first = talk.handle(ussd("s:1", "LONG"))
    second = talk.handle(ussd("s:2", "98"))
    assert first.text.endswith("98 Mas")
    assert "0 Atras" in second.text
    assert talk.handle(ussd("s:3", "0")).text == first.text
    assert talk.handle(ussd("s:2", "98")) == second, "a repeated request gets its own page"
    assert talk.handle(ussd("s:4", "98")) == second
    assert talk.handle(ussd("s:5", "0", "0")).text.startswith("0 LONG 0"), "the second one is the dialog's"
    assert talk.handle(ussd("s:6", "98")).text.startswith("0 LONG 0 98"), "no pages are left"


def test_pages_end_with_the_session_and_with_an_sms(talk: Conversation) -> None:
    talk.handle(ussd("s:1", "LONG"))
    assert talk.handle(ussd("t:1", "98", begins=True)).text.startswith("0 LONG 98")
    talk.handle(ussd("t:2", "LONG"))
    assert talk.handle(sms("98", "m1")).text.startswith("0 LONG 98 LONG 98")
    assert talk.handle(ussd("t:3", "98")).text.startswith("0 LONG 98 LONG 98 98")


def test_97_sends_the_answer_by_sms_once(talk: Conversation, database: Database, kicks: list[int]) -> None:
    first = talk.handle(ussd("s:1", "KEEP", "BYE"))
    assert first.goes_on, "the offer of an SMS keeps the session open"
    said = talk.handle(ussd("s:2", "97"))
    assert said.text == "Te lo mandamos por SMS.\n0 Atras"
    assert talk.handle(ussd("s:2", "97")) == said
    assert talk.handle(ussd("s:3", "97")).text == said.text
    assert rows(database, "outbound_message") == 1
    assert kicks == [1]


def test_redis_away_is_an_apology_and_nothing_happens(database: Database, kicks: list[int]) -> None:
    with Redis(unix_socket_path="/nonexistent/redis.sock") as away:
        assert conversation(database, away, kicks).handle(sms("MISS", "m1")).text.startswith("Estamos teniendo")
    assert rows(database, "journal") == 0


def test_a_sender_that_cannot_be_woken_fails_no_turn(database: Database, redis: Redis) -> None:
    def broken() -> None:
        raise ConnectionError

    talk = talking(database, redis, kick=broken)
    talk.handle(ussd("s:1", "KEEP"))
    assert talk.handle(ussd("s:2", "97")).text.startswith("Te lo mandamos")
    assert rows(database, "outbound_message") == 1


def test_the_apology_is_in_english_for_who_talks_english(
    database: Database, redis: Redis, kicks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = conversation(database, redis, kicks)
    talk.handle(sms("ENGLISH", "m1"))
    assert talk.handle(sms("BREAK", "m2")).text.startswith("We are having a problem")


def test_a_line_held_by_a_dead_process_is_taken_over_when_its_lease_ends(
    database: Database, redis: Redis, kicks: list[int]
) -> None:
    talk = conversation(database, redis, kicks, lease=0.2)
    talk.handle(sms("uno", "m1"))
    DialogStore(redis, lease=0.2).claim(VAULT.mark(LINE), "dead")
    assert talk.handle(sms("dos", "m2")).text == "0 uno dos"


def at_once(calls: list[Callable[[], T]]) -> list[T]:
    """Run them all at the same instant, each in its thread."""
    start = threading.Barrier(len(calls))
    results: list[T | None] = [None] * len(calls)

    def run(place: int, call: Callable[[], T]) -> None:
        start.wait()
        results[place] = call()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for result in results if result is not None]
