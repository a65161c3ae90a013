"""An institution's system that is away, slow, wrong or of somebody else: nothing false is told and nobody waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from redis import Redis

from config.vault import Vault
from flows.records.institution import SourceAway
from models.breaker import STEP_SECONDS, TRIP_AT
from models.source.records import SourceRecords
from models.source.source import MEMORY
from tests.conftest import NOW
from tests.source.conftest import DEADLINE, Asking
from tests.source.institution import Institution

LORENA, ANOTHER = "01069000014", "03079000022"
LIST = f"trabajadores/{LORENA}/creditos"
WRONG: dict[str, dict[str, Any]] = {
    "broken": {"status": 500},
    "refuses us": {"status": 401},
    "sends us elsewhere": {"status": 302},
    "a proxy's page": {"body": b"<html>Error</html>"},
    "a wrong address": {"status": 404, "body": {"message": "no such route"}},
    "too long": {"body": b"[" + b" " * 1024 * 1024 + b"]"},
    "nested without end": {"body": b"[" * 100_000},
    "no list": {"body": {"filas": {}}},
    "more than asked for": {"body": {"filas": [{}] * 51}},
    "not a row": {"body": {"filas": ["1000000010"]}},
    "a number for an amount": {"body": {"filas": [{"nss": LORENA, "saldo": 1955.26}]}},
    "another shape": {"body": []},
    "hangs up": {"close": True},
}


@pytest.mark.parametrize("way", WRONG)
def test_what_cannot_be_used_is_no_answer(asking: Asking, way: str) -> None:
    """The worker is told that the system is away, never that there is no credit."""
    asking.institution.ways = WRONG[way]
    with pytest.raises(SourceAway):
        SourceRecords(asking.source).credits(LORENA)


def test_a_row_of_somebody_else_takes_the_whole_answer_with_it(asking: Asking) -> None:
    """As when a cache on the way mixes up two workers."""
    rows = asking.institution.rows["aportaciones", LORENA]
    rows.append(dict(rows[0], nss=ANOTHER, folio="X"))
    with pytest.raises(SourceAway):
        SourceRecords(asking.source).contributions(LORENA, 4)
    asking.institution.ways = {"body": asking.institution.rows["ahorro", LORENA][0]}
    with pytest.raises(SourceAway):
        SourceRecords(asking.source).savings("39089002156")


@pytest.mark.parametrize("way", [{"delay": 60}, {"drip": 0.2}], ids=["silent", "dripping"])
def test_nobody_waits_longer_than_the_deadline(hasty: Asking, way: dict[str, Any]) -> None:
    """Neither for an answer that does not come nor for one that never ends; and those behind do not wait at all."""
    hasty.institution.ways = way
    for _ in range(40):
        with pytest.raises(SourceAway):
            SourceRecords(hasty.source).savings(LORENA)
    assert len(hasty.institution.asked) < TRIP_AT
    hasty.institution.ways = {}
    hasty.passes(seconds=MEMORY)
    hasty.source._deadline = DEADLINE
    assert SourceRecords(hasty.source).savings(LORENA)


def test_one_deadline_for_all_that_a_turn_asks(asking: Asking) -> None:
    """What the first question took is gone for the second."""
    records = SourceRecords(asking.source)
    records.savings(LORENA)
    asking.ahead += DEADLINE
    with pytest.raises(SourceAway):
        records.credits(LORENA)


def test_it_is_told_from_memory_with_its_age(asking: Asking) -> None:
    """A fresh answer is not asked for again; an old one only where there is no new one; none after it is forgotten."""
    first = SourceRecords(asking.source)
    savings = first.savings(LORENA)
    assert first.as_seen() is None
    asking.institution.ways = {"status": 503}
    asking.passes(seconds=59)
    fresh = SourceRecords(asking.source)
    assert (fresh.savings(LORENA), fresh.as_seen()) == (savings, None)
    asking.passes(hours=3)
    old = SourceRecords(asking.source)
    assert (old.savings(LORENA), old.as_seen()) == (savings, NOW)
    with pytest.raises(SourceAway):
        old.credits(LORENA)
    asking.institution.ways = {}
    again = SourceRecords(asking.source)
    assert (again.savings(LORENA), again.as_seen()) == (savings, None)


def test_memory_ends_and_tells_nothing(asking: Asking, redis: Redis) -> None:
    """What is kept is sealed, goes by itself, and another key's is as good as none."""
    SourceRecords(asking.source).savings(LORENA)
    kept = list(redis.scan_iter("source:*"))
    assert len(kept) == 1
    assert LORENA.encode() not in kept[0] + bytes(redis.get(kept[0]) or b"")
    assert 0 < int(redis.ttl(kept[0])) <= timedelta(hours=24).total_seconds()
    asking.institution.ways = {"status": 503}
    stranger = Asking(asking.institution, asking.url, redis, Vault("another key of the service's"))
    with pytest.raises(SourceAway):
        SourceRecords(stranger.source).savings(LORENA)
    stranger.source.close()


def test_one_that_fails_again_and_again_is_left_alone_and_taken_back_by_steps(asking: Asking) -> None:
    """As providers are: it rests, is tried with a few calls, and every change is on record."""
    asking.institution.ways = {"status": 503}
    for _ in range(3 * TRIP_AT):
        with pytest.raises(SourceAway):
            SourceRecords(asking.source).savings(LORENA)
        asking.passes(seconds=1)
    assert len(asking.institution.asked) == TRIP_AT
    assert asking.shifts == [(0, "status-503")]
    asking.institution.ways = {}
    asking.passes(seconds=3 * STEP_SECONDS)
    assert SourceRecords(asking.source).savings(LORENA)
    assert asking.shifts[1:] == [(100, "recovered")]
    told = {sample.name: sample.value for metric in asking.source.figures() for sample in metric.samples}
    assert told["micuenta_source_share"] == 100


def test_the_menu_never_asks(asking: Asking) -> None:
    """Who owes is told from what was seen, and nobody is, of whom nothing was."""
    assert not SourceRecords(asking.source).owes(LORENA)
    assert asking.institution.asked == []
    with_credit = next(nss for (file, nss), rows in asking.institution.rows.items() if file == "creditos" and rows)
    SourceRecords(asking.source).credits(with_credit)
    asking.institution.ways = {"status": 503}
    assert SourceRecords(asking.source).owes(with_credit)


def test_without_the_token_there_is_nothing(institution: tuple[Institution, str], redis: Redis, vault: Vault) -> None:
    """It goes with every question."""
    asking = Asking(*institution, redis, vault, token="wrong")
    with pytest.raises(SourceAway):
        SourceRecords(asking.source).savings(LORENA)
    asking.source.close()
