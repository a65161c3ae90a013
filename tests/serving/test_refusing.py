"""A process does not start where it would lose what it is told or lock people out; where a store is away it does."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest
from redis import Redis
from sqlalchemy import insert

from config.errors import Mistake
from config.hashing import Hasher
from config.settings import Settings
from models.columns import table
from models.database import Database
from models.tables.accounts import AccountRow
from serving.refusing import refuse_what_would_harm

ACCOUNT = {
    "nss": "92919084431",
    "line": "+525512345678",
    "first_name": "Lorena",
    "status": "active",
    "language": "es",
    **dict.fromkeys(("wrong_nips", "wrong_answers", "locks"), 0),
    **dict.fromkeys(("sms_alerts", "email_alerts"), False),
}


@pytest.fixture
def place(settings: Settings, sqlite: str, redis: Redis) -> Settings:
    return settings.model_copy(update={"database_url": sqlite})


def test_a_redis_that_evicts_is_refused(place: Settings, redis: Redis) -> None:
    refuse_what_would_harm(place)
    redis.config_set("maxmemory-policy", "allkeys-lru")
    try:
        with pytest.raises(Mistake, match=r"may forget what it was told .* Set `maxmemory-policy noeviction`"):
            refuse_what_would_harm(place)
    finally:
        redis.config_set("maxmemory-policy", "noeviction")


def test_a_database_that_was_restored_beside_another_pepper_is_refused_and_taken_with_its_own(place: Settings) -> None:
    hashed = Hasher(place.pepper, place.hash_costs).seal("482913")
    with closing(Database(place.database_url)) as database, database.transaction() as connection:
        connection.execute(insert(table(AccountRow)).values(**ACCOUNT, nip_hash=hashed, created_at=datetime.now(UTC)))
    refuse_what_would_harm(place)
    wrong = place.model_copy(update={"pepper": "another pepper, of 32 characters"})
    with pytest.raises(Mistake, match=r"pepper that is not set: .* MICUENTA_OLD_PEPPERS"):
        refuse_what_would_harm(wrong)
    refuse_what_would_harm(wrong.model_copy(update={"old_peppers": (place.pepper,)}))


@pytest.mark.parametrize(
    "away", [{"redis_url": "redis://127.0.0.1:1"}, {"database_url": "postgresql+psycopg://a@127.0.0.1:1/x"}]
)
def test_a_store_that_is_away_keeps_nobody_from_starting(place: Settings, away: dict[str, str]) -> None:
    refuse_what_would_harm(place.model_copy(update=away))
